import ReelModel
import ReelSystem

/// When the frames of a file are due: the first when the source starts, each later one by the rate.
struct VideoPacer {
    let rate: FrameRate
    let pace: SourcePace
    let clocks: any Clocks
    private let start: MediaTime

    init(rate: FrameRate, pace: SourcePace, clocks: any Clocks) {
        self.rate = rate
        self.pace = pace
        self.clocks = clocks
        start = clocks.monotonic
    }

    func timestamp(ofFrame number: Int64) -> MediaTime {
        start.advanced(by: rate.start(ofFrame: number))
    }

    /// Waits until frame `number` is due, which unpaced it always is; false when the source is to stop.
    func wait(forFrame number: Int64, on thread: DeliveryThread) -> Bool {
        switch pace {
        case .live: thread.sleep(until: timestamp(ofFrame: number), by: clocks)
        case .unpaced: !thread.isStopping
        }
    }
}
