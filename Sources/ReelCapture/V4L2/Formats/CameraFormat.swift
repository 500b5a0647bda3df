import ReelModel

/// A pixel format that a camera has, with the sizes it has it in.
public struct CameraFormat: Hashable, Sendable {
    public var fourCC: FourCC
    /// The driver's words: `Motion-JPEG`.
    public var name: String
    /// In the driver's order.
    public var sizes: [CameraSize]

    public init(fourCC: FourCC, name: String, sizes: [CameraSize]) {
        self.fourCC = fourCC
        self.name = name
        self.sizes = sizes
    }
}
