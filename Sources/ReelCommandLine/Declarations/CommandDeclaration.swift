import ReelModel

/// One command, told once: parsing, help, the manual and completions all come from here.
public struct CommandDeclaration: Sendable {
    public let name: String
    /// One line for the list of commands.
    public let summary: String
    /// Paragraphs for its own page.
    public let about: [String]
    public let operand: OperandDeclaration?
    public let groups: [OptionGroup]
    public let examples: [Example]
    public let statuses: [ExitStatus]
    /// Reads what stands behind the command's name.
    let parse: @Sendable (ArraySlice<String>) throws(RecorderError) -> Invocation

    public var options: [OptionDeclaration] { groups.flatMap(\.options) }
}

extension CommandDeclaration {
    /// Declares a command whose options fill an `Options`, which then becomes an invocation.
    ///
    /// `operands` says where what is no option goes; `check` refuses options that contradict each other.
    init<Options: Sendable>(
        _ name: String, _ summary: String, about: [String], starting options: Options,
        operand: OperandDeclaration? = nil,
        operands: @escaping @Sendable (inout Options, [String]) -> Void = { _, _ in },
        groups: [(title: String, options: [OptionBinding<Options>])] = [], examples: [Example] = [],
        statuses: [ExitStatus] = [], check: @escaping @Sendable (Options) throws(RecorderError) -> Void = { _ in },
        invocation: @escaping @Sendable (Options) throws(RecorderError) -> Invocation
    ) {
        let bindings = groups.flatMap(\.options)
        self.init(
            name: name, summary: summary, about: about, operand: operand,
            groups: groups.map { OptionGroup(title: $0.title, options: $0.options.map(\.declaration)) },
            examples: examples, statuses: statuses
        ) { (arguments) throws(RecorderError) in
            var result = options
            let reader = ArgumentReader(command: name, bindings: bindings, operand: operand)
            operands(&result, try reader.read(arguments, into: &result))
            try check(result)
            return try invocation(result)
        }
    }
}
