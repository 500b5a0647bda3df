import ReelModel

extension RecordingStateMachine {
    /// Which sources are still recorded.
    struct Sources: Hashable, Sendable {
        var open: Set<Int>
        /// Why the first source was lost that was; the others go on.
        var lost: RecorderError?

        /// Without `source`: it is at its end, or (with an error) was lost.
        func closing(_ source: Int, _ error: RecorderError? = nil) -> Sources {
            var left = self
            left.lost = lost ?? error
            left.open.remove(source)
            return left
        }
    }
}
