import Reel

/// The one line that tells a person how a recording is doing: state, time, size, rate, drops, loudness, disk left.
///
/// Pure: state and progress in, text out, never wider than asked; what matters least gives way first.
struct LiveLine: Sendable {
    /// Cells of the loudness meter; it spans 60 dB.
    private static let meterCells = 8

    var glyphs: Glyphs

    /// The line for `state` and the newest progress, at most `width` columns wide.
    func text(_ state: RecordingState, _ progress: Progress, width: Int) -> String {
        var parts = ["\(label(state)) \(Self.clock(progress.duration))", Self.bytes(progress.bytes)]
        if progress.frames.captured > 0 {
            parts.append("\(Self.oneDecimal(progress.framesPerSecond)) fps")
            parts.append("drop \(progress.frames.dropped)")
        }
        if !progress.levels.isEmpty { parts.append(meter(progress.levels)) }
        if let left = Self.diskLeft(progress) { parts.append("\(left) left") }
        while parts.count > 1, parts.joined(separator: "  ").count > width { parts.removeLast() }
        return String(parts.joined(separator: "  ").prefix(width))
    }

    /// The time that the disk still lasts when that is less than two days, else its free bytes.
    private static func diskLeft(_ progress: Progress) -> String? {
        if let time = progress.diskTimeLeft, time < .seconds(172_800) { return roughly(time) }
        return progress.diskBytesFree.map(bytes)
    }

    private func label(_ state: RecordingState) -> String {
        switch state {
        case .idle, .starting: "\(glyphs.waiting) starting"
        case .recording: "\(glyphs.recording) REC"
        case .interrupted: "\(glyphs.waiting) interrupted"
        case .paused: "\(glyphs.paused) paused"
        case .stopping: "\(glyphs.stopping) finishing"
        case .finished: "\(glyphs.finished) finished"
        case .failed: "\(glyphs.failed) failed"
        }
    }

    /// The loudest channel: a bar of its mean level with its peak as a mark, then the peak in figures.
    private func meter(_ levels: [AudioLevel]) -> String {
        let peak = levels.map(\.peak).max() ?? -120
        let rms = levels.map(\.rms).max() ?? -120
        func cells(_ decibels: Double) -> Int {
            min(Self.meterCells, max(0, Int(((decibels + 60) / 60 * Double(Self.meterCells)).rounded())))
        }
        let bar = (0..<Self.meterCells).map { index in
            index < cells(rms) ? glyphs.barFull : index + 1 == cells(peak) ? "|" : glyphs.barEmpty
        }
        let figure = peak <= -99.5 ? glyphs.silence : String(Int(peak.rounded()))
        return "[\(bar.joined())] \(String(repeating: " ", count: max(0, 3 - figure.count)))\(figure) dB"
    }

    /// `01:02:03`.
    static func clock(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        return [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// `12.4 MB`: powers of a thousand, as disks are sold.
    static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["B", "kB", "MB", "GB"] {
            if value < 999.95 { return unit == "B" ? "\(count) B" : "\(oneDecimal(value)) \(unit)" }
            value /= 1_000
        }
        return "\(oneDecimal(value)) TB"
    }

    /// `3 h`, `12 min`, `40 s`: as much as somebody needs who decides whether to change the disk.
    static func roughly(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        default: return "\(seconds / 3_600) h"
        }
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}
