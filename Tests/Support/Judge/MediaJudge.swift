import Foundation

/// What ffprobe and ffmpeg say about a file: the independent reader that all output is judged by.
public struct MediaJudge {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Everything about the file and its tracks.
    public func probe() throws -> MediaProbe {
        try decode(MediaProbe.self, ["-show_format", "-show_streams"])
    }

    /// All packets of the file, in its order.
    public func packets() throws -> [ProbedPacket] {
        struct Answer: Decodable {
            let packets: [ProbedPacket]
        }
        return try decode(Answer.self, ["-show_packets"]).packets
    }

    /// The decoded pictures or sound blocks of a track: `v:0`, `a:0`.
    public func frames(of track: String) throws -> [ProbedFrame] {
        struct Answer: Decodable {
            let frames: [ProbedFrame]
        }
        return try decode(Answer.self, ["-select_streams", track, "-show_frames"]).frames
    }

    /// What ffprobe complains about while it reads every packet; empty when the file is whole to it.
    public func complaints() throws -> String {
        try Program.run("ffprobe", ["-v", "warning", "-show_packets", "-of", "csv", path]).standardError
    }

    /// What ffmpeg complains about while it decodes everything; empty when all is well.
    ///
    /// In the file's own time base: rounded to whole frames, pictures that come unevenly would fall on each other.
    public func decodingErrors() throws -> String {
        let output = try Program.run(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-i", path, "-map", "0", "-fps_mode", "passthrough", "-enc_time_base", "-1",
                "-f", "null", "-",
            ])
        return output.status == 0 ? output.standardError : "ended with \(output.status): \(output.standardError)"
    }

    /// The checksum of a track's decoded pictures or sound.
    public func decodedHash(of track: String) throws -> String {
        let data = try Program.output(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-i", path, "-map", "0:\(track)", "-f", "hash", "-hash", "md5", "-"])
        return String(decoding: data, as: UTF8.self)
    }

    private func decode<Answer: Decodable>(_ type: Answer.Type, _ options: [String]) throws -> Answer {
        let data = try Program.output("ffprobe", ["-v", "error"] + options + ["-of", "json", path])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }
}
