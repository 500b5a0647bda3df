import ReelModel
import Synchronization

/// Where sound enters; see `SourceInlet`.
typealias AudioInlet = SourceInlet<AudioBlock>

extension SourceInlet: AudioReceiver where Media == AudioBlock {
    /// Should the pump be five seconds behind, the block that finds no room is counted; its place in time stays, and
    /// becomes silence.
    static var depth: Int { 256 }

    func receive(_ block: consuming AudioBlock) {
        if !take(block) { counters.soundOverruns.add(1, ordering: .relaxed) }
    }
}
