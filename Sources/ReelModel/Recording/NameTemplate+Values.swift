extension NameTemplate {
    /// What the fields of a name stand for.
    public struct Values: Hashable, Sendable {
        /// When the recording began, in the machine's zone.
        public var start: CivilTime
        /// When it ended; nil while it goes on, and then `{end:…}` shows the start.
        public var end: CivilTime?
        /// The recording's name.
        public var name: String
        /// Which file of the recording this is, counted from 1.
        public var index: Int
        /// The machine's name.
        public var host: String
        /// The camera's or the sound source's name.
        public var device: String

        public init(
            start: CivilTime, end: CivilTime? = nil, name: String = "", index: Int = 1, host: String = "",
            device: String = ""
        ) {
            self.start = start
            self.end = end
            self.name = name
            self.index = index
            self.host = host
            self.device = device
        }
    }
}
