import Glibc
import ReelSystem
import TestSupport
import Testing

struct SystemErrorTests {
    @Test func `an error names the call, what it was called on and the reason`() {
        #expect(SystemError("open", on: "/x", number: ENOENT).description == "open /x: No such file or directory")
        #expect(SystemError("fork", number: EAGAIN).description == "fork: Resource temporarily unavailable")
        #expect(SystemError.reason(of: 12_345).contains("12345"))
    }

    @Test func `a call that signals interrupt is made again`() {
        var calls = 0
        let result: Int32 = retryingOnSignal {
            calls += 1
            errno = EINTR
            return calls < 4 ? -1 : 7
        }
        #expect(result == 7 && calls == 4)
        let failed: Int = retryingOnSignal {
            errno = EIO
            return -1
        }
        #expect(failed == -1)
    }

    @Test func `a descriptor is closed with its owner`() throws {
        let directory = try TemporaryDirectory()
        let second = try FileDescriptor(opening: directory.path, O_RDONLY)
        do {
            // A lock goes with its descriptor, and only with that.
            let first = try FileDescriptor(opening: directory.path, O_RDONLY)
            #expect(fcntl(first.number, F_GETFD) == FD_CLOEXEC)
            #expect(flock(first.number, LOCK_EX | LOCK_NB) == 0)
            #expect(flock(second.number, LOCK_EX | LOCK_NB) == -1)
        }
        #expect(flock(second.number, LOCK_EX | LOCK_NB) == 0)
        try second.close()
    }
}
