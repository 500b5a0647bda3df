import ReelModel

/// The program's commands, and how a command line becomes what it asks for.
public struct CommandSet: Sendable {
    public let commands: [CommandDeclaration]

    /// Everything that `reel` does today.
    public static let reel: CommandSet = CommandSet(commands: [.record, .devices, .demo, .version, .help])

    /// Reads the arguments behind the program's name; every mistake is one sentence with the code `usage`.
    public func parse(_ arguments: [String]) throws(RecorderError) -> Invocation {
        guard let name = arguments.first else {
            throw RecorderError(.usage, "A command is missing; there are \(names). See reel --help.")
        }
        if name == "--help" || name == "-h" { return .help(overviewPage) }
        let rest = arguments.dropFirst()
        if name == "--version" || name == "-V" { return try command("version").parse(rest) }
        let command = try self.command(name)
        // Options end at "--": a file may be called --help.
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return .help(command.helpPage)
        }
        do throws(RecorderError) {
            return try command.parse(rest)
        } catch {
            throw RecorderError(error.code, "\(error.message) See reel \(name) --help.", cause: error.cause)
        }
    }

    /// The command of this name, or a sentence that names the nearest.
    func command(_ name: String) throws(RecorderError) -> CommandDeclaration {
        if let command = commands.first(where: { $0.name == name }) { return command }
        let nearest = Wording.nearest(to: name, among: commands.map(\.name)).map { " Did you mean \($0)?" } ?? ""
        let isPath = name.contains(".") || name.contains("/")
        let hint = isPath && nearest.isEmpty ? " To record into a file: reel record \(name)." : nearest
        throw RecorderError(.usage, "There is no command \(quoted(name)); there are \(names).\(hint) See reel --help.")
    }

    private var names: String { Wording.list(commands.map(\.name)) }
}
