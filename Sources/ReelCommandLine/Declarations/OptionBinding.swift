import ReelModel

/// An option together with the field of `Options` that it fills.
struct OptionBinding<Options: Sendable>: Sendable {
    let declaration: OptionDeclaration
    /// Reads the value (empty for an option without one) and keeps it, or says what is wrong with it.
    let store: @Sendable (inout Options, String) throws(RecorderError) -> Void

    /// An option without a value.
    static func flag(_ name: String, _ field: WritableKeyPath<Options, Bool> & Sendable, _ help: String) -> Self {
        Self(
            declaration: OptionDeclaration(name: name, placeholder: nil, choices: [], isRepeatable: false, help: help)
        ) { (options, _) throws(RecorderError) in
            options[keyPath: field] = true
        }
    }

    /// An option that may be given once.
    static func value<Value: Sendable>(
        _ name: String, _ kind: ValueKind<Value>, _ field: WritableKeyPath<Options, Value?> & Sendable, _ help: String
    ) -> Self {
        Self(declaration: declaration(name, kind, isRepeatable: false, help)) {
            (options, text) throws(RecorderError) in
            options[keyPath: field] = try read(text, as: kind, for: name)
        }
    }

    /// An option that may be given several times.
    static func values<Value: Sendable>(
        _ name: String, _ kind: ValueKind<Value>, _ field: WritableKeyPath<Options, [Value]> & Sendable, _ help: String
    ) -> Self {
        Self(declaration: declaration(name, kind, isRepeatable: true, help)) { (options, text) throws(RecorderError) in
            options[keyPath: field].append(try read(text, as: kind, for: name))
        }
    }

    private static func declaration<Value>(
        _ name: String, _ kind: ValueKind<Value>, isRepeatable: Bool, _ help: String
    ) -> OptionDeclaration {
        OptionDeclaration(
            name: name, placeholder: kind.placeholder, choices: kind.choices, isRepeatable: isRepeatable, help: help)
    }

    private static func read<Value>(
        _ text: String, as kind: ValueKind<Value>, for name: String
    ) throws(RecorderError) -> Value {
        if let value = kind.read(text) { return value }
        let hint = Wording.nearest(to: text, among: kind.choices).map { "; did you mean \($0)?" } ?? "."
        throw RecorderError(.usage, "\(name) takes \(kind.expectation), not \(quoted(text))\(hint)")
    }
}

/// A text from the command line as it stands in a sentence: in quotes, so that nothing at all can be seen too.
func quoted(_ text: String) -> String { "'\(text)'" }
