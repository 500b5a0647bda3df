import Foundation

/// Runs programs in the environment in which they find a test's own sound server.
struct SoundServerClients: Sendable {
    let environment: [String: String]

    /// Runs a program to its end and returns what it prints; throws with its complaint when it fails.
    @discardableResult
    func run(_ program: String, _ arguments: [String]) throws -> String {
        String(decoding: try Program.output(program, arguments, environment: environment), as: UTF8.self)
    }

    /// Starts a program, which ends with its owner at the latest.
    func start(_ program: String, _ arguments: [String]) throws -> ChildProcess {
        try ChildProcess(program, arguments, environment: environment)
    }

    /// Returns when the server answers; throws when it has not within thirty seconds, or runs no more.
    func waitUntilAnswered(whileRunning isRunning: () -> Bool) throws {
        try wait(for: "an answer of the sound server", while: isRunning) {
            try Program.run("pactl", ["info"], environment: environment).status == 0
        }
    }

    /// Looks until `condition` holds; throws after thirty seconds, or when `isRunning` does not hold before.
    func wait(for what: String, while isRunning: () -> Bool = { true }, until condition: () throws -> Bool) throws {
        let limit = ContinuousClock.now + .seconds(30)
        while try !condition() {
            guard isRunning(), ContinuousClock.now < limit else {
                throw Program.Failure(description: "\(what) did not come")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}
