import ReelModel

/// The framing of FLV ("Adobe Flash Video File Format Specification", version 10.1, annex E).
enum FLVTag {
    /// What a tag holds.
    enum Kind: UInt8 {
        case audio = 8
        case video = 9
        case script = 18
    }

    static let headerBytes = 11
    /// The size of a tag, which stands behind it as `PreviousTagSize`.
    static let trailerBytes = 4

    /// Appends `TagHeader`: the timestamp in milliseconds has 24 bits and eight more behind them.
    static func appendHeader(_ kind: Kind, dataBytes: Int, timestamp: Int64, to buffer: inout ByteBuffer) {
        buffer.append(big: kind.rawValue)
        buffer.append(big24: UInt32(dataBytes))
        buffer.append(big24: UInt32(truncatingIfNeeded: timestamp))
        buffer.append(big: UInt8(truncatingIfNeeded: timestamp >> 24))
        buffer.append(big24: 0)
    }

    static func appendTrailer(dataBytes: Int, to buffer: inout ByteBuffer) {
        buffer.append(big: UInt32(headerBytes + dataBytes))
    }

    /// A whole tag at time 0.
    static func append(_ kind: Kind, data: [UInt8], to buffer: inout ByteBuffer) {
        appendHeader(kind, dataBytes: data.count, timestamp: 0, to: &buffer)
        buffer.append(data)
        appendTrailer(dataBytes: data.count, to: &buffer)
    }

    /// In front of an access unit of H.264: `VideoTagHeader`; the composition time in milliseconds.
    static func videoFront(isKeyframe: Bool, compositionTime: Int64) -> [UInt8] {
        var buffer = ByteBuffer()
        // A keyframe or not; codec 7 is AVC; packet type 1 is NAL units.
        buffer.append([isKeyframe ? 0x17 : 0x27, 1])
        buffer.append(big24: UInt32(truncatingIfNeeded: compositionTime))
        return buffer.bytes
    }

    /// In front of an access unit of AAC: format 10, for which the rate, size and channels are fixed numbers.
    static let audioFront: [UInt8] = [0xaf, 1]

    /// The data of the tag that carries a track's decoder configuration.
    static func configuration(_ format: TrackFormat) -> (kind: Kind, data: [UInt8]) {
        switch format {
        case .video(let video): (.video, [0x17, 0, 0, 0, 0] + video.configuration)
        case .audio(let audio): (.audio, [0xaf, 0] + audio.configuration)
        }
    }
}
