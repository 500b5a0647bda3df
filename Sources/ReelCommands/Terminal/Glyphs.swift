/// The characters that the live line is drawn with.
struct Glyphs: Hashable, Sendable {
    var recording: String
    var waiting: String
    var paused: String
    var stopping: String
    var finished: String
    var failed: String
    var barFull: String
    var barEmpty: String
    var silence: String

    static let unicode = Glyphs(
        recording: "●", waiting: "○", paused: "‖", stopping: "■", finished: "✓", failed: "✗", barFull: "█",
        barEmpty: "·", silence: "-∞")
    /// For terminals that do not say they know UTF-8.
    static let ascii = Glyphs(
        recording: "*", waiting: "o", paused: "=", stopping: "#", finished: "+", failed: "x", barFull: "#",
        barEmpty: "-", silence: "off")
}
