extension CommandDeclaration {
    static let version = CommandDeclaration(
        "version", "say which Reel this is", about: ["Prints the version."], starting: (),
        invocation: { _ in .version })
}
