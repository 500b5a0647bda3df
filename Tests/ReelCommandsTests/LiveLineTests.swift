import Reel
import Testing

@testable import ReelCommands

@Suite("The live line")
struct LiveLineTests {
    static var progress: Progress {
        var progress = Progress()
        progress.duration = .seconds(3_723)
        progress.bytes = 1_234_567_890
        progress.frames.captured = 111_690
        progress.frames.dropped = 3
        progress.framesPerSecond = 29.97
        progress.levels = [AudioLevel(peak: -6.2, rms: -18), AudioLevel(peak: -12, rms: -30)]
        progress.diskBytesFree = 81_000_000_000
        progress.diskTimeLeft = .seconds(240_000)
        return progress
    }

    @Test func `it says everything in 80 columns`() {
        let text = LiveLine(glyphs: .unicode).text(.recording, Self.progress, width: 79)
        #expect(text == "● REC 01:02:03  1.2 GB  30.0 fps  drop 3  [██████|·]  -6 dB  81.0 GB left")
    }

    @Test func `without UTF-8 it is plain ASCII`() {
        let text = LiveLine(glyphs: .ascii).text(.recording, Self.progress, width: 79)
        #expect(text == "* REC 01:02:03  1.2 GB  30.0 fps  drop 3  [######|-]  -6 dB  81.0 GB left")
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: 1...120)
    func `it is never wider than the terminal, and what matters least gives way first`(width: Int) {
        let text = LiveLine(glyphs: .unicode).text(.recording, Self.progress, width: width)
        #expect(text.count <= width)
        #expect(text.hasPrefix(String("● REC 01:02:03".prefix(width))))
    }

    @Test func `a disk that lasts less than two days is told in time`() {
        var progress = Self.progress
        progress.diskTimeLeft = .seconds(7_300)
        #expect(LiveLine(glyphs: .ascii).text(.recording, progress, width: 79).hasSuffix("  2 h left"))
        progress.diskTimeLeft = .seconds(119)
        #expect(LiveLine(glyphs: .ascii).text(.recording, progress, width: 79).hasSuffix("  119 s left"))
    }

    @Test func `silence and full scale stay inside the meter`() {
        var progress = Self.progress
        progress.levels = [.silence]
        #expect(LiveLine(glyphs: .unicode).text(.recording, progress, width: 79).contains("[········]  -∞ dB"))
        progress.levels = [AudioLevel(peak: 0, rms: 0)]
        #expect(LiveLine(glyphs: .unicode).text(.recording, progress, width: 79).contains("[████████]   0 dB"))
    }

    @Test func `sound alone has no pictures to count`() {
        var progress = Self.progress
        progress.frames = FrameCounts()
        #expect(!LiveLine(glyphs: .ascii).text(.recording, progress, width: 79).contains("fps"))
    }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
        (12_400_000, "12.4 MB"), (5_000_000_000_000, "5.0 TB"),
    ])
    func `bytes are told in powers of a thousand`(count: Int64, text: String) {
        #expect(LiveLine.bytes(count) == text)
    }
}
