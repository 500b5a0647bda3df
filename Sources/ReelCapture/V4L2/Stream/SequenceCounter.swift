/// Makes 64 bits of a driver's 32-bit count of pictures, and counts by itself where the driver does not.
///
/// A step forward is taken as it is, over the wrap of 32 bits too: what is left out was lost by the driver. A number
/// that stands still or goes back says nothing (drivers that leave it 0, or start it over), so it counts as one step.
struct SequenceCounter: Sendable {
    /// Whether the first number means nothing, so that the step from it counts as one.
    private var ignoresStep: Bool
    private var last: (raw: UInt32, extended: UInt64)?

    init(startsWithOldNumber: Bool = false) {
        ignoresStep = startsWithOldNumber
    }

    mutating func extend(_ raw: UInt32) -> UInt64 {
        guard let last else {
            self.last = (raw, UInt64(raw))
            return UInt64(raw)
        }
        let step = raw &- last.raw
        let meansNothing = ignoresStep || step == 0 || step > UInt32.max / 2
        ignoresStep = false
        let extended = last.extended + (meansNothing ? 1 : UInt64(step))
        self.last = (raw, extended)
        return extended
    }
}
