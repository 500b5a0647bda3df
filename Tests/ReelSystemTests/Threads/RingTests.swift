import Testing

@testable import ReelSystem

struct RingTests {
    @Test func `a ring wraps around without losing or doubling a noncopyable element`() {
        let ended = EndCounter()
        var ring = Ring<Tracked>(capacity: 3)
        var next = 0
        var expected = 0
        // Fill levels 1, 2 and 3 pass over every position of the ring.
        for level in [1, 2, 3, 2, 3, 1, 3] {
            while ring.count < level {
                ring.append(Tracked(counter: ended, number: next))
                next += 1
            }
            while ring.count > level - 1 {
                let element = ring.removeFirst()
                #expect(element.number == expected)
                expected += 1
            }
        }
        #expect(ended.count == expected)
        #expect(ring.count == next - expected)
    }

    @Test(arguments: 0...3, 0...3)
    func `a ring that ends takes what is inside with it, wherever that lies`(skipped: Int, kept: Int) {
        let ended = EndCounter()
        do {
            var ring = Ring<Tracked>(capacity: 3)
            for _ in 0..<skipped {
                ring.append(Tracked(counter: ended))
                _ = ring.removeFirst()
            }
            for _ in 0..<kept { ring.append(Tracked(counter: ended)) }
            #expect(ended.count == skipped)
        }
        #expect(ended.count == skipped + kept)
    }
}
