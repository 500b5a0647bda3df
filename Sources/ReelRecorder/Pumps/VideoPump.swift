import ReelCapture
import ReelMedia
import ReelModel
import ReelSystem
import Synchronization

/// Takes pictures from the inlet, places them on the timeline, encodes them and hands the packets to the writer.
///
/// Runs on one thread of its own, `reel-video`. A picture that cannot be decoded is replaced by the last good one.
final class VideoPump {
    /// How long nothing may come before the clock is asked whether the end is past.
    private static let patience = Duration.milliseconds(250)

    private let inlet: VideoInlet
    private let encoder: H264Encoder
    private let rate: FrameRate
    private let end: Duration?
    private let shared: PumpContext
    private var timeline: VideoTimeline?
    /// Pictures dropped at the inlet that a gap has accounted for.
    private var droppedSeen: Int64 = 0
    /// Nothing is encoded any more, because the end is reached or the encoder failed; the source is only drained until
    /// it is stopped, so that it never waits.
    private var isClosed = false
    private var hasFailed = false
    private var hasPicture = false

    /// A pump of pictures that come about `rate` a second; it ends by itself at media time `end` (nil: never).
    init(inlet: VideoInlet, encoder: sending H264Encoder, rate: FrameRate, end: Duration?, shared: PumpContext) {
        self.inlet = inlet
        self.encoder = encoder
        self.rate = rate
        self.end = end
        self.shared = shared
    }

    /// Runs until the inlet is closed and empty; what the encoder still holds then follows.
    func run() {
        taking: while true {
            switch inlet.queue.pop(timeout: Self.patience) {
            case .element(let frame): if !isClosed { place(frame) }
            case .timedOut: endIfOverdue()
            case .closed: break taking
            }
        }
        sourceEnded()
        if !hasFailed {
            attempt { () throws(RecorderError) in try encoder.finish { shared.output.push($0) } }
        }
        shared.output.pumpEnded()
    }

    /// The source delivers no more: it is at its end or lost, or the recording ends.
    private func sourceEnded() {
        // Sound that waited for a first picture waits no longer.
        if timeline == nil { shared.origin.release() }
        if inlet.isFinite, !shared.isEnding.withLock({ $0 }) {
            // The limit before the gate: whoever is let go has to know where to stop.
            shared.limit.sourceEnded(at: timeline?.end ?? .zero)
            if inlet.loss.value == nil { shared.post(.sourceEnded(inlet.source, nil)) }
        }
        shared.gate.remove(inlet.source)
        if let loss = inlet.loss.value, !inlet.isFinite { standIn(for: loss) }
    }

    /// Ends the track by the clock when the source is silent although the end that was asked for is past.
    private func endIfOverdue() {
        guard let last = shared.limit.end ?? end, let origin = shared.origin.time, inlet.pace == .live, !isClosed else {
            return
        }
        if shared.clocks.monotonic - origin > last + .seconds(1) { close() }
    }

    private func place(_ frame: consuming VideoFrame) {
        var timeline =
            timeline
            ?? VideoTimeline(
                origin: shared.origin.settle(at: frame.timestamp), rate: rate, timescale: encoder.format.timescale,
                end: end)
        if let limit = shared.limit.end { timeline.limit(to: limit) }
        let dropped = shared.counters.droppedHere.load(ordering: .relaxed) - droppedSeen
        let placement = timeline.place(timestamp: frame.timestamp, sequence: frame.sequence, droppedHere: dropped)
        self.timeline = timeline
        switch placement {
        case .show(let time, let gap):
            if let gap { note(gap, droppedHere: dropped) }
            encode(frame, at: time)
        case .outOfOrder:
            shared.counters.lostBySource.add(1, ordering: .relaxed)
        case .beyondEnd:
            close()
        }
    }

    private func encode(_ frame: borrowing VideoFrame, at time: Int64) {
        let position = Duration.ticks(time, timescale: encoder.format.timescale)
        switch inlet.pace {
        case .live: shared.gate.report(inlet.source, at: position)
        case .unpaced: shared.gate.pass(inlet.source, at: position)
        }
        shared.counters.videoPosition.store(position.nanoseconds, ordering: .relaxed)
        guard accept(frame) else { return }
        attempt { () throws(RecorderError) in
            try encoder.encodeLast(at: time) { shared.output.push($0) }
        }
        shared.counters.encoded.add(1, ordering: .relaxed)
    }

    /// Makes the frame the encoder's newest picture; a damaged one is counted and the last good one stands for it.
    /// False when there is none yet.
    @discardableResult
    private func accept(_ frame: borrowing VideoFrame) -> Bool {
        do throws(CorruptPicture) {
            try encoder.accept(frame)
            hasPicture = true
        } catch {
            shared.counters.corrupt.add(1, ordering: .relaxed)
            if hasPicture { shared.counters.duplicated.add(1, ordering: .relaxed) }
        }
        return hasPicture
    }

    /// Lets the recording go on without the source: its last picture for two seconds, then a slate, until the end.
    private func standIn(for loss: RecorderError) {
        guard hasPicture, !isClosed, shared.goesOnWithoutSource(), var timeline else { return }
        attempt { () throws(RecorderError) in try giveBackSource() }
        let wall = shared.clocks.wall
        let since = CivilTime(wall, secondsEastOfUTC: shared.clocks.secondsEastOfUTC(at: wall)).formatted("%H:%M:%S")
        shared.events.send(.warning(RecordingWarning("picture-lost", loss.message)))
        var showsSlate = false
        while !isClosed, !shared.isEnding.wait(until: { $0 }, timeout: rate.frameDuration / 2, then: { $0 }) {
            switch timeline.standIn(at: shared.clocks.monotonic) {
            case .notYet: continue
            case .beyondEnd: close()
            case .lastPicture(let time): encodeAgain(at: time)
            case .slate(let time):
                if !showsSlate { accept(slate(since: since)) }
                showsSlate = true
                encodeAgain(at: time)
            }
        }
        shared.events.send(.gap(timeline.missing))
    }

    private func giveBackSource() throws(RecorderError) {
        do throws(CorruptPicture) {
            try encoder.releaseSource()
        } catch {
            throw RecorderError(.defect, "The last picture could not be kept.", cause: error.reason)
        }
    }

    private func slate(since time: String) -> VideoFrame {
        SlatePicture.frame(
            size: encoder.format.size, headline: "NO PICTURE", detail: "SINCE \(time)",
            timestamp: shared.clocks.monotonic)
    }

    private func encodeAgain(at time: Int64) {
        attempt { () throws(RecorderError) in
            try encoder.encodeLast(at: time) { shared.output.push($0) }
        }
        shared.counters.encoded.add(1, ordering: .relaxed)
        shared.counters.duplicated.add(1, ordering: .relaxed)
        let position = Duration.ticks(time, timescale: encoder.format.timescale)
        shared.counters.videoPosition.store(position.nanoseconds, ordering: .relaxed)
    }

    private func close() {
        isClosed = true
        shared.gate.remove(inlet.source)
        shared.post(.sourceCompleted(inlet.source))
    }

    private func note(_ gap: Gap, droppedHere: Int64) {
        // What was dropped beyond this gap belongs to the next one.
        let accounted = min(droppedHere, gap.frames ?? 0)
        droppedSeen += accounted
        shared.counters.lostBySource.add((gap.frames ?? 0) - accounted, ordering: .relaxed)
        shared.events.send(.gap(gap))
    }

    private func attempt(_ body: () throws(RecorderError) -> Void) {
        do throws(RecorderError) {
            try body()
        } catch {
            isClosed = true
            hasFailed = true
            shared.post(.stop(error))
        }
    }
}
