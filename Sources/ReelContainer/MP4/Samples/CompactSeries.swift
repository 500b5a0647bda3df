/// A long row of numbers in little memory: each as its difference to the one before.
///
/// Differences are zigzag-coded LEB128 varints; a zero is followed by how often it repeats, so that a constant row
/// costs nothing however long it is. Memory grows in pieces that are never copied again.
struct CompactSeries: Sequence {
    private static let pieceBytes = 1 << 16

    private(set) var count = 0
    private(set) var last: Int64 = 0
    private var pieces: [[UInt8]] = []
    private var piece: [UInt8] = []
    /// Zeros that are not in a piece yet.
    private var pendingZeros: UInt64 = 0

    /// The memory that the numbers take.
    var byteCount: Int { pieces.count * Self.pieceBytes + piece.capacity }

    mutating func append(_ value: Int64) {
        let difference = value &- last
        last = value
        count += 1
        guard difference != 0 else {
            pendingZeros += 1
            return
        }
        flushZeros()
        push(UInt64(bitPattern: difference << 1 ^ difference >> 63))
    }

    private mutating func flushZeros() {
        guard pendingZeros > 0 else { return }
        push(0)
        push(pendingZeros)
        pendingZeros = 0
    }

    private mutating func push(_ number: UInt64) {
        // A varint of 64 bits takes at most ten bytes.
        if piece.count + 10 > Self.pieceBytes {
            pieces.append(piece)
            piece = []
            piece.reserveCapacity(Self.pieceBytes)
        }
        var rest = number
        while rest >= 0x80 {
            piece.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        piece.append(UInt8(rest))
    }

    /// Reads the numbers back in order.
    struct Iterator: IteratorProtocol {
        private let series: CompactSeries
        private var pieceIndex = 0
        private var piece: [UInt8]
        private var position = 0
        private var value: Int64 = 0
        private var zeros: UInt64 = 0
        private var left: Int

        fileprivate init(_ series: CompactSeries) {
            self.series = series
            piece = series.pieces.first ?? series.piece
            left = series.count
        }

        mutating func next() -> Int64? {
            guard left > 0 else { return nil }
            left -= 1
            if zeros > 0 {
                zeros -= 1
                return value
            }
            guard let number = pull() else { return value }
            if number == 0 {
                zeros = (pull() ?? 1) - 1
            } else {
                value &+= Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
            }
            return value
        }

        /// The next varint; nil at the end, behind which only zeros are pending.
        private mutating func pull() -> UInt64? {
            while position == piece.count {
                guard pieceIndex < series.pieces.count else { return nil }
                pieceIndex += 1
                piece = pieceIndex < series.pieces.count ? series.pieces[pieceIndex] : series.piece
                position = 0
            }
            var number: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                let byte = piece[position]
                position += 1
                number |= UInt64(byte & 0x7f) << shift
                if byte < 0x80 { return number }
                shift += 7
            }
        }
    }

    func makeIterator() -> Iterator { Iterator(self) }
}
