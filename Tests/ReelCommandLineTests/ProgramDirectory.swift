import Foundation
import TestSupport

/// A directory with a copy of the program in `bin`, removed at the end.
final class ProgramDirectory {
    private let directory: TemporaryDirectory
    /// Without links, as the kernel names a running program.
    private let path: String

    init() throws {
        // The tests are built beside the programs.
        let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        directory = try TemporaryDirectory()
        path = URL(filePath: directory.path).resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: "\(path)/bin", withIntermediateDirectories: true)
        try prepare("cp \"$1\" \"$2\"", built.path + "/reel", path("bin/reel"))
    }

    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Puts a shell script in the engine's place.
    func installEngine(_ script: String, at directory: String = "bin") throws {
        try FileManager.default.createDirectory(atPath: path(directory), withIntermediateDirectories: true)
        let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$2\" && chmod 755 \"$2\""
        try prepare(write, script, path("\(directory)/reel-engine"))
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., program: String = "bin/reel", input: String = "") throws -> ProgramResult {
        try run(path(program), arguments, input: input)
    }

    /// Writes what will be executed in a process of its own.
    ///
    /// A file that this process writes is open in whatever another test starts meanwhile, and cannot be executed then
    /// ("text file busy").
    private func prepare(_ script: String, _ arguments: String...) throws {
        let result = try run("/bin/sh", ["-c", script, "sh"] + arguments, input: "")
        guard result == ProgramResult(status: 0) else {
            throw Program.Failure(description: "\(script): \(result)")
        }
    }

    private func run(_ program: String, _ arguments: [String], input: String) throws -> ProgramResult {
        let result = try Program.run(program, arguments, input: Data(input.utf8))
        return ProgramResult(status: result.status, output: result.text, errors: result.standardError)
    }
}
