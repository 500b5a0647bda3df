import Foundation
import ReelModel
import Testing

@testable import ReelMedia

struct H264EncoderTests {
    static let i420 = PictureFormat(pixels: .i420, size: PictureSize(width: 320, height: 240), color: .bt601)

    /// Encodes `count` moving pictures at the times that `time` gives.
    private func encode(
        _ encoder: H264Encoder, _ format: PictureFormat, count: Int, time: (Int) -> Int64 = { Int64($0) * 3_000 }
    ) throws -> PacketCollector {
        let collector = PacketCollector()
        for number in 0..<count {
            try encoder.encode(Frames.moving(format, number: number), at: time(number)) { collector.take($0) }
        }
        try encoder.finish { collector.take($0) }
        return collector
    }

    @Test(arguments: PixelFormat.allCases.filter { $0 != .mjpeg })
    func `every picture comes out once and decodes`(pixels: PixelFormat) throws {
        let format = PictureFormat(pixels: pixels, size: Self.i420.size, color: .bt601)
        let encoder = try H264Encoder(picture: format, rate: FrameRate(numerator: 30))
        let collector = try encode(encoder, format, count: 40)
        let stream = collector.byteStream(encoder.format)
        #expect(collector.packets.count == 40)
        let pictures = try StreamJudge.pictures(of: stream, format: "h264", pixels: "yuv420p")
        #expect(pictures.count == 40 * 320 * 240 * 3 / 2)
        #expect(encoder.format.size == format.size)
    }

    @Test func `times come out as they went in, and decoding never lags behind showing`() throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        // As a camera delivers: never quite even, and a pause in between.
        let times = (0..<60).map { (number: Int64) -> Int64 in
            let uneven: Int64 = number * 37 % 11 * 40
            return number * 3_000 + uneven + (number > 30 ? 200_000 : 0)
        }
        let packets = try encode(encoder, Self.i420, count: 60, time: { times[$0] }).packets
        #expect(packets.map(\.presentationTime).sorted() == times)
        #expect(packets.allSatisfy { $0.decodeTime <= $0.presentationTime })
        #expect(zip(packets, packets.dropFirst()).allSatisfy { $0.decodeTime < $1.decodeTime })
        // Pictures are reordered here, or the test would say little.
        #expect(packets.map(\.presentationTime) != times)
    }

    @Test(arguments: [1, 5, 10, 15, 24, 25, 30, 50, 60, 120])
    func `no more pictures are inside than the plan says, and they wait for less than 300 ms`(rate: Int) throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: rate))
        let collector = PacketCollector()
        var most = 0
        for number in 0..<40 {
            let time = Int64(number) * 90_000 / Int64(rate)
            try encoder.encode(Frames.moving(Self.i420, number: number), at: time) { collector.take($0) }
            most = max(most, number + 1 - collector.packets.count)
        }
        #expect(most == encoder.delayInFrames)
        #expect(Double(most) / Double(rate) < 0.3)
    }

    @Test func `a keyframe comes at each interval and wherever one is asked for`() throws {
        let settings = VideoEncoderSettings(keyframeInterval: .seconds(1))
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30), settings: settings)
        let collector = PacketCollector()
        for number in 0..<90 {
            if number == 40 { encoder.requestKeyframe() }
            try encoder.encode(flat(100), at: Int64(number) * 3_000) { collector.take($0) }
        }
        try encoder.finish { collector.take($0) }
        let keyframes = collector.packets.filter(\.isKeyframe).map { $0.presentationTime / 3_000 }
        #expect(keyframes == [0, 30, 40, 70])
        // Each one is an IDR picture (nal_unit_type 5), from which any decoder can start.
        for packet in collector.packets {
            let isIDR = PacketCollector.units(packet.bytes).contains { $0[0] & 0x1f == 5 }
            #expect(isIDR == packet.isKeyframe)
        }
    }

    @Test func `a camera that slows down still gets its keyframes by time`() throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        let collector = PacketCollector()
        // Five pictures a second instead of thirty, for 20 s.
        for number in 0..<100 { try encoder.encode(flat(90), at: Int64(number) * 18_000) { collector.take($0) } }
        try encoder.finish { collector.take($0) }
        let keyframes = collector.packets.filter(\.isKeyframe).map(\.presentationTime)
        let steps = zip(keyframes, keyframes.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { $0 <= 90_000 * 5 / 2 })
        #expect(keyframes.count >= 8)
    }

    @Test func `the last picture is encoded again without being delivered again`() throws {
        for pixels in [PixelFormat.i420, .nv12, .yuyv] {
            let format = PictureFormat(pixels: pixels, size: Self.i420.size, color: .bt601)
            let encoder = try H264Encoder(picture: format, rate: FrameRate(numerator: 30))
            let collector = PacketCollector()
            try encoder.encode(Frames.moving(format, number: 7), at: 0) { collector.take($0) }
            try encoder.encodeLast(at: 3_000) { collector.take($0) }
            try encoder.releaseSource()
            for number in 2..<5 { try encoder.encodeLast(at: Int64(number) * 3_000) { collector.take($0) } }
            try encoder.finish { collector.take($0) }
            let pictures = try StreamJudge.pictures(
                of: collector.byteStream(encoder.format), format: "h264", pixels: "gray")
            let size = 320 * 240
            #expect(pictures.count == 5 * size)
            for number in 1..<5 {
                let difference = (0..<size).map { abs(Int(pictures[$0]) - Int(pictures[number * size + $0])) }
                #expect(difference.reduce(0, +) / size <= 3, "\(pixels), picture \(number)")
            }
        }
    }

    @Test func `releasing the source gives its buffer back`() throws {
        let pool = HeapBufferPool(slots: 1, slotBytes: 320 * 240 * 3 / 2)
        func picture() -> VideoFrame {
            let planes = PicturePlane.layout(of: Self.i420).planes
            return VideoFrame(
                format: Self.i420, planes: planes, byteCount: pool.slotBytes, timestamp: MediaTime(nanoseconds: 0),
                sequence: 0, loan: pool.lend()!)
        }
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        try encoder.encode(picture(), at: 0) { _ in }
        #expect(!canLend(pool))
        try encoder.releaseSource()
        #expect(canLend(pool))
    }

    @Test func `a damaged picture is told apart and the one before stands in`() throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        try encoder.encode(flat(50), at: 0) { _ in }
        let damaged = unsafe Frames.picture(Self.i420, isCorrupt: true) { _, _ in }
        #expect(throws: CorruptPicture.self) { try encoder.accept(damaged) }
        #expect { try encoder.encode(damaged, at: 3_000) { _ in } } throws: { error in
            (error as? RecorderError)?.code == .badInput
        }
        try encoder.encodeLast(at: 3_000) { _ in }
    }

    @Test func `planes that reach beyond the buffer are refused, not read`() throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        var planes = PicturePlane.layout(of: Self.i420).planes
        planes[2].offset += 1
        let loan = HeapBufferPool(slots: 1, slotBytes: 320 * 240 * 3 / 2).lend()!
        let frame = VideoFrame(
            format: Self.i420, planes: planes, byteCount: 320 * 240 * 3 / 2, timestamp: MediaTime(nanoseconds: 0),
            sequence: 0, loan: loan)
        #expect(throws: CorruptPicture.self) { try encoder.accept(frame) }
    }

    @Test func `nothing is inside before the first picture`() throws {
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30))
        #expect(throws: RecorderError.self) { try encoder.encodeLast(at: 0) { _ in } }
        let collector = PacketCollector()
        try encoder.finish { collector.take($0) }
        #expect(collector.packets.isEmpty)
    }

    @Test func `the stream tells profile, level, size, range, matrix, primaries and curve`() throws {
        for color in [ColorDescription.bt601, .bt709, .jpeg] {
            let format = PictureFormat(pixels: .i420, size: PictureSize(width: 1280, height: 720), color: color)
            let encoder = try H264Encoder(picture: format, rate: FrameRate(numerator: 30))
            let stream = try encode(encoder, format, count: 3).byteStream(encoder.format)
            func probe(_ entry: String) throws -> String { try StreamJudge.probe(stream, format: "h264", entry) }
            #expect(try probe("profile") == "High")
            #expect(try probe("level") == "31")
            #expect(try probe("width") == "1280")
            #expect(try probe("color_range") == (color.range == .full ? "pc" : "tv"))
            #expect(try probe("color_space") == (color.matrix == 1 ? "bt709" : "smpte170m"))
            #expect(try probe("color_primaries") == (color.primaries == 1 ? "bt709" : "smpte170m"))
            let curve = color == .jpeg ? "iec61966-2-1" : color == .bt709 ? "bt709" : "smpte170m"
            #expect(try probe("color_transfer") == curve)
            #expect(encoder.format.color == color)
            #expect(encoder.format.configuration.prefix(4) == [1, 100, 0, 31])
        }
    }

    @Test func `a bitrate is kept`() throws {
        let settings = VideoEncoderSettings(rateControl: .bitrate(300_000))
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30), settings: settings)
        let collector = try encode(encoder, Self.i420, count: 150)
        let bits = collector.packets.reduce(0) { $0 + $1.bytes.count } * 8
        #expect((200_000...400_000).contains(bits / 5))
    }

    @Test(
        arguments: [
            (VideoEncoderSettings(preset: "quick"), "ultrafast, superfast"),
            (VideoEncoderSettings(rateControl: .quality(60)), "0 (no loss) to 51"),
            (VideoEncoderSettings(rateControl: .quality(.nan)), "0 (no loss) to 51"),
            (VideoEncoderSettings(rateControl: .bitrate(12)), "1000 to 1000000000"),
            (VideoEncoderSettings(keyframeInterval: .zero), "keyframe interval"),
            (VideoEncoderSettings(size: PictureSize(width: 641, height: 480)), "take 640x480"),
            (VideoEncoderSettings(threads: 0), "threads"),
        ] as [(VideoEncoderSettings, String)])
    func `settings that do not exist are refused with what there is`(
        settings: VideoEncoderSettings, hint: String
    ) throws {
        #expect {
            _ = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30), settings: settings)
        } throws: { error in
            guard let error = error as? RecorderError else { return false }
            return error.code == .usage && error.message.contains(hint)
        }
    }

    @Test(arguments: H264Encoder.presets.dropLast())
    func `every preset encodes within the delay`(preset: String) throws {
        let settings = VideoEncoderSettings(preset: preset)
        let encoder = try H264Encoder(picture: Self.i420, rate: FrameRate(numerator: 30), settings: settings)
        let collector = PacketCollector()
        for number in 0..<20 {
            try encoder.encode(Frames.moving(Self.i420, number: number), at: Int64(number) * 3_000) {
                collector.take($0)
            }
            #expect(number + 1 - collector.packets.count <= encoder.delayInFrames)
        }
    }

    @Test(arguments: [(641, 481), (2, 2), (3, 2), (320, 16), (1_921, 1_080)])
    func `odd sizes lose their last line, others stay`(width: Int, height: Int) throws {
        for pixels in [PixelFormat.i420, .nv12, .yuyv, .rgb24, .i422] {
            let size = PictureSize(width: width, height: height)
            let format = PictureFormat(pixels: pixels, size: size, color: .bt601)
            let encoder = try H264Encoder(picture: format, rate: FrameRate(numerator: 10))
            let even = PictureSize(width: width / 2 * 2, height: height / 2 * 2)
            #expect(encoder.format.size == even)
            let stream = try encode(encoder, format, count: 2).byteStream(encoder.format)
            let pictures = try StreamJudge.pictures(of: stream, format: "h264", pixels: "yuv420p")
            #expect(pictures.count == 2 * even.width * even.height * 3 / 2)
        }
    }

    private func canLend(_ pool: HeapBufferPool) -> Bool {
        switch pool.lend() {
        case .some: true
        case .none: false
        }
    }

    private func flat(_ luma: UInt8) -> VideoFrame {
        unsafe Frames.picture(Self.i420) { bytes, planes in
            unsafe bytes.initializeMemory(as: UInt8.self, repeating: 128)
            for index in 0..<planes[1].offset { unsafe bytes[index] = luma }
        }
    }
}
