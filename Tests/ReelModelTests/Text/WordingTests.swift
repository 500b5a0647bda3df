import ReelModel
import Testing

struct WordingTests {
    private static let options = ["--size", "--fps", "--preset", "--duration", "--pcm-rate", "--pace"]

    @Test(arguments: [
        ("--sise", "--size"), ("--pfs", "--fps"), ("--DURATION", "--duration"), ("--pcmrate", "--pcm-rate"),
        ("--dur", "--duration"),
    ])
    func `a slip of the finger finds the word that was meant`(typed: String, meant: String) {
        #expect(Wording.nearest(to: typed, among: Self.options) == meant)
    }

    @Test(arguments: ["", "--colour-matrix", "xyz"])
    func `what is like nothing finds nothing`(typed: String) {
        #expect(Wording.nearest(to: typed, among: Self.options) == nil)
        #expect(Wording.nearest(to: typed, among: []) == nil)
    }

    @Test(arguments: [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
    func `a list is written as people write it`(words: [String], sentence: String) {
        #expect(Wording.list(words, joinedBy: "or") == sentence)
    }
}
