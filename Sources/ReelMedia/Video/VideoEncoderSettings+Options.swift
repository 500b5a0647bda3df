import ReelModel

extension VideoEncoderSettings {
    /// The size that is recorded of `picture`; throws `usage` when H.264 cannot have it.
    func checkedSize(for picture: PictureFormat) throws(RecorderError) -> PictureSize {
        guard let size else {
            let size = picture.size.cutToEven
            if size.width >= 2, size.height >= 2 { return size }
            throw RecorderError(.notSupported, "A picture of \(picture.size) is too small: H.264 begins at 2x2.")
        }
        if size == size.cutToEven, size.width >= 2, size.height >= 2 { return size }
        let nearest = PictureSize(width: max(2, size.width & ~1), height: max(2, size.height & ~1))
        throw RecorderError(
            .usage, "A size of \(size) cannot be recorded, since H.264 needs even sides: take \(nearest).")
    }

    /// The options of libavcodec and its libx264 that these settings mean; throws `usage` for what does not exist.
    func options(_ plan: LatencyPlan, rate: FrameRate) throws(RecorderError) -> [(key: String, value: String)] {
        guard H264Encoder.presets.contains(preset) else {
            throw RecorderError(
                .usage,
                "There is no preset \"\(preset)\"; x264 has \(H264Encoder.presets.joined(separator: ", ")).")
        }
        var options = [("preset", preset), ("forced-idr", "1"), ("flags", "+global_header")]
        switch rateControl {
        case .quality(let quality):
            guard (0...51).contains(quality) else {
                throw RecorderError(
                    .usage,
                    "A quality of \(quality) does not exist: it runs from 0 (no loss) to 51 (worst), 23 is usual.")
            }
            options.append(("crf", String(quality)))
        case .bitrate(let bitrate):
            guard (1_000...1_000_000_000).contains(bitrate) else {
                throw RecorderError(
                    .usage, "A video bitrate of \(bitrate) bits a second is out of range: 1000 to 1000000000.")
            }
            options += [("b", bitrate), ("maxrate", 2 * bitrate), ("bufsize", 2 * bitrate)].map { ($0, String($1)) }
        }
        if let threads, !(1...64).contains(threads) {
            throw RecorderError(.usage, "x264 cannot work with \(threads) threads: 1 to 64 are possible.")
        }
        guard keyframeInterval > .zero, keyframeInterval <= .seconds(3_600) else {
            throw RecorderError(
                .usage, "A keyframe interval of \(keyframeInterval) is out of range: more than 0 and at most an hour.")
        }
        let pictures = (keyframeInterval.inSeconds * rate.framesPerSecond).rounded()
        options.append(("g", String(Int(max(1, min(pictures, 1_000_000))))))
        // Lengths in front of NAL units instead of start codes, so that a packet is written as it comes.
        let parameters = plan.parameters + [("annexb", "0")]
        options.append(("x264-params", parameters.map { "\($0.key)=\($0.value)" }.joined(separator: ":")))
        return options
    }
}

extension ColorDescription {
    /// The options of libavcodec that tell an encoder to write this into its stream; libavutil numbers as H.273 does.
    var options: [(key: String, value: String)] {
        [
            ("color_range", range == .full ? "pc" : "tv"), ("colorspace", String(matrix)),
            ("color_primaries", String(primaries)), ("color_trc", String(transfer)),
        ]
    }
}
