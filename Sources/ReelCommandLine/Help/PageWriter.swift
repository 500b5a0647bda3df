/// Lays text out in 80 columns.
struct PageWriter {
    private static let columns = 80
    private(set) var text = ""

    mutating func line(_ line: String = "") {
        text += line + "\n"
    }

    /// A paragraph, broken between words, each line behind `indent` spaces.
    mutating func paragraph(_ paragraph: String, indent: Int = 0) {
        for piece in Self.broken(paragraph, width: Self.columns - indent) {
            line(String(repeating: " ", count: indent) + piece)
        }
    }

    /// A term at the left and what it means at the right, from column `column`.
    mutating func entry(_ term: String, _ meaning: String, column: Int) {
        let head = "  " + term
        var lines = Self.broken(meaning, width: Self.columns - column)[...]
        if head.count + 2 <= column, let first = lines.popFirst() {
            line(head + String(repeating: " ", count: column - head.count) + first)
        } else {
            line(head)
        }
        for rest in lines { line(String(repeating: " ", count: column) + rest) }
    }

    private static func broken(_ paragraph: String, width: Int) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in paragraph.split(separator: " ") {
            if !current.isEmpty, current.count + 1 + word.count > width {
                lines.append(current)
                current = ""
            }
            current += current.isEmpty ? String(word) : " " + word
        }
        return current.isEmpty ? lines : lines + [current]
    }
}
