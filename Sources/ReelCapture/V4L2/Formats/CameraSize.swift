import ReelModel

/// A size of picture, or a range of sizes, and the rates that it comes at.
public struct CameraSize: Hashable, Sendable {
    public var range: CameraSizeRange
    /// For a range of sizes: the rates at the size in it that is nearest to what is looked for.
    public var rates: CameraRates

    public init(range: CameraSizeRange, rates: CameraRates) {
        self.range = range
        self.rates = rates
    }
}
