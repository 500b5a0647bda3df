import ReelModel
import Testing

@testable import ReelContainer

struct FragmentPacerTests {
    private static let video = TrackFormat.video(
        VideoTrackFormat(
            codec: .h264, size: PictureSize(width: 2, height: 2), color: .bt601, nominalRate: FrameRate(numerator: 30),
            configuration: []))
    private static let audio = TrackFormat.audio(
        AudioTrackFormat(
            codec: .aac, rate: 48_000, channels: 1, bitrate: 0, samplesPerPacket: 1_024, primingSamples: 1_024,
            configuration: []))

    private func moment(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `nothing is due while nothing waits`() {
        let pacer = FragmentPacer(tracks: [Self.video, Self.audio], taken: [0, 1])
        #expect(!pacer.isDue(at: moment(1_000_000)))
    }

    @Test func `the first picture is due at once, the second and early sound are not`() {
        var pacer = FragmentPacer(tracks: [Self.video, Self.audio], taken: [0, 1])
        pacer.add(track: 1, decodeTime: 0, arrival: moment(0))
        #expect(!pacer.isDue(at: moment(10)))
        pacer.add(track: 0, decodeTime: 0, arrival: moment(20))
        #expect(pacer.isDue(at: moment(20)))
        pacer.didCut()
        pacer.add(track: 0, decodeTime: 3_000, arrival: moment(53))
        #expect(!pacer.isDue(at: moment(53)))
    }

    @Test func `without pictures the first sound is due at once`() {
        var pacer = FragmentPacer(tracks: [Self.video, Self.audio], taken: [1])
        pacer.add(track: 1, decodeTime: 0, arrival: moment(0))
        #expect(pacer.isDue(at: moment(0)))
    }

    @Test func `a packet is due by its own arrival, whatever else comes`() {
        var pacer = FragmentPacer(tracks: [Self.video, Self.audio], taken: [0, 1])
        pacer.add(track: 1, decodeTime: 0, arrival: moment(0))
        pacer.add(track: 1, decodeTime: 1_024, arrival: moment(390))
        #expect(!pacer.isDue(at: moment(399)))
        #expect(pacer.isDue(at: moment(400)))
        pacer.didCut()
        #expect(!pacer.isDue(at: moment(900)))
    }

    @Test func `no fragment spans more than half a second of a track`() {
        var pacer = FragmentPacer(tracks: [Self.video, Self.audio], taken: [0, 1])
        pacer.add(track: 0, decodeTime: -6_000, arrival: moment(0))
        #expect(!pacer.mustCut(beforeTrack: 0, until: 39_000))
        #expect(pacer.mustCut(beforeTrack: 0, until: 39_001))
        #expect(!pacer.mustCut(beforeTrack: 1, until: 1_000_000))
    }
}
