import ReelModel

/// Which stretch of a track's media is shown when (ISO/IEC 14496-12, 8.6.6).
///
/// Media time in a file starts at the first decoding time, which is before the origin when an encoder primes sound or
/// reorders pictures; the list makes each track start exactly at its timestamps all the same.
struct EditList: Hashable {
    /// One line of the list.
    struct Edit: Hashable {
        /// In the movie's timescale; 0 in a growing file: all that will come.
        var duration: Int64
        /// In the track's timescale; nil shows nothing.
        var mediaTime: Int64?
    }

    let edits: [Edit]

    /// While a file grows: the origin lies at `originMediaTime`.
    init(growingFrom originMediaTime: Int64) {
        edits = [Edit(duration: 0, mediaTime: originMediaTime)]
    }

    /// Of a whole track: from its first presentation (or the origin, if that is later) to the end of its last.
    ///
    /// Media times count in the timescale that the file gives to the track: `timescale` divided by the table's divisor.
    init(of table: SampleTable, timescale: Int64, movieTimescale: Int64) {
        let start = max(0, table.firstPresentationTime)
        // Rounded ends, not rounded lengths, so that no error adds up.
        let startInMovie = scaled(start, from: timescale, to: movieTimescale)
        let endInMovie = scaled(max(start, table.endPresentationTime), from: timescale, to: movieTimescale)
        let mediaTime = scaled(start - table.firstDecodeTime, from: table.divisor(ofTimescale: timescale), to: 1)
        let shown = Edit(duration: endInMovie - startInMovie, mediaTime: mediaTime)
        edits = startInMovie > 0 ? [Edit(duration: startInMovie, mediaTime: nil), shown] : [shown]
    }

    /// The sum of the edits, in the movie's timescale.
    var duration: Int64 { edits.reduce(0) { $0 + $1.duration } }

    /// Appends the `edts` box.
    func append(to buffer: inout ByteBuffer) {
        buffer.box("edts") { box in
            box.table("elst", version: 1) { table in
                for edit in edits {
                    table.append(big: edit.duration)
                    table.append(big: edit.mediaTime ?? -1)
                    // Played at normal speed.
                    table.append(big: UInt32(0x1_0000))
                }
                return edits.count
            }
        }
    }
}
