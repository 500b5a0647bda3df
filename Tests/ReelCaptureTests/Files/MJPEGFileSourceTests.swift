import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelCapture

@Suite("Pictures from a file of JPEG images")
struct MJPEGFileSourceTests {
    private let directory: TemporaryDirectory
    private let images: [[UInt8]]

    init() throws {
        directory = try TemporaryDirectory()
        try runFFmpeg([
            "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=1", "-pix_fmt", "yuvj422p", "-q:v", "3",
            directory("%02d.jpg"),
        ])
        let path = directory.path
        images = try (1...10).map { number in
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + String(format: "/%02d.jpg", number))))
        }
    }

    private func scan(_ bytes: [UInt8]) -> (JPEGScanner.Finding, PictureSize?) {
        var scanner = JPEGScanner()
        let finding = unsafe bytes.withUnsafeBytes { unsafe scanner.scan($0) }
        return (finding, scanner.size)
    }

    private func record(_ path: String, pace: SourcePace = .unpaced) throws -> (
        VideoSourceFormat, PictureCollector.State
    ) {
        let source = MJPEGFileSource(path: path, rate: FrameRate(numerator: 10), pace: pace)
        let format = try source.prepare()
        let collector = PictureCollector(keepsBytes: true)
        try source.start(delivering: collector)
        let received = collector.waitForEnd()
        source.stop()
        return (format, received)
    }

    @Test func `an image's end and size are found, whatever follows`() {
        for image in images {
            let (finding, size) = scan(image + images[0])
            #expect(finding == .end(image.count))
            #expect(size == PictureSize(width: 160, height: 120))
        }
    }

    @Test func `bytes that come one by one give the same end`() {
        let image = images[3]
        var scanner = JPEGScanner()
        for count in 0..<image.count {
            let finding = unsafe image.withUnsafeBytes { unsafe scanner.scan(.init(rebasing: $0.prefix(count))) }
            #expect(finding == .incomplete)
        }
        #expect(unsafe image.withUnsafeBytes { unsafe scanner.scan($0) } == .end(image.count))
    }

    @Test func `a preview inside an image is not its end, and fill bytes and restarts are none`() {
        let preview: [UInt8] = [0xFF, 0xE1, 0x00, 0x08, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xD9]
        let withPreview = Array(images[0][0..<2]) + preview + Array(images[0][2...])
        #expect(scan(withPreview).0 == .end(withPreview.count))
        let start: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0xDA, 0x00, 0x03, 0x01]
        let restarts = start + [0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34, 0xFF, 0xD7, 0xFF, 0xFF, 0xD9]
        #expect(scan(restarts).0 == .end(restarts.count))
    }

    @Test(
        arguments: [
            ([0x00, 0x00], 0), ([0xFF, 0xD9], 0), ([0xFF, 0xD8, 0x12, 0x34], 2),
            ([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x01], 2),
            ([0xFF, 0xD8, 0xFF, 0xD8], 2),
        ] as [([UInt8], Int)])
    func `what no image has is noticed where it stands`(bytes: [UInt8], offset: Int) {
        #expect(scan(bytes).0 == .broken(offset))
    }

    @Test func `any damage to an image is survived`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = images[0]
            for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255) }
            switch scan(bytes).0 {
            case .end(let end): #expect(end <= bytes.count)
            case .broken(let offset): #expect(offset < bytes.count)
            case .incomplete: break
            }
        }
    }

    @Test func `every image comes back byte for byte, at the rate that was asked for`() throws {
        let (format, received) = try record(try directory.file("all.mjpeg", images.flatMap { $0 }))
        #expect(
            format.picture
                == PictureFormat(
                    pixels: .mjpeg, size: PictureSize(width: 160, height: 120), color: .jpeg))
        #expect(format.rate == FrameRate(numerator: 10))
        #expect(received.endings == [nil])
        #expect(received.pictures.map(\.bytes) == images)
        #expect(received.pictures.map(\.sequence) == Array(0..<10))
        for picture in received.pictures {
            let time = format.rate.start(ofFrame: Int64(picture.sequence))
            #expect(picture.timestamp == received.pictures[0].timestamp.advanced(by: time))
        }
    }

    @Test func `a file of a single image is one picture`() throws {
        #expect(try record(try directory.file("one.jpg", images[0])).1.pictures.map(\.bytes) == [images[0]])
    }

    @Test func `more images than buffers and larger than a read come back too`() throws {
        let big = directory("big.mjpeg")
        try runFFmpeg([
            "-f", "lavfi", "-i", "nullsrc=size=640x480:rate=30:duration=1,geq=random(1)*255:128:128", "-pix_fmt",
            "yuvj420p", "-q:v", "1", "-f", "mjpeg", big,
        ])
        let (_, received) = try record(big)
        #expect(received.endings == [nil])
        #expect(received.pictures.count == 30)
        #expect(received.pictures.flatMap(\.bytes) == [UInt8](try Data(contentsOf: URL(fileURLWithPath: big))))
        #expect(received.pictures.map(\.bytes.count).max() ?? 0 > 128 << 10)
    }

    @Test func `a file that ends within an image gives the whole ones and says so`() throws {
        let torn = Array(images.flatMap { $0 }.dropLast(1))
        let (_, received) = try record(try directory.file("torn.mjpeg", torn))
        #expect(received.pictures.count == 9)
        #expect(received.endings.map { $0?.code } == [.badInput])
    }

    @Test func `what is no image between images ends the source and is named by its place`() throws {
        let (_, received) = try record(try directory.file("junk.mjpeg", images[0] + [1, 2, 3] + images[1]))
        #expect(received.pictures.count == 1)
        #expect(received.endings.first??.message.contains("at byte \(images[0].count) ") == true)
    }

    @Test func `an image of another size ends the source`() throws {
        let path = directory("small.jpg")
        try runFFmpeg(["-f", "lavfi", "-i", "testsrc2=size=80x60", "-frames:v", "1", "-pix_fmt", "yuvj420p", path])
        let small = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let (_, received) = try record(try directory.file("mixed.mjpeg", images[0] + small))
        #expect(received.pictures.count == 1)
        #expect(received.endings.first??.message.contains("picture 2 is 80x60, the first was 160x120") == true)
    }

    @Test func `a file without an image is refused before anything starts`() throws {
        for bytes in [[], Array("RIFF....".utf8)] as [[UInt8]] {
            let path = try directory.file("none.mjpeg", bytes)
            let error = #expect(throws: RecorderError.self) { try record(path) }
            #expect(error?.code == .badInput)
        }
    }

    @Test func `live, images come by the clock, and stop is quick at any time`() throws {
        let source = MJPEGFileSource(path: try directory.file("all.mjpeg", images.flatMap { $0 }))
        source.stop()
        let running = MJPEGFileSource(
            path: directory("all.mjpeg"), rate: FrameRate(numerator: 1, denominator: 10))
        _ = try running.prepare()
        let collector = PictureCollector()
        try running.start(delivering: collector)
        _ = collector.wait { $0.pictures.count == 1 }
        let begin = ContinuousClock.now
        running.stop()
        #expect(ContinuousClock.now - begin < .milliseconds(100))
        #expect(collector.now.pictures.count == 1)
        #expect(collector.now.endings.isEmpty)
    }
}
