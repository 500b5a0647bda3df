/// What a command's exit status says.
public struct ExitStatus: Hashable, Sendable {
    public let number: Int32
    public let meaning: String

    init(_ number: Int32, _ meaning: String) {
        self.number = number
        self.meaning = meaning
    }
}
