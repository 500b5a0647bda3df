import ReelModel

/// Chooses the format, size and rate of a camera that come nearest to what is asked, and cost least.
///
/// A pure rule over what the camera has:
/// - A size that is asked for comes first, then the rate, then the cost of the format.
/// - With only a rate asked, the rate comes first, then the size (1280x720 is aimed at).
/// - With nothing asked, 1280x720 at 30 frames a second is aimed at; but a size that flows (24 a second or more) goes
///   before a nearer one that does not.
/// - The cost: planar and semi-planar 4:2:0 are encoded as they are, packed 4:2:2 is rearranged, JPEG has to be decoded,
///   and what only libv4lconvert knows comes last. So JPEG is taken where only it reaches the size or the rate.
struct FormatChooser {
    let request: VideoRequest

    /// The best of `formats`; nil when none of them can be recorded, or none is the one asked for.
    func choose(from formats: [CameraFormat]) -> FormatChoice? {
        var best: (choice: FormatChoice, rank: Rank)?
        for format in formats where format.fourCC.isRecordable && request.accepts(format.fourCC) {
            for size in format.sizes {
                let choice = FormatChoice(
                    fourCC: format.fourCC, size: size.range.nearest(to: request.size ?? VideoRequest.usualSize),
                    rate: size.rates.nearest(to: request.rate ?? VideoRequest.usualRate))
                let rank = rank(choice)
                if let found = best, !(rank < found.rank) { continue }
                best = (choice, rank)
            }
        }
        return best?.choice
    }

    /// Smaller is better; compared from the first number on.
    private typealias Rank = (Int, Int, Int, Int)

    private func rank(_ choice: FormatChoice) -> Rank {
        let size = sizeMiss(choice.size)
        let rate = rateMiss(choice.rate)
        let cost = Self.cost(of: choice.fourCC)
        switch (request.size, request.rate) {
        case (.some, _): return (0, size, rate, cost)
        case (nil, .some): return (0, rate, size, cost)
        case (nil, nil): return (Self.flows(choice.rate) ? 0 : 1, size, rate, cost)
        }
    }

    /// How far off a size is; of two equally far ones the larger is nearer.
    private func sizeMiss(_ size: PictureSize) -> Int {
        let target = request.size ?? VideoRequest.usualSize
        let miss = abs(size.width - target.width) + abs(size.height - target.height)
        let isSmaller = size.width * size.height < target.width * target.height
        return miss * 2 + (isSmaller ? 1 : 0)
    }

    /// How far off a rate is, in thousandths of a frame a second; 1 % (29.97 for 30) is not off, nor is what is unknown.
    private func rateMiss(_ rate: FrameRate?) -> Int {
        let target = (request.rate ?? VideoRequest.usualRate).framesPerSecond
        guard let rate = rate?.framesPerSecond, abs(rate - target) > target * 0.01 else { return 0 }
        return Int((abs(rate - target) * 1_000).rounded())
    }

    private static func flows(_ rate: FrameRate?) -> Bool {
        rate.map { $0.framesPerSecond > 23.9 } ?? true
    }

    private static func cost(of fourCC: FourCC) -> Int {
        switch fourCC.pixels {
        case .nv12, .i420: 0
        case .yuyv, .uyvy, .i422: 1
        case .rgb24: 2
        case .mjpeg: 3
        case nil: 4
        }
    }
}
