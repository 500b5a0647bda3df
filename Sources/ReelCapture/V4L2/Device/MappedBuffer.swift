import Glibc
import ReelSystem

/// Owns one mapping of memory and takes it away at the end of its life.
///
/// `@unchecked Sendable`: the address never changes; who may touch the bytes is the business of the pool's loans.
@safe
final class MappedBuffer: @unchecked Sendable {
    @unsafe let bytes: UnsafeMutableRawBufferPointer

    /// Maps `length` bytes of `descriptor` from `offset`, shared with whoever else has them: a driver's buffer.
    init(descriptor: Int32, offset: Int, length: Int, of subject: String) throws(SystemError) {
        guard
            let address = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(offset)),
            unsafe address != MAP_FAILED
        else { throw SystemError("mmap", on: subject) }
        unsafe bytes = UnsafeMutableRawBufferPointer(start: address, count: length)
    }

    deinit {
        // Cannot fail: the range is what mmap gave.
        _ = unsafe munmap(bytes.baseAddress, bytes.count)
    }
}
