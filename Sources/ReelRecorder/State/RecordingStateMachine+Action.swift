import ReelModel

extension RecordingStateMachine {
    /// What has to be done.
    public enum Action: Hashable, Sendable {
        /// Tell everybody of a new state.
        case announce(RecordingState, previous: RecordingState, error: RecorderError?)
        /// Open the sources and create the files; answer with `prepared` or `prepareFailed`.
        case prepare
        /// Let the sources deliver.
        case deliver
        /// End the sources, drain what was captured and finish the files; answer with `closed`.
        case stopSources
        /// Nothing more happens: let go of everything.
        case release
    }
}
