/// A fixed ring of elements that may be noncopyable; used under a lock.
@safe
struct Ring<Element: ~Copyable>: ~Copyable {
    let capacity: Int
    var isClosed = false
    private(set) var count = 0
    private var first = 0
    private let storage: UnsafeMutablePointer<Element>

    init(capacity: Int) {
        precondition(capacity > 0, "a ring holds at least one element")
        self.capacity = capacity
        unsafe storage = .allocate(capacity: capacity)
    }

    mutating func append(_ element: consuming Element) {
        precondition(count < capacity, "room was checked")
        unsafe (storage + (first + count) % capacity).initialize(to: element)
        count += 1
    }

    mutating func removeFirst() -> Element {
        precondition(count > 0, "an element is there")
        let position = first
        first = (first + 1) % capacity
        count -= 1
        return unsafe (storage + position).move()
    }

    deinit {
        for index in 0..<count { unsafe (storage + (first + index) % capacity).deinitialize(count: 1) }
        unsafe storage.deallocate()
    }
}
