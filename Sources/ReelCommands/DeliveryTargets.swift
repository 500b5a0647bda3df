import Reel

/// Turns sinks as they were written into targets, checked before anything is recorded.
enum DeliveryTargets {
    /// Refuses a sink that somebody has to mend first; one that is only out of reach now is no reason not to record.
    private static func check(_ sink: any UploadSink) async throws(SinkError) {
        do throws(SinkError) {
            try await sink.check()
        } catch {
            guard error.isTransient else { throw SinkError(.invalid, error.message, cause: error.cause) }
        }
    }

    static func make(
        _ sinks: [String], environment: [String: String]
    ) async throws(RecorderError) -> [DeliveryTarget] {
        var targets: [DeliveryTarget] = []
        for text in sinks {
            do throws(SinkError) {
                let location = try SinkLocation(text)
                let descriptor = try SinkCatalog.builtIn.descriptor(for: location)
                let sink = try descriptor.make(from: location, environment: environment)
                try await check(sink)
                targets.append(DeliveryTarget(sink: sink, label: descriptor.displayName(of: location)))
            } catch {
                throw error.recorderError
            }
        }
        return targets
    }
}
