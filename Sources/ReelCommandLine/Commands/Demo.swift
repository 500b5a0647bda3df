extension CommandDeclaration {
    static let demo = CommandDeclaration(
        "demo", "record five seconds and say what was used",
        about: [
            "Records five seconds from the first camera and the default microphone, or from the test picture and tone "
                + "where there is none, says what it used, and delivers the file to DIR."
        ],
        starting: DemoOptions(),
        operand: OperandDeclaration(
            placeholder: "DIR", count: 0...1, help: "the directory to deliver to (default: the current one)."),
        operands: { $0.directory = $1.first },
        examples: [Example("Leaves an MP4 in the current directory:", "reel demo")],
        statuses: [
            ExitStatus(0, "recorded and delivered"), ExitStatus(5, "no room left, or DIR is not writable"),
        ],
        invocation: { .demo($0) })
}
