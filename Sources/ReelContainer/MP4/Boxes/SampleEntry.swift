import ReelModel

/// How the samples of a track are coded: the one entry of `stsd`.
enum SampleEntry {
    static func append(_ format: TrackFormat, to buffer: inout ByteBuffer) {
        buffer.table("stsd") { table in
            switch format {
            case .video(let video): appendVideo(video, to: &table)
            case .audio(let audio): appendAudio(audio, to: &table)
            }
            return 1
        }
    }

    /// `avc1` with its configuration and its colours (ISO/IEC 14496-15, 5.4.2; 14496-12, 12.1.3 and 12.1.5).
    private static func appendVideo(_ video: VideoTrackFormat, to buffer: inout ByteBuffer) {
        buffer.box("avc1") { box in
            appendFront(to: &box)
            box.append(zeros: 16)
            box.append(big: UInt16(truncatingIfNeeded: video.size.width))
            box.append(big: UInt16(truncatingIfNeeded: video.size.height))
            // 72 pixels an inch, across and down; a number that nobody reads.
            box.append(big: UInt32(0x48_0000))
            box.append(big: UInt32(0x48_0000))
            box.append(zeros: 4)
            // One picture a sample; a compressor name of 32 bytes left empty; 24 bits a pixel.
            box.append(big: UInt16(1))
            box.append(zeros: 32)
            box.append(big: UInt16(24))
            box.append(big: Int16(-1))
            box.box("avcC") { $0.append(video.configuration) }
            box.box("colr") { colr in
                colr.append("nclx")
                colr.append(big: UInt16(video.color.primaries))
                colr.append(big: UInt16(video.color.transfer))
                colr.append(big: UInt16(video.color.matrix))
                colr.append(big: video.color.range == .full ? UInt8(0x80) : 0)
            }
        }
    }

    /// `mp4a` with its elementary stream descriptor (ISO/IEC 14496-14, 5.6; 14496-12, 12.2.3).
    private static func appendAudio(_ audio: AudioTrackFormat, to buffer: inout ByteBuffer) {
        buffer.box("mp4a") { box in
            appendFront(to: &box)
            box.append(zeros: 8)
            box.append(big: UInt16(truncatingIfNeeded: audio.channels))
            box.append(big: UInt16(16))
            box.append(zeros: 4)
            // 16.16; a rate that does not fit stands in the configuration alone.
            box.append(big: audio.rate <= 0xffff ? UInt32(audio.rate) << 16 : 0)
            box.fullBox("esds") { appendStreamDescriptor(audio, to: &$0) }
        }
    }

    private static func appendFront(to box: inout ByteBuffer) {
        box.append(zeros: 6)
        box.append(big: UInt16(1))
    }

    /// `ES_Descriptor` with the decoder's configuration inside (ISO/IEC 14496-1, 7.2.6.5 to 7.2.6.7).
    private static func appendStreamDescriptor(_ audio: AudioTrackFormat, to buffer: inout ByteBuffer) {
        let configuration = audio.configuration
        descriptor(0x03, contentBytes: 3 + 5 + 13 + 5 + configuration.count + 5 + 1, to: &buffer)
        buffer.append(zeros: 3)
        descriptor(0x04, contentBytes: 13 + 5 + configuration.count, to: &buffer)
        // MPEG-4 audio; an audio stream; the buffer's size left open.
        buffer.append([0x40, 0x15])
        buffer.append(big24: 0)
        buffer.append(big: UInt32(truncatingIfNeeded: audio.bitrate))
        buffer.append(big: UInt32(truncatingIfNeeded: audio.bitrate))
        descriptor(0x05, contentBytes: configuration.count, to: &buffer)
        buffer.append(configuration)
        descriptor(0x06, contentBytes: 1, to: &buffer)
        buffer.append([0x02])
    }

    /// A descriptor's tag and its length, spread over four bytes of seven bits as all writers do.
    private static func descriptor(_ tag: UInt8, contentBytes: Int, to buffer: inout ByteBuffer) {
        buffer.append(big: tag)
        for shift in [21, 14, 7, 0] {
            buffer.append(big: UInt8(contentBytes >> shift & 0x7f) | (shift > 0 ? 0x80 : 0))
        }
    }
}
