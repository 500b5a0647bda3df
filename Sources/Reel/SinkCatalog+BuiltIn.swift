import ReelLocalSink
import ReelSinkKit

extension SinkCatalog {
    /// The sinks that come with Reel. A program may hand out a catalog of its own instead.
    public static let builtIn = SinkCatalog([LocalSink.descriptor])
}
