import ReelMedia
import ReelModel
import ReelSystem
import Synchronization

/// Takes sound from the inlet, places it on the timeline, encodes it and hands the packets to the writer.
///
/// Runs on one thread of its own, `reel-audio`. Live sound that comes before the origin is settled waits, at most a second
/// of it; what was heard before the origin is left out.
final class AudioPump {
    /// How much silence is encoded at a time.
    private static let silenceChunk: Int64 = 4_096
    /// How often silence is written while the source is lost.
    private static let standInStep = Duration.milliseconds(100)
    /// How long nothing may come before the clock is asked.
    private static let patience = Duration.milliseconds(250)
    /// How late a live source's sound may be before silence takes its place: some virtual sources deliver every two
    /// seconds.
    private static let stallLimit = Duration.seconds(3)

    private let inlet: AudioInlet
    private let encoders: [any AudioEncoder]
    private let resampler: Resampler
    private let rate: Int64
    /// Whether this is the recording's only source, whose first sample is the origin.
    private let settlesOrigin: Bool
    /// The samples after which the recording is to end; nil for never.
    private let askedEnd: Int64?
    private let shared: PumpContext

    /// Blocks that wait for the origin: 50 of 20 ms are a second.
    private let early = BoundedQueue<AudioBlock>(capacity: 50)
    private let buffer: PlanarAudioBuffer
    private var meter: LevelMeter
    private var timeline: AudioTimeline?
    /// Samples given to the encoders so far.
    private var position: Int64 = 0
    /// Samples still to be left out.
    private var skip: Int64 = 0
    private var samplesSinceLevels: Int64 = 0
    /// Nothing is encoded any more, because the end is reached or an encoder failed; the source is only drained until
    /// it is stopped, so that it never waits.
    private var isClosed = false
    private var hasFailed = false

    init(
        inlet: AudioInlet, encoders: sending [any AudioEncoder], resampler: sending Resampler, plan: SoundPlan,
        settlesOrigin: Bool, end: Duration?, shared: PumpContext
    ) {
        self.inlet = inlet
        self.encoders = encoders
        self.resampler = resampler
        rate = Int64(plan.rate)
        self.settlesOrigin = settlesOrigin
        askedEnd = end?.ticks(timescale: Int64(plan.rate))
        self.shared = shared
        buffer = PlanarAudioBuffer(channels: plan.channels)
        meter = LevelMeter(channels: plan.channels)
    }

    /// Runs until the inlet is closed and empty; what resampler and encoders still hold then follows.
    func run() {
        taking: while true {
            switch inlet.queue.pop(timeout: Self.patience) {
            case .element(let block): take(block)
            case .timedOut: bridgeStall()
            case .closed: break taking
            }
        }
        sourceEnded()
        if !hasFailed {
            attempt { () throws(RecorderError) in
                try drainResampler()
                for encoder in encoders { try encoder.finish { shared.output.push($0) } }
            }
        }
        shared.output.pumpEnded()
    }

    /// The source delivers no more: it is at its end or lost, or the recording ends.
    private func sourceEnded() {
        let overruns = shared.counters.soundOverruns.load(ordering: .relaxed)
        if overruns > 0 {
            let warning = RecordingWarning(
                "sound-overrun",
                "\(overruns) blocks of sound were lost because the machine was too busy to take them; silence stands there."
            )
            shared.events.send(.warning(warning))
        }
        if inlet.isFinite, !shared.isEnding.withLock({ $0 }) {
            // The limit before the gate: whoever is let go has to know where to stop.
            shared.limit.sourceEnded(at: .ticks(position + Int64(resampler.delay), timescale: rate))
            if inlet.loss.value == nil { shared.post(.sourceEnded(inlet.source, nil)) }
        }
        shared.gate.remove(inlet.source)
        if let loss = inlet.loss.value, !inlet.isFinite { standIn(for: loss) }
    }

    /// Fills with exact silence what a live source has been silent about for three seconds and more, so that the track keeps
    /// up with the others and comes to its end; what then comes late is left out.
    private func bridgeStall() {
        guard inlet.pace == .live, !isClosed, !shared.isEnding.withLock({ $0 }), let origin = shared.origin.time else {
            return
        }
        let timeline = timeline ?? AudioTimeline(origin: origin, rate: Int(rate))
        let due = timeline.position(of: shared.clocks.monotonic) - Self.stallLimit.ticks(timescale: rate) - position
        guard due > 0 else { return }
        self.timeline = timeline
        let gap = Gap(
            kind: .silence, start: .ticks(position, timescale: rate), duration: .ticks(due, timescale: rate))
        shared.events.send(.gap(gap))
        attempt { () throws(RecorderError) in try fill(with: due) }
    }

    /// Places a block, or keeps it until the origin is settled.
    private func take(_ block: consuming AudioBlock) {
        guard let origin = origin(for: block) else {
            if early.count == early.capacity { _ = early.pop() }
            _ = early.push(block)
            return
        }
        while early.count > 0, case .element(let waiting) = early.pop() { place(waiting, from: origin) }
        place(block, from: origin)
    }

    /// The origin as far as this block may settle or wait for it: live sound must not be held up, other sound can be.
    private func origin(for block: borrowing AudioBlock) -> MediaTime? {
        if settlesOrigin || shared.origin.isReleased { return shared.origin.settle(at: block.timestamp) }
        switch inlet.pace {
        case .live: return shared.origin.time
        case .unpaced:
            if let origin = shared.origin.waitUntilSettled() { return origin }
            return shared.origin.isReleased ? shared.origin.settle(at: block.timestamp) : nil
        }
    }

    private func place(_ block: consuming AudioBlock, from origin: MediaTime) {
        if isClosed { return }
        let at = Duration.ticks(position, timescale: rate)
        switch inlet.pace {
        case .live: shared.gate.report(inlet.source, at: at)
        case .unpaced: shared.gate.pass(inlet.source, at: at)
        }
        var timeline = timeline ?? AudioTimeline(origin: origin, rate: Int(rate))
        let duration = Duration.ticks(Int64(block.frameCount), timescale: Int64(block.format.rate))
        let next = position + Int64(resampler.delay) - skip
        if block.isHole {
            let hole = timeline.placeHole(timestamp: block.timestamp, duration: duration, next: next)
            self.timeline = timeline
            shared.events.send(.gap(hole.gap))
            attempt { () throws(RecorderError) in try fill(with: hole.silence) }
        } else {
            let placement = timeline.place(timestamp: block.timestamp, duration: duration, next: next)
            self.timeline = timeline
            if let gap = placement.gap { shared.events.send(.gap(gap)) }
            write(block, placement)
        }
    }

    private func write(_ block: borrowing AudioBlock, _ placement: AudioTimeline.Placement) {
        attempt { () throws(RecorderError) in
            if placement.silence > 0 { try fill(with: placement.silence) }
            skip += placement.skip
            try resampler.setCompensation(placement.stretch)
            try resampler.convert(block, into: buffer)
            try encode()
        }
    }

    /// Lets the recording go on without the source: exact silence, as time passes, until the end.
    private func standIn(for loss: RecorderError) {
        guard !isClosed, shared.goesOnWithoutSource() else { return }
        // A source that was lost before its first sound has no timeline yet; its track is silence from the start.
        guard let timeline = timeline ?? shared.origin.time.map({ AudioTimeline(origin: $0, rate: Int(rate)) }) else {
            return
        }
        shared.events.send(.warning(RecordingWarning("sound-lost", loss.message)))
        attempt { () throws(RecorderError) in try drainResampler() }
        let start = position
        while !isClosed, !shared.isEnding.wait(until: { $0 }, timeout: Self.standInStep, then: { $0 }) {
            let due = timeline.position(of: shared.clocks.monotonic) - position
            if due > 0 { attempt { () throws(RecorderError) in try fill(with: due) } }
        }
        let gap = Gap(
            kind: .silence, start: .ticks(start, timescale: rate), duration: .ticks(position - start, timescale: rate))
        shared.events.send(.gap(gap))
    }

    /// Lets the resampler give what it holds, then puts `count` samples of silence behind it.
    private func fill(with count: Int64) throws(RecorderError) {
        try drainResampler()
        var left = count
        while left > 0, !isClosed {
            let chunk = min(left, Self.silenceChunk)
            left -= chunk
            buffer.appendSilence(Int(chunk))
            try encode()
        }
    }

    private func drainResampler() throws(RecorderError) {
        try resampler.flush(into: buffer)
        try encode()
    }

    /// The samples after which the recording is to end: as asked, or because its files have been read.
    private var endPosition: Int64? {
        guard let limit = shared.limit.end?.ticks(timescale: rate) else { return askedEnd }
        return min(askedEnd ?? limit, limit)
    }

    /// Encodes and empties the buffer, less what is to be left out and what lies behind the end.
    private func encode() throws(RecorderError) {
        let skipped = min(skip, Int64(buffer.frameCount))
        skip -= skipped
        buffer.removeFirst(Int(skipped))
        let count = Int(min(Int64(buffer.frameCount), endPosition.map { max(0, $0 - position) } ?? .max))
        if count > 0 {
            let stride = buffer.planeStride
            try buffer.withSamples { (samples) throws(RecorderError) in
                for encoder in encoders {
                    try encoder.encode(samples, planeStride: stride, frameCount: count) { shared.output.push($0) }
                }
                meter.add(samples, planeStride: stride, frameCount: count)
            }
            position += Int64(count)
            shared.counters.audioPosition.store(
                Duration.ticks(position, timescale: rate).nanoseconds, ordering: .relaxed)
            publishLevels(after: count)
        }
        buffer.removeAll()
        if let endPosition, position >= endPosition, !isClosed {
            isClosed = true
            shared.gate.remove(inlet.source)
            shared.post(.sourceCompleted(inlet.source))
        }
    }

    /// Once a second of sound the levels are put where the progress report finds them.
    private func publishLevels(after count: Int) {
        samplesSinceLevels += Int64(count)
        guard samplesSinceLevels >= rate else { return }
        samplesSinceLevels = 0
        let levels = meter.read()
        shared.counters.levels.withLock { $0 = levels }
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
