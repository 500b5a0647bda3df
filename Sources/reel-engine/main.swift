import Glibc
import Reel
import ReelCommands

// The part of Reel that has every codec linked. People start `reel`, which becomes this program when it needs to.
StandardDescriptors.ensureOpen()
let engine: Engine
do {
    engine = try Engine(
        arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessEnvironment.variables)
} catch {
    StandardError.write(line: "reel: the signals that end a recording cannot be watched: \(error)")
    exit(RecorderError.Code.defect.exitStatus)
}
exit(await engine.run())
