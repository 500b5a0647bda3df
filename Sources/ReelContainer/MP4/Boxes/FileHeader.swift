import ReelModel

/// The front of an MP4 file: what it is, which recording it holds, and a slot for the finishing touch.
///
/// While the recording grows the slot is an empty `free` box and fragments follow. When the complete index stands at
/// the end, the slot's 16 bytes become the header of an `mdat` that spans all that lies between: the fragments turn
/// into plain media data, and the file into an ordinary MP4.
enum FileHeader {
    /// Marks the `uuid` box whose content is the recording's id.
    static let recordingBoxType: [UInt8] = [
        0x72, 0x65, 0x65, 0x6c, 0x9d, 0x4b, 0x4e, 0x1a, 0x8c, 0x35, 0x5e, 0x0f, 0x61, 0xd2, 0x47, 0xb3,
    ]
    static let slotBytes = 16

    /// `ftyp`, the box that names the recording, and the empty slot.
    static func bytes(recording: RecordingID, holdsPictures: Bool) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.box("ftyp") { box in
            box.append("isom")
            box.append(big: UInt32(0x200))
            box.append("isom")
            box.append("iso6")
            if holdsPictures { box.append("avc1") }
            box.append("mp41")
        }
        buffer.box("uuid") { box in
            box.append(recordingBoxType)
            box.append(recording.bytes)
        }
        buffer.box("free") { $0.append(zeros: slotBytes - 8) }
        return buffer.bytes
    }

    /// What the slot becomes: the header of an `mdat` of `length` bytes, itself included (ISO/IEC 14496-12, 4.2).
    static func mediaDataSlot(length: Int64) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.append(big: UInt32(1))
        buffer.append("mdat")
        buffer.append(big: length)
        return buffer.bytes
    }
}
