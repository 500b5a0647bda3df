import ReelModel

/// The `moov` box: of a growing file, which only introduces the tracks, or of a finished one, with all samples.
struct MovieBox {
    /// One track as the box describes it.
    struct Track {
        /// 1 and up.
        var id: UInt32
        var format: TrackFormat
        var edits: EditList
        /// Nothing in a growing file: its samples are told by the fragments.
        var samples: SampleTable?

        /// By what times are divided in the file.
        fileprivate var divisor: Int64 { samples?.divisor(ofTimescale: format.timescale) ?? 1 }
    }

    /// 1904-01-01, from which MP4 counts, in seconds before 1970.
    private static let epochOffset: Int64 = 2_082_844_800

    var timescale: Int64
    var start: WallTime
    var recording: RecordingID
    var tracks: [Track]

    private var creationTime: UInt64 { UInt64(max(0, start.secondsSince1970 + Self.epochOffset)) }

    /// Appends the box (ISO/IEC 14496-12, 8.2 to 8.5, 8.8.1).
    func append(to buffer: inout ByteBuffer) {
        let isGrowing = tracks.contains { $0.samples == nil }
        buffer.box("moov") { moov in
            moov.fullBox("mvhd", version: 1) { appendHeader(to: &$0) }
            for track in tracks {
                moov.box("trak") { appendTrack(track, to: &$0) }
            }
            if isGrowing {
                moov.box("mvex") { mvex in
                    for track in tracks {
                        mvex.fullBox("trex") { MovieFragment.appendDefaults(of: track, to: &$0) }
                    }
                }
            }
            moov.box("udta") { appendMetadata(to: &$0) }
        }
    }

    private func appendHeader(to box: inout ByteBuffer) {
        box.append(big: creationTime)
        box.append(big: creationTime)
        box.append(big: UInt32(timescale))
        box.append(big: tracks.map(\.edits.duration).max() ?? 0)
        // Normal speed and volume.
        box.append(big: UInt32(0x1_0000))
        box.append(big: UInt16(0x100))
        box.append(zeros: 10)
        box.appendIdentityMatrix()
        box.append(zeros: 24)
        box.append(big: (tracks.map(\.id).max() ?? 0) + 1)
    }

    private func appendTrack(_ track: Track, to box: inout ByteBuffer) {
        // Enabled, in the movie.
        box.fullBox("tkhd", version: 1, flags: 3) { tkhd in
            tkhd.append(big: creationTime)
            tkhd.append(big: creationTime)
            tkhd.append(big: track.id)
            tkhd.append(zeros: 4)
            tkhd.append(big: track.edits.duration)
            tkhd.append(zeros: 12)
            switch track.format {
            case .video(let video):
                tkhd.append(zeros: 4)
                tkhd.appendIdentityMatrix()
                tkhd.append(big: UInt32(video.size.width) << 16)
                tkhd.append(big: UInt32(video.size.height) << 16)
            case .audio:
                tkhd.append(big: UInt16(0x100))
                tkhd.append(zeros: 2)
                tkhd.appendIdentityMatrix()
                tkhd.append(zeros: 8)
            }
        }
        track.edits.append(to: &box)
        box.box("mdia") { appendMedia(track, to: &$0) }
    }

    private func appendMedia(_ track: Track, to box: inout ByteBuffer) {
        box.fullBox("mdhd", version: 1) { mdhd in
            mdhd.append(big: creationTime)
            mdhd.append(big: creationTime)
            mdhd.append(big: UInt32(track.format.timescale / track.divisor))
            mdhd.append(big: track.samples?.mediaDuration(dividingTimesBy: track.divisor) ?? 0)
            // "und": three letters of five bits.
            mdhd.append(big: UInt16(0x55c4))
            mdhd.append(zeros: 2)
        }
        box.fullBox("hdlr") { hdlr in
            hdlr.append(zeros: 4)
            switch track.format {
            case .video: hdlr.append("vide")
            case .audio: hdlr.append("soun")
            }
            hdlr.append(zeros: 12)
            switch track.format {
            case .video: hdlr.append("VideoHandler\0".utf8)
            case .audio: hdlr.append("SoundHandler\0".utf8)
            }
        }
        box.box("minf") { minf in
            switch track.format {
            case .video: minf.fullBox("vmhd", flags: 1) { $0.append(zeros: 8) }
            case .audio: minf.fullBox("smhd") { $0.append(zeros: 4) }
            }
            minf.box("dinf") { dinf in
                dinf.table("dref") { dref in
                    // The media lies in this file.
                    dref.fullBox("url ", flags: 1) { _ in }
                    return 1
                }
            }
            minf.box("stbl") { stbl in
                SampleEntry.append(track.format, to: &stbl)
                (track.samples ?? SampleTable()).append(to: &stbl, dividingTimesBy: track.divisor)
            }
        }
    }

    /// What programs show as tags: the recording's id and who wrote it, in iTunes' form, which readers agree on.
    private func appendMetadata(to box: inout ByteBuffer) {
        box.fullBox("meta") { meta in
            meta.fullBox("hdlr") { hdlr in
                hdlr.append(zeros: 4)
                hdlr.append("mdir")
                hdlr.append("appl")
                hdlr.append(zeros: 9)
            }
            meta.box("ilst") { ilst in
                ilst.box("----") { item in
                    item.fullBox("mean") { $0.append("reel".utf8) }
                    item.fullBox("name") { $0.append("recording".utf8) }
                    item.box("data") { data in
                        // UTF-8 text of no particular language.
                        data.append(big: UInt32(1))
                        data.append(zeros: 4)
                        data.append(recording.description.utf8)
                    }
                }
            }
        }
    }
}
