extension RecorderError {
    /// A stable name for a kind of failure: a word and a number that never change their meaning.
    ///
    /// The number's hundreds are the exit status of the command: 301 ends it with status 3.
    public struct Code: Hashable, Sendable {
        public var word: String
        public var number: Int

        public init(word: String, number: Int) {
            self.word = word
            self.number = number
        }

        /// What a process ends with that failed for this reason.
        public var exitStatus: Int32 { Int32(number / 100) }

        /// The recording ended before it was asked to; the file is whole up to there.
        public static let endedEarly = Code(word: "ended-early", number: 100)
        /// A source was lost while recording.
        public static let sourceLost = Code(word: "source-lost", number: 101)
        /// The command line or the configuration asks for something that does not exist or does not fit together.
        public static let usage = Code(word: "usage", number: 200)
        /// There is no such camera.
        public static let cameraNotFound = Code(word: "camera-not-found", number: 300)
        /// There is no such sound source, or no sound server.
        public static let soundSourceNotFound = Code(word: "sound-source-not-found", number: 301)
        /// There is no such input file.
        public static let inputNotFound = Code(word: "input-not-found", number: 302)
        /// The device is there but is no camera.
        public static let notACamera = Code(word: "not-a-camera", number: 303)
        /// The device is in use by another program.
        public static let deviceBusy = Code(word: "device-busy", number: 304)
        /// The source opened but nothing came from it in time.
        public static let sourceSilent = Code(word: "source-silent", number: 305)
        /// The system does not let this user open the device or the input.
        public static let notPermitted = Code(word: "not-permitted", number: 400)
        /// The output cannot be written: a directory that is missing or read-only, a name that is a directory.
        public static let notWritable = Code(word: "not-writable", number: 500)
        /// There is no room left.
        public static let noRoom = Code(word: "no-room", number: 501)
        /// The file exists and was not to be replaced.
        public static let exists = Code(word: "exists", number: 502)
        /// The disk failed while writing.
        public static let writeFailed = Code(word: "write-failed", number: 503)
        /// The source cannot do what was asked.
        public static let notSupported = Code(word: "not-supported", number: 600)
        /// The input is damaged or not what it was said to be.
        public static let badInput = Code(word: "bad-input", number: 601)
        /// Recorded, but not delivered yet.
        public static let notDelivered = Code(word: "not-delivered", number: 700)
        /// A defect of Reel itself.
        public static let defect = Code(word: "defect", number: 7000)
    }
}
