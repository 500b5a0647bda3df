import Foundation
import ReelSystem

/// A PulseAudio server of a test's own: a private directory and socket, no devices but the modules that are named.
///
/// Started by `init`, which returns when it answers; ended by `stop`, `kill` or the end of its owner.
public final class PulseServer: Sendable {
    /// What a client connects to.
    public let address: String
    private let clients: SoundServerClients
    private let directory: TemporaryDirectory
    private let server: ChildProcess

    /// A server with `modules`, each as `pactl load-module` takes it: `module-null-sink sink_name=speakers`.
    public init(modules: [String]) throws {
        directory = try TemporaryDirectory()
        let path = directory.path
        let socket = path + "/native"
        address = "unix:" + socket
        clients = SoundServerClients(
            environment: ProcessEnvironment.variables.merging(
                [
                    "XDG_RUNTIME_DIR": path, "PULSE_RUNTIME_PATH": path + "/pulse", "HOME": path,
                    "PULSE_STATE_PATH": path + "/state", "PULSE_SERVER": address,
                ]) { $1 })
        let loads = ["module-native-protocol-unix auth-anonymous=1 socket=" + socket] + modules
        server = try clients.start(
            "pulseaudio",
            ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=error"]
                + loads.map { "--load=" + $0 })
        try clients.waitUntilAnswered { [server] in server.currentEnding == nil }
    }

    /// What programs have to be run with to find this server and no other.
    public var environment: [String: String] { clients.environment }

    /// Runs `pactl` against this server and returns what it prints.
    @discardableResult
    public func pactl(_ arguments: String...) throws -> String {
        try clients.run("pactl", arguments)
    }

    /// Runs a client program against this server to its end and returns what it prints.
    @discardableResult
    public func run(_ program: String, _ arguments: [String]) throws -> String {
        try clients.run(program, arguments)
    }

    /// Starts a client program against this server, which ends with its owner at the latest.
    public func start(_ program: String, _ arguments: [String]) throws -> ChildProcess {
        try clients.start(program, arguments)
    }

    /// Ends the server as an administrator does.
    public func stop() {
        server.end(SIGTERM)
    }

    /// Ends the server as a crash does.
    public func kill() {
        server.end(SIGKILL)
    }

    deinit {
        stop()
    }
}
