import ReelModel

/// Splits an input into its JPEG images, each in a buffer of its own.
///
/// `@unchecked Sendable`: what changes is used by one thread at a time, first by `prepare`'s, then by the delivering
/// one, which is started after it; `interrupt` touches none of it.
@safe
final class JPEGReader: @unchecked Sendable {
    /// More than the eight images that wait for a decoder, and the one in it. Memory that no image fills is never touched.
    private static let buffers = 12
    private static let largestImage = 16 << 20
    /// What is read at a time: a few webcam images, so that little has to be carried over to the next buffer.
    private static let chunk = 128 << 10
    /// How long a FIFO may take to say what it holds.
    private static let timeLimit: Duration = .seconds(10)

    private let input: InputFile
    private let pool: HeapBufferPool
    private var scanner = JPEGScanner()
    /// The buffer that holds the beginning of the next image, and how many bytes of it are filled.
    private var loan: BufferLoan?
    private var filled = 0
    /// Bytes of whole images that lie before.
    private var passed: Int64 = 0

    init(_ input: InputFile) {
        self.input = input
        let largest = min(Self.largestImage, Int(max(input.size ?? .max, 1)))
        pool = HeapBufferPool(slots: Self.buffers, slotBytes: largest)
    }

    /// Makes the reading thread return, now and from now on.
    func interrupt() {
        input.interrupt()
    }

    /// The size of the first image, which stays to be read.
    func firstSize() throws(RecorderError) -> PictureSize {
        try input.requireReadable(within: Self.timeLimit)
        loan = pool.lend()
        guard try findEnd() != nil, let size = scanner.size else {
            throw RecorderError(.badInput, "\(input.name) holds no JPEG image: it is empty, or ends at once.")
        }
        // Looked for once more by `next`, from the start of the bytes that are there already.
        scanner = JPEGScanner()
        return size
    }

    /// The next image; nil at the end and when the source is to stop.
    func next(on thread: DeliveryThread) throws(RecorderError) -> JPEGImage? {
        if loan == nil { loan = thread.lend(from: pool, pace: .unpaced) }
        guard loan != nil, let end = try findEnd(), let size = scanner.size,
            let following = thread.lend(from: pool, pace: .unpaced), let image = loan.take()
        else { return nil }
        let rest = filled - end
        unsafe image.withBytes { bytes in
            unsafe following.withMutableBytes { unsafe $0.copyMemory(from: .init(rebasing: bytes[end..<end + rest])) }
        }
        loan = .some(following)
        filled = rest
        passed += Int64(end)
        scanner = JPEGScanner()
        return JPEGImage(size: size, byteCount: end, loan: image)
    }

    /// Reads until the image that begins the buffer is whole, and returns its length; nil at the end of the input.
    private func findEnd() throws(RecorderError) -> Int? {
        while true {
            switch scan() {
            case .end(let end): return end
            case .broken(let offset):
                throw RecorderError(
                    .badInput,
                    "\(input.name) is damaged: at byte \(passed + Int64(offset)) there is no JPEG image.")
            case .incomplete: break
            }
            guard filled < pool.slotBytes || input.size == Int64(filled) else {
                throw RecorderError(
                    .badInput,
                    "\(input.name) holds an image of more than \(Self.largestImage >> 20) MiB; such are not read.")
            }
            guard case .bytes(let count, _) = try readMore() else { return nil }
            if count == 0 {
                if filled == 0 { return nil }
                throw RecorderError(
                    .badInput, "\(input.name) ends within an image; what came before it is recorded.")
            }
            filled += count
        }
    }

    private func scan() -> JPEGScanner.Finding {
        switch loan {
        case .some(let loan):
            var scanner = self.scanner
            defer { self.scanner = scanner }
            return unsafe loan.withBytes(filled) { unsafe scanner.scan($0) }
        case .none: return .incomplete
        }
    }

    private func readMore() throws(RecorderError) -> InputFile.Filling {
        let range = filled..<min(filled + Self.chunk, pool.slotBytes)
        if range.isEmpty { return .bytes(0, waited: false) }
        switch loan {
        case .some(let loan):
            return try unsafe loan.withMutableBytes { (bytes) throws(RecorderError) in
                try unsafe input.read(into: .init(rebasing: bytes[range]))
            }
        case .none: return .interrupted
        }
    }
}
