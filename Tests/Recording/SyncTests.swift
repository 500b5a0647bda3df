import Foundation
import Reel
import TestSupport
import Testing

@Suite("Sound against picture")
struct SyncTests {
    /// `REEL_TEST_LENGTH=long` looks at two hours of timeline where the gate looks at ten minutes.
    static var minutes: Int { ProcessInfo.processInfo.environment["REEL_TEST_LENGTH"] == "long" ? 120 : 10 }

    @Test("beep and flash are one moment, at the start and after ten minutes", arguments: ["mp4", "flv"])
    func beepAgainstFlash(format: String) throws {
        let directory = try TemporaryDirectory()
        let path = directory("talk.\(format)")
        let size = PictureSize(width: 320, height: 240)
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "320x240", "--fps", "10", "--audio", "test", "--preset",
                "ultrafast", "--duration", "\(Self.minutes)m", "--pace", "none", path,
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        // Five seconds at the start, in the middle and at the end; the bounds lie between two pictures.
        let end = Double(Self.minutes * 60)
        let windows = [(-0.05, 4.95), (end / 2 - 2.05, end / 2 + 2.95), (end - 5.05, end + 0.05)]
        func isLookedAt(_ time: Double) -> Bool { windows.contains { $0.0 < time && time < $0.1 } }
        let selection = windows.map { "between(t,\($0.0),\($0.1))" }.joined(separator: "+")
        let times = try MediaJudge(path).frames(of: "v:0").compactMap(\.presentation).filter(isLookedAt)
        let pictures = try PictureReading.read(path, size: size, filter: "select='\(selection)'")
        try #require(times.count == pictures.count)
        let flashes = zip(times, pictures).filter { $0.1.isFlash }.map(\.0)
        // Decoded sound begins at its track's start: in FLV that is the encoder's priming, before the first real sample.
        let start = try #require(try MediaJudge(path).probe().stream("audio")?.startTime.flatMap(Double.init))
        let meter = try ToneMeter(path)
        let beeps = windows.flatMap { meter.onsets(of: 1_000, threshold: 0.2, from: $0.0, to: $0.1).map { $0 + start } }
        #expect(flashes.count == 15 && beeps.count == 15, "\(flashes.count) flashes, \(beeps.count) beeps")
        for (flash, beep) in zip(flashes, beeps) {
            #expect(abs(beep - flash) <= 0.02, "the beep at \(beep) s is \(beep - flash) s behind the flash")
        }
    }
}
