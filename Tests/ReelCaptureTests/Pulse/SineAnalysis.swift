import Foundation

/// What a recording of one steady tone shows.
struct SineAnalysis {
    /// Hertz, by the upward crossings of zero.
    var frequency: Double
    /// The root of the mean square, full scale being 1.
    var rms: Double

    /// Looks at the samples of one channel.
    init(_ samples: [Float], rate: Int) {
        var crossings: [Double] = []
        for index in 1..<max(1, samples.count) where samples[index - 1] < 0 && samples[index] >= 0 {
            // Where the line between the two samples crosses zero.
            let step = Double(samples[index]) - Double(samples[index - 1])
            crossings.append(Double(index) - Double(samples[index]) / step)
        }
        let periods = Double(crossings.count - 1)
        frequency = periods > 0 ? periods * Double(rate) / (crossings[crossings.count - 1] - crossings[0]) : 0
        rms = (samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(1, samples.count))).squareRoot()
    }

    /// The first of two channels of 16-bit samples, full scale being 1.
    static func leftChannel(of bytes: [UInt8]) -> [Float] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { offset in
            Float(Int16(bitPattern: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)) / 32_768
        }
    }
}
