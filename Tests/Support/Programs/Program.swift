import Foundation
import ReelSystem

/// Runs another program to its end and keeps what it said.
public struct Program {
    /// What a program left behind.
    public struct Output: Sendable {
        /// The exit status; 128 and the signal's number when one ended it.
        public let status: Int32
        public let standardOutput: Data
        public let standardError: String

        public var text: String { String(decoding: standardOutput, as: UTF8.self) }
    }

    /// A program that ended otherwise than expected.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        public init(description: String) {
            self.description = description
        }
    }

    /// Runs `name` (looked up in `PATH`) with `input` as its standard input. Reads both outputs at once, so that
    /// neither blocks.
    ///
    /// A program that hangs is ended after ten minutes, so that a test fails and says so.
    public static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], input: Data = Data()
    ) throws -> Output {
        // A file and no pipe: whatever the sizes, neither side waits for the other.
        let directory = input.isEmpty ? nil : try TemporaryDirectory()
        let source = try directory.map { ChildProcess.Stream.file(try $0.file("input", input)) }
        let (output, error) = (try OutputCapture(), try OutputCapture())
        defer {
            output.childStarted()
            error.childStarted()
        }
        let child = try ChildProcess(
            "timeout", ["-k", "5", "600", name] + arguments,
            environment: ProcessEnvironment.variables.merging(environment) { $1 }, input: source ?? .null,
            output: output.stream, error: error.stream)
        output.childStarted()
        error.childStarted()
        let status: Int32 =
            switch child.wait() {
            case .exited(let status): status
            case .killed(let signal): 128 + signal
            }
        return Output(
            status: status, standardOutput: output.finish(),
            standardError: String(decoding: error.finish(), as: UTF8.self))
    }

    /// Runs `name` and returns its standard output; throws with its complaint when it fails.
    @discardableResult
    public static func output(
        _ name: String, _ arguments: [String], environment: [String: String] = [:], input: Data = Data()
    ) throws -> Data {
        let output = try run(name, arguments, environment: environment, input: input)
        guard output.status == 0 else {
            let words = ([name] + arguments).joined(separator: " ")
            throw Failure(description: "\(words) ended with \(output.status): \(output.standardError)")
        }
        return output.standardOutput
    }
}
