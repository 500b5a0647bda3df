extension SinkError {
    /// A kind of failure: a stable word, and whether time alone may heal it. Open: a sink may have kinds of its own.
    public struct Code: Hashable, Sendable {
        public let word: String
        public let isTransient: Bool

        public init(word: String, isTransient: Bool) {
            self.word = word
            self.isTransient = isTransient
        }

        /// The sink does not let us: wrong credentials, no permission.
        public static let denied = Code(word: "denied", isTransient: false)
        /// What the sink's address names is not there.
        public static let notFound = Code(word: "not-found", isTransient: false)
        /// The sink is full; somebody or a retention rule may make room.
        public static let noRoom = Code(word: "no-room", isTransient: true)
        /// The sink cannot be reached or does not answer now.
        public static let unreachable = Code(word: "unreachable", isTransient: true)
        /// Somebody else is at this very object.
        public static let busy = Code(word: "busy", isTransient: true)
        /// The file is larger than the sink can take.
        public static let tooLarge = Code(word: "too-large", isTransient: false)
        /// The local file is gone, or is not what it was when it was finished.
        public static let sourceChanged = Code(word: "source-changed", isTransient: false)
        /// What the sink holds is not what was sent; sent again it may be.
        public static let mismatch = Code(word: "mismatch", isTransient: true)
        /// Whoever asked took it back. Nothing was left in the sink.
        public static let cancelled = Code(word: "cancelled", isTransient: false)
        /// The address, an option or a key is wrong in itself.
        public static let invalid = Code(word: "invalid", isTransient: false)
        /// Anything else, such as an I/O error.
        public static let failed = Code(word: "failed", isTransient: true)
    }
}
