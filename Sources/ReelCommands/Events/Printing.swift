import Reel

/// Events that are being printed on a thread, to be waited for.
final class Printing: Sendable {
    private let ending: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (ending, continuation) = AsyncStream.makeStream(of: Never.self)
    }

    /// Everything is printed.
    func hasEnded() {
        continuation.finish()
    }

    /// Waits until everything is printed, at most for `limit`.
    func end(within limit: Duration) async {
        let ending = ending
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in ending {} }
            group.addTask {
                // Cancelled when everything is printed, which is what is waited for.
                do { try await Task.sleep(for: limit) } catch {}
            }
            await group.next()
            group.cancelAll()
        }
    }
}
