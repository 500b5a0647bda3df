/// What a command line asks for.
public enum Invocation: Hashable, Sendable {
    case record(RecordOptions)
    case devices(DevicesOptions)
    case demo(DemoOptions)
    case version
    /// A page to print.
    case help(String)
}
