import ReelModel
import ReelSinkKit

/// Hands finished files to their sinks, one after the other, and tells how each delivery went.
struct Deliverer: Sendable {
    let targets: [DeliveryTarget]
    let events: EventBroadcaster

    /// Delivers every file to every target; returns what did not arrive. A file is never removed.
    func deliver(_ files: [FileReport]) async -> [DeliveryReport] {
        var undelivered: [DeliveryReport] = []
        for file in files {
            for target in targets {
                let report = await deliver(file, to: target)
                events.send(.delivery(report))
                if report.stage == .failed { undelivered.append(report) }
            }
        }
        return undelivered
    }

    private func deliver(_ file: FileReport, to target: DeliveryTarget) async -> DeliveryReport {
        var report = DeliveryReport(stage: .uploading, file: file.path, sink: target.label, bytes: file.bytes)
        events.send(.delivery(report))
        do throws(SinkError) {
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            let upload = Upload(
                path: file.path, size: file.bytes, key: try ObjectKey(name), contentType: file.format.mediaType)
            let receipt = try await target.sink.put(upload) { _ in }
            report.stage = .verified
            report.location = receipt.object.location
        } catch {
            report.stage = .failed
            report.error = error.recorderError
        }
        return report
    }
}
