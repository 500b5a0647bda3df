import ReelModel

/// What a track holds.
public enum TrackKind: Hashable, Sendable {
    case picture
    case sound
}

extension ContainerFormat {
    /// Whether sound goes into a file of this kind as raw samples; otherwise as AAC.
    public var holdsRawSound: Bool {
        switch self {
        case .wav: true
        case .mp4, .flv, .aac: false
        }
    }

    /// Whether sound of this codec can stand in a file of this kind.
    func holds(_ codec: AudioTrackFormat.Codec) -> Bool {
        switch codec {
        case .aac: !holdsRawSound
        case .pcm: holdsRawSound
        }
    }

    /// Refuses a recording of which nothing could stand in a file of this kind; to be asked before anything starts.
    public func check(holding kinds: Set<TrackKind>) throws(RecorderError) {
        if kinds.isEmpty {
            throw RecorderError(.usage, "The recording has neither picture nor sound; name a source for one of them.")
        }
        if !holdsPictures, !kinds.contains(.sound) {
            throw RecorderError(
                .notSupported,
                "A .\(rawValue) file holds sound only and this recording has none; add a sound source or write .mp4.")
        }
    }

    /// The tracks of a recording that a file of this kind takes: the first with pictures and the first with sound.
    ///
    /// Throws when it takes none of them, or when a track's decoder configuration cannot be written in it.
    public func selectTracks(_ tracks: [TrackFormat]) throws(RecorderError) -> [Int] {
        var kinds: Set<TrackKind> = []
        var taken: [Int] = []
        for (index, track) in tracks.enumerated() {
            switch track {
            case .video:
                if holdsPictures, kinds.insert(.picture).inserted { taken.append(index) }
            case .audio(let audio):
                if holds(audio.codec), kinds.insert(.sound).inserted { taken.append(index) }
            }
        }
        if taken.isEmpty {
            let sound = holdsRawSound ? "raw sound" : "AAC sound"
            throw RecorderError(
                .notSupported,
                holdsPictures
                    ? "A .\(rawValue) file holds H.264 pictures and \(sound), and this recording has neither."
                    : "A .\(rawValue) file holds \(sound), and this recording has none.")
        }
        return taken
    }
}
