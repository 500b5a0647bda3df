import Foundation
import ReelSystem

/// The program under test, as people start it.
public struct ReelProgram: Sendable {
    /// How one run ended.
    public struct Result: Sendable {
        public let status: Int32
        /// Whether a signal ended it; `status` is then the signal.
        public let wasKilled: Bool
        public let standardOutput: String
        public let standardError: String
    }

    /// `REEL_PROGRAM`, or the one that was built with the tests.
    public static var path: String {
        if let path = ProcessInfo.processInfo.environment["REEL_PROGRAM"] { return path }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return package.appending(path: ".build/debug/reel").path(percentEncoded: false)
    }

    private let child: ChildProcess
    private let output: OutputCapture
    private let error: OutputCapture

    /// Starts the program in `directory` with `input` on its standard input.
    public init(
        _ arguments: [String], in directory: String, environment: [String: String] = [:],
        input: ChildProcess.Stream = .null
    ) throws {
        let (output, error) = (try OutputCapture(), try OutputCapture())
        defer {
            output.childStarted()
            error.childStarted()
        }
        (self.output, self.error) = (output, error)
        child = try ChildProcess(
            Self.path, arguments, in: directory,
            environment: ProcessEnvironment.variables.merging(environment) { $1 }, input: input, output: output.stream,
            error: error.stream)
    }

    public var processID: Int32 { child.processID }

    public var isRunning: Bool { child.currentEnding == nil }

    public func send(_ signal: Int32) {
        child.send(signal)
    }

    /// Waits until the program has written `text` to its standard output; false when it ended or `limit` passed first.
    public func waitForOutput(_ text: String, limit: Duration = .seconds(30)) -> Bool {
        output.wait(for: text, limit: limit)
    }

    /// Waits until the program writes `text` to its standard output once more than it has by now.
    public func waitForNext(_ text: String, limit: Duration = .seconds(30)) -> Bool {
        output.waitForNext(text, limit: limit)
    }

    /// Waits for the end.
    public func result() -> Result {
        let ending = child.wait()
        let (said, complained) = (output.finish(), error.finish())
        let (status, wasKilled): (Int32, Bool) =
            switch ending {
            case .exited(let status): (status, false)
            case .killed(let signal): (signal, true)
            }
        return Result(
            status: status, wasKilled: wasKilled, standardOutput: String(decoding: said, as: UTF8.self),
            standardError: String(decoding: complained, as: UTF8.self))
    }

    /// Runs the program to its end.
    public static func run(
        _ arguments: [String], in directory: String, environment: [String: String] = [:],
        input: ChildProcess.Stream = .null
    ) throws -> Result {
        try ReelProgram(arguments, in: directory, environment: environment, input: input).result()
    }
}
