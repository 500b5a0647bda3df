import CPulse
import ReelModel
import ReelSystem

/// Owns one recording stream (`pa_stream`) and its connection, and turns fragments into blocks on the loop's thread.
///
/// Blocks are placed by `PulseTiming`. Nothing is read before the server has told the time of its samples, at the start
/// and again after everything that breaks the run of samples; until then fragments wait in libpulse.
///
/// `@unchecked Sendable`: everything that changes is touched under the loop's lock only, in which callbacks run.
@safe
final class PulseStream: @unchecked Sendable {
    /// Whether `end` has been called, and has done its work.
    private enum Phase {
        case open
        case ending
        case ended
    }

    let format: AudioFormat
    private let sourceName: String
    private let connection: PulseConnection
    private let stream: OpaquePointer
    private let pool: HeapBufferPool
    private let clocks: any Clocks
    private let state = WaitableMutex(PA_STREAM_UNCONNECTED)
    private let phase = WaitableMutex(Phase.open)
    private var receiver: (any AudioReceiver)?
    private var timing: PulseTiming
    /// Questions about timing that have to be answered before anything is read.
    private var openQuestions = 0
    private var counts = PulseStatistics()

    /// A stream on `connection`, which it takes over and closes when it ends.
    init(
        on connection: PulseConnection, configuration: PulseStreamConfiguration, timeLimit: Duration,
        clocks: any Clocks
    ) throws(RecorderError) {
        format = configuration.format
        sourceName = configuration.source.description.name
        self.connection = connection
        self.clocks = clocks
        // Five fragments' length a slot; a longer fragment is cut into pieces.
        pool = HeapBufferPool(slots: 96, slotBytes: format.rate / 10 * format.bytesPerFrame)
        let created = unsafe connection.withLock { unsafe configuration.makeStream(on: connection.context) }
        guard let stream = unsafe created else {
            connection.close()
            throw PulseConnection.outOfMemory
        }
        unsafe self.stream = unsafe stream
        timing = PulseTiming(format: format)
        do throws(RecorderError) {
            try connect(configuration, timeLimit: timeLimit)
        } catch {
            end()
            throw error
        }
    }

    private func connect(_ configuration: PulseStreamConfiguration, timeLimit: Duration) throws(RecorderError) {
        let status = connection.withLock {
            unsafe pa_stream_set_state_callback(stream, Self.stateChanged, address)
            unsafe pa_stream_set_read_callback(stream, Self.dataCame, address)
            unsafe pa_stream_set_latency_update_callback(stream, Self.timingUpdated, address)
            unsafe pa_stream_set_overflow_callback(stream, Self.overflowed, address)
            unsafe pa_stream_set_moved_callback(stream, Self.moved, address)
            unsafe pa_stream_set_suspended_callback(stream, Self.suspended, address)
            return unsafe configuration.connect(stream)
        }
        let reached = state.wait(
            until: { $0 == PA_STREAM_READY || $0 == PA_STREAM_FAILED || $0 == PA_STREAM_TERMINATED },
            timeout: status < 0 ? .zero : timeLimit, then: { $0 })
        guard reached == PA_STREAM_READY else {
            throw RecorderError(
                .soundSourceNotFound, "Nothing can be recorded from the sound source \(sourceName): \(reason).")
        }
    }

    /// Unretained: `end` takes the callbacks off before this object can go.
    private var address: UnsafeMutableRawPointer {
        unsafe Unmanaged.passUnretained(self).toOpaque()
    }

    private var reason: String {
        PulseConnection.reason(of: connection.withLock { unsafe pa_context_errno(connection.context) })
    }

    /// Uncorks the stream and delivers to `receiver` from then on.
    func start(delivering receiver: any AudioReceiver) throws(RecorderError) {
        let isReady = connection.withLock {
            guard unsafe pa_stream_get_state(stream) == PA_STREAM_READY else { return false }
            self.receiver = receiver
            unsafe finish(pa_stream_cork(stream, 0, nil, nil))
            askForTiming()
            return true
        }
        if !isReady { throw lost(reason) }
    }

    /// Gives up the handle of an operation that goes on by itself.
    private func finish(_ operation: OpaquePointer?) {
        if let operation = unsafe operation { unsafe pa_operation_unref(operation) }
    }

    var statistics: PulseStatistics { connection.withLock { counts } }

    /// Ends stream and connection; afterwards nothing is delivered. From a receiver the thread ends a little later.
    func end() {
        if connection.isLoopThread {
            receiver = nil
            do throws(SystemError) {
                _ = try NamedThread("reel-pulse-end") { [self] in end() }
            } catch {
                // Without threads the connection stays open, silent; the process is in deeper trouble than that.
                return
            }
            return
        }
        let isMine = phase.update { phase in
            guard phase == .open else { return false }
            phase = .ending
            return true
        }
        guard isMine else {
            phase.wait(until: { $0 == .ended }, then: { _ in })
            return
        }
        connection.withLock {
            receiver = nil
            unsafe pa_stream_set_state_callback(stream, nil, nil)
            unsafe pa_stream_set_read_callback(stream, nil, nil)
            unsafe pa_stream_set_latency_update_callback(stream, nil, nil)
            unsafe pa_stream_set_overflow_callback(stream, nil, nil)
            unsafe pa_stream_set_moved_callback(stream, nil, nil)
            unsafe pa_stream_set_suspended_callback(stream, nil, nil)
            unsafe pa_stream_disconnect(stream)
            unsafe pa_stream_unref(stream)
        }
        connection.close()
        phase.update { $0 = .ended }
    }

    // MARK: - On the loop's thread

    /// Asks how the samples lie in time; until the answer nothing is read.
    private func askForTiming() {
        guard let question = unsafe pa_stream_update_timing_info(stream, Self.timingAnswered, address) else { return }
        timing.restart()
        openQuestions += 1
        unsafe finish(question)
    }

    private func updateTiming() {
        guard openQuestions == 0, let information = unsafe pa_stream_get_timing_info(stream) else { return }
        unsafe timing.update(information.pointee, now: clocks.monotonic)
    }

    private func deliverFragments() {
        while openQuestions == 0, receiver != nil {
            var bytes: UnsafeRawPointer?
            var count = 0
            guard unsafe pa_stream_peek(stream, &bytes, &count) >= 0, count > 0 else { return }
            counts.fragments += 1
            let start = timing.place(bytes: count, now: clocks.monotonic)
            unsafe deliver(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count), count, at: start)
            unsafe pa_stream_drop(stream)
        }
    }

    /// Delivers a fragment of `count` bytes in pieces of at most a slot; without bytes it is a hole.
    private func deliver(_ bytes: UnsafeRawBufferPointer, _ count: Int, at start: MediaTime) {
        let frames = count / format.bytesPerFrame
        let framesPerSlot = pool.slotBytes / format.bytesPerFrame
        for first in stride(from: 0, to: frames, by: framesPerSlot) {
            // Looked up for each piece: a receiver may stop the source from within its call.
            guard let receiver else { return }
            let piece = min(framesPerSlot, frames - first)
            let timestamp = start.advanced(by: .ticks(Int64(first), timescale: Int64(format.rate)))
            var loan: BufferLoan?
            if unsafe bytes.isEmpty {
                counts.holeFrames += Int64(piece)
            } else {
                loan = pool.lend()
                let range = first * format.bytesPerFrame..<(first + piece) * format.bytesPerFrame
                if unsafe loan?.copy(UnsafeRawBufferPointer(rebasing: bytes[range])) == nil {
                    counts.overrunFrames += Int64(piece)
                }
            }
            receiver.receive(.of(loan, format: format, timestamp: timestamp, frameCount: piece))
        }
    }

    private func lost(_ reason: String) -> RecorderError {
        RecorderError(
            .sourceLost, "The sound source \(sourceName) was lost: \(reason); check the sound server.", cause: reason)
    }

    private func stateDidChange() {
        let reached = unsafe pa_stream_get_state(stream)
        state.update { $0 = reached }
        guard reached == PA_STREAM_FAILED || reached == PA_STREAM_TERMINATED, let receiver else { return }
        self.receiver = nil
        receiver.sourceEnded(lost(reason))
    }

    private static func stream(at address: UnsafeMutableRawPointer?) -> PulseStream? {
        unsafe address.map { unsafe Unmanaged<PulseStream>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let stateChanged: pa_stream_notify_cb_t = { _, address in
        unsafe stream(at: address)?.stateDidChange()
    }

    private static let dataCame: pa_stream_request_cb_t = { _, _, address in
        unsafe stream(at: address)?.deliverFragments()
    }

    private static let timingUpdated: pa_stream_notify_cb_t = { _, address in
        unsafe stream(at: address)?.updateTiming()
    }

    private static let timingAnswered: pa_stream_success_cb_t = { _, _, address in
        guard let stream = unsafe stream(at: address) else { return }
        stream.openQuestions -= 1
        stream.updateTiming()
        stream.deliverFragments()
    }

    private static let overflowed: pa_stream_notify_cb_t = { _, address in
        guard let stream = unsafe stream(at: address) else { return }
        stream.counts.overflows += 1
        stream.askForTiming()
    }

    private static let moved: pa_stream_notify_cb_t = { _, address in
        guard let stream = unsafe stream(at: address) else { return }
        stream.counts.moves += 1
        stream.askForTiming()
    }

    private static let suspended: pa_stream_notify_cb_t = { subject, address in
        guard let stream = unsafe stream(at: address) else { return }
        if unsafe pa_stream_is_suspended(subject) > 0 { stream.counts.suspensions += 1 }
        stream.askForTiming()
    }
}

extension BufferLoan {
    fileprivate borrowing func copy(_ bytes: UnsafeRawBufferPointer) {
        unsafe withMutableBytes { unsafe $0.copyMemory(from: bytes) }
    }
}
