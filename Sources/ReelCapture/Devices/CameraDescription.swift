import ReelModel

/// A V4L2 node as a list of devices shows it.
public struct CameraDescription: Hashable, Sendable {
    public var identity: CameraIdentity
    /// The device as its maker calls it; empty when it could not be asked.
    public var card: String
    public var driver: String
    /// Where it is plugged in: `usb-0000:00:14.0-1`.
    public var bus: String
    /// What it can send, in the driver's order.
    public var formats: [CameraFormat]
    /// Why it cannot be used now; nil when it can.
    public var problem: RecorderError?

    public init(
        identity: CameraIdentity, card: String = "", driver: String = "", bus: String = "",
        formats: [CameraFormat] = [], problem: RecorderError? = nil
    ) {
        self.identity = identity
        self.card = card
        self.driver = driver
        self.bus = bus
        self.formats = formats
        self.problem = problem
    }

    /// False for the nodes beside a camera: metadata, outputs, codecs. Most lists leave them out.
    public var isCamera: Bool { problem?.code != .notACamera }
}
