import ReelModel

/// The seven bytes in front of each AAC access unit in an ADTS stream (ISO/IEC 14496-3, 1.A.2.2).
struct ADTSHeader: Hashable {
    static let byteCount = 7
    /// The length of a frame, header included, has 13 bits.
    static let largestPayload = 8_191 - byteCount

    /// The bits between the sync word and the length, which never change.
    private let fixed: UInt64

    /// Reads what the header needs out of an `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1).
    ///
    /// Throws for what ADTS cannot say: object types above 4, odd sampling rates, channels told by a program element.
    init(configuration: [UInt8]) throws(RecorderError) {
        guard configuration.count >= 2 else {
            throw RecorderError(.defect, "The AAC encoder gave a configuration of \(configuration.count) bytes.")
        }
        let bits = UInt64(configuration[0]) << 8 | UInt64(configuration[1])
        let objectType = bits >> 11
        let frequencyIndex = bits >> 7 & 0xf
        let channels = bits >> 3 & 0xf
        guard (1...4).contains(objectType), frequencyIndex < 13, (1...7).contains(channels) else {
            throw RecorderError(
                .notSupported,
                "An .aac file cannot say this sampling rate or channel layout; choose 48000 Hz and one or two channels, "
                    + "or write .mp4.")
        }
        // Sync word, MPEG-4, layer 0, no checksum; profile, frequency and channels.
        fixed = 0xfff1 << 40 | (objectType - 1) << 38 | frequencyIndex << 34 | channels << 30
    }

    /// Appends the header of a frame of `payloadBytes`.
    func append(payloadBytes: Int, to buffer: inout ByteBuffer) {
        // The length; "buffer fullness" of all ones says that the rate varies; one raw data block.
        let bits = fixed | UInt64(payloadBytes + Self.byteCount) << 13 | 0x7ff << 2
        buffer.append(big: UInt16(truncatingIfNeeded: bits >> 40))
        buffer.append(big: UInt8(truncatingIfNeeded: bits >> 32))
        buffer.append(big: UInt32(truncatingIfNeeded: bits))
    }
}
