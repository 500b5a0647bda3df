import ReelModel
import ReelSystem

/// Reads the formats, sizes and rates that a driver has, filling in what it does not enumerate.
struct FormatEnumerator {
    let device: any CaptureDevice
    /// Near which size a driver with a free choice of sizes is asked for its rates; nil: what it is set to, or usual.
    var wanted: PictureSize?

    /// No driver has more entries than this in one list; one that repeats an entry for ever is cut off.
    private static let most = 1_000

    /// Everything the driver has, in its order. `isWanted` leaves out formats before their sizes are asked for.
    func formats(where isWanted: (FourCC) -> Bool = { _ in true }) throws(SystemError) -> [CameraFormat] {
        var formats: [CameraFormat] = []
        for index in 0..<Self.most {
            guard let (fourCC, name) = try device.format(at: index) else { break }
            formats.append(
                CameraFormat(fourCC: fourCC, name: name, sizes: isWanted(fourCC) ? try sizes(of: fourCC) : []))
        }
        if formats.isEmpty {
            // A driver without the list still has the format that it is set to.
            let current = try device.currentFormat()
            let rates = try rates(of: current.fourCC, size: current.size)
            let size = CameraSize(range: CameraSizeRange(current.size), rates: rates)
            formats = [CameraFormat(fourCC: current.fourCC, name: current.fourCC.description, sizes: [size])]
        }
        return formats
    }

    private func sizes(of fourCC: FourCC) throws(SystemError) -> [CameraSize] {
        var sizes: [CameraSize] = []
        for index in 0..<Self.most {
            guard let range = try device.sizes(at: index, of: fourCC) else { break }
            let size = range.nearest(to: wanted ?? VideoRequest.usualSize)
            sizes.append(CameraSize(range: range, rates: try rates(of: fourCC, size: size)))
        }
        if sizes.isEmpty {
            // HDMI receivers and loopbacks: what they would make of the wish is all there is to know.
            let current = try device.currentFormat()
            let size = try device.tryFormat(fourCC, size: wanted ?? current.size)?.size ?? current.size
            sizes = [CameraSize(range: CameraSizeRange(size), rates: try rates(of: fourCC, size: size))]
        }
        return sizes
    }

    private func rates(of fourCC: FourCC, size: PictureSize) throws(SystemError) -> CameraRates {
        var rates: [FrameRate] = []
        for index in 0..<Self.most {
            guard let entry = try device.rates(at: index, of: fourCC, size: size) else { break }
            switch entry {
            case .list(let more): rates += more
            case .range: return entry
            case .unknown: continue
            }
        }
        if !rates.isEmpty { return .list(rates) }
        if let rate = try device.signalRate() { return .list([rate]) }
        if let rate = try device.frameRate() { return .list([rate]) }
        return .unknown
    }
}
