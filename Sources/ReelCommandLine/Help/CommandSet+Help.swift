extension CommandSet {
    /// The page that `reel --help` prints.
    public var overviewPage: String {
        var page = PageWriter()
        page.paragraph("Reel records a camera and a microphone into a file that survives whatever happens.")
        page.line()
        page.line("Usage: reel COMMAND [options]")
        page.line()
        page.line("Commands")
        for command in commands { page.entry(command.name, command.summary, column: 12) }
        page.line()
        page.line("Start with")
        page.entry("reel demo", "five seconds of video, whatever this machine has", column: 24)
        page.entry("reel record talk.mp4", "the camera and the microphone, until Ctrl-C", column: 24)
        page.line()
        page.line("reel COMMAND --help explains a command.")
        return page.text
    }
}
