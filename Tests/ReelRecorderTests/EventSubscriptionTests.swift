import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelRecorder

@Suite("Listening to events")
struct EventSubscriptionTests {
    static func broadcaster() -> EventBroadcaster {
        let clocks = TestClocks()
        return EventBroadcaster(recording: RecorderEnvironment.randomID(startingAt: clocks.wall), clocks: clocks)
    }

    static func warning(_ number: Int) -> RecordingEvent.Kind {
        .warning(RecordingWarning("test", "\(number)"))
    }

    static func progress(_ bytes: Int64) -> RecordingEvent.Kind {
        var progress = Progress()
        progress.bytes = bytes
        return .progress(progress)
    }

    @Test func `a listener who does not read misses no event, but only hears the newest of two progress reports`() async
    {
        let broadcaster = Self.broadcaster()
        let events = broadcaster.subscribe()
        for number in 0..<1_000 {
            broadcaster.send(Self.progress(Int64(3 * number)))
            broadcaster.send(Self.progress(Int64(3 * number + 1)))
            broadcaster.send(Self.warning(number))
        }
        broadcaster.finish()
        var heard: [RecordingEvent.Kind] = []
        for await event in events { heard.append(event.kind) }
        #expect(heard == (0..<1_000).flatMap { [Self.progress(Int64(3 * $0 + 1)), Self.warning($0)] })
    }

    @Test func `a task that waits is woken by the next event, and by the end`() async {
        let broadcaster = Self.broadcaster()
        let events = broadcaster.subscribe()
        let listener = Task { () -> [RecordingEvent.Kind] in
            var heard: [RecordingEvent.Kind] = []
            for await event in events { heard.append(event.kind) }
            return heard
        }
        for number in 0..<100 {
            broadcaster.send(Self.warning(number))
            await Task.yield()
        }
        broadcaster.finish()
        #expect(await listener.value == (0..<100).map(Self.warning))
    }

    @Test func `a thread that waits is woken by the next event, and by the end`() throws {
        let broadcaster = Self.broadcaster()
        let events = broadcaster.subscribe()
        let count = Shared(0)
        let listener = try NamedThread("listener") {
            while events.waitForNext() != nil { count.value += 1 }
        }
        for number in 0..<100 { broadcaster.send(Self.warning(number)) }
        broadcaster.finish()
        listener.join()
        #expect(count.value == 100)
    }

    @Test func `a cancelled task stops listening`() async {
        let broadcaster = Self.broadcaster()
        let events = broadcaster.subscribe()
        let listener = Task { () -> Int in
            var count = 0
            for await _ in events { count += 1 }
            return count
        }
        listener.cancel()
        #expect(await listener.value == 0)
        broadcaster.finish()
    }

    @Test func `who comes after the end hears that it is over`() {
        let broadcaster = Self.broadcaster()
        broadcaster.finish()
        #expect(broadcaster.subscribe().waitForNext() == nil)
    }

    @Test func `every listener hears the same order from several threads`() throws {
        let broadcaster = Self.broadcaster()
        let (first, second) = (broadcaster.subscribe(), broadcaster.subscribe())
        let senders = try (0..<4).map { sender in
            try NamedThread("sender") {
                for number in 0..<250 { broadcaster.send(Self.warning(1_000 * sender + number)) }
            }
        }
        for sender in senders { sender.join() }
        broadcaster.finish()
        var orders: [[RecordingEvent.Kind]] = []
        for events in [first, second] {
            var order: [RecordingEvent.Kind] = []
            while let event = events.waitForNext() { order.append(event.kind) }
            orders.append(order)
        }
        #expect(orders[0].count == 1_000)
        #expect(orders[0] == orders[1])
    }
}
