import ReelContainer
import ReelModel

/// One file that is being written, and what became of it. Used by the writer thread.
struct RecordingOutput {
    private enum State {
        case writing
        /// No room was left: what was written before can still be made whole.
        case full(RecorderError)
        case failed(RecorderError)
    }

    private let writer: any ContainerWriter
    private let format: ContainerFormat
    /// The real name, from the moment at which the recording ends.
    private let finalPath: @Sendable () -> String
    private var state = State.writing

    init(writer: any ContainerWriter, format: ContainerFormat, finalPath: @escaping @Sendable () -> String) {
        self.writer = writer
        self.format = format
        self.finalPath = finalPath
    }

    var bytesWritten: Int64 { writer.bytesWritten }
    var duration: Duration { writer.duration }

    func takes(_ track: Int) -> Bool {
        isWriting && writer.takes(track: track)
    }

    mutating func append(_ packet: consuming EncodedPacket, _ tell: (RecorderError) -> Void) {
        do throws(RecorderError) {
            try writer.append(packet)
        } catch {
            fail(error, tell)
        }
    }

    mutating func tick(at now: MediaTime, _ tell: (RecorderError) -> Void) {
        guard isWriting else { return }
        do throws(RecorderError) {
            try writer.tick(at: now)
        } catch {
            fail(error, tell)
        }
    }

    /// Finishes the file; nil when there was nothing to write. One that failed stays as what can be recovered.
    func finish() throws(RecorderError) -> FileReport? {
        if case .failed(let error) = state { throw error }
        guard let file = try finishWriter() else { return nil }
        return FileReport(
            stage: .finished, path: file.path, format: format, bytes: file.bytes, duration: file.duration)
    }

    /// Finishes; where there is no room for what waits, what was written before is made whole.
    private func finishWriter() throws(RecorderError) -> FinishedFile? {
        do throws(RecorderError) {
            return try writer.finish(as: finalPath())
        } catch  where error.code == .noRoom {
            do throws(RecorderError) {
                return try writer.finish(as: finalPath())
            } catch {
                writer.abandon()
                throw error
            }
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// What is told of a file that could not be finished.
    var abandoned: FileReport {
        FileReport(
            stage: .abandoned, path: finalPath(), temporaryPath: writer.temporaryPath, format: format,
            bytes: writer.bytesWritten, duration: writer.duration)
    }

    var isWriting: Bool {
        switch state {
        case .writing: true
        case .full, .failed: false
        }
    }

    private mutating func fail(_ error: RecorderError, _ tell: (RecorderError) -> Void) {
        if error.code == .noRoom {
            state = .full(error)
        } else {
            state = .failed(error)
            writer.abandon()
        }
        tell(error)
    }
}
