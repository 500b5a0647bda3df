import ReelModel
import ReelSystem

/// The writer of every format: collects packets, writes and syncs them in batches, finishes or leaves the file.
final class BatchWriter<Layout: ContainerLayout>: ContainerWriter {
    private enum State {
        case open
        /// A write failed. What was synced before can still be made whole; packets are no longer taken.
        case failed(RecorderError)
        /// Finished, abandoned, or (with an error) whole but without its real name.
        case closed(RecorderError?)
    }

    private let file: GrowingFile
    private let clocks: any Clocks
    private let isTaken: [Bool]
    private var layout: Layout
    private var pacer: FragmentPacer
    private var batch = PacketBatch()
    private var state = State.open
    private var holdsPackets = false

    /// Writes the front of `file`; the file is gone again when that fails.
    init(
        file: GrowingFile, layout: Layout, tracks: [TrackFormat], taken: [Int], clocks: any Clocks
    ) throws(RecorderError) {
        self.file = file
        self.layout = layout
        self.clocks = clocks
        isTaken = tracks.indices.map { taken.contains($0) }
        pacer = FragmentPacer(tracks: tracks, taken: taken)
        do throws(RecorderError) {
            try self.layout.begin(file)
        } catch {
            state = .closed(error)
            // The first failure is what has to be told.
            do throws(RecorderError) { try file.discard() } catch {}
            throw error
        }
    }

    var temporaryPath: String { file.temporaryPath }
    var bytesWritten: Int64 { file.size }
    var duration: Duration { layout.end }

    func takes(track: Int) -> Bool { isTaken.indices.contains(track) && isTaken[track] }

    func append(_ packet: consuming EncodedPacket) throws(RecorderError) {
        guard takes(track: packet.track) else { return }
        try checkOpen()
        let now = clocks.monotonic
        if pacer.mustCut(beforeTrack: packet.track, until: packet.decodeTime + packet.duration) {
            try write(.due(now))
        }
        pacer.add(track: packet.track, decodeTime: packet.decodeTime, arrival: now)
        batch.append(packet, at: now)
        if pacer.isDue(at: now) { try write(pacer.isLeadWaiting ? .everything : .due(now)) }
    }

    func tick(at now: MediaTime) throws(RecorderError) {
        try checkOpen()
        if pacer.isDue(at: now) { try write(.due(now)) }
    }

    private func write(_ cut: Cut) throws(RecorderError) {
        let sizeBefore = file.size
        do throws(RecorderError) {
            try layout.write(&batch, to: file, cut)
            if file.size > sizeBefore {
                holdsPackets = true
                try file.synchronize()
            }
        } catch {
            state = .failed(error)
            batch.removeAll()
            throw error
        }
        pacer.didCut()
        for entry in batch.entries {
            pacer.add(track: entry.track, decodeTime: entry.decodeTime, arrival: entry.arrival)
        }
    }

    func finish(as path: String) throws(RecorderError) -> FinishedFile? {
        switch state {
        case .open: if !batch.isEmpty { try write(.everything) }
        case .failed(let error): if error.code != .noRoom { throw error }
        case .closed(let error?): throw error
        case .closed(nil): preconditionFailure("a writer is finished once")
        }
        guard holdsPackets else {
            state = .closed(nil)
            try file.discard()
            return nil
        }
        do throws(RecorderError) {
            try layout.complete(file)
        } catch {
            state = .failed(error)
            throw error
        }
        let bytes = file.size
        do throws(RecorderError) {
            let name = try file.finish(as: path)
            state = .closed(nil)
            return FinishedFile(path: name, bytes: bytes, duration: layout.end)
        } catch {
            state = .closed(error)
            throw error
        }
    }

    func abandon() {
        switch state {
        case .open, .failed:
            state = .closed(nil)
            batch.removeAll()
            file.abandon()
        case .closed:
            return
        }
    }

    private func checkOpen() throws(RecorderError) {
        switch state {
        case .open: return
        case .failed(let error): throw error
        case .closed: preconditionFailure("a writer that was finished takes nothing more")
        }
    }

    deinit {
        abandon()
    }
}
