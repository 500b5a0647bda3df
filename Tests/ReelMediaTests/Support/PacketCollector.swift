import Foundation
import ReelModel

/// Takes an encoder's packets and makes streams of them that other programs read.
final class PacketCollector {
    struct Packet {
        let presentationTime: Int64
        let decodeTime: Int64
        let duration: Int64
        let isKeyframe: Bool
        let bytes: [UInt8]
    }

    private(set) var packets: [Packet] = []

    func take(_ packet: consuming EncodedPacket) {
        let bytes = unsafe packet.withBytes { unsafe Array($0) }
        packets.append(
            Packet(
                presentationTime: packet.presentationTime, decodeTime: packet.decodeTime, duration: packet.duration,
                isKeyframe: packet.isKeyframe, bytes: bytes))
    }

    /// The NAL units of a packet, told apart by their lengths.
    static func units(_ bytes: [UInt8]) -> [[UInt8]] {
        var units: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count >= 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            units.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return units
    }

    /// The parameter sets that an `AVCDecoderConfigurationRecord` holds.
    static func parameterSets(_ record: [UInt8]) -> [[UInt8]] {
        let spsLength = Int(record[6]) << 8 | Int(record[7])
        let sps = Array(record[8..<8 + spsLength])
        let next = 8 + spsLength + 1
        let ppsLength = Int(record[next]) << 8 | Int(record[next + 1])
        return [sps, Array(record[next + 2..<next + 2 + ppsLength])]
    }

    /// An H.264 byte stream (ITU-T H.264, annex B) with the parameter sets in front.
    func byteStream(_ format: VideoTrackFormat) -> Data {
        var stream = Data()
        let units = Self.parameterSets(format.configuration) + packets.flatMap { Self.units($0.bytes) }
        for unit in units { stream += [0, 0, 0, 1] + unit }
        return stream
    }

    /// AAC with ADTS headers (ISO/IEC 13818-7, 6.2).
    func adts(_ format: AudioTrackFormat) -> Data {
        let rates = [
            96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
        ]
        let rate = UInt8(rates.firstIndex(of: format.rate)!)
        let channels = UInt8(format.channels == 8 ? 7 : format.channels)
        var stream = Data()
        for packet in packets {
            let length = packet.bytes.count + 7
            stream += [
                0xff, 0xf1, 1 << 6 | rate << 2 | channels >> 2, (channels & 3) << 6 | UInt8(length >> 11),
                UInt8(truncatingIfNeeded: length >> 3), UInt8(truncatingIfNeeded: length << 5) | 0x1f, 0xfc,
            ]
            stream += packet.bytes
        }
        return stream
    }
}
