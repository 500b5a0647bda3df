import ReelModel

/// What a value on the command line may be: how it is shown, what it is called in a sentence, how it is read.
public struct ValueKind<Value: Sendable>: Sendable {
    /// What stands for it in help: `WxH`.
    public let placeholder: String
    /// What it is called behind "takes": `a size such as 1280x720`.
    public let expectation: String
    /// Every word there is, when there are only so many; empty otherwise.
    public let choices: [String]
    /// The value that the text stands for; nil when it is none.
    public let read: @Sendable (String) -> Value?

    public init(
        _ placeholder: String, expectation: String, choices: [String] = [], read: @escaping @Sendable (String) -> Value?
    ) {
        self.placeholder = placeholder
        self.expectation = expectation
        self.choices = choices
        self.read = read
    }
}

extension ValueKind where Value == String {
    /// Any text that is not empty; `expectation` as in `the name of a file`.
    public static func text(_ placeholder: String, _ expectation: String) -> ValueKind {
        ValueKind(placeholder, expectation: expectation) { $0.isEmpty ? nil : $0 }
    }

    /// One of a few words, kept as a word.
    public static func word(_ placeholder: String, among words: [String]) -> ValueKind {
        .choice(placeholder, words.map { ($0, $0) })
    }
}

extension ValueKind where Value == Int {
    /// A whole number within `range`; `noun` as in `a number of channels`.
    public static func integer(_ placeholder: String, _ noun: String, _ range: ClosedRange<Int>) -> ValueKind {
        let expectation = "\(noun) from \(range.lowerBound) to \(range.upperBound)"
        return ValueKind(placeholder, expectation: expectation) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ValueKind {
    /// One of a few words, each with what it stands for; a word may be written in any case.
    public static func choice(_ placeholder: String, _ choices: [(word: String, value: Value)]) -> ValueKind {
        let words = choices.map(\.word)
        let expectation = words.count == 1 ? "only \(words[0])" : Wording.list(words, joinedBy: "or")
        return ValueKind(placeholder, expectation: expectation, choices: words) { text in
            choices.first { $0.word == text.lowercased() }?.value
        }
    }
}
