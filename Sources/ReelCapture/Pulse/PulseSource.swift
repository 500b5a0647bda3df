import ReelModel
import ReelSystem
import Synchronization

/// A source of a PulseAudio server, or of PipeWire's server that speaks its protocol.
///
/// Blocks come from libpulse's thread, `reel-pulse`, about 50 a second, each stamped by the server's own timing.
public final class PulseSource: AudioSource {
    private enum State {
        case idle
        case prepared(PulseStream)
        case stopped
    }

    public let pace = SourcePace.live
    private let selector: PulseSelector
    private let request: AudioRequest
    private let server: String?
    private let timeLimit: Duration
    private let clocks: any Clocks
    private let state = Mutex(State.idle)
    private let description = Mutex<SoundSourceDescription?>(nil)

    /// The source that `selector` names, on `server` (nil: where libpulse looks by itself).
    ///
    /// `timeLimit` bounds each answer of the server that `prepare` waits for.
    public init(
        _ selector: PulseSelector, request: AudioRequest = AudioRequest(), server: String? = nil,
        timeLimit: Duration = .seconds(5), clocks: any Clocks = SystemClocks()
    ) {
        self.selector = selector
        self.request = request
        self.server = server
        self.timeLimit = timeLimit
        self.clocks = clocks
    }

    public var name: String {
        if let description = description.withLock({ $0 }) { return "\(description.description) (\(description.name))" }
        switch selector {
        case .default: return "the default sound source"
        case .monitor: return "the monitor of the default sink"
        case .named(let name): return name
        }
    }

    /// What happened to the stream so far.
    public var statistics: PulseStatistics {
        // Not under `state`'s lock: the stream takes the loop's, under which a receiver may stop this source.
        stream?.statistics ?? PulseStatistics()
    }

    private var stream: PulseStream? {
        state.withLock { state in
            switch state {
            case .prepared(let stream): stream
            case .idle, .stopped: nil
            }
        }
    }

    public func prepare() throws(RecorderError) -> AudioFormat {
        let connection = try PulseConnection(server: server, timeLimit: timeLimit)
        let configuration: PulseStreamConfiguration
        do throws(RecorderError) {
            configuration = try PulseStreamConfiguration(
                source: connection.directory().source(for: selector), request: request,
                followsDefault: selector == .default)
        } catch {
            connection.close()
            throw error
        }
        let stream = try PulseStream(on: connection, configuration: configuration, timeLimit: timeLimit, clocks: clocks)
        description.withLock { $0 = configuration.source.description }
        let isKept = state.withLock { state in
            guard case .idle = state else { return false }
            state = .prepared(stream)
            return true
        }
        if !isKept { stream.end() }
        return stream.format
    }

    public func start(delivering receiver: any AudioReceiver) throws(RecorderError) {
        let isIdle = state.withLock { state in
            if case .idle = state { true } else { false }
        }
        if isIdle { throw RecorderError(.defect, "\(name) was started before it was prepared.") }
        try stream?.start(delivering: receiver)
    }

    public func stop() {
        let stream: PulseStream? = state.withLock { state in
            guard case .prepared(let stream) = state else {
                state = .stopped
                return nil
            }
            return stream
        }
        stream?.end()
        state.withLock { $0 = .stopped }
    }

    deinit {
        stop()
    }
}
