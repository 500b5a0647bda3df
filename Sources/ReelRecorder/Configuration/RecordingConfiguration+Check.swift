import ReelContainer
import ReelModel

extension RecordingConfiguration {
    /// Pictures first, then sound: the order in which the state machine counts sources.
    var sources: [any MediaSource] { videoSources + audioSources }

    var sourceCount: Int { sources.count }

    /// How many sources end by themselves.
    var finiteSourceCount: Int { sources.count { $0.isFinite } }

    /// Refuses what cannot be recorded, before anything is opened.
    func check() throws(RecorderError) {
        guard videoSources.count <= 1 else {
            throw RecorderError(
                .usage, "\(videoSources.count) sources of pictures were given; one recording takes one so far.")
        }
        guard audioSources.count <= 1 else {
            throw RecorderError(
                .usage, "\(audioSources.count) sources of sound were given; one recording takes one so far.")
        }
        guard !outputs.isEmpty else {
            throw RecorderError(.usage, "There is no output; name the file to record into.")
        }
        for (index, output) in outputs.enumerated()
        where !output.name.isTemplate
            && outputs[..<index].contains(where: { Self.isSamePath($0.name.text, output.name.text) })
        {
            throw RecorderError(.usage, "\(output.name.text) is named twice; each output needs a name of its own.")
        }
        var kinds: Set<TrackKind> = []
        if !videoSources.isEmpty { kinds.insert(.picture) }
        if !audioSources.isEmpty { kinds.insert(.sound) }
        for output in outputs { try output.format.check(holding: kinds) }
    }

    /// Whether two paths differ only by `./` and doubled slashes.
    private static func isSamePath(_ left: String, _ right: String) -> Bool {
        func parts(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
        return left.hasPrefix("/") == right.hasPrefix("/") && parts(left) == parts(right)
    }

    /// Without sources of which no output takes anything: a camera is not opened for a sound file.
    var withoutUnusedSources: RecordingConfiguration {
        var used = self
        if !outputs.contains(where: { $0.format.holdsPictures }) { used.videoSources = [] }
        return used
    }

    /// Whether any output takes compressed sound.
    var encodesAAC: Bool { !audioSources.isEmpty && outputs.contains { !$0.format.holdsRawSound } }

    /// Whether any output takes raw sound.
    var keepsRawSound: Bool { !audioSources.isEmpty && outputs.contains { $0.format.holdsRawSound } }
}
