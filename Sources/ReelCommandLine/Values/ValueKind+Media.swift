import ReelModel

extension ValueKind where Value == PictureSize {
    /// `1280x720`; even sides from 16 to 16,384 pixels, as 4:2:0 pictures need them.
    public static var pictureSize: ValueKind {
        ValueKind("WxH", expectation: "an even width and height such as 1280x720") { text in
            guard let size = PictureSize(text) else { return nil }
            let sides = [size.width, size.height]
            return sides.allSatisfy { (16...16_384).contains($0) && $0.isMultiple(of: 2) } ? size : nil
        }
    }
}

extension ValueKind where Value == FrameRate {
    /// `30`, `29.97` or `30000/1001`.
    public static var frameRate: ValueKind {
        ValueKind("RATE", expectation: "pictures a second such as 30, 29.97 or 30000/1001") { FrameRate($0) }
    }
}

extension ValueKind where Value == String {
    /// What a camera sends: a name or a four-character code.
    public static var cameraFormat: ValueKind {
        ValueKind("FORMAT", expectation: "a camera's format such as mjpeg, yuyv, uyvy, nv12 or yu12") { text in
            (1...5).contains(text.utf8.count) ? text.lowercased() : nil
        }
    }
}

extension ValueKind where Value == VideoInput {
    public static var videoInput: ValueKind {
        ValueKind("V", expectation: "default, a camera such as /dev/video0, test, y4m:FILE, mjpeg:FILE or none") {
            VideoInput($0)
        }
    }
}

extension ValueKind where Value == AudioInput {
    public static var audioInput: ValueKind {
        ValueKind("A", expectation: "default, the name of a sound source, monitor, test, pcm:FILE, pcm:- or none") {
            AudioInput($0)
        }
    }
}

extension ValueKind where Value == EventDestination {
    public static var eventDestination: ValueKind {
        ValueKind("WHERE", expectation: "a file, or fd:N with the number of an open descriptor") {
            EventDestination($0)
        }
    }
}

extension ValueKind where Value == SampleFormat {
    public static var sampleFormat: ValueKind {
        .choice("FORMAT", SampleFormat.allCases.map { ($0.rawValue, $0) })
    }
}
