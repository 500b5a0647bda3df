import Glibc
import ReelModel
import ReelSystem

/// The sentences about a camera that fails while it is used.
struct CameraFailure {
    /// The camera as a person knows it: `Integrated Camera (/dev/video0)`.
    let camera: String

    /// A request failed while pictures were coming.
    func lost(_ error: SystemError) -> RecorderError {
        switch error.number {
        case ENODEV, ENXIO, EBADF:
            RecorderError(
                .sourceLost, "\(camera) is gone: it was unplugged, or its driver let go of it.", cause: "\(error)")
        default:
            RecorderError(
                .sourceLost, "\(camera) stopped with an error of its driver; plug it in again if it does not recover.",
                cause: "\(error)")
        }
    }

    func stalled(for time: Duration) -> RecorderError {
        RecorderError(.sourceLost, "\(camera) has sent no picture for \(Self.seconds(time)).")
    }

    func silent(for time: Duration) -> RecorderError {
        RecorderError(
            .sourceSilent,
            "\(camera) opened, but no picture came within \(Self.seconds(time)); "
                + "check that it is switched on and has a signal, or plug it in again.")
    }

    /// A request failed while the camera was set up; `holders` are programs that have it open.
    func refused(_ error: SystemError, holders: [String]) -> RecorderError {
        switch error.number {
        case EBUSY:
            busy(holders: holders, cause: error)
        case ENOSPC:
            RecorderError(
                .notSupported,
                "The USB bus of \(camera) has no room for these pictures; "
                    + "ask for a smaller size or --input-format mjpeg, or use another port.", cause: "\(error)")
        case ENODEV, ENXIO:
            RecorderError(.cameraNotFound, "\(camera) was unplugged while it was opened.", cause: "\(error)")
        case ENOLINK, ENOLCK, ERANGE:
            RecorderError(
                .sourceSilent, "\(camera) has no signal at its input; check the cable and what is behind it.",
                cause: "\(error)")
        default:
            RecorderError(
                .notSupported,
                "\(camera) refused to be set up; plug it in again, and try another --size or --input-format.",
                cause: "\(error)")
        }
    }

    func busy(holders: [String], cause: SystemError) -> RecorderError {
        let holder =
            holders.isEmpty
            ? "another program (its name is hidden from this user; `sudo fuser -v` shows it)"
            : holders.joined(separator: " and ")
        return RecorderError(
            .deviceBusy, "\(camera) is in use by \(holder); end that, or choose another camera.", cause: "\(cause)")
    }

    /// `3 s`, `2.5 s`.
    private static func seconds(_ time: Duration) -> String {
        let tenths = (time.nanoseconds + 50_000_000) / 100_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
