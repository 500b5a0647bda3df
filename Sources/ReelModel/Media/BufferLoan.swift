/// One slot of a `BufferStorage`, on loan: the only way that media memory travels.
///
/// Moving a loan costs nothing and allocates nothing; `share()` makes a second one of the same bytes.
public struct BufferLoan: ~Copyable, Sendable {
    private let storage: any BufferStorage
    private let slot: Int

    /// Takes over one loan of `slot` that `storage` has already counted.
    public init(takingOver slot: Int, of storage: any BufferStorage) {
        self.storage = storage
        self.slot = slot
    }

    /// A second loan of the same bytes; the slot is free only when both have ended.
    public borrowing func share() -> BufferLoan {
        storage.retain(slot: slot)
        return BufferLoan(takingOver: slot, of: storage)
    }

    /// Lends the slot's bytes for the time of `body`; the pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(storage.bytes(ofSlot: slot)))
    }

    /// Lends the first `count` of the slot's bytes for the time of `body`; the pointer must not leave it.
    public borrowing func withBytes<Result, Failure: Error>(
        _ count: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(rebasing: storage.bytes(ofSlot: slot).prefix(count)))
    }

    /// Lends the slot's bytes for writing, to whoever fills it before it is passed on.
    public borrowing func withMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(storage.bytes(ofSlot: slot))
    }

    deinit {
        storage.release(slot: slot)
    }
}
