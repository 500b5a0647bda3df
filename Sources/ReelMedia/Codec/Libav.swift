import CFFmpeg
import ReelModel

/// What every call into libav* shares: its log taken off standard error, and its numbers turned into errors.
enum Libav {
    /// Touched before the first call into libav, so that its log never reaches standard error.
    static let quietened: Void = reel_av_keep_errors()

    /// Throws what libav's `status` means when it is negative; gives it back otherwise.
    ///
    /// `call` is the C function's name. The cause is the line that libav logged on this thread, if it logged one.
    @discardableResult
    static func check(
        _ call: StaticString, _ status: Int32, code: RecorderError.Code = .defect,
        _ message: @autoclosure () -> String
    ) throws(RecorderError) -> Int32 {
        if status >= 0 { return status }
        throw RecorderError(code, message(), cause: "\(call): \(reason(of: status))")
    }

    /// A result of libav in its own words, with the line that it logged on this thread.
    static func reason(of status: Int32) -> String {
        let logged = unsafe String(cString: reel_av_last_error())
        reel_av_forget_error()
        let text = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let base = buffer.baseAddress, unsafe av_strerror(status, base, 64) == 0 else {
                return "error \(status)"
            }
            return unsafe String(cString: base)
        }
        return logged.isEmpty ? text : "\(text): \(logged)"
    }
}
