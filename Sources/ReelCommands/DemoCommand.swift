import Reel
import ReelCommandLine

/// `reel demo`: five seconds from whatever the machine has, delivered to a directory.
struct DemoCommand {
    private static let length = Duration.seconds(5)

    let options: DemoOptions
    let environment: [String: String]
    let signals: SignalRelay

    /// Records with the first camera and the default microphone, with test picture and tone where there is none.
    func run() async throws(RecorderError) -> Int32 {
        let directory = options.directory ?? "."
        let usesCamera = CameraCatalog().list().contains { $0.problem == nil }
        let usesMicrophone = Self.hasMicrophone()
        StandardError.write(
            line: "reel: picture from \(usesCamera ? "the first camera" : "the test picture (no camera here)")")
        StandardError.write(
            line:
                "reel: sound from \(usesMicrophone ? "the default microphone" : "the test tone (no sound source here)")"
        )

        var record = RecordOptions()
        record.videos = [usesCamera ? .defaultCamera : .test]
        record.audios = [usesMicrophone ? .defaultSource : .test]
        record.duration = Self.length
        record.sinks = [directory]
        try Self.makeDirectory(directory)
        let scratch = try ScratchDirectory()
        record.outputs = ["\(scratch.path)/reel-demo-{start:%Y-%m-%d-%H-%M-%S}.mp4"]
        let status = try await RecordCommand(options: record, environment: environment, signals: signals).run()
        // What could not be delivered stays where it is; the sentence about it names the file.
        if status == 0 { try scratch.remove() }
        return status
    }

    private static func hasMicrophone() -> Bool {
        // Without a server there is none, which is all that is asked here.
        do throws(RecorderError) { return try SoundCatalog.list().contains { !$0.isMonitor } } catch { return false }
    }

    private static func makeDirectory(_ path: String) throws(RecorderError) {
        do throws(SystemError) {
            try LinuxFileSystem().createDirectories(path)
        } catch {
            throw RecorderError(
                .notWritable, "The directory \(path) is not there and cannot be created; name another.",
                cause: "\(error)")
        }
    }
}
