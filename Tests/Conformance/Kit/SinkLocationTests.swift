import ReelSinkKit
import Testing

struct SinkLocationTests {
    @Test(arguments: [
        ("/srv/talks", "file", "", "/srv/talks"), ("talks", "file", "", "talks"), ("100%/a?b", "file", "", "100%/a?b"),
        ("C:/x", "file", "", "C:/x"), ("file:///srv/a%20b%2Fc", "file", "", "/srv/a b/c"),
        ("FILE://localhost/x", "file", "localhost", "/x"), ("s3://bucket", "s3", "bucket", ""),
        ("s3://bucket/pre%C3%A9?a=1", "s3", "bucket", "/preé"), ("x+y.z-1://h:80/", "x+y.z-1", "h:80", "/"),
    ])
    func `an address is taken apart, a path is left as it is`(
        text: String, scheme: String, authority: String, path: String
    ) throws {
        let location = try SinkLocation(text)
        #expect(location.scheme == scheme && location.authority == authority && location.path == path)
    }

    @Test func `options are decoded and keep their order`() throws {
        let location = try SinkLocation("s3://b/p?region=eu%2D1&flag&empty=&endpoint=http://h:1/?x=y")
        #expect(location.options.map(\.name) == ["region", "flag", "empty", "endpoint"])
        #expect(location.options.map(\.value) == ["eu-1", "", "", "http://h:1/?x=y"])
    }

    @Test(arguments: [
        ("", "is empty"), ("a\0", "is empty"), ("1x://a", "begins no address"), ("://a", "begins no address"),
        ("a b://c", "begins no address"), ("s3://b/%2", "two hexadecimal digits"),
        ("s3://b/%zz", "two hexadecimal digits"),
        ("s3://b/%ff", "text in UTF-8"), ("s3://b/%00", "text in UTF-8"),
    ])
    func `what is no address is refused`(text: String, sentence: String) {
        let error = #expect(throws: SinkError.self) { try SinkLocation(text) }
        #expect(error?.code == .invalid && error?.message.contains(sentence) == true, "\(error?.message ?? "")")
    }

    @Test func `a password in an address is refused and not repeated`() {
        let error = #expect(throws: SinkError.self) { try SinkLocation("s3://me:hunter2@host/bucket") }
        #expect(error?.message.contains("environment") == true && error?.message.contains("hunter2") == false)
    }

    @Test func `secret options are hidden where an address is shown`() throws {
        let location = try SinkLocation("s3://b/p?key=hunter2&region=r")
        #expect(location.description(hiding: ["key"]) == "s3://b/p?key=...&region=r")
        #expect(location.description(hiding: []) == "s3://b/p?key=hunter2&region=r")
    }
}
