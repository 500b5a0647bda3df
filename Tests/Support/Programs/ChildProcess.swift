import CSystem
import Glibc
import Synchronization

/// A program started by `posix_spawn`, with its standard streams connected as wanted and nothing else inherited.
///
/// It ends with its owner at the latest, so that a test that fails halfway leaves nothing running.
///
/// Foundation's `Process` is not used: it learns of a child's end by a socket that the child inherits, and a child
/// that closes what it inherited (a sound server, say) makes every later wait of the test process hang. Now and then
/// it also leaks, which a leak check reports.
public final class ChildProcess: Sendable {
    /// What a child's standard stream is connected to.
    public enum Stream: Sendable {
        case null
        /// This descriptor of ours, which stays ours.
        case descriptor(Int32)
        /// This file, to be read from its beginning.
        case file(String)
    }

    /// How a child ended.
    public enum Ending: Hashable, Sendable {
        case exited(Int32)
        case killed(Int32)
    }

    public let processID: pid_t
    private let ending = Mutex<Ending?>(nil)

    /// Starts `program` (looked up in `PATH` unless it holds a slash) in `directory`.
    public init(
        _ program: String, _ arguments: [String], in directory: String? = nil, environment: [String: String],
        input: Stream = .null, output: Stream = .null, error: Stream = .null
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let directory { unsafe reel_spawn_in_directory(&actions, directory) }
        for (target, stream) in [(Int32(0), input), (1, output), (2, error)] {
            switch stream {
            case .null: unsafe posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
            case .descriptor(let number): unsafe posix_spawn_file_actions_adddup2(&actions, number, target)
            case .file(let path): unsafe posix_spawn_file_actions_addopen(&actions, target, path, O_RDONLY, 0)
            }
        }
        // Signals that the test process ignores or blocks are the child's own business again.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer {
            for index in unsafe words.indices { unsafe free(words[index]) }
            for index in unsafe variables.indices { unsafe free(variables[index]) }
        }
        var processID = pid_t()
        let status = unsafe posix_spawnp(&processID, program, &actions, &attributes, &words, &variables)
        guard status == 0 else {
            throw Program.Failure(description: "\(program) cannot be started: error \(status)")
        }
        self.processID = processID
    }

    public func send(_ signal: Int32) {
        ending.withLock { ending in
            // After the end the number may belong to somebody else.
            if ending == nil { kill(processID, signal) }
        }
    }

    /// Sends a signal and waits for the end.
    public func end(_ signal: Int32) {
        send(signal)
        wait()
    }

    /// How it ended; nil while it runs.
    public var currentEnding: Ending? {
        collect(WNOHANG)
    }

    /// Waits for the end.
    @discardableResult
    public func wait() -> Ending {
        var info = unsafe siginfo_t()
        // Waits without collecting, so that `send` stays safe meanwhile.
        while unsafe waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        guard let ending = collect(0) else { preconditionFailure("waitid has seen the end") }
        return ending
    }

    deinit {
        end(SIGKILL)
    }

    private func collect(_ options: Int32) -> Ending? {
        ending.withLock { ending in
            if ending != nil { return ending }
            var status: Int32 = 0
            guard unsafe waitpid(processID, &status, options) == processID else { return nil }
            let signal = status & 0x7f
            ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
            return ending
        }
    }
}
