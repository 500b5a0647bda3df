import ReelModel

/// One whole JPEG image at the start of a loan.
struct JPEGImage: ~Copyable {
    let size: PictureSize
    let byteCount: Int
    private let loan: BufferLoan

    init(size: PictureSize, byteCount: Int, loan: consuming BufferLoan) {
        self.size = size
        self.byteCount = byteCount
        self.loan = loan
    }

    consuming func takeLoan() -> BufferLoan { loan }
}
