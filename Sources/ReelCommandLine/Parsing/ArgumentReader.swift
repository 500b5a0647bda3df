import ReelModel

/// Reads one command's arguments by its declaration; the first mistake ends it with one sentence.
struct ArgumentReader<Options: Sendable> {
    let command: String
    let bindings: [OptionBinding<Options>]
    let operand: OperandDeclaration?

    /// Fills `options` and returns the operands.
    ///
    /// Both `--size 1280x720` and `--size=1280x720` are read; `--` ends the options, and `-` alone is an operand.
    func read(_ arguments: ArraySlice<String>, into options: inout Options) throws(RecorderError) -> [String] {
        var rest = arguments
        var operands: [String] = []
        var seen: Set<String> = []
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                operands.append(argument)
                continue
            }
            let equals = argument.firstIndex(of: "=")
            let name = String(argument[..<(equals ?? argument.endIndex)])
            let binding = try self.binding(for: name)
            guard binding.declaration.isRepeatable || seen.insert(name).inserted else {
                throw RecorderError(.usage, "\(name) was given twice; it can be given once.")
            }
            let attached = equals.map { String(argument[argument.index(after: $0)...]) }
            try binding.store(&options, try value(of: binding.declaration, attached: attached, rest: &rest))
        }
        try check(operands)
        return operands
    }

    private func binding(for name: String) throws(RecorderError) -> OptionBinding<Options> {
        if let binding = bindings.first(where: { $0.declaration.name == name }) { return binding }
        let known = bindings.map(\.declaration.name) + ["--help"]
        let hint = Wording.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? "."
        throw RecorderError(.usage, "\(command) has no option \(quoted(name))\(hint)")
    }

    private func value(
        of option: OptionDeclaration, attached: String?, rest: inout ArraySlice<String>
    ) throws(RecorderError) -> String {
        guard let placeholder = option.placeholder else {
            guard attached == nil else { throw RecorderError(.usage, "\(option.name) takes no value.") }
            return ""
        }
        if let attached { return attached }
        // What begins with two dashes is the next option, not a value; one that does can be attached with "=".
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw RecorderError(.usage, "\(option.name) needs a value: \(option.name) \(placeholder).")
        }
        rest.removeFirst()
        return next
    }

    private func check(_ operands: [String]) throws(RecorderError) {
        if let empty = operands.firstIndex(of: "") {
            throw RecorderError(.usage, "Argument \(empty + 1) of \(command) is empty; a variable may be unset.")
        }
        guard let operand else {
            guard let first = operands.first else { return }
            throw RecorderError(.usage, "\(command) takes only options; \(quoted(first)) is none.")
        }
        if operands.count < operand.count.lowerBound {
            throw RecorderError(
                .usage, "\(command) needs \(operand.placeholder), \(operand.help)")
        }
        if operands.count > operand.count.upperBound {
            throw RecorderError(
                .usage,
                "\(command) takes one \(operand.placeholder); \(quoted(operands[operand.count.upperBound])) is "
                    + "one too many.")
        }
    }
}
