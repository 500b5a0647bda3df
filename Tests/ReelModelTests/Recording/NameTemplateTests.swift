import Testing

@testable import ReelModel

struct NameTemplateTests {
    private static let values = NameTemplate.Values(
        start: CivilTime(WallTime(nanosecondsSince1970: 1_709_164_807_000_000_000)),
        end: CivilTime(WallTime(nanosecondsSince1970: 1_709_168_407_000_000_000)), name: "talk", index: 3,
        host: "kiosk-7",
        device: "HD Camera: Front")

    @Test(arguments: [
        ("talk.mp4", "talk.mp4"), ("{name}.mp4", "talk.mp4"), ("{start:%Y-%m-%d}.mp4", "2024-02-29.mp4"),
        ("{start}.mp4", "2024-02-29-00-00-07.mp4"), ("a-{end:%H%M%S}.flv", "a-010007.flv"),
        ("/srv/{host}/{start:%Y/%m}/{index}.wav", "/srv/kiosk-7/2024/02/3.wav"),
        ("{device}.mp4", "HD Camera: Front.mp4"), ("{{name}}.mp4", "{name}.mp4"), ("}}{name}{{", "}talk{"),
        ("a}b.mp4", "a}b.mp4"), ("{start:100%%}", "100%"),
    ])
    func `fields are replaced by their values`(text: String, path: String) throws {
        #expect(try NameTemplate(text).path(Self.values) == path)
    }

    @Test(arguments: [
        ("talk.mp4", false, false, "."), ("/srv/talk.mp4", false, false, "/srv"), ("{name}.mp4", true, false, "."),
        ("/srv/a/{host}/b/{start:%Y}.mp4", true, true, "/srv/a"), ("/{name}", true, false, "/"),
        ("out/x-{end}.mp4", true, true, "out"), ("{start:no time}.mp4", true, false, "."),
        ("{{}}.mp4", false, false, "."),
    ])
    func `callers are told what the rules for overwriting and directories need`(
        text: String, isTemplate: Bool, hasTime: Bool, directory: String
    ) throws {
        let template = try NameTemplate(text)
        #expect(template.isTemplate == isTemplate)
        #expect(template.hasTime == hasTime)
        #expect(template.fixedDirectory == directory)
    }

    @Test(arguments: [
        ("../../etc/passwd", "__-..-etc-passwd"), ("..", "__"), (".", "_"), ("", "_"), (".hidden", "_hidden"),
        ("/", "-"), ("a\0b\nc", "a-b-c"), ("a\u{7f}\u{9f}", "a--"), ("日本語", "日本語"),
        (String(repeating: "é", count: 80), String(repeating: "é", count: 50)), ("a\r\nb", "a-b"),
    ])
    func `a value cannot leave the directory`(value: String, expected: String) throws {
        var values = Self.values
        values.name = value
        values.host = value
        values.device = value
        #expect(NameTemplate.sanitized(value) == expected)
        let path = try NameTemplate("/srv/out/{name}/{host}{device}").path(values)
        #expect(path == "/srv/out/\(expected)/\(expected)\(expected)")
        #expect(path.split(separator: "/").count == 4)
    }

    @Test(arguments: [
        ("{nmae}.mp4", "did you mean {name}?"), ("{time}.mp4", "The fields are {start}, {end}"),
        ("{name:%Y}.mp4", "{name} takes no pattern"), ("{start:%Q}.mp4", "there are %Y"),
        ("{start:%}.mp4", "there are %Y"), ("{start", "does not close it"), ("{}", "no field {}"),
    ])
    func `a mistake in a template is a sentence with what there is instead`(text: String, sentence: String) {
        let error = #expect(throws: RecorderError.self) { try NameTemplate(text) }
        #expect(error?.code == .usage)
        #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
    }

    @Test func `only the end makes a name wait for the end`() throws {
        #expect(try NameTemplate("{end}.mp4").needsEnd)
        #expect(try !NameTemplate("{start}.mp4").needsEnd)
    }

    @Test(arguments: [
        ("talk.mp4", "talk-2.mp4"), ("/srv/a.b/talk", "/srv/a.b/talk-2"), (".mp4", ".mp4-2"), ("a.b.c", "a.b-2.c"),
        ("/srv/.x/t.flv", "/srv/.x/t-2.flv"),
    ])
    func `a number goes before the extension`(path: String, numbered: String) {
        #expect(NameTemplate.numbered(path, 2) == numbered)
    }
}
