/// Memory that lends out its slots: a camera's mapped buffers, a pool on the heap, a codec's packets.
///
/// A slot is lent by a `BufferLoan` and comes back when the last loan of it ends, on whichever thread that
/// happens. Implementations are safe to call from any thread, and outlive their loans, since a loan holds them.
public protocol BufferStorage: AnyObject, Sendable {
    /// The bytes of a slot. Valid for as long as a loan of that slot lives.
    @unsafe func bytes(ofSlot slot: Int) -> UnsafeMutableRawBufferPointer
    /// One more loan of a slot that is lent already.
    func retain(slot: Int)
    /// One loan less; at the last the slot is free to be filled again.
    func release(slot: Int)
}
