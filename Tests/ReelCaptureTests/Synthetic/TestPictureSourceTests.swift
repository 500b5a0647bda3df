import ReelModel
import ReelSystem
import Testing

@testable import ReelCapture

@Suite("The source of the test picture")
struct TestPictureSourceTests {
    private let size = TestPictureTests.small
    private let origin = MediaTime(nanoseconds: 7_000_000_000)

    @Test(arguments: [FrameRate(numerator: 30), FrameRate(numerator: 30_000, denominator: 1_001)])
    func `unpaced, every frame comes once, numbered and stamped from the origin`(rate: FrameRate) throws {
        let source = TestPictureSource(
            size: size, rate: rate, origin: TestOrigin(at: origin), pace: .unpaced, length: .seconds(3))
        let format = try source.prepare()
        #expect(format.picture == PictureFormat(pixels: .i420, size: size, color: .bt709))
        #expect(format.rate == rate)
        let collector = PictureCollector()
        try source.start(delivering: collector)
        let received = collector.waitForEnd()
        source.stop()
        #expect(received.endings == [nil])
        #expect(received.pictures.count == 90)
        for (index, picture) in received.pictures.enumerated() {
            #expect(picture.sequence == UInt64(index))
            #expect(picture.code == UInt32(index))
            #expect(picture.timestamp == origin.advanced(by: rate.start(ofFrame: Int64(index))))
        }
        #expect(received.pictures.filter(\.isFlash).map(\.sequence) == [0, 30, 60])
    }

    @Test func `live, a frame comes when its time has come`() throws {
        let clocks = SystemClocks()
        let source = TestPictureSource(size: size, rate: FrameRate(numerator: 50), length: .milliseconds(200))
        _ = try source.prepare()
        let collector = PictureCollector()
        let before = clocks.monotonic
        try source.start(delivering: collector)
        let received = collector.waitForEnd()
        let took = clocks.monotonic - before
        source.stop()
        let pictures = received.pictures
        #expect(pictures.count == 10)
        #expect(pictures[0].timestamp >= before)
        #expect(took >= .milliseconds(180))
        for (index, picture) in pictures.enumerated() {
            #expect(picture.timestamp == pictures[0].timestamp.advanced(by: .milliseconds(20 * index)))
        }
    }

    @Test func `live, a frame without a buffer is lost and leaves a step in the sequence`() throws {
        let source = TestPictureSource(size: size, rate: FrameRate(numerator: 200))
        _ = try source.prepare()
        let collector = PictureCollector(holding: 8)
        try source.start(delivering: collector)
        _ = collector.wait { $0.pictures.count == 8 }
        let clocks = SystemClocks()
        let begin = clocks.monotonic
        while clocks.monotonic - begin < .milliseconds(50) {}
        collector.release()
        let pictures = collector.wait { $0.pictures.count == 9 }.pictures
        source.stop()
        #expect(pictures.count >= 9)
        #expect(pictures[7].sequence == 7)
        #expect(pictures[8].sequence >= 16)
        #expect(pictures[8].timestamp - pictures[0].timestamp == .milliseconds(5 * Int(pictures[8].sequence)))
    }

    @Test func `live, what is more than eight frames late is lost`() throws {
        // The clocks stand a second further at each look, and so 30 frames are gone between any two.
        let source = TestPictureSource(size: size, length: .seconds(20), clocks: RushingClocks())
        _ = try source.prepare()
        let collector = PictureCollector()
        try source.start(delivering: collector)
        let pictures = collector.waitForEnd().pictures
        source.stop()
        #expect(pictures.count > 3)
        for (earlier, later) in zip(pictures, pictures.dropFirst()) { #expect(later.sequence > earlier.sequence + 8) }
    }

    @Test func `unpaced, a receiver that keeps every buffer is waited for`() throws {
        let source = TestPictureSource(size: size, pace: .unpaced, length: .milliseconds(500))
        _ = try source.prepare()
        let collector = PictureCollector(holding: 8)
        try source.start(delivering: collector)
        for count in 8...15 {
            #expect(collector.wait { $0.pictures.count == count }.pictures.count == count)
            collector.release()
        }
        let pictures = collector.waitForEnd().pictures
        source.stop()
        #expect(pictures.map(\.sequence) == Array(0..<15))
    }

    @Test(arguments: ["161x120", "1280x721", "64x64", "10000x10000"])
    func `a size that it cannot have is refused with a sentence`(text: String) throws {
        let source = TestPictureSource(size: try #require(PictureSize(text)))
        let error = #expect(throws: RecorderError.self) { try source.prepare() }
        #expect(error?.code == .notSupported)
        #expect(error?.message.contains(text) == true)
    }

    @Test(arguments: [SourcePace.live, .unpaced])
    func `after stop nothing comes, and stop is quick at any time`(pace: SourcePace) throws {
        let source = TestPictureSource(size: size, rate: FrameRate(numerator: 1), pace: pace)
        source.stop()
        let running = TestPictureSource(size: size, rate: FrameRate(numerator: 1), pace: pace)
        _ = try running.prepare()
        let collector = PictureCollector(holding: 8)
        try running.start(delivering: collector)
        _ = collector.wait { !$0.pictures.isEmpty }
        let begin = ContinuousClock.now
        running.stop()
        running.stop()
        #expect(ContinuousClock.now - begin < .milliseconds(100))
        let count = collector.now.pictures.count
        #expect(collector.now.pictures.count == count)
        #expect(collector.now.endings.isEmpty)
    }
}
