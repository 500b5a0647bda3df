import ReelModel

/// The front of a WAV file: RIFF, and RF64 from the moment when the sound no longer fits into its 32 bits.
///
/// ("Multiple Channel Audio Data and WAVE Files", Microsoft 2007; EBU Tech 3306 for RF64.) Its length is the same
/// whatever it says, so that it can be written over in place.
struct WAVHeader: Hashable {
    private static let pcm: UInt16 = 1
    private static let float: UInt16 = 3
    private static let extensible: UInt16 = 0xfffe
    /// The bytes of a sub-format's GUID behind the two that name the format.
    private static let subformatTail: [UInt8] = [
        0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71,
    ]

    var format: AudioFormat
    var recording: RecordingID

    /// The header of a file with `dataBytes` of sound behind it.
    func bytes(dataBytes: Int64) -> [UInt8] {
        var rest = ByteBuffer()
        appendFormat(to: &rest)
        appendChunk("reel", to: &rest) { $0.append(recording.bytes) }
        let frames = dataBytes / Int64(format.bytesPerFrame)
        if format.sample == .f32le {
            appendChunk("fact", to: &rest) { $0.append(little: UInt32(clamping: frames)) }
        }
        // Behind the first eight bytes: the form, the room for 64-bit sizes, the rest, the data's own front, the data.
        let riffBytes = 4 + 36 + Int64(rest.count) + 8 + dataBytes + dataBytes % 2
        let is64Bit = riffBytes > Int64(UInt32.max)

        var buffer = ByteBuffer()
        buffer.append((is64Bit ? "RF64" : "RIFF").utf8)
        buffer.append(little: is64Bit ? UInt32.max : UInt32(riffBytes))
        buffer.append("WAVE".utf8)
        appendChunk(is64Bit ? "ds64" : "JUNK", to: &buffer) { chunk in
            guard is64Bit else { return chunk.append(zeros: 28) }
            chunk.append(little: riffBytes)
            chunk.append(little: dataBytes)
            chunk.append(little: frames)
            chunk.append(zeros: 4)
        }
        buffer.append(rest.bytes)
        buffer.append("data".utf8)
        buffer.append(little: is64Bit ? UInt32.max : UInt32(dataBytes))
        return buffer.bytes
    }

    /// The plain form for what it can say without doubt, the extensible one for the rest: more than 16 bits or more
    /// than two channels.
    private func appendFormat(to buffer: inout ByteBuffer) {
        let isFloat = format.sample == .f32le
        let needsExtension = format.channels > 2 || format.sample.bytesPerSample > 2
        let bits = UInt16(format.sample.bytesPerSample * 8)
        let tag = isFloat ? Self.float : Self.pcm
        appendChunk("fmt ", to: &buffer) { chunk in
            chunk.append(little: needsExtension ? Self.extensible : tag)
            chunk.append(little: UInt16(format.channels))
            chunk.append(little: UInt32(format.rate))
            chunk.append(little: UInt32(format.rate * format.bytesPerFrame))
            chunk.append(little: UInt16(format.bytesPerFrame))
            chunk.append(little: bits)
            guard needsExtension else { return }
            chunk.append(little: UInt16(22))
            chunk.append(little: bits)
            chunk.append(little: channelMask)
            chunk.append(little: tag)
            chunk.append(Self.subformatTail)
        }
    }

    /// The usual speakers of one to eight channels, in the order of the mask's bits; none for more.
    private var channelMask: UInt32 {
        let usual: [UInt32] = [0x4, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x13f, 0x63f]
        return usual.indices.contains(format.channels - 1) ? usual[format.channels - 1] : 0
    }

    /// A chunk of even length.
    private func appendChunk(_ name: String, to buffer: inout ByteBuffer, _ content: (inout ByteBuffer) -> Void) {
        var chunk = ByteBuffer()
        content(&chunk)
        buffer.append(name.utf8)
        buffer.append(little: UInt32(chunk.count))
        buffer.append(chunk.bytes)
    }
}
