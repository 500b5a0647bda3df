extension RecordingEvent {
    /// The event as one JSON object, as the command writes it one a line.
    ///
    /// The first four members are `v`, `type`, `time` (RFC 3339, UTC) and `recording`. Durations are seconds with at
    /// most six decimals; what is not known is left out.
    public var json: JSONValue {
        .object(
            [
                ("v", .integer(Int64(Self.version))),
                ("type", .string(kind.word)),
                ("time", .string(CivilTime.rfc3339(time))),
                ("recording", .string(recording.description)),
            ] + kind.members)
    }
}

private typealias Members = [(name: String, value: JSONValue)]

extension RecordingEvent.Kind {
    /// The value of `type`.
    fileprivate var word: String {
        switch self {
        case .state: "state"
        case .progress: "progress"
        case .file: "file"
        case .gap: "gap"
        case .warning: "warning"
        case .delivery: "delivery"
        case .error: "error"
        }
    }

    fileprivate var members: Members {
        switch self {
        case .state(let state, let previous, let error):
            [("state", .string(state.rawValue)), ("previous", .string(previous.rawValue))]
                + member("error", error?.json)
        case .progress(let progress): progress.members
        case .file(let file): file.members
        case .gap(let gap): gap.members
        case .warning(let warning): [("code", .string(warning.word)), ("message", .string(warning.message))]
        case .delivery(let delivery): delivery.members
        case .error(let error): [("error", error.json)]
        }
    }
}

extension RecorderError {
    /// `{"code":"no-room","number":501,"message":…,"cause":…}`, the cause only where there is one.
    public var json: JSONValue {
        .object(
            [
                ("code", .string(code.word)), ("number", .integer(Int64(code.number))), ("message", .string(message)),
            ] + member("cause", cause.map { .string($0) }))
    }
}

extension Progress {
    fileprivate var members: Members {
        [
            ("duration", .seconds(duration)),
            ("bytes", .integer(bytes)),
            (
                "frames",
                .object([
                    ("captured", .integer(frames.captured)), ("encoded", .integer(frames.encoded)),
                    ("dropped", .integer(frames.dropped)), ("duplicated", .integer(frames.duplicated)),
                    ("corrupt", .integer(frames.corrupt)),
                ])
            ),
            ("fps", .measured(framesPerSecond, places: 2)),
            (
                "levels",
                .array(
                    levels.map {
                        .object([("peak", .measured($0.peak, places: 1)), ("rms", .measured($0.rms, places: 1))])
                    })
            ),
            ("av_offset", .seconds(audioVideoOffset)),
            (
                "queues",
                .object([
                    ("video", .integer(Int64(queues.video))), ("audio", .integer(Int64(queues.audio))),
                    ("writer", .integer(Int64(queues.writer))),
                ])
            ),
        ] + member("disk_free", diskBytesFree.map { .integer($0) })
            + member("disk_time_left", diskTimeLeft.map { .seconds($0) })
    }
}

extension FileReport {
    fileprivate var members: Members {
        [("stage", .string(stage.rawValue)), ("path", .string(path))]
            + member("temporary_path", temporaryPath.map { .string($0) })
            + [
                ("format", .string(format.rawValue)), ("bytes", .integer(bytes)), ("duration", .seconds(duration)),
            ]
    }
}

extension Gap {
    fileprivate var members: Members {
        [("kind", .string(kind.rawValue)), ("start", .seconds(start)), ("duration", .seconds(duration))]
            + member("frames", frames.map { .integer($0) })
    }
}

extension DeliveryReport {
    fileprivate var members: Members {
        [("stage", .string(stage.rawValue)), ("file", .string(file)), ("sink", .string(sink))]
            + member("location", location.map { .string($0) })
            + [("bytes", .integer(bytes))]
            + member("error", error?.json)
    }
}

/// One member, or none where there is no value.
private func member(_ name: String, _ value: JSONValue?) -> Members {
    value.map { [(name, $0)] } ?? []
}
