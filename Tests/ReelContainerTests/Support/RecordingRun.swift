import ReelContainer
import ReelModel
import ReelSystem
import TestSupport

/// Feeds packets to a writer at the pace at which they would come, without waiting.
struct RecordingRun {
    let media: SampleMedia
    let clocks = TestClocks(monotonic: 10_000_000_000)
    let writer: any ContainerWriter
    /// How often the writer is told the time while nothing comes.
    var tickInterval = Duration.milliseconds(100)
    private let start: MediaTime
    private var next = 0

    static let recording = RecordingID(bytes: (1...16).map { $0 })

    init(
        _ media: SampleMedia, to path: String, format: ContainerFormat? = nil,
        replacement: ReplacementPolicy = .replace, in fileSystem: any FileSystem = LinuxFileSystem()
    ) throws {
        self.media = media
        guard let recording = Self.recording, let format = format ?? ContainerFormat(path: path) else {
            throw Program.Failure(description: "\(path) has no format")
        }
        let request = OutputRequest(
            path: path, format: format, replacement: replacement, recording: recording, start: clocks.wall)
        writer = try ContainerWriters.open(request, tracks: media.tracks, fileSystem: fileSystem, clocks: clocks)
        start = clocks.monotonic
    }

    /// Hands over every packet that has come until `end` (from the origin), with ticks in between.
    mutating func feed(until end: Duration = .seconds(1_000_000)) throws {
        while next < media.packets.count, media.arrival(of: media.packets[next]) < end {
            let packet = media.packets[next]
            try pass(until: media.arrival(of: packet))
            try writer.append(try packet.encoded())
            next += 1
        }
        if end < .seconds(1_000_000) { try pass(until: end) }
    }

    private func pass(until time: Duration) throws {
        let end = start.advanced(by: time)
        while clocks.monotonic < end {
            clocks.advance(by: min(tickInterval, end - clocks.monotonic))
            try writer.tick(at: clocks.monotonic)
        }
    }
}
