import ReelModel
import ReelSystem
import Synchronization

/// One recording's devices, threads and files. Lives once: prepared, started, stopped.
///
/// What blocks (opening a device, finishing a file) runs on the thread `reel-control`, one command after the other, so
/// that it blocks nobody else.
final class RecordingSession: Sendable {
    /// What the recorder asks for, in this order; `stop` may come at any time.
    enum Command: Sendable {
        case prepare
        case deliver
        case stop
        case release
    }

    private let id: RecordingID
    private let configuration: RecordingConfiguration
    private let environment: RecorderEnvironment
    private let events: EventBroadcaster
    private let post: @Sendable (RecordingStateMachine.Input) -> Void
    private let commands = BoundedQueue<Command>(capacity: 8)
    private let files = Mutex<[FileReport]>([])
    private let hasThread = Atomic(false)

    init(
        id: RecordingID, configuration: RecordingConfiguration, environment: RecorderEnvironment,
        events: EventBroadcaster, post: @escaping @Sendable (RecordingStateMachine.Input) -> Void
    ) {
        self.id = id
        self.configuration = configuration
        self.environment = environment
        self.events = events
        self.post = post
    }

    /// The files that were finished, once the recording has ended.
    var finishedFiles: [FileReport] { files.withLock { $0 } }

    /// Queues a command; the first starts the thread.
    func send(_ command: Command) {
        if !hasThread.exchange(true, ordering: .acquiringAndReleasing) { startThread() }
        _ = commands.push(command)
    }

    private func startThread() {
        do throws(SystemError) {
            // Nobody joins: the thread ends by itself after `release`, and holds the session until then.
            _ = try NamedThread("reel-control") { self.run() }
        } catch {
            post(.prepareFailed(RecorderError(.defect, "No thread could be started.", cause: "\(error)")))
        }
    }

    private func run() {
        let assembly = RecordingAssembly(
            id: id, configuration: configuration, environment: environment, events: events, post: post)
        while case .element(let command) = commands.pop() {
            switch command {
            case .prepare: assembly.prepare()
            case .deliver: assembly.deliver()
            case .stop:
                let finished = assembly.stop()
                files.withLock { $0 = finished }
                post(assembly.closing)
            case .release:
                return
            }
        }
    }
}
