import ReelModel

/// What a sound server has to record from, as it was at one moment.
struct PulseDirectory: Sendable {
    var defaultSource: String?
    var defaultSink: String?
    var sources: [PulseSourceInfo] = []

    /// The sources for people, the default one marked.
    var descriptions: [SoundSourceDescription] {
        sources.map { source in
            var description = source.description
            description.isDefault = description.name == defaultSource
            return description
        }
    }

    /// The source that is meant; otherwise a sentence that names the ones there are.
    func source(for selector: PulseSelector) throws(RecorderError) -> PulseSourceInfo {
        switch selector {
        case .default:
            if let source = sources.first(where: { $0.description.name == defaultSource }) { return source }
            throw missing("The sound server has no default source")
        case .monitor:
            if let source = sources.first(where: { $0.monitoredSink != nil && $0.monitoredSink == defaultSink }) {
                return source
            }
            throw missing("The sound server has no default sink whose sound could be recorded")
        case .named(let name):
            if let source = sources.first(where: { $0.description.name == name }) { return source }
            throw missing("There is no sound source \(name)")
        }
    }

    private func missing(_ what: String) -> RecorderError {
        let names = sources.map(\.description.name)
        let rest =
            names.isEmpty
            ? "it has no sources at all; plug in a microphone, or load a module that gives one"
            : "there is \(names.joined(separator: ", "))"
        return RecorderError(.soundSourceNotFound, "\(what); \(rest).")
    }
}
