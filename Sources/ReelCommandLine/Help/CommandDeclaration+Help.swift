extension CommandDeclaration {
    /// `reel record [options] OUTPUT [OUTPUT...]`.
    public var usage: String {
        (["reel", name] + (options.isEmpty ? [] : ["[options]"]) + (operand.map { [$0.synopsis] } ?? []))
            .joined(separator: " ")
    }

    /// The page that `reel COMMAND --help` prints: plain text of at most 80 columns.
    public var helpPage: String {
        var page = PageWriter()
        page.line("Usage: \(usage)")
        for paragraph in about {
            page.line()
            page.paragraph(paragraph)
        }
        for group in groups {
            page.line()
            page.line(group.title)
            for option in group.options { page.entry(option.synopsis, option.helpLine, column: 24) }
        }
        if !examples.isEmpty {
            page.line()
            page.line("Examples")
            for example in examples {
                page.paragraph(example.meaning, indent: 2)
                for line in example.lines { page.line("      " + line) }
            }
        }
        if !statuses.isEmpty {
            page.line()
            page.line("Exit status")
            for status in statuses { page.entry(String(status.number), status.meaning, column: 6) }
        }
        return page.text
    }
}

extension OptionDeclaration {
    /// The help text, with what can be seen from the declaration itself.
    fileprivate var helpLine: String {
        help + (isRepeatable ? " May be given several times." : "")
    }
}
