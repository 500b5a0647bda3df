/// What a camera is, beyond the number that happened to be free for its node.
public struct CameraIdentity: Hashable, Sendable {
    /// The node: `/dev/video0`.
    public var path: String
    /// What the kernel calls it; empty when the system does not say.
    public var name: String
    /// The serial number that the USB device bears; many cheap ones have none.
    public var serial: String?
    /// Its names in `/dev/v4l/by-id`: the same wherever it is plugged in.
    public var idNames: [String]
    /// Its names in `/dev/v4l/by-path`: the same for whatever is plugged in there.
    public var pathNames: [String]

    public init(
        path: String, name: String = "", serial: String? = nil, idNames: [String] = [], pathNames: [String] = []
    ) {
        self.path = path
        self.name = name
        self.serial = serial
        self.idNames = idNames
        self.pathNames = pathNames
    }

    /// The camera as a person knows it: `Integrated Camera (/dev/video0)`.
    public var title: String { name.isEmpty ? path : "\(name) (\(path))" }
}
