import Glibc
import Reel
import ReelCommandLine

/// Runs one command line to its end: the program behind `reel`.
public struct Engine: Sendable {
    private let arguments: [String]
    private let environment: [String: String]
    private let signals: SignalRelay

    /// To be made once, first thing in a process: from here on the signals that end a recording are caught.
    public init(arguments: [String], environment: [String: String]) throws(SystemError) {
        self.arguments = arguments
        self.environment = environment
        signals = try SignalRelay()
    }

    /// Runs the command and returns what the process ends with; every failure is one sentence on standard error.
    public func run() async -> Int32 {
        do throws(RecorderError) {
            switch try CommandSet.reel.parse(arguments) {
            case .record(let options):
                return try await RecordCommand(options: options, environment: environment, signals: signals).run()
            case .demo(let options):
                return try await DemoCommand(options: options, environment: environment, signals: signals).run()
            case .devices(let options):
                return DevicesCommand(options: options).run()
            case .version:
                print("reel \(ReelVersion.current)")
                return 0
            case .help(let page):
                print(page, terminator: "")
                return 0
            }
        } catch {
            Self.complain(error)
            return error.code.exitStatus
        }
    }

    static func complain(_ error: RecorderError) {
        StandardError.write(line: "reel: \(error)")
    }
}
