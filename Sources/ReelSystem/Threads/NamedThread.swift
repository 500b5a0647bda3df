import CSystem
import Glibc

/// A POSIX thread with a name that `top -H` and a debugger show.
///
/// Media runs on these, not on Swift's cooperative pool, since media threads block.
///
/// `@unchecked Sendable`: `handle` is written once, by `init`, and read by `join`, which the owner calls once.
@safe
public final class NamedThread: @unchecked Sendable {
    private final class Body {
        let name: String
        let run: () -> Void

        init(name: String, run: sending @escaping () -> Void) {
            self.name = name
            self.run = run
        }
    }

    private var handle = pthread_t()
    private var isJoined = false

    /// Starts a thread that owns what `run` holds; the kernel keeps 15 bytes of its name.
    public init(_ name: String, _ run: sending @escaping () -> Void) throws(SystemError) {
        let body = unsafe Unmanaged.passRetained(Body(name: name, run: run))
        let status = unsafe pthread_create(&handle, nil, NamedThread.main, body.toOpaque())
        guard status == 0 else {
            unsafe body.release()
            throw SystemError("pthread_create", on: name, number: status)
        }
    }

    /// Waits until the thread's body has returned. Once, and never from the thread itself.
    public func join() {
        precondition(!isJoined, "a thread is joined once")
        isJoined = true
        pthread_join(handle, nil)
    }

    deinit {
        if !isJoined { pthread_detach(handle) }
    }

    // A nonisolated function, not a closure: C calls it on the new thread.
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        guard let argument = unsafe argument else { return nil }
        let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        _ = unsafe reel_thread_set_name(String(body.name.utf8.prefix(15)) ?? "reel")
        body.run()
        return nil
    }
}
