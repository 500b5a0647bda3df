import Foundation
import TestSupport

/// Runs commands in the user-mode Linux of `Scripts/v4l2-testbed`, with the program under test and a witness of what
/// the driver did.
struct Guest {
    /// A picture as the driver handed it over.
    struct DriverFrame {
        let sequence: Int
        let timestamp: Int64
        let bytes: Int
        let dequeuedAt: Int64
    }

    /// A sync of a file's data.
    struct Sync {
        let size: Int64
        let doneAt: Int64
    }

    /// One line of `--events json`.
    struct Event: Decodable {
        struct Failure: Decodable {
            let code: String
        }

        let type: String
        let state: String?
        let kind: String?
        let frames: FrameField?
        let code: String?
        let error: Failure?
        let fps: Double?

        /// In a gap a number, in a progress report an object.
        enum FrameField: Decodable {
            case missing(Int)
            case counts(captured: Int, dropped: Int, corrupt: Int)

            private enum Key: CodingKey {
                case captured, dropped, corrupt
            }

            init(from decoder: any Decoder) throws {
                if let number = try? decoder.singleValueContainer().decode(Int.self) {
                    self = .missing(number)
                } else {
                    let counts = try decoder.container(keyedBy: Key.self)
                    self = .counts(
                        captured: try counts.decode(Int.self, forKey: .captured),
                        dropped: try counts.decode(Int.self, forKey: .dropped),
                        corrupt: try counts.decode(Int.self, forKey: .corrupt))
                }
            }
        }
    }

    /// What the commands wrote.
    let directory: String
    let status: Int32
    let output: String

    private static var package: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs `commands` with `$OUT` as the directory for results and `$reel` as the program, watched by the witness.
    init(in directory: String, limit: Int = 180, _ commands: String) throws {
        self.directory = directory
        let source = Self.package.appending(path: "Tests/Testbed/Witness/witness.c").path(percentEncoded: false)
        try Program.output("cc", ["-shared", "-fPIC", "-O2", "-o", "\(directory)/witness.so", source, "-ldl"])
        let file = "\(directory)/commands"
        let text = """
            . /run/testbed/guest-lib.sh
            set -eu
            reel="env LD_PRELOAD=$OUT/witness.so WITNESS=$OUT/witness \(ReelProgram.path)"
            \(commands)
            """
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let testbed = Self.package.appending(path: "Scripts/v4l2-testbed").path(percentEncoded: false)
        let run = try Program.run("env", ["REEL_TESTBED_LIMIT=\(limit)", testbed, "run", directory, file])
        status = run.status
        let said = ["stdout", "stderr"].map {
            (try? String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8)) ?? ""
        }
        output = said.joined() + run.standardError
    }

    func path(_ name: String) -> String { "\(directory)/\(name)" }

    /// What the driver delivered, in its order.
    func driverFrames() throws -> [DriverFrame] {
        try witness("frame").map { fields in
            DriverFrame(
                sequence: Int(fields[0]), timestamp: fields[1], bytes: Int(fields[2]), dequeuedAt: fields[4])
        }
    }

    func syncs() throws -> [Sync] {
        try witness("sync").map { Sync(size: $0[0], doneAt: $0[1]) }
    }

    func events() throws -> [Event] {
        let decoder = JSONDecoder()
        return try String(contentsOfFile: path("events"), encoding: .utf8).split(separator: "\n")
            .map { try decoder.decode(Event.self, from: Data($0.utf8)) }
    }

    private func witness(_ word: String) throws -> [[Int64]] {
        try String(contentsOfFile: path("witness"), encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: " ") }.filter { $0.first == word[...] }
            .map { $0.dropFirst().compactMap { Int64($0) } }
    }
}
