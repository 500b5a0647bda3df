import ReelModel

extension BufferLoan {
    /// Fills the whole slot from `input`.
    borrowing func fill(from input: InputFile) throws(RecorderError) -> InputFile.Filling {
        try unsafe withMutableBytes { (bytes) throws(RecorderError) in try unsafe input.fill(bytes) }
    }
}
