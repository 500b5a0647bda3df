import ReelModel

extension SampleTable {
    /// Appends the tables of `stbl` behind `stsd` (ISO/IEC 14496-12, 8.6 and 8.7), all times divided by `divisor`.
    func append(to buffer: inout ByteBuffer, dividingTimesBy divisor: Int64) {
        appendDecodeTimes(to: &buffer, divisor: divisor)
        if compositionOffsets.contains(where: { $0 != 0 }) { appendCompositionOffsets(to: &buffer, divisor: divisor) }
        // Without this table every sample is one to start at.
        if keyframes.count < count { appendKeyframes(to: &buffer) }
        appendChunkLengths(to: &buffer)
        appendByteCounts(to: &buffer)
        appendChunkOffsets(to: &buffer)
    }

    /// The sum of all durations in the file.
    func mediaDuration(dividingTimesBy divisor: Int64) -> Int64 {
        isEmpty ? 0 : scaled(lastDecodeTime - firstDecodeTime + lastDuration, from: divisor, to: 1)
    }

    // Moments are divided and rounded, and durations are what lies between them, so that no error adds up.

    private func appendDecodeTimes(to buffer: inout ByteBuffer, divisor: Int64) {
        buffer.table("stts") { table in
            var runs = RunLengths()
            var time: Int64 = 0
            var written: Int64 = 0
            func add(_ delta: Int64) {
                time += delta
                let next = divisor == 1 ? time : scaled(time, from: divisor, to: 1)
                runs.add(next - written, to: &table)
                written = next
            }
            for delta in decodeDeltas { add(delta) }
            if !isEmpty { add(lastDuration) }
            return runs.finish(&table)
        }
    }

    private func appendCompositionOffsets(to buffer: inout ByteBuffer, divisor: Int64) {
        // Version 1 has signed offsets.
        buffer.table("ctts", version: 1) { table in
            var runs = RunLengths()
            var time: Int64 = 0
            var deltas = decodeDeltas.makeIterator()
            for offset in compositionOffsets {
                let inFile =
                    divisor == 1
                    ? offset : scaled(time + offset, from: divisor, to: 1) - scaled(time, from: divisor, to: 1)
                runs.add(inFile, to: &table)
                time += deltas.next() ?? 0
            }
            return runs.finish(&table)
        }
    }

    private func appendKeyframes(to buffer: inout ByteBuffer) {
        buffer.table("stss") { table in
            for number in keyframes { table.append(big: UInt32(truncatingIfNeeded: number)) }
            return keyframes.count
        }
    }

    private func appendChunkLengths(to buffer: inout ByteBuffer) {
        buffer.table("stsc") { table in
            var entries = 0
            var previous: Int64 = 0
            for (index, samples) in chunkSampleCounts.enumerated() where samples != previous {
                table.append(big: UInt32(index + 1))
                table.append(big: UInt32(samples))
                // All samples have the one description.
                table.append(big: UInt32(1))
                entries += 1
                previous = samples
            }
            return entries
        }
    }

    private func appendByteCounts(to buffer: inout ByteBuffer) {
        buffer.fullBox("stsz") { box in
            box.append(big: UInt32(0))
            box.append(big: UInt32(count))
            for size in byteCounts { box.append(big: UInt32(truncatingIfNeeded: size)) }
        }
    }

    private func appendChunkOffsets(to buffer: inout ByteBuffer) {
        buffer.table("co64") { table in
            for offset in chunkOffsets { table.append(big: offset) }
            return chunkOffsets.count
        }
    }

    /// Turns a row of numbers into entries of a count and a value.
    private struct RunLengths {
        private var value: Int64 = 0
        private var length: UInt32 = 0
        private var entries = 0

        mutating func add(_ next: Int64, to table: inout ByteBuffer) {
            if length > 0, next == value {
                length += 1
                return
            }
            flush(&table)
            value = next
            length = 1
        }

        /// Appends the last run and returns how many there were.
        mutating func finish(_ table: inout ByteBuffer) -> Int {
            flush(&table)
            return entries
        }

        private mutating func flush(_ table: inout ByteBuffer) {
            guard length > 0 else { return }
            table.append(big: length)
            // The bits of a signed offset stand in 32 bits as they are.
            table.append(big: UInt32(truncatingIfNeeded: value))
            entries += 1
        }
    }
}
