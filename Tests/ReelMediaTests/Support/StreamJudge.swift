import Foundation
import TestSupport

/// What ffmpeg and ffprobe say about a stream of bytes: the independent reader that encoders are judged by.
enum StreamJudge {
    /// Decodes a stream to raw pictures of `pixels`, colours by what the stream says of itself.
    static func pictures(of stream: Data, format: String, pixels: String) throws -> Data {
        try Program.output(
            "ffmpeg",
            [
                "-v", "error", "-xerror", "-f", format, "-i", "-", "-fps_mode", "passthrough", "-sws_flags",
                "accurate_rnd+full_chroma_int+full_chroma_inp+bitexact", "-f", "rawvideo", "-pix_fmt", pixels, "-",
            ], input: stream)
    }

    /// Decodes a stream to planes of floats, one array a channel.
    static func sound(of stream: Data, format: String, channels: Int) throws -> [[Float]] {
        let bytes = try Program.output(
            "ffmpeg", ["-v", "error", "-xerror", "-f", format, "-i", "-", "-f", "f32le", "-"], input: stream)
        let samples = unsafe bytes.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
        return (0..<channels).map { channel in
            stride(from: channel, to: samples.count, by: channels).map { samples[$0] }
        }
    }

    /// One value that ffprobe tells of the first stream: `pix_fmt`, `color_range`, …
    static func probe(_ stream: Data, format: String, _ entry: String) throws -> String {
        let output = try Program.output(
            "ffprobe",
            [
                "-v", "error", "-f", format, "-select_streams", "0", "-show_entries", "stream=\(entry)", "-of",
                "default=nokey=1:noprint_wrappers=1", "-",
            ], input: stream)
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
