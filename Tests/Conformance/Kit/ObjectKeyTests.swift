import ReelSinkKit
import Testing

struct ObjectKeyTests {
    @Test(arguments: [
        ("", "it is empty"), ("..", "lead out of it"), ("a/../b", "lead out of it"), ("a/..", "lead out of it"),
        ("./a", "lead out of it"), ("/a", "begins or ends with a slash"), ("a/", "begins or ends with a slash"),
        ("a\0b", "a control character"), ("a\nb", "a control character"), ("a\u{7f}", "a control character"),
        (String(repeating: "é", count: 513), "it has 1026 bytes and at most 1024 are possible"),
    ])
    func `what is no key is refused with the reason`(text: String, reason: String) {
        let error = #expect(throws: SinkError.self) { try ObjectKey(text) }
        #expect(error?.code == .invalid && error?.isTransient == false)
        #expect(error?.message.hasSuffix("\(reason).") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["a", "...", "..a", "a..", "a/.b/c", "~", String(repeating: "é", count: 512)])
    func `what only looks like leading out is a key`(text: String) throws {
        #expect(try ObjectKey(text).text == text)
    }
}
