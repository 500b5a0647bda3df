import TestSupport

/// Runs ffmpeg, quietly, to its end.
func runFFmpeg(_ arguments: [String]) throws {
    try Program.output("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments)
}
