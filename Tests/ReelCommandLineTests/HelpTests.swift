import ReelCommandLine
import ReelModel
import Testing

struct HelpTests {
    private func page(_ arguments: String...) throws -> String {
        guard case .help(let page) = try CommandSet.reel.parse(arguments) else {
            throw RecorderError(.defect, "no page")
        }
        return page
    }

    static let commands = CommandSet.reel.commands.map(\.name)

    @Test(arguments: commands)
    func `a command's page is the same however it is asked for, and fits 80 columns`(name: String) throws {
        let page = try page(name, "--help")
        #expect(try self.page("help", name) == page)
        #expect(try self.page(name, "-h") == page)
        #expect(page.hasPrefix("Usage: reel \(name)") && page.hasSuffix("\n"))
        for line in page.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        // Terminals without UTF-8 show it too.
        #expect(page.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
        #expect(!page.split(separator: "\n").contains { $0.last == " " })
    }

    @Test(arguments: commands)
    func `every option of a command is on its page, once, with what it takes`(name: String) throws {
        let page = try page(name, "--help")
        let command = try #require(CommandSet.reel.commands.first { $0.name == name })
        for option in command.options {
            let lines = page.split(separator: "\n").filter { $0.hasPrefix("  \(option.name)") }
            let own = lines.filter { $0.dropFirst(2).split(separator: "  ").first?.hasPrefix(option.synopsis) == true }
            #expect(own.count == 1, "\(option.name)")
            for choice in option.choices where option.name != "--preset" && choice != "i420" {
                #expect(page.contains(choice), "\(option.name) \(choice)")
            }
        }
    }

    @Test(arguments: commands)
    func `names of options are unique and look like options`(name: String) throws {
        let command = try #require(CommandSet.reel.commands.first { $0.name == name })
        let names = command.options.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("--") && $0 == $0.lowercased() && $0 != "--help" })
    }

    @Test func `the overview names every command`() throws {
        let page = try page("--help")
        #expect(try self.page("-h") == page && self.page("help") == page)
        for command in CommandSet.reel.commands { #expect(page.contains("  \(command.name) ")) }
    }

    @Test func `a page is shown among other options, but a file may be called --help`() throws {
        #expect(try page("record", "--fps", "--help").hasPrefix("Usage: reel record"))
        guard case .record(let options) = try CommandSet.reel.parse(["record", "--", "--help"]) else {
            Issue.record("a file called --help is not recorded into")
            return
        }
        #expect(options.outputs == ["--help"])
    }

    /// The example command lines of every page, joined where they are broken, without what a shell would do.
    static let examples: [String] = CommandSet.reel.commands.flatMap(\.examples).map { example in
        example.lines.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }.joined(separator: " ")
    }

    @Test(arguments: examples)
    func `every example is a command line that is understood`(example: String) throws {
        let own = example.split(separator: "|").map { $0.split(separator: " ") }.first { $0.first == "reel" }
        let words = try #require(own).dropFirst().map { $0.filter { $0 != "'" } }
        _ = try CommandSet.reel.parse(words.map { String($0) })
    }
}
