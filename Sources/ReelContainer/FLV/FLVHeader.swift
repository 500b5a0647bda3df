import ReelModel

/// The front of an FLV file: signature, metadata, and room into which the keyframe index grows at the end.
///
/// Room that the index does not use is filled with AMF's null, a value of one byte, behind the metadata in the same tag:
/// readers stop before it or read past it. (A tag of its own shows up as a track of data in ffmpeg.) The length of it
/// all is the same whatever it says, so that it can be written over in place.
struct FLVHeader: Hashable {
    /// Keyframes that the index has room for: in 2 h one in seven seconds, in 10 s far too many.
    static let indexCapacity = 1_024
    private static let null: UInt8 = 5

    /// The tracks that are in the file.
    let tracks: [TrackFormat]
    let recording: RecordingID

    /// Signature, metadata and the room that is left.
    func bytes(duration: Duration, fileBytes: Int64, keyframes: [KeyframeIndex.Entry]) -> [UInt8] {
        precondition(keyframes.count <= Self.indexCapacity, "the index was thinned to its room")
        var buffer = ByteBuffer()
        buffer.append("FLV".utf8)
        buffer.append([1, (sound == nil ? 0 : 4) | (pictures == nil ? 0 : 1)])
        buffer.append(big: UInt32(9))
        buffer.append(big: UInt32(0))
        let script = metadata(duration: duration, fileBytes: fileBytes, keyframes: keyframes)
        // Two numbers an entry, a marker and eight bytes each.
        let room = (Self.indexCapacity - keyframes.count) * 18
        FLVTag.append(.script, data: script + Array(repeating: Self.null, count: room), to: &buffer)
        return buffer.bytes
    }

    private var pictures: VideoTrackFormat? {
        for case .video(let video) in tracks { return video }
        return nil
    }

    private var sound: AudioTrackFormat? {
        for case .audio(let audio) in tracks { return audio }
        return nil
    }

    /// The values of the `onMetaData` tag (E.5); times in it are seconds.
    private func metadata(duration: Duration, fileBytes: Int64, keyframes: [KeyframeIndex.Entry]) -> [UInt8] {
        var properties: [AMFValue.Property] = [
            .init("recording", .string(recording.description)),
            .init("duration", .number(duration.inSeconds)),
            .init("filesize", .number(Double(fileBytes))),
            .init("hasVideo", .boolean(pictures != nil)),
            .init("hasAudio", .boolean(sound != nil)),
        ]
        if let pictures {
            properties += [
                .init("width", .number(Double(pictures.size.width))),
                .init("height", .number(Double(pictures.size.height))),
                .init("framerate", .number(pictures.nominalRate.framesPerSecond)),
                .init("videocodecid", .number(7)),
                .init("hasKeyframes", .boolean(!keyframes.isEmpty)),
                .init(
                    "keyframes",
                    .object([
                        .init("filepositions", .numbers(keyframes.map { Double($0.offset) })),
                        .init("times", .numbers(keyframes.map { Double($0.time) / 1_000 })),
                    ])),
            ]
        }
        if let sound {
            properties += [
                .init("audiocodecid", .number(10)),
                .init("audiosamplerate", .number(Double(sound.rate))),
                .init("audiosamplesize", .number(16)),
                .init("stereo", .boolean(sound.channels > 1)),
                .init("audiodatarate", .number(Double(sound.bitrate) / 1_000)),
            ]
        }
        var script = ByteBuffer()
        AMFValue.string("onMetaData").append(to: &script)
        AMFValue.associativeArray(properties).append(to: &script)
        return script.bytes
    }
}
