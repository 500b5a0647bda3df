import Glibc
import ReelCommandLine
import ReelModel
import ReelSystem

// The program that people start: it answers what needs no codec by itself, at once, and becomes reel-engine, which has
// them all linked, for the rest.
StandardDescriptors.ensureOpen()
do throws(RecorderError) {
    switch try CommandSet.reel.parse(Array(CommandLine.arguments.dropFirst())) {
    case .version: print("reel \(ReelVersion.current)")
    case .help(let page): print(page, terminator: "")
    case .record, .devices, .demo: throw Engine.replaceThisProcess()
    }
} catch {
    StandardError.write(line: "reel: \(error)")
    exit(error.code.exitStatus)
}
