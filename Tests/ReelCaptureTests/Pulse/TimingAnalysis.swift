import ReelModel

/// How well the times of a run of blocks lie on a straight line over their samples.
struct TimingAnalysis: CustomStringConvertible {
    /// The farthest that a block lies from the line, in milliseconds.
    var worst: Double
    /// The root of the mean square of all distances, in milliseconds.
    var rms: Double
    /// How much faster the samples come than their rate says, in parts per million.
    var driftPPM: Double

    /// Fits a line (least squares) to the blocks' first samples and times.
    init(_ blocks: ArraySlice<SoundCollector.Block>, rate: Int) {
        var position = 0
        var points: [(x: Double, y: Double)] = []
        let start = blocks.first?.timestamp ?? MediaTime(nanoseconds: 0)
        for block in blocks {
            points.append((Double(position) / Double(rate), (block.timestamp - start).inSeconds))
            position += block.frameCount
        }
        let count = Double(points.count)
        let mean = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
        let above = points.reduce(0) { $0 + ($1.x - mean.0) * ($1.y - mean.1) }
        let below = points.reduce(0) { $0 + ($1.x - mean.0) * ($1.x - mean.0) }
        let slope = above / below
        let distances = points.map { abs($0.y - mean.1 - slope * ($0.x - mean.0)) * 1_000 }
        worst = distances.max() ?? 0
        rms = (distances.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
        driftPPM = (1 / slope - 1) * 1e6
    }

    var description: String { "worst \(worst) ms, rms \(rms) ms, drift \(driftPPM) ppm" }
}
