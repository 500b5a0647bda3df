/// Names one recording for ever: a UUID of version 7 (RFC 9562, section 5.7), which sorts by the time of its start.
public struct RecordingID: Hashable, Sendable, CustomStringConvertible {
    /// The 16 bytes, most significant first.
    public let bytes: [UInt8]

    /// Takes 16 bytes as they are, as read back from a file; nil for any other count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// A new id from a start time and a source of randomness, both given.
    public init(startingAt time: WallTime, using random: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(bitPattern: time.nanosecondsSince1970 / 1_000_000)
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * UInt64($0))) }
        bytes += (0..<10).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        bytes[6] = 0x70 | (bytes[6] & 0x0f)
        bytes[8] = 0x80 | (bytes[8] & 0x3f)
        self.bytes = bytes
    }

    public var description: String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}
