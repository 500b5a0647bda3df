import Foundation
import ReelSystem

/// PipeWire with its PulseAudio server, headless: a private runtime directory and session bus, and a null sink.
///
/// Of Debian it takes pipewire, pipewire-pulse, wireplumber (which links streams to sources, and ends without a session
/// bus) and dbus-daemon.
public final class PipeWireServer {
    /// What a client connects to.
    public let address: String
    private let clients: SoundServerClients
    private let directory: TemporaryDirectory
    /// In the order of their start.
    private var programs: [ChildProcess] = []

    /// A server with one sink, called `speakers`, whose monitor is its only source.
    public init() throws {
        directory = try TemporaryDirectory()
        let path = directory.path
        address = "unix:" + path + "/pulse/native"
        let bus = "unix:path=" + path + "/bus"
        clients = SoundServerClients(
            environment: ProcessEnvironment.variables.merging(
                [
                    "XDG_RUNTIME_DIR": path, "XDG_CONFIG_HOME": path + "/config", "XDG_STATE_HOME": path + "/state",
                    "HOME": path, "DBUS_SESSION_BUS_ADDRESS": bus, "PULSE_SERVER": address,
                ]) { $1 })
        programs.append(
            try clients.start("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--address=" + bus]))
        try waitForSocket("bus")
        programs.append(try clients.start("pipewire", []))
        try waitForSocket("pipewire-0")
        for program in ["wireplumber", "pipewire-pulse"] { programs.append(try clients.start(program, [])) }
        try clients.waitUntilAnswered { [programs] in programs.allSatisfy { $0.currentEnding == nil } }
        try clients.run("pactl", ["load-module", "module-null-sink", "sink_name=speakers", "rate=48000"])
        // The session manager chooses the default a moment after the sink has come.
        try clients.wait(for: "a default source of wireplumber") { [clients] in
            try clients.run("pactl", ["info"]).contains("Default Source: speakers.monitor")
        }
    }

    /// Starts a client program against this server, which ends with its owner at the latest.
    public func start(_ program: String, _ arguments: [String]) throws -> ChildProcess {
        try clients.start(program, arguments)
    }

    private func waitForSocket(_ name: String) throws {
        let socket = directory(name)
        try clients.wait(for: socket) { FileManager.default.fileExists(atPath: socket) }
    }

    /// Ends everything, what was started last first.
    public func stop() {
        for program in programs.reversed() { program.end(SIGTERM) }
    }

    deinit {
        stop()
    }
}
