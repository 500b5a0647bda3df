/// A camera that was found and opened.
struct OpenCamera: Sendable {
    var identity: CameraIdentity
    var device: any CaptureDevice
    var capability: DeviceCapability

    /// The camera as a person knows it, by its maker's word.
    var title: String { capability.card.isEmpty ? identity.title : "\(capability.card) (\(identity.path))" }
}
