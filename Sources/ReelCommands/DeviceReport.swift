import Reel

/// The cameras and sound sources of a machine, for people (80 columns) and for programs (JSON).
struct DeviceReport {
    let cameras: [CameraDescription]
    let sounds: Result<[SoundSourceDescription], RecorderError>

    /// Lists with a heading each; what cannot be used says why.
    var text: String {
        var lines = ["Cameras"]
        if cameras.isEmpty { lines.append("  none") }
        for camera in cameras { lines += Self.lines(for: camera) }
        lines += ["", "Sound sources"]
        switch sounds {
        case .success(let sources):
            if sources.isEmpty { lines.append("  none") }
            for source in sources { lines += Self.lines(for: source) }
        case .failure(let error):
            lines += Self.wrapped(error.description, indent: 2)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One document: `{"v":1,"cameras":[…],"sounds":[…]}`, with `soundError` where no server answers.
    var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("v", .integer(1)), ("cameras", .array(cameras.map(Self.json))),
        ]
        switch sounds {
        case .success(let sources):
            members.append(("sounds", .array(sources.map(Self.json))))
        case .failure(let error):
            members.append(("sounds", .array([])))
            members.append(("soundError", error.json))
        }
        return .object(members)
    }

    private static func lines(for camera: CameraDescription) -> [String] {
        var lines = ["  \(camera.identity.path)  \(camera.card.isEmpty ? camera.identity.name : camera.card)"]
        if let stable = stableName(camera.identity) { lines += wrapped("use: --video \(stable)", indent: 6) }
        if let problem = camera.problem { return lines + wrapped(problem.description, indent: 6) }
        for format in camera.formats {
            let sizes = format.sizes.map { size in
                let rate = size.rates.fastest.map { "@\($0)" } ?? ""
                return size.range.isSingleSize
                    ? "\(size.range.largest)\(rate)" : "\(size.range.smallest) to \(size.range.largest)\(rate)"
            }
            lines += wrapped("\(format.fourCC): \(sizes.joined(separator: ", "))", indent: 6)
        }
        return lines
    }

    private static func lines(for source: SoundSourceDescription) -> [String] {
        var notes = ["\(source.rate) Hz", source.channels == 1 ? "mono" : "\(source.channels) channels"]
        if source.isDefault { notes.append("default") }
        if source.isMonitor { notes.append("what the machine plays") }
        if source.isMuted { notes.append("muted") }
        return wrapped(source.name, indent: 2)
            + wrapped("\(source.description) (\(notes.joined(separator: ", ")))", indent: 6)
    }

    /// What names the device also after it was plugged in elsewhere or the machine was started again.
    private static func stableName(_ identity: CameraIdentity) -> String? {
        identity.serial.map { "serial:\($0)" } ?? identity.idNames.first ?? identity.pathNames.first
    }

    /// `text` broken at spaces into lines of at most 80 columns; a word that is longer stands alone.
    static func wrapped(_ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > 80 {
                lines.append(margin + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [margin + line]
    }

    private static func json(_ camera: CameraDescription) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("path", .string(camera.identity.path)), ("name", .string(camera.card)),
            ("driver", .string(camera.driver)), ("bus", .string(camera.bus)),
        ]
        if let serial = camera.identity.serial { members.append(("serial", .string(serial))) }
        members.append(("byId", .array(camera.identity.idNames.map { .string($0) })))
        members.append(("byPath", .array(camera.identity.pathNames.map { .string($0) })))
        members.append(("formats", .array(camera.formats.map(json))))
        if let problem = camera.problem { members.append(("problem", problem.json)) }
        return .object(members)
    }

    private static func json(_ format: CameraFormat) -> JSONValue {
        .object([
            ("format", .string(format.fourCC.description)), ("name", .string(format.name)),
            (
                "sizes",
                .array(
                    format.sizes.map { size in
                        var members: [(name: String, value: JSONValue)] = [
                            ("smallest", .string(size.range.smallest.description)),
                            ("largest", .string(size.range.largest.description)),
                        ]
                        if let fastest = size.rates.fastest {
                            members.append(("fastest", .measured(fastest.framesPerSecond, places: 3)))
                        }
                        return .object(members)
                    })
            ),
        ])
    }

    private static func json(_ source: SoundSourceDescription) -> JSONValue {
        .object([
            ("name", .string(source.name)), ("description", .string(source.description)),
            ("rate", .integer(Int64(source.rate))), ("channels", .integer(Int64(source.channels))),
            ("isMonitor", .bool(source.isMonitor)), ("isDefault", .bool(source.isDefault)),
            ("isMuted", .bool(source.isMuted)),
        ])
    }
}
