import ReelModel
import Testing

@testable import ReelRecorder

@Suite("The recording state machine")
struct RecordingStateMachineTests {
    typealias Machine = RecordingStateMachine
    typealias Input = RecordingStateMachine.Input

    static let broken = RecorderError(.writeFailed, "The disk failed.")
    static let lost = RecorderError(.sourceLost, "The camera is gone.")

    /// Every kind of input once, for a recording of two sources.
    static let everyInput: [Input] = [
        .start, .prepared, .prepareFailed(broken), .mediaReachedFile, .sourceCompleted(0), .sourceEnded(0, nil),
        .sourceEnded(1, lost), .stop(nil), .stop(broken), .writeFailed(broken), .closed(nil, hasFile: true),
        .closed(broken, hasFile: false),
        .closed(broken, hasFile: true),
    ]

    /// A way into each state.
    static let ways: [(RecordingState, [Input])] = [
        (.idle, []),
        (.starting, [.start]),
        (.recording, [.start, .prepared, .mediaReachedFile]),
        (.stopping, [.start, .prepared, .mediaReachedFile, .stop(nil)]),
        (.finished, [.start, .prepared, .mediaReachedFile, .stop(nil), .closed(nil, hasFile: true)]),
        (.failed, [.start, .prepareFailed(broken)]),
    ]

    static func machine(after inputs: [Input]) -> Machine {
        var machine = Machine(sourceCount: 2)
        for input in inputs { _ = machine.handle(input) }
        return machine
    }

    @Test("each way leads where it says", arguments: ways)
    func reaches(state: RecordingState, inputs: [Input]) {
        #expect(Self.machine(after: inputs).publicState == state)
    }

    @Test("a whole life asks for each step once and in order")
    func wholeLife() {
        var machine = Machine(sourceCount: 2)
        var actions: [Machine.Action] = []
        for input: Input in [.start, .prepared, .mediaReachedFile, .stop(nil), .closed(nil, hasFile: true)] {
            actions += machine.handle(input)
        }
        #expect(
            actions == [
                .announce(.starting, previous: .idle, error: nil), .prepare, .deliver,
                .announce(.recording, previous: .starting, error: nil),
                .announce(.stopping, previous: .recording, error: nil), .stopSources,
                .announce(.finished, previous: .stopping, error: nil), .release,
            ])
    }

    @Test("states only move forward, whatever comes next", arguments: ways)
    func onlyForward(state: RecordingState, inputs: [Input]) {
        let order: [RecordingState: Int] = [
            .idle: 0, .starting: 1, .recording: 2, .stopping: 3, .finished: 4, .failed: 4,
        ]
        for first in Self.everyInput {
            for second in Self.everyInput {
                var machine = Self.machine(after: inputs)
                var previous = machine.publicState
                for input in [first, second] {
                    let actions = machine.handle(input)
                    #expect(order[machine.publicState]! >= order[previous]!, "\(previous) took \(input)")
                    let announced = actions.contains { if case .announce = $0 { true } else { false } }
                    #expect(announced == (machine.publicState != previous))
                    previous = machine.publicState
                }
            }
        }
    }

    @Test("nothing changes or happens after the end", arguments: ways.filter { $0.0.isFinal })
    func endIsFinal(state: RecordingState, inputs: [Input]) {
        for input in Self.everyInput {
            var machine = Self.machine(after: inputs)
            #expect(machine.handle(input).isEmpty)
            #expect(machine.publicState == state)
        }
    }

    @Test("sources are asked to stop exactly once, however many reasons there are")
    func stopsOnce() {
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile])
        var stops = 0
        for input: Input in [
            .sourceEnded(1, Self.lost), .sourceEnded(0, nil), .writeFailed(Self.broken), .stop(nil),
            .closed(nil, hasFile: true),
        ] {
            stops += machine.handle(input).count { $0 == .stopSources }
        }
        #expect(stops == 1)
        #expect(machine.publicState == .finished)
    }

    @Test("the first reason for an end is the one that is told")
    func firstReasonCounts() {
        var machine = Self.machine(
            after: [.start, .prepared, .mediaReachedFile, .sourceEnded(1, Self.lost), .stop(nil)])
        _ = machine.handle(.writeFailed(Self.broken))
        let actions = machine.handle(.closed(nil, hasFile: true))
        #expect(actions.first == .announce(.finished, previous: .stopping, error: Self.lost))
    }

    @Test("a recording whose only file failed has failed, with the cause and not the consequence")
    func failedFile() {
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile, .writeFailed(Self.broken)])
        let actions = machine.handle(.closed(nil, hasFile: false))
        #expect(actions.first == .announce(.failed, previous: .stopping, error: Self.broken))
    }

    @Test("stopped before anything came, there is no file and a sentence says so")
    func stoppedBeforeMedia() {
        var machine = Self.machine(after: [.start, .stop(nil)])
        #expect(machine.publicState == .stopping)
        _ = machine.handle(.closed(nil, hasFile: false))
        #expect(machine.state == .failed(RecordingStateMachine.stoppedTooSoon))
    }

    @Test("a recording ends when every source holds all that was asked for")
    func completes() {
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile, .sourceCompleted(0)])
        #expect(machine.publicState == .recording)
        #expect(machine.handle(.sourceCompleted(1)).contains(.stopSources))
    }

    @Test("one file that failed beside one that is whole is told at the end")
    func oneOfTwoFilesFailed() {
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile, .stop(nil)])
        let actions = machine.handle(.closed(Self.broken, hasFile: true))
        #expect(actions.first == .announce(.finished, previous: .stopping, error: Self.broken))
    }

    @Test("a lost source is no end while another goes on, and is told at the end")
    func goesOnWithoutLostSource() {
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile])
        #expect(machine.handle(.sourceEnded(0, Self.lost)).isEmpty)
        #expect(machine.publicState == .recording)
        #expect(
            machine.handle(.stop(nil)).first == .announce(.stopping, previous: .recording, error: Self.lost))
    }

    @Test("when every source is lost the recording ends, with the first loss as its reason")
    func endsWithoutSources() {
        let second = RecorderError(.sourceLost, "The microphone is gone.")
        var machine = Self.machine(after: [.start, .prepared, .mediaReachedFile, .sourceEnded(0, Self.lost)])
        let actions = machine.handle(.sourceEnded(1, second))
        #expect(actions == [.announce(.stopping, previous: .recording, error: Self.lost), .stopSources])
    }

    @Test("a source that is lost before anything was recorded ends the start")
    func lostAtTheStart() {
        var machine = Self.machine(after: [.start, .prepared])
        #expect(machine.handle(.sourceEnded(0, Self.lost)).contains(.stopSources))
    }

    @Test("a stop that overtakes the start still ends whole: opening is not followed by delivery")
    func stopWhileOpening() {
        var machine = Self.machine(after: [.start, .stop(nil)])
        #expect(machine.handle(.prepared).isEmpty)
        #expect(machine.handle(.prepareFailed(Self.broken)).isEmpty)
        #expect(machine.publicState == .stopping)
    }
}
