import Glibc
import Reel
import ReelCommandLine

/// Where `--events json` goes.
enum JSONOutput {
    /// The output that was asked for; nil when no events were.
    static func open(_ options: RecordOptions) throws(RecorderError) -> LineOutput? {
        guard options.events != nil else { return nil }
        do throws(SystemError) {
            switch options.eventDestination {
            case nil:
                return try LineOutput(duplicating: 1)
            case .descriptor(let number):
                return try LineOutput(duplicating: number)
            case .file(let path):
                return LineOutput(
                    owning: try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND))
            }
        } catch {
            throw RecorderError(
                .usage, "Events cannot be written where --events-to says; give a file or an open descriptor.",
                cause: "\(error)")
        }
    }
}
