import ReelModel

extension CommandDeclaration {
    static let help: CommandDeclaration = CommandDeclaration(
        "help", "explain a command", about: ["Prints the page of COMMAND, or the list of commands."],
        starting: String?.none,
        operand: OperandDeclaration(placeholder: "COMMAND", count: 0...1, help: "the command to explain."),
        operands: { $0 = $1.first },
        invocation: { (name) throws(RecorderError) in
            guard let name else { return .help(CommandSet.reel.overviewPage) }
            return .help(try CommandSet.reel.command(name).helpPage)
        })
}
