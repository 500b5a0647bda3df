import Foundation
import ReelModel
import TestSupport

/// Real H.264 and AAC packets of four seconds, made once by ffmpeg and taken out of its file.
struct SampleMedia: Sendable {
    /// How the pictures are ordered.
    enum Pictures: String, CaseIterable {
        case inOrder
        case reordered
    }

    var tracks: [TrackFormat]
    /// In the order of their decoding times.
    var packets: [TestPacket]

    static let pictureTrack = 0
    static let soundTrack = 1
    /// AAC low complexity, 48 kHz, two channels. A constant: the leak checker does not see what an enum's tagged pointer
    /// holds.
    private static let soundConfiguration: [UInt8] = [0x11, 0x90]
    static let inOrder = Result { try SampleMedia(reorderedPictures: 0) }
    static let reordered = Result { try SampleMedia(reorderedPictures: 2) }

    static func with(_ pictures: Pictures) throws -> SampleMedia {
        switch pictures {
        case .inOrder: try inOrder.get()
        case .reordered: try reordered.get()
        }
    }

    private init(reorderedPictures: Int) throws {
        let directory = try TemporaryDirectory()
        let path = directory("source.mp4")
        try Program.output(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-f", "lavfi", "-i",
                "sine=frequency=1000:sample_rate=48000", "-t", "4", "-c:v", "libx264", "-preset", "veryfast", "-bf",
                "\(reorderedPictures)", "-g", "30", "-pix_fmt", "yuv420p", "-video_track_timescale", "90000",
                "-color_range", "tv", "-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc",
                "smpte170m", "-c:a", "aac", "-ac", "2", "-b:a", "96k", path,
            ])
        let file = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let timescales = [90_000.0, 48_000.0]
        packets = try MediaJudge(path).packets().map { packet in
            guard let pts = packet.presentation, let dts = packet.decode,
                let position = packet.pos.flatMap({ Int($0) }),
                let size = packet.byteCount, let duration = packet.duration
            else { throw Program.Failure(description: "a packet without a time or a place: \(packet)") }
            let timescale = timescales[packet.streamIndex]
            return TestPacket(
                track: packet.streamIndex, presentationTime: Int64((pts * timescale).rounded()),
                decodeTime: Int64((dts * timescale).rounded()), duration: Int64((duration * timescale).rounded()),
                isKeyframe: packet.isKeyframe, bytes: Array(file[position..<position + size]))
        }
        tracks = [
            .video(
                VideoTrackFormat(
                    codec: .h264, size: PictureSize(width: 320, height: 180), color: .bt601,
                    nominalRate: FrameRate(numerator: 30), configuration: try Self.content(of: "avcC", in: file))),
            .audio(
                AudioTrackFormat(
                    codec: .aac, rate: 48_000, channels: 2, bitrate: 96_000, samplesPerPacket: 1_024,
                    primingSamples: 1_024, configuration: Self.soundConfiguration)),
        ]
        sort()
    }

    /// The content of the first box of this type, wherever it stands.
    private static func content(of type: String, in file: [UInt8]) throws -> [UInt8] {
        let name = Array(type.utf8)
        guard let place = (4..<file.count - 4).first(where: { Array(file[$0..<$0 + 4]) == name }) else {
            throw Program.Failure(description: "no \(type) in the sample")
        }
        let size = file[place - 4..<place].reduce(0) { $0 << 8 | Int($1) }
        return Array(file[place + 4..<place - 4 + size])
    }

    private mutating func sort() {
        let tracks = tracks
        packets = packets.enumerated().sorted { left, right in
            let times = (
                Duration.ticks(left.element.decodeTime, timescale: tracks[left.element.track].timescale),
                Duration.ticks(right.element.decodeTime, timescale: tracks[right.element.track].timescale)
            )
            return (times.0, left.offset) < (times.1, right.offset)
        }.map(\.element)
    }

    /// The same packets, of which `change` may move the times or leave one out by returning nil.
    func changed(_ change: (TestPacket) -> TestPacket?) -> SampleMedia {
        var copy = self
        copy.packets = packets.compactMap(change)
        copy.sort()
        return copy
    }

    /// One track's packets in decoding order.
    func packets(of track: Int) -> [TestPacket] { packets.filter { $0.track == track } }

    /// When a packet is shown, in seconds from the origin.
    func seconds(_ packet: TestPacket) -> Double {
        Double(packet.presentationTime) / Double(tracks[packet.track].timescale)
    }

    /// When a packet can reach the writer at the earliest: when it is decoded.
    func arrival(of packet: TestPacket) -> Duration {
        .ticks(packet.decodeTime, timescale: tracks[packet.track].timescale)
    }
}
