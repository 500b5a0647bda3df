import CPulse
import ReelModel
import Testing

@testable import ReelCapture

@Suite("What a sound server has")
struct PulseDirectoryTests {
    private func source(_ name: String, monitorOf sink: String? = nil) -> PulseSourceInfo {
        PulseSourceInfo(
            description: SoundSourceDescription(name: name, description: name, rate: 44_100, channels: 2),
            sampleFormat: PA_SAMPLE_S32LE, monitoredSink: sink)
    }

    private var directory: PulseDirectory {
        PulseDirectory(
            defaultSource: "mic", defaultSink: "hdmi",
            sources: [
                source("speakers.monitor", monitorOf: "speakers"), source("mic"),
                source("hdmi.monitor", monitorOf: "hdmi"),
            ])
    }

    @Test(arguments: [("default", "mic"), ("monitor", "hdmi.monitor"), ("speakers.monitor", "speakers.monitor")])
    func `a selector finds its source`(text: String, name: String) throws {
        #expect(try directory.source(for: PulseSelector(text)).description.name == name)
    }

    @Test func `the default source is marked`() {
        #expect(directory.descriptions.map(\.isDefault) == [false, true, false])
    }

    @Test(arguments: ["default", "monitor"])
    func `a server without devices says so`(text: String) {
        let error = #expect(throws: RecorderError.self) { try PulseDirectory().source(for: PulseSelector(text)) }
        #expect(error?.code == .soundSourceNotFound)
        #expect(error?.message.contains("it has no sources at all") == true)
    }

    @Test func `the source's own rate and channels are taken unless others are asked for`() throws {
        let plain = try PulseStreamConfiguration(source: source("mic"), request: AudioRequest(), followsDefault: false)
        #expect(plain.format == AudioFormat(sample: .f32le, rate: 44_100, channels: 2))
        let asked = try PulseStreamConfiguration(
            source: source("mic"), request: AudioRequest(rate: 48_000, channels: 1), followsDefault: false)
        #expect(asked.format == AudioFormat(sample: .f32le, rate: 48_000, channels: 1))
    }

    @Test(arguments: [
        (["PULSE_SERVER": "tcp:studio", "XDG_RUNTIME_DIR": "/run/user/1000"], "tcp:studio (PULSE_SERVER)"),
        (["XDG_RUNTIME_DIR": "/run/user/1000"], "/run/user/1000/pulse/native"),
        (["PULSE_RUNTIME_PATH": "/p", "XDG_RUNTIME_DIR": "/run/user/1000"], "/p/native (PULSE_RUNTIME_PATH)"),
        ([:], "the usual places (XDG_RUNTIME_DIR is not set, so a user's own server cannot be found)"),
    ])
    func `the place where a server is looked for is told`(environment: [String: String], text: String) {
        #expect(PulseAddress.description(of: nil) { environment[$0] } == text)
        #expect(PulseAddress.description(of: "unix:/x") { environment[$0] } == "unix:/x")
    }
}
