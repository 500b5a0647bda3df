import ReelModel
import ReelSinkKit

/// Where finished files are handed to.
public struct DeliveryTarget: Sendable {
    public var sink: any UploadSink
    /// The sink as its owner wrote it, without secrets; events call it that.
    public var label: String

    public init(sink: any UploadSink, label: String) {
        self.sink = sink
        self.label = label
    }
}
