import CSystem
import Glibc
import ReelModel

/// A lock and a condition in one: a value that threads change under the lock and wait on.
///
/// `Synchronization.Mutex` has no condition, and media threads have to sleep until there is work. Waits are measured
/// by `CLOCK_MONOTONIC`.
///
/// `@unchecked Sendable`: `value` and `waiting` are only touched between `pthread_mutex_lock` and `unlock`.
@safe
public final class WaitableMutex<Value: ~Copyable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var value: Value
    /// Threads inside `wait`: without any, a change wakes nobody and costs no call into the kernel.
    private var waiting = 0

    public init(_ value: consuming sending Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        let statuses = unsafe (pthread_mutex_init(mutex, nil), reel_monotonic_condition(condition))
        precondition(statuses.0 == 0 && statuses.1 == 0, "a mutex and a condition with default attributes")
    }

    /// Runs `body` under the lock and wakes whoever waits.
    public func update<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unlockAndWake() }
        return try body(&value)
    }

    /// Runs `body` under the lock and wakes nobody.
    public func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }

    /// Waits until `isReady` holds, then runs `body` under the same lock and wakes whoever waits.
    ///
    /// With a `timeout` the body runs when it has passed too; it has to look for itself.
    public func wait<Result: ~Copyable>(
        until isReady: (borrowing Value) -> Bool, timeout: Duration? = nil, then body: (inout Value) -> sending Result
    ) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unlockAndWake() }
        var deadline = timespec()
        if let timeout {
            _ = unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
            let nanoseconds = Int64(deadline.tv_nsec) + timeout.nanoseconds
            deadline.tv_sec += Int(nanoseconds / 1_000_000_000)
            deadline.tv_nsec = Int(nanoseconds % 1_000_000_000)
        }
        waiting += 1
        defer { waiting -= 1 }
        while !isReady(value) {
            if timeout != nil {
                if unsafe pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { break }
            } else {
                unsafe pthread_cond_wait(condition, mutex)
            }
        }
        return body(&value)
    }

    private func unlockAndWake() {
        let hasWaiting = waiting > 0
        unsafe pthread_mutex_unlock(mutex)
        // After the unlock, so that who wakes does not find the lock taken.
        if hasWaiting { unsafe pthread_cond_broadcast(condition) }
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }
}
