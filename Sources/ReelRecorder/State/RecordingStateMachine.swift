import ReelModel

/// The decisions of one recording, without threads, clocks or devices: inputs go in, actions come out.
///
/// Whoever drives it calls `handle` for one input at a time and carries the actions out in their order. Once a final
/// state is reached nothing changes any more, so a late callback cannot revive a recording.
public struct RecordingStateMachine: Sendable {
    /// What the machine is in, with what only that state needs to know.
    enum State: Hashable, Sendable {
        /// Next: `starting` on `start`, `failed` on `stop`.
        case idle
        /// Next: `recording` on the first media in the file, `stopping`, `failed`.
        case starting(Sources)
        /// Next: `stopping`.
        case recording(Sources)
        /// Next: `finished`, `failed`. Carries why the recording ends when that was not asked for.
        case stopping(RecorderError?)
        case finished(RecorderError?)
        case failed(RecorderError)
    }

    private(set) var state: State = .idle
    private let sources: Sources

    /// A recording of `sourceCount` sources.
    public init(sourceCount: Int) {
        sources = Sources(open: Set(0..<sourceCount))
    }

    /// The state as everybody hears of it.
    public var publicState: RecordingState {
        switch state {
        case .idle: .idle
        case .starting: .starting
        case .recording: .recording
        case .stopping: .stopping
        case .finished: .finished
        case .failed: .failed
        }
    }

    /// Takes one input and returns what has to be done, the announcement of a new state first.
    public mutating func handle(_ input: Input) -> [Action] {
        let previous = publicState
        var actions: [Action] = []
        switch state {
        case .idle: actions = handleIdle(input)
        case .starting(let sources): actions = handleStarting(input, sources)
        case .recording(let sources): actions = handleRecording(input, sources)
        case .stopping(let error): actions = handleStopping(input, error)
        case .finished, .failed: break
        }
        if publicState != previous {
            actions.insert(.announce(publicState, previous: previous, error: error), at: 0)
        }
        return actions
    }

    /// What ended the recording against its owner's wish, once it is on its way to the end.
    private var error: RecorderError? {
        switch state {
        case .idle, .starting, .recording: nil
        case .stopping(let error), .finished(let error): error
        case .failed(let error): error
        }
    }

    private mutating func handleIdle(_ input: Input) -> [Action] {
        switch input {
        case .start:
            state = .starting(sources)
            return [.prepare]
        case .stop(let error):
            state = .failed(error ?? Self.stoppedTooSoon)
            return []
        case .prepared, .prepareFailed, .mediaReachedFile, .sourceCompleted, .sourceEnded, .writeFailed,
            .closed:
            return []
        }
    }

    private mutating func handleStarting(_ input: Input, _ sources: Sources) -> [Action] {
        switch input {
        case .prepared:
            return [.deliver]
        case .prepareFailed(let error):
            state = .failed(error)
            return [.release]
        case .mediaReachedFile:
            state = .recording(sources)
            return []
        case .stop(let error):
            return stop(error)
        case .sourceCompleted(let source):
            return close(source, of: sources) { .starting($0) }
        case .sourceEnded(let source, let error):
            if let error { return stop(error) }
            return close(source, of: sources) { .starting($0) }
        case .writeFailed(let error):
            return stop(error)
        case .closed(let error, let hasFile):
            return end(error, hasFile, cause: nil)
        case .start:
            return []
        }
    }

    private mutating func handleRecording(_ input: Input, _ sources: Sources) -> [Action] {
        switch input {
        case .stop(let error):
            return stop(error ?? sources.lost)
        case .sourceCompleted(let source):
            return close(source, of: sources) { .recording($0) }
        case .sourceEnded(let source, let error):
            return close(source, of: sources, error) { .recording($0) }
        case .writeFailed(let error):
            return stop(error)
        case .closed(let error, let hasFile):
            return end(error, hasFile, cause: nil)
        case .start, .prepared, .prepareFailed, .mediaReachedFile:
            return []
        }
    }

    private mutating func handleStopping(_ input: Input, _ cause: RecorderError?) -> [Action] {
        switch input {
        case .closed(let error, let hasFile):
            return end(error, hasFile, cause: cause)
        case .writeFailed(let error):
            state = .stopping(cause ?? error)
            return []
        case .start, .prepared, .prepareFailed, .mediaReachedFile, .sourceCompleted, .sourceEnded,
            .stop:
            return []
        }
    }

    /// Takes one source out; the recording ends when none is left.
    private mutating func close(
        _ source: Int, of sources: Sources, _ error: RecorderError? = nil, _ next: (Sources) -> State
    ) -> [Action] {
        let left = sources.closing(source, error)
        guard !left.open.isEmpty else { return stop(left.lost) }
        state = next(left)
        return []
    }

    private mutating func stop(_ error: RecorderError?) -> [Action] {
        state = .stopping(error)
        return [.stopSources]
    }

    private mutating func end(_ error: RecorderError?, _ hasFile: Bool, cause: RecorderError?) -> [Action] {
        // What made the recording end says more than what then went wrong with a file.
        if hasFile {
            state = .finished(cause ?? error)
        } else {
            state = .failed(cause ?? error ?? Self.stoppedTooSoon)
        }
        return [.release]
    }

    static let stoppedTooSoon = RecorderError(
        .endedEarly, "Stopped before anything was recorded, so there is no file.")
}
