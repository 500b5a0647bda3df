import ReelModel
import ReelSystem

/// Makes one recording: opens sources and files, lets media flow between them, and says what happens.
///
/// The recorder decides, by `RecordingStateMachine`; media moves on the session's own threads. Listen with `events()`
/// before `start()` and nothing is missed.
public actor Recorder {
    /// The recording's name for ever.
    public nonisolated let id: RecordingID
    private let session: RecordingSession
    private let broadcaster: EventBroadcaster
    private let deliverer: Deliverer
    private let inputs: AsyncStream<RecordingStateMachine.Input>
    private let post: @Sendable (RecordingStateMachine.Input) -> Void
    private var machine: RecordingStateMachine
    private var ending: Task<RecordingOutcome, Never>?

    /// Checks the configuration; nothing is opened and nothing on disk is touched yet.
    public init(
        _ configuration: RecordingConfiguration, environment: RecorderEnvironment = RecorderEnvironment()
    ) throws(RecorderError) {
        try configuration.check()
        let configuration = configuration.withoutUnusedSources
        id = environment.makeID(environment.clocks.wall)
        let (inputs, continuation) = AsyncStream.makeStream(of: RecordingStateMachine.Input.self)
        self.inputs = inputs
        let post: @Sendable (RecordingStateMachine.Input) -> Void = { continuation.yield($0) }
        self.post = post
        broadcaster = EventBroadcaster(recording: id, clocks: environment.clocks)
        session = RecordingSession(
            id: id, configuration: configuration, environment: environment, events: broadcaster, post: post)
        deliverer = Deliverer(targets: configuration.deliveries, events: broadcaster)
        machine = RecordingStateMachine(sourceCount: configuration.sourceCount)
    }

    /// A new listener, which hears everything from now on.
    public nonisolated func events() -> EventSubscription {
        broadcaster.subscribe()
    }

    /// Begins. Returns at once; `events()` and `outcome()` tell what became of it.
    public func start() {
        guard ending == nil else { return }
        ending = Task { await drive() }
        post(.start)
    }

    /// Ends the recording and finishes its files. From any thread, at any time, more than once.
    public nonisolated func stop() {
        post(.stop(nil))
    }

    /// Waits for the end: files finished, deliveries made or given up.
    public func outcome() async -> RecordingOutcome {
        start()
        guard let ending else { preconditionFailure("start() has made the task") }
        return await ending.value
    }

    /// Carries out what the machine decides, input by input, until it has come to a final state.
    private func drive() async -> RecordingOutcome {
        var failure: RecorderError?
        for await input in inputs {
            for action in machine.handle(input) {
                switch action {
                case .announce(let state, let previous, let error):
                    failure = error
                    broadcaster.send(.state(state, previous: previous, error: error))
                case .prepare: session.send(.prepare)
                case .deliver: session.send(.deliver)
                case .stopSources: session.send(.stop)
                case .release: session.send(.release)
                }
            }
            if machine.publicState.isFinal { break }
        }
        let files = session.finishedFiles
        let undelivered = await deliverer.deliver(files)
        broadcaster.finish()
        return RecordingOutcome(
            state: machine.publicState, error: failure, files: files, undelivered: undelivered)
    }
}
