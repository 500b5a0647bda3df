import ReelSinkKit
import Testing

struct SinkCatalogTests {
    /// A sink that only keeps what it was made from.
    private struct Probe: UploadSink {
        let settings: SinkSettings

        func check() async throws(SinkError) {}

        func put(
            _ upload: Upload, progress: @escaping @Sendable (UploadProgress) -> Void
        ) async throws(SinkError) -> SinkReceipt {
            throw SinkError(.failed, "A probe takes nothing.")
        }

        func object(at key: ObjectKey) async throws(SinkError) -> SinkObject? { nil }

        func remove(_ key: ObjectKey) async throws(SinkError) {}
    }

    private static let catalog = SinkCatalog([
        SinkDescriptor(
            scheme: "probe", summary: "keeps nothing", example: "probe://host",
            options: [
                SinkOption(
                    name: "region", help: "where it is", defaultValue: "here", environmentVariable: "PROBE_REGION"),
                SinkOption(
                    name: "key", help: "the access key", environmentVariable: "PROBE_KEY", isSecret: true,
                    isRequired: true),
            ], open: { Probe(settings: $0) }),
        SinkDescriptor(scheme: "bare", summary: "has no options", example: "bare://", open: { Probe(settings: $0) }),
    ])

    private func settings(_ text: String, _ environment: [String: String] = [:]) throws -> SinkSettings {
        let sink = try Self.catalog.sink(at: SinkLocation(text), environment: environment)
        return try #require(sink as? Probe).settings
    }

    @Test func `an option comes from the address, else the environment, else its default`() throws {
        let environment = ["PROBE_KEY": "hunter2", "PROBE_REGION": "there"]
        #expect(try settings("probe://h?region=far", environment)["region"] == "far")
        #expect(try settings("probe://h", environment)["region"] == "there")
        let last = try settings("probe://h?key=hunter2")
        #expect(last["region"] == "here" && last["key"] == "hunter2" && last["other"] == nil)
        #expect(last.displayName == "probe://h?key=...")
    }

    @Test(arguments: [
        (
            "prob://h",
            "There is no sink 'prob'; did you mean probe? There is probe (keeps nothing, such as probe://host) "
                + "and bare (has no options, such as bare://)."
        ),
        (
            "gopher://h",
            "There is no sink 'gopher'. There is probe (keeps nothing, such as probe://host) and bare (has no "
                + "options, such as bare://)."
        ),
        (
            "probe://h?regoin=x&key=hunter2",
            "The sink probe has no option 'regoin'; did you mean region? There are region "
                + "and key."
        ),
        ("bare://h?x=1", "The sink bare has no option 'x'. It has none."),
        ("probe://h?key=hunter2&key=hunter3", "The option key stands twice in probe://h?key=...&key=...."),
        ("probe://h", "probe://h lacks key (the access key); add ?key=... or set PROBE_KEY."),
    ])
    func `a mistake in an address is a sentence without a secret`(text: String, sentence: String) {
        let error = #expect(throws: SinkError.self) { try settings(text) }
        #expect(error?.message == sentence)
        #expect(error?.recorderError.code == .usage)
        #expect(error?.description.contains("hunter") == false)
    }

    @Test func `only time heals what is transient`() {
        let transient: [SinkError.Code] = [.noRoom, .unreachable, .busy, .mismatch, .failed]
        let permanent: [SinkError.Code] = [.denied, .notFound, .tooLarge, .sourceChanged, .cancelled, .invalid]
        #expect(transient.allSatisfy(\.isTransient) && !permanent.contains(where: \.isTransient))
        #expect(SinkError(.denied, "No.").recorderError.code.exitStatus == 7)
    }
}
