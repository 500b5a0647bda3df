import Glibc
import ReelModel

/// Finds where a JPEG image ends in a run of bytes that comes piece by piece (ITU-T T.81, Annex B).
///
/// Segments are stepped over by their length, so that the end of an image that is embedded in one (a preview) is not
/// taken for the end; within compressed data an `FF` counts only when neither a zero nor a restart marker follows.
struct JPEGScanner {
    /// What the bytes so far hold.
    enum Finding: Equatable {
        /// The image goes on beyond them.
        case incomplete
        /// It ends before this offset.
        case end(Int)
        /// At this offset there is what no JPEG image has.
        case broken(Int)
    }

    private enum Place {
        case start
        /// Where a marker has to stand.
        case marker
        case compressed
    }

    /// How large the image is, once its frame header has been passed.
    private(set) var size: PictureSize?
    private var place = Place.start
    private var offset = 0

    /// Goes on with all the bytes of the image so far, of which those from earlier calls are not looked at again.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Finding {
        while true {
            switch place {
            case .start:
                guard offset + 2 <= bytes.count else { return .incomplete }
                guard unsafe bytes[offset] == 0xFF, unsafe bytes[offset + 1] == 0xD8 else { return .broken(offset) }
                offset += 2
                place = .marker
            case .marker:
                guard offset + 2 <= bytes.count else { return .incomplete }
                guard unsafe bytes[offset] == 0xFF else { return .broken(offset) }
                if let finding = unsafe passMarker(bytes) { return finding }
            case .compressed:
                guard let next = unsafe nextMarker(in: bytes) else { return .incomplete }
                offset = next
                place = .marker
            }
        }
    }

    /// Steps over the marker at `offset` and its segment.
    private mutating func passMarker(_ bytes: UnsafeRawBufferPointer) -> Finding? {
        switch unsafe bytes[offset + 1] {
        case 0xFF: offset += 1  // A fill byte before the marker itself (B.1.1.2).
        case 0xD9:
            offset += 2
            return .end(offset)
        case 0x01, 0xD0...0xD7: offset += 2
        case 0x00, 0xD8: return .broken(offset)
        case let marker:
            guard offset + 4 <= bytes.count else { return .incomplete }
            let length = unsafe Self.number(at: offset + 2, in: bytes)
            guard length >= 2 else { return .broken(offset) }
            guard offset + 2 + length <= bytes.count else { return .incomplete }
            // SOF0 to SOF15, among which DHT, JPG and DAC are none (table B.1): precision, then height and width.
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker), length >= 7 {
                size = unsafe PictureSize(
                    width: Self.number(at: offset + 7, in: bytes), height: Self.number(at: offset + 5, in: bytes))
            }
            offset += 2 + length
            if marker == 0xDA { place = .compressed }
        }
        return nil
    }

    /// The next marker that ends compressed data; nil when there is none yet, after which the search goes on behind.
    private mutating func nextMarker(in bytes: UnsafeRawBufferPointer) -> Int? {
        while offset < bytes.count {
            guard let base = bytes.baseAddress,
                let found = unsafe memchr(base + offset, 0xFF, bytes.count - offset)
            else {
                offset = bytes.count
                return nil
            }
            offset = unsafe UnsafeRawPointer(found) - base
            guard offset + 1 < bytes.count else { return nil }
            switch unsafe bytes[offset + 1] {
            case 0x00, 0xD0...0xD7: offset += 2
            case 0xFF: offset += 1
            default: return offset
            }
        }
        return nil
    }

    private static func number(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        unsafe Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
    }
}
