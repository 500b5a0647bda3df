/// Where a sound server is looked for, in words.
enum PulseAddress {
    /// The address that libpulse tries first: `server`, else what the environment names.
    static func description(of server: String?, environment: (String) -> String?) -> String {
        if let server { return server }
        if let server = environment("PULSE_SERVER") { return "\(server) (PULSE_SERVER)" }
        if let directory = environment("PULSE_RUNTIME_PATH") { return "\(directory)/native (PULSE_RUNTIME_PATH)" }
        if let directory = environment("XDG_RUNTIME_DIR") { return "\(directory)/pulse/native" }
        return "the usual places (XDG_RUNTIME_DIR is not set, so a user's own server cannot be found)"
    }
}
