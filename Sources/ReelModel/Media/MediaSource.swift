/// Where media comes from: a camera, a microphone, a file, a program's own frames.
///
/// The recorder calls `prepare`, `start` and `stop` once each, in this order, from one thread at a time; all may
/// block. A source has threads of its own and delivers from them.
public protocol MediaSource: AnyObject, Sendable {
    /// The source as a person knows it: `Integrated Camera (/dev/video0)`.
    var name: String { get }
    /// Whether its media comes by the clock, or as fast as it is taken.
    var pace: SourcePace { get }
    /// Whether it ends by itself, as a file does and a device does not. A recording ends when all that do have ended.
    var isFinite: Bool { get }
    /// Ends delivery; after it has returned nothing more comes. Safe to call at any time, and more than once.
    func stop()
}

extension MediaSource {
    /// A device: it goes on until it is stopped.
    public var isFinite: Bool { false }
}
