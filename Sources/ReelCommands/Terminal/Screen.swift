import Reel

/// Standard error as a person sees it: sentences, and on a terminal one live line below them that is drawn over.
///
/// Used by one thread at a time.
final class Screen {
    private let output: LineOutput
    private let terminal: Terminal?
    private let line: LiveLine
    private var hasLiveLine = false

    init(output: LineOutput, terminal: Terminal?, glyphs: Glyphs) {
        self.output = output
        self.terminal = terminal
        line = LiveLine(glyphs: glyphs)
    }

    /// A sentence that stays.
    func say(_ sentence: String) {
        clearLiveLine()
        output.write("\(sentence)\n")
    }

    /// Draws the live line over the last one; nothing in a pipe or a file.
    func show(_ state: RecordingState, _ progress: Progress) {
        guard let terminal else { return }
        // The last column stays free: some terminals wrap as soon as it is written.
        output.write("\r\(line.text(state, progress, width: terminal.width - 1))\u{1b}[K")
        hasLiveLine = true
    }

    /// Takes the live line away, so that what comes next begins on a clean line.
    func clearLiveLine() {
        guard hasLiveLine else { return }
        output.write("\r\u{1b}[K")
        hasLiveLine = false
    }
}
