import ReelModel
import TestSupport
import Testing

@testable import ReelContainer

struct ContainerFormatTests {
    @Test func `a sound file of a recording with pictures takes the sound`() throws {
        let tracks = try SampleMedia.with(.inOrder).tracks
        #expect(try ContainerFormat.mp4.selectTracks(tracks) == [0, 1])
        #expect(try ContainerFormat.flv.selectTracks(tracks) == [0, 1])
        #expect(try ContainerFormat.aac.selectTracks(tracks) == [1])
    }

    @Test(arguments: [ContainerFormat.aac, .wav])
    func `a sound file of a recording without sound is refused before anything starts`(format: ContainerFormat) {
        let error = #expect(throws: RecorderError.self) { try format.check(holding: [.picture]) }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains(".\(format.rawValue)") == true)
        #expect(throws: Never.self) { try format.check(holding: [.sound]) }
    }

    @Test func `raw samples go into WAV and nowhere else`() throws {
        let raw = TrackFormat.audio(
            AudioTrackFormat(
                codec: .pcm(.s16le), rate: 48_000, channels: 1, bitrate: 0, samplesPerPacket: 0, primingSamples: 0,
                configuration: []))
        #expect(try ContainerFormat.wav.selectTracks([raw]) == [0])
        for format in [ContainerFormat.mp4, .flv, .aac] {
            let error = #expect(throws: RecorderError.self) { try format.selectTracks([raw]) }
            #expect(error?.code == .notSupported)
        }
    }

    @Test func `packets of tracks that are not in the file are ignored`() throws {
        let media = try SampleMedia.with(.inOrder)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.aac"))
        #expect(!run.writer.takes(track: 0))
        #expect(run.writer.takes(track: 1))
        #expect(!run.writer.takes(track: 2))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.aac"))
        #expect(try MediaJudge(directory("talk.aac")).probe().streams.count == 1)
    }
}
