import ReelModel

/// The sentences about a format: why none could be chosen, and how the chosen one differs from what was asked.
struct FormatNotes {
    /// The camera as a person knows it.
    let camera: String
    let request: VideoRequest

    /// Why there is no choice among `formats`.
    func refusal(of formats: [CameraFormat]) -> RecorderError {
        let known = Self.list(formats.filter { $0.fourCC.isRecordable })
        let all = Self.list(formats)
        guard let asked = request.inputFormat else {
            return RecorderError(
                .notSupported, "\(camera) has only formats that Reel cannot record: \(all.isEmpty ? "none" : all).")
        }
        if known.isEmpty {
            return RecorderError(
                .notSupported, "\(camera) has no format \(asked), and none that Reel can record; it has \(all).")
        }
        if formats.contains(where: { request.accepts($0.fourCC) }) {
            return RecorderError(
                .notSupported,
                "Reel cannot record \(asked) from \(camera); ask for one of \(known), or leave --input-format out.")
        }
        return RecorderError(
            .notSupported, "\(camera) has no format \(asked); ask for one of \(known), or leave --input-format out.")
    }

    /// What the owner should know when the camera settled on something else than was asked.
    func warnings(size: PictureSize, rate: FrameRate?) -> [RecordingWarning] {
        var misses: (asked: [String], taken: [String]) = ([], [])
        if let asked = request.size, asked != size {
            misses.asked.append(asked.description)
            misses.taken.append(size.description)
        }
        if let asked = request.rate, let rate,
            abs(asked.framesPerSecond - rate.framesPerSecond) > asked.framesPerSecond * 0.01
        {
            misses.asked.append("\(asked) frames a second")
            misses.taken.append("\(rate) frames a second")
        }
        guard !misses.asked.isEmpty else { return [] }
        let asked = misses.asked.joined(separator: " at ")
        let taken = misses.taken.joined(separator: " at ")
        return [
            RecordingWarning("nearest-format", "\(camera) does not have \(asked); it records \(taken), the nearest.")
        ]
    }

    /// Codes once each, in the driver's order: `YUYV, MJPG`.
    private static func list(_ formats: [CameraFormat]) -> String {
        var codes: [String] = []
        for format in formats where !codes.contains(format.fourCC.description) {
            codes.append(format.fourCC.description)
        }
        return codes.joined(separator: ", ")
    }
}
