import ReelModel

extension CommandDeclaration {
    static let record = CommandDeclaration(
        "record", "record a camera, a microphone or raw sound into files",
        about: [
            "Records pictures and sound into OUTPUT, whose extension is the format: .mp4, .flv, .aac or .wav. Several "
                + "OUTPUTs share one encode. Without --video and --audio it is the first camera and the default "
                + "microphone. Ctrl-C (or SIGTERM) stops and finishes the file; a second one leaves at once.",
            "OUTPUT may hold fields: {start:%Y-%m-%d-%H-%M-%S}, {end:...}, {name}, {index}, {host} and {device}. A "
                + "name with fields never replaces a file: where it is taken, -2, -3 ... are appended. A name that was "
                + "typed out is replaced when the recording is whole, not before.",
        ],
        starting: RecordOptions(),
        operand: OperandDeclaration(
            placeholder: "OUTPUT", count: 1...Int.max, help: "the file to record into, such as talk.mp4."),
        operands: { $0.outputs = $1 },
        groups: [("Sources", sources), ("Picture", picture), ("Sound", sound), ("Recording", recording)],
        examples: [
            Example("The first camera and the default microphone, until Ctrl-C:", "reel record talk.mp4"),
            Example(
                "Ten seconds of test picture and tone, which need no camera:",
                "reel record --video test --audio test --duration 10 test.mp4"),
            Example(
                "An hour and a half in full HD, named by the day, copied and compared byte for byte:",
                "reel record --size 1920x1080 --fps 30 --duration 1h30m \\",
                "    --to /srv/talks '{start:%Y-%m-%d}.mp4'"),
            Example(
                "Raw sound from another program:",
                "arecord -t raw -f S16_LE -r 48000 -c 2 | reel record --video none \\",
                "    --audio pcm:- --pcm-rate 48000 --pcm-channels 2 talk.wav"),
            Example("One JSON object a line on standard output, for programs:", "reel record --events json talk.mp4"),
        ],
        statuses: [
            ExitStatus(0, "recorded whole, and delivered where --to was given"),
            ExitStatus(1, "ended early; the file is whole up to there"),
            ExitStatus(2, "a mistake on the command line"),
            ExitStatus(3, "no such device or source"),
            ExitStatus(4, "not permitted"),
            ExitStatus(5, "no room left, or not writable"),
            ExitStatus(6, "the source cannot do what was asked"),
            ExitStatus(7, "recorded, but not delivered"),
            ExitStatus(70, "a defect of Reel"),
        ],
        check: { (options) throws(RecorderError) in try options.check() },
        invocation: { .record($0) })

    private typealias Binding = OptionBinding<RecordOptions>

    private static let sources: [OptionBinding<RecordOptions>] = [
        .values(
            "--video", .videoInput, \.videos,
            "Pictures from: default (the first camera), /dev/video0 or another camera that reel devices lists, test "
                + "(a test picture), y4m:FILE, mjpeg:FILE (JPEG images one behind the other) or none."),
        .values(
            "--audio", .audioInput, \.audios,
            "Sound from: default (the default microphone), a source that reel devices lists, monitor (what the "
                + "machine plays), test (a tone), pcm:FILE, pcm:- (raw sound from standard input) or none."),
        .value(
            "--pcm-format", .sampleFormat, \.pcmFormat,
            "Raw sound is s16le, s24le, s32le or f32le (default: s16le)."),
        .value("--pcm-rate", .sampleRate, \.pcmRate, "Its samples a second (default: 48000)."),
        .value(
            "--pcm-channels", .integer("N", "a number of channels", 1...64), \.pcmChannels,
            "Its channels, interleaved (default: 2)."),
        .value(
            "--pace", .choice("PACE", [("realtime", .live), ("none", .unpaced)]), \.pace,
            "Whether files and test sources come by the clock (realtime, the default) or as fast as they can be "
                + "recorded (none)."),
    ]

    private static let picture: [OptionBinding<RecordOptions>] = [
        .value(
            "--size", .pictureSize, \.size,
            "Width and height in pixels (default: the camera's own choice; test: 1280x720)."),
        .value("--fps", .frameRate, \.frameRate, "Pictures a second (default: 30)."),
        .value(
            "--input-format", .cameraFormat, \.inputFormat,
            "What to ask the camera for: mjpeg, yuyv, uyvy, nv12, yu12 or any other four-character code that reel devices lists (default: what gives the size and rate)."
        ),
        .value(
            "--video-codec", .choice("CODEC", [("h264", .h264)]), \.videoCodec, "How pictures are compressed: h264."),
        .value(
            "--encoder", .choice("ENCODER", EncoderChoice.allCases.map { ($0.rawValue, $0) }), \.encoder,
            "Who compresses: x264, or auto (the default)."),
        .value(
            "--preset", .word("PRESET", among: x264Presets), \.preset,
            "x264's trade of processor time against size, ultrafast to veryslow (default: veryfast)."),
        .value(
            "--quality", .integer("N", "a number", 0...51), \.quality,
            "Constant quality, 0 (lossless) to 51 (worst); 18 to 28 is usual (default: 23)."),
        .value("--video-bitrate", .bitrate, \.videoBitrate, "Bits a second instead of a quality: 2M, 800k."),
        .value(
            "--keyframe-interval", .duration, \.keyframeInterval,
            "A keyframe at least this often (default: 2s); seeking lands on them."),
    ]

    private static let sound: [OptionBinding<RecordOptions>] = [
        .value("--audio-bitrate", .bitrate, \.audioBitrate, "Bits a second of AAC (default: 64k a channel)."),
        .value("--audio-rate", .sampleRate, \.audioRate, "Samples a second in the file (default: the source's)."),
        .value(
            "--audio-channels", .integer("N", "a number of channels", 1...8), \.audioChannels,
            "Channels in the file (default: the source's, at most 2)."),
    ]

    private static let recording: [OptionBinding<RecordOptions>] = [
        .value("--duration", .duration, \.duration, "Stop by itself after this long: 90 (seconds), 5m, 1h30m."),
        .values(
            "--to", .text("SINK", "a directory or the address of a sink"), \.sinks,
            "Copy the finished file there and compare it: a directory, or file:///DIR."),
        .flag("--no-clobber", \.isClobberRefused, "Never replace a file, not even one that was typed out."),
        .value(
            "--events", .choice("FORMAT", [("json", .json)]), \.events,
            "Tell what happens as json, one object a line, on standard output."),
        .value(
            "--events-to", .eventDestination, \.eventDestination,
            "Write events to a file, or to descriptor N with fd:N, instead."),
    ]

    private static let x264Presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
    ]
}
