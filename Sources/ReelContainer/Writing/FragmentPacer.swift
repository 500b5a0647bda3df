import ReelModel

/// Decides when the packets that wait are written: often enough to lose little, seldom enough to cost little.
///
/// A fragment spans at most 0.5 s of each track's time, and no packet waits much longer than 0.4 s, whatever the other
/// tracks do. The very first picture (or, without pictures, the first sound) is written at once.
struct FragmentPacer {
    /// The longest stretch of one track in a fragment.
    static let longestSpan = Duration.milliseconds(500)
    /// After which a packet is due. Ticks come every 100 ms, so that it is written within 0.5 s.
    static let longestWait = Duration.milliseconds(400)

    private enum Lead {
        case awaited
        case waiting
        case written
    }

    /// The track whose first packet is written at once.
    private let leadTrack: Int
    /// Half a second in each track's own time.
    private let longestTicks: [Int64]
    private var lead = Lead.awaited
    private var oldestArrival: MediaTime?
    private var firstDecodeTimes: [Int64?]

    /// A pacer for the recording's `tracks`, of which the file takes those of `taken`.
    init(tracks: [TrackFormat], taken: [Int]) {
        longestTicks = tracks.map { Self.longestSpan.ticks(timescale: $0.timescale) }
        firstDecodeTimes = Array(repeating: nil, count: tracks.count)
        let pictures = taken.first { index in
            switch tracks[index] {
            case .video: true
            case .audio: false
            }
        }
        leadTrack = pictures ?? taken.first ?? 0
    }

    /// Whether what waits has to be written before a packet that lasts until `end` joins it.
    func mustCut(beforeTrack track: Int, until end: Int64) -> Bool {
        guard let first = firstDecodeTimes[track] else { return false }
        return end - first > longestTicks[track]
    }

    /// Notes a packet that waits from now on.
    mutating func add(track: Int, decodeTime: Int64, arrival: MediaTime) {
        if firstDecodeTimes[track] == nil { firstDecodeTimes[track] = decodeTime }
        oldestArrival = oldestArrival.map { min($0, arrival) } ?? arrival
        if track == leadTrack, lead == .awaited { lead = .waiting }
    }

    /// Whether the first picture waits, for which nothing is held back.
    var isLeadWaiting: Bool { lead == .waiting }

    /// Whether what waits is to be written now.
    func isDue(at now: MediaTime) -> Bool {
        guard let oldestArrival else { return false }
        return isLeadWaiting || now - oldestArrival >= Self.longestWait
    }

    /// Notes that packets were written; those that still wait are added again.
    mutating func didCut() {
        if lead == .waiting { lead = .written }
        oldestArrival = nil
        for track in firstDecodeTimes.indices { firstDecodeTimes[track] = nil }
    }
}
