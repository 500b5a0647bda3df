import Glibc
import ReelModel
import ReelSystem
import Testing

@testable import ReelRecorder

@Suite("Keeping unpaced tracks together")
struct InterleaveGateTests {
    /// Lets track 0 come to `position` on a thread, acts once it is there, and returns whether it passed only then.
    static func passes(_ gate: InterleaveGate, at position: Duration, after act: () -> Void) throws -> Bool {
        let (hasActed, passedAfterwards) = (Shared(false), Shared(false))
        let thread = try NamedThread("fast") {
            gate.pass(0, at: position)
            passedAfterwards.value = hasActed.value
        }
        while gate.position(of: 0) != position { sched_yield() }
        hasActed.value = true
        act()
        thread.join()
        return passedAfterwards.value
    }

    @Test func `a track 200 ms ahead goes on at once`() {
        let gate = InterleaveGate(tracks: 2)
        gate.pass(0, at: .milliseconds(200))
    }

    @Test func `a track further ahead waits until the other has come closer`() throws {
        let gate = InterleaveGate(tracks: 2)
        #expect(try Self.passes(gate, at: .seconds(5)) { gate.report(1, at: .milliseconds(4_800)) })
    }

    @Test func `it waits no longer when the other has ended`() throws {
        let gate = InterleaveGate(tracks: 2)
        #expect(try Self.passes(gate, at: .seconds(5)) { gate.remove(1) })
    }

    @Test func `it waits no longer when the gate is opened for good`() throws {
        let gate = InterleaveGate(tracks: 2)
        #expect(try Self.passes(gate, at: .seconds(5)) { gate.open() })
    }

    @Test func `a track alone never waits`() {
        let gate = InterleaveGate(tracks: 1)
        gate.pass(0, at: .seconds(1_000_000))
    }
}
