/// A file that is open for reading and writing at any position. Used by one thread at a time.
public protocol WritableFile: AnyObject, Sendable {
    /// Writes all chunks, one behind the other, from `offset`; short writes are continued inside.
    func write(_ chunks: [UnsafeRawBufferPointer], at offset: Int64) throws(SystemError)
    /// Fills `buffer` from `offset` and returns the bytes read: fewer only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int
    /// Makes the data, and the size needed to read it back, last (`fdatasync`).
    func synchronizeData() throws(SystemError)
    /// Reserves room without changing the file's size (`fallocate` with `FALLOC_FL_KEEP_SIZE`).
    func allocate(offset: Int64, length: Int64) throws(SystemError)
    func truncate(to size: Int64) throws(SystemError)
    func size() throws(SystemError) -> Int64
    /// Takes the exclusive `flock` that says that this file is alive; false when another holds it.
    func lock() throws(SystemError) -> Bool
    /// Closes; afterwards the file must not be used.
    func close() throws(SystemError)
}

extension WritableFile {
    /// Writes `bytes` from `offset`.
    public func write(_ bytes: [UInt8], at offset: Int64) throws(SystemError) {
        let result = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(SystemError) in try unsafe write([buffer], at: offset) }
        }
        try result.get()
    }

    /// Reads at most `count` bytes from `offset`; fewer only at the end of the file.
    public func read(count: Int, at offset: Int64) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(SystemError) {
                initialized = try unsafe read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
