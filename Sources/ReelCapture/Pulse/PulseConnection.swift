import CPulse
import Glibc
import ReelModel
import ReelSystem

/// Owns a threaded main loop of libpulse and one connection to a server (`pa_threaded_mainloop`, `pa_context`).
///
/// Callbacks run on the loop's thread, `reel-pulse`, under its lock. Waiting is done outside of that lock, on `board`,
/// since `pa_threaded_mainloop_wait` knows no time limit.
///
/// `@unchecked Sendable`: the pointers are constants that are used under the loop's lock, until `close`, which is
/// called once.
@safe
final class PulseConnection: @unchecked Sendable {
    /// What the callbacks have told so far.
    struct Board: Sendable {
        var state = PA_CONTEXT_UNCONNECTED
        /// Why the connection failed: a code for `pa_strerror`.
        var failure: Int32 = 0
        var directory = PulseDirectory()
        var isAnswered = false

        var isOver: Bool { state == PA_CONTEXT_FAILED || state == PA_CONTEXT_TERMINATED }
    }

    /// How the server is called in sentences.
    let address: String
    private let timeLimit: Duration
    private let board = WaitableMutex(Board())
    private let loop: OpaquePointer
    let context: OpaquePointer

    /// Connects to `server` (nil: where libpulse looks by itself), within `timeLimit`, which bounds each question too.
    init(server: String?, timeLimit: Duration) throws(RecorderError) {
        address = PulseAddress.description(of: server) { name in unsafe string(getenv(name)) }
        self.timeLimit = timeLimit
        guard let loop = unsafe pa_threaded_mainloop_new() else { throw Self.outOfMemory }
        unsafe pa_threaded_mainloop_set_name(loop, "reel-pulse")
        let properties = unsafe pa_proplist_new()
        unsafe pa_proplist_sets(properties, PA_PROP_APPLICATION_ID, "reel")
        let context = unsafe pa_context_new_with_proplist(pa_threaded_mainloop_get_api(loop), "Reel", properties)
        unsafe pa_proplist_free(properties)
        guard let context = unsafe context else {
            unsafe pa_threaded_mainloop_free(loop)
            throw Self.outOfMemory
        }
        unsafe self.loop = unsafe loop
        unsafe self.context = unsafe context
        unsafe pa_context_set_state_callback(context, Self.contextChanged, boardAddress)
        do throws(RecorderError) {
            try connect(to: server)
        } catch {
            close()
            throw error
        }
    }

    static var outOfMemory: RecorderError {
        RecorderError(.defect, "libpulse could not be set up: the machine is out of memory.")
    }

    /// The board outlives the loop, and with it every callback: `self` holds it until after `close`.
    private var boardAddress: UnsafeMutableRawPointer {
        unsafe Unmanaged.passUnretained(board).toOpaque()
    }

    private func connect(to server: String?) throws(RecorderError) {
        guard unsafe pa_threaded_mainloop_start(loop) >= 0 else { throw Self.outOfMemory }
        let status = withLock { unsafe pa_context_connect(context, server, PA_CONTEXT_NOFLAGS, nil) }
        guard status >= 0 else { throw unreachable(withLock { unsafe pa_context_errno(context) }) }
        let (state, failure) = board.wait(
            until: { $0.state == PA_CONTEXT_READY || $0.isOver }, timeout: timeLimit,
            then: { ($0.state, $0.failure) })
        guard state == PA_CONTEXT_READY else {
            throw unreachable(failure == 0 ? Int32(PA_ERR_TIMEOUT.rawValue) : failure)
        }
    }

    private func unreachable(_ failure: Int32) -> RecorderError {
        let reason = Self.reason(of: failure)
        if failure == Int32(PA_ERR_ACCESS.rawValue) || failure == Int32(PA_ERR_AUTHKEY.rawValue) {
            return RecorderError(
                .notPermitted,
                "The sound server at \(address) does not let this user in; record as the user who runs it, "
                    + "or share its cookie.", cause: reason)
        }
        return RecorderError(
            .soundSourceNotFound,
            "No sound server answers at \(address): \(reason); start PulseAudio or PipeWire's pulse server for this "
                + "user, or set PULSE_SERVER or XDG_RUNTIME_DIR to where one is.")
    }

    /// What libpulse calls an error.
    static func reason(of failure: Int32) -> String {
        unsafe string(pa_strerror(failure)) ?? "error \(failure)"
    }

    /// Whether this is the loop's own thread, on which nothing may wait for it.
    var isLoopThread: Bool { unsafe pa_threaded_mainloop_in_thread(loop) != 0 }

    /// Runs `body` while no callback does. Callbacks hold the lock already.
    func withLock<Result>(_ body: () -> Result) -> Result {
        if isLoopThread { return body() }
        unsafe pa_threaded_mainloop_lock(loop)
        defer { unsafe pa_threaded_mainloop_unlock(loop) }
        return body()
    }

    /// Asks the server for its defaults and its sources.
    func directory() throws(RecorderError) -> PulseDirectory {
        board.update { $0.directory = PulseDirectory() }
        try unsafe ask { unsafe pa_context_get_server_info(context, Self.serverAnswered, boardAddress) }
        try unsafe ask { unsafe pa_context_get_source_info_list(context, Self.sourceAnswered, boardAddress) }
        return board.withLock { $0.directory }
    }

    /// Begins an operation and waits until its callback has come.
    private func ask(_ begin: () -> OpaquePointer?) throws(RecorderError) {
        board.update { $0.isAnswered = false }
        let operation = unsafe withLock { unsafe begin() }
        let isAnswered = board.wait(
            until: { $0.isAnswered || $0.isOver }, timeout: timeLimit, then: { $0.isAnswered })
        if let operation = unsafe operation {
            withLock {
                unsafe pa_operation_cancel(operation)
                unsafe pa_operation_unref(operation)
            }
        }
        guard isAnswered else {
            throw RecorderError(
                .soundSourceNotFound, "The sound server at \(address) does not answer; restart it.")
        }
    }

    /// Ends the connection and the loop's thread. Once, and never on that thread.
    func close() {
        withLock {
            unsafe pa_context_set_state_callback(context, nil, nil)
            unsafe pa_context_disconnect(context)
            unsafe pa_context_unref(context)
        }
        unsafe pa_threaded_mainloop_stop(loop)
        unsafe pa_threaded_mainloop_free(loop)
    }

    private static func board(at address: UnsafeMutableRawPointer?) -> WaitableMutex<Board>? {
        unsafe address.map { unsafe Unmanaged<WaitableMutex<Board>>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let contextChanged: pa_context_notify_cb_t = { context, address in
        let (state, failure) = unsafe (pa_context_get_state(context), pa_context_errno(context))
        unsafe board(at: address)?.update { board in
            board.state = state
            if board.isOver { board.failure = failure }
        }
    }

    private static let serverAnswered: pa_server_info_cb_t = { _, info, address in
        let names = unsafe info.map {
            unsafe (string($0.pointee.default_source_name), string($0.pointee.default_sink_name))
        }
        unsafe board(at: address)?.update { board in
            board.directory.defaultSource = names?.0
            board.directory.defaultSink = names?.1
            board.isAnswered = true
        }
    }

    private static let sourceAnswered: pa_source_info_cb_t = { _, info, isLast, address in
        let source = unsafe isLast == 0 ? info.map { unsafe PulseSourceInfo(copying: $0.pointee) } : nil
        unsafe board(at: address)?.update { board in
            if let source { board.directory.sources.append(source) } else { board.isAnswered = true }
        }
    }
}
