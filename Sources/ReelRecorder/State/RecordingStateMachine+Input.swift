import ReelModel

extension RecordingStateMachine {
    /// What can happen to a recording.
    public enum Input: Hashable, Sendable {
        case start
        /// Every source is open and every file is created.
        case prepared
        /// Something could not be opened; whatever was is closed again.
        case prepareFailed(RecorderError)
        /// The first packet is in a file.
        case mediaReachedFile
        /// A source holds all that was asked for.
        case sourceCompleted(Int)
        /// A source delivers no more: it is at its end, or was lost (with an error).
        case sourceEnded(Int, RecorderError?)
        /// An end was asked for, by the owner (no error) or for a reason.
        case stop(RecorderError?)
        /// No file can be written any more.
        case writeFailed(RecorderError)
        /// Every file is finished, or what kept one from it; and whether there is any.
        case closed(RecorderError?, hasFile: Bool)
    }
}
