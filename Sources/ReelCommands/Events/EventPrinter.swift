import Reel

/// Tells a recording's events to people (on standard error) and to programs (as JSON lines).
///
/// Runs on the thread `reel-events`, so that a reader who does not read holds up nothing but this.
struct EventPrinter {
    private let json: LineOutput?
    private let screen: Screen
    private var state = RecordingState.idle
    private var progress = Progress()

    private init(json: LineOutput?, screen: Screen) {
        self.json = json
        self.screen = screen
    }

    /// Prints until the subscription ends, on a thread of its own; nil when there can be none, and nobody is told.
    ///
    /// Events go to `json` where it is given, sentences and the live line to standard error, which `terminal` describes.
    static func start(
        _ events: EventSubscription, json: LineOutput?, terminal: Terminal?, glyphs: Glyphs
    ) -> Printing? {
        let printing = Printing()
        do throws(SystemError) {
            let output = try LineOutput(duplicating: 2)
            _ = try NamedThread("reel-events") {
                let screen = Screen(output: output, terminal: terminal, glyphs: glyphs)
                var printer = EventPrinter(json: json, screen: screen)
                while let event = events.waitForNext() { printer.print(event) }
                screen.clearLiveLine()
                printing.hasEnded()
            }
            return printing
        } catch {
            return nil
        }
    }

    private mutating func print(_ event: RecordingEvent) {
        json?.write(event.json.text + "\n")
        switch event.kind {
        case .state(let state, _, _):
            self.state = state
            screen.show(state, progress)
        case .progress(let progress):
            self.progress = progress
            screen.show(state, progress)
        case .warning(let warning):
            screen.say("reel: warning: \(warning.message)")
        case .error(let error):
            screen.say("reel: \(error)")
        case .file(let file):
            if let sentence = Self.sentence(for: file) { screen.say(sentence) }
        case .delivery(let delivery):
            if let sentence = Self.sentence(for: delivery) { screen.say(sentence) }
        case .gap:
            break
        }
    }

    private static func sentence(for file: FileReport) -> String? {
        switch file.stage {
        case .opened:
            return nil
        case .finished:
            let length = LiveLine.clock(file.duration)
            return "reel: \(file.path): \(length), \(LiveLine.bytes(file.bytes))"
        case .abandoned:
            return
                "reel: \(file.path) could not be finished; what was recorded is in \(file.temporaryPath ?? file.path)"
        }
    }

    private static func sentence(for delivery: DeliveryReport) -> String? {
        switch delivery.stage {
        case .uploading: nil
        case .verified: "reel: \(delivery.file) is delivered: \(delivery.location ?? delivery.sink)"
        case .failed: "reel: \(delivery.file) is not delivered: \(delivery.error?.description ?? delivery.sink)"
        }
    }
}
