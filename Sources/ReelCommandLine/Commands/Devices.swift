extension CommandDeclaration {
    static let devices = CommandDeclaration(
        "devices", "list cameras, sound sources and encoders",
        about: [
            "Lists the cameras with their formats, sizes, rates and stable names, the sound sources, and the encoders "
                + "that work here; and says of a device that cannot be used what is wrong with it."
        ],
        starting: DevicesOptions(),
        groups: [("Options", [.flag("--json", \.isJSON, "One JSON document for programs.")])],
        examples: [
            Example("What --video and --audio can be given here:", "reel devices"),
            Example("The same for a script:", "reel devices --json | jq '.cameras[].path'"),
        ],
        statuses: [ExitStatus(0, "listed, even when there is nothing to list")],
        invocation: { .devices($0) })
}
