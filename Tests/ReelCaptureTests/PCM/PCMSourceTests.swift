import Foundation
import Glibc
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelCapture

@Suite("Raw sound")
struct PCMSourceTests {
    private let directory: TemporaryDirectory
    private let stereo = AudioFormat(sample: .s16le, rate: 48_000, channels: 2)

    init() throws {
        directory = try TemporaryDirectory()
    }

    private static func noise(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    }

    @Test(arguments: SampleFormat.allCases, [1, 2, 6])
    func `a file comes whole and in order, in every format`(sample: SampleFormat, channels: Int) throws {
        let format = AudioFormat(sample: sample, rate: 44_100, channels: channels)
        let bytes = Self.noise(format.bytesPerFrame * 4_415)
        let source = PCMSource(path: try directory.file("sound", bytes), format: format, pace: .unpaced)
        #expect(try source.prepare() == format)
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let received = collector.waitForEnd()
        source.stop()
        #expect(received.bytes == bytes)
        #expect(received.endings == [nil])
        #expect(received.frameCount == 4_415)
        #expect(received.blocks.count == 6)
    }

    @Test(arguments: [SourcePace.live, .unpaced])
    func `blocks are stamped by the samples before them`(pace: SourcePace) throws {
        let bytes = Self.noise(stereo.bytesPerFrame * 48_000)
        let source = PCMSource(
            path: try directory.file("sound", bytes), format: stereo, pace: pace, clocks: RushingClocks())
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let blocks = collector.waitForEnd().blocks
        source.stop()
        #expect(blocks.count == 50)
        for (index, block) in blocks.enumerated() {
            #expect(block.timestamp - blocks[0].timestamp == .milliseconds(20 * index))
        }
    }

    @Test func `a live file comes no faster than it sounds`() throws {
        let source = PCMSource(
            path: try directory.file("sound", Self.noise(stereo.bytesPerFrame * 9_600)), format: stereo)
        _ = try source.prepare()
        let collector = SoundCollector()
        let begin = ContinuousClock.now
        try source.start(delivering: collector)
        #expect(collector.waitForEnd().blocks.count == 10)
        let took = ContinuousClock.now - begin
        source.stop()
        #expect(took >= .milliseconds(200))
    }

    @Test func `a file with a part of a frame is refused before anything starts`() throws {
        let source = PCMSource(path: try directory.file("odd.raw", Self.noise(1_001)), format: stereo)
        let error = #expect(throws: RecorderError.self) { try source.prepare() }
        #expect(error?.code == .badInput)
        #expect(error?.message.contains("odd.raw has 1001 bytes") == true)
        #expect(error?.message.contains("frames of 4 bytes (s16le, channels: 2)") == true)
    }

    @Test func `an empty file is refused`() throws {
        let source = PCMSource(path: try directory.file("empty.raw", []), format: stereo)
        let error = #expect(throws: RecorderError.self) { try source.prepare() }
        #expect(error?.code == .badInput)
        #expect(error?.message.contains("is empty") == true)
    }

    @Test func `a missing file and a directory get a sentence`() throws {
        let missing = PCMSource(path: directory("none.raw"), format: stereo)
        let error = #expect(throws: RecorderError.self) { try missing.prepare() }
        #expect(error?.code == .inputNotFound)
        #expect(error?.message.contains("There is no file \(directory.path)/none.raw") == true)
        let folder = PCMSource(path: directory.path, format: stereo)
        #expect(throws: RecorderError(.badInput, "\(directory.path) is a directory; name a file in it.")) {
            try folder.prepare()
        }
    }

    @Test func `a file that this user may not read is no missing file`() {
        let error = InputFile.explanation(of: SystemError("open", on: "/a.raw", number: EACCES), opening: "/a.raw")
        #expect(error.code == .notPermitted)
        #expect(error.message.contains("may not read /a.raw"))
    }

    @Test func `a descriptor's stream is kept up to its last whole frame, and the rest is reported`() throws {
        let pipe = try Pipe()
        let source = PCMSource(owning: pipe.takeReader(), name: "standard input", format: stereo, pace: .unpaced)
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let bytes = Self.noise(stereo.bytesPerFrame * 1_000)
        try pipe.write(bytes + [1, 2, 3])
        pipe.closeWriter()
        let received = collector.waitForEnd()
        source.stop()
        #expect(received.bytes == bytes)
        #expect(received.endings.map { $0?.code } == [.badInput])
        #expect(received.endings.first??.message.contains("standard input has 4003 bytes") == true)
    }

    @Test func `a stream without a byte ends as bad input`() throws {
        let pipe = try Pipe()
        let source = PCMSource(owning: pipe.takeReader(), name: "standard input", format: stereo)
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        pipe.closeWriter()
        #expect(collector.waitForEnd().endings.map { $0?.code } == [.badInput])
        source.stop()
    }

    @Test func `a live stream that stalls leaves a hole and goes on behind it`() throws {
        let clocks = TestClocks()
        let pipe = try Pipe()
        let source = PCMSource(owning: pipe.takeReader(), name: "a pipe", format: stereo, clocks: clocks)
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let block = Self.noise(stereo.bytesPerFrame * 960)
        try pipe.write(block)
        // The source takes its start from clocks that stand still, and then waits for the block's 20 ms to pass.
        while collector.now.blocks.isEmpty {
            clocks.advance(by: .milliseconds(20))
            usleep(1_000)
        }
        // Until the reader has been seen to wait: it needs a moment to come back to its pipe.
        var count = 1
        var hole = Duration.zero
        while hole == .zero, count < 100 {
            usleep(1_000)
            clocks.advance(by: .milliseconds(120))
            try pipe.write(block)
            count += 1
            let blocks = collector.wait { $0.blocks.count == count }.blocks
            try #require(blocks.count == count)
            hole = blocks[count - 1].timestamp - blocks[count - 2].timestamp - .milliseconds(20)
        }
        #expect(hole >= .milliseconds(50))
        #expect(collector.now.blocks.last?.timestamp == clocks.monotonic.advanced(by: .milliseconds(-20)))
        source.stop()
    }

    @Test func `a FIFO that nobody writes can be left at once`() throws {
        let path = directory("fifo")
        #expect(unsafe mkfifo(path, 0o600) == 0)
        let source = PCMSource(path: path, format: stereo)
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let begin = ContinuousClock.now
        source.stop()
        #expect(ContinuousClock.now - begin < .milliseconds(100))
        #expect(collector.now.blocks.isEmpty)
        #expect(collector.now.endings.isEmpty)
    }

    @Test func `a FIFO is read from its first writer to the end`() throws {
        let path = directory("fifo")
        #expect(unsafe mkfifo(path, 0o600) == 0)
        let source = PCMSource(path: path, format: stereo, pace: .unpaced)
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let bytes = Self.noise(stereo.bytesPerFrame * 100_000)
        let writer = try #require(FileHandle(forWritingAtPath: path))
        try writer.write(contentsOf: Data(bytes))
        try writer.close()
        let received = collector.waitForEnd()
        source.stop()
        #expect(received.bytes == bytes)
        #expect(received.endings == [nil])
    }

    @Test func `stop is safe before start and more than once`() throws {
        let source = PCMSource(path: try directory.file("sound", Self.noise(400)), format: stereo)
        source.stop()
        _ = try source.prepare()
        source.stop()
        source.stop()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        #expect(collector.now.blocks.isEmpty)
    }

    @Test func `a start before prepare is a defect of the caller`() throws {
        let source = PCMSource(path: try directory.file("sound", Self.noise(400)), format: stereo)
        let error = #expect(throws: RecorderError.self) { try source.start(delivering: SoundCollector()) }
        #expect(error?.code == .defect)
    }
}
