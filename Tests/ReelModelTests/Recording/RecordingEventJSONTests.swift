import Foundation
import ReelModel
import Testing

struct RecordingEventJSONTests {
    private static func line(_ kind: RecordingEvent.Kind) throws -> String {
        let id = try #require(RecordingID(bytes: Array(0..<16)))
        let time = WallTime(nanosecondsSince1970: 1_709_164_807_250_000_000)
        return RecordingEvent(time: time, recording: id, kind: kind).json.text
    }

    private static let head =
        #""time":"2024-02-29T00:00:07.250Z","recording":"00010203-0405-0607-0809-0a0b0c0d0e0f""#

    @Test func `a change of state is one line in a fixed order`() throws {
        #expect(
            try Self.line(.state(.recording, previous: .starting, error: nil))
                == #"{"v":1,"type":"state",\#(Self.head),"state":"recording","previous":"starting"}"#)
    }

    @Test func `an error is a code, a number, a sentence and the cause where there is one`() throws {
        let error = RecorderError(.noRoom, #"No room in "a\b"."#, cause: "ENOSPC")
        #expect(
            try Self.line(.error(error)) == #"{"v":1,"type":"error",\#(Self.head),"error":{"code":"no-room","#
                + #""number":501,"message":"No room in \"a\\b\".","cause":"ENOSPC"}}"#)
        let bare = try Self.line(.state(.failed, previous: .starting, error: RecorderError(.usage, "No.")))
        #expect(bare.hasSuffix(#""error":{"code":"usage","number":200,"message":"No."}}"#))
    }

    @Test func `progress says what is known and leaves out what is not`() throws {
        var progress = Progress()
        progress.duration = .milliseconds(61_500)
        progress.bytes = 1 << 40
        progress.frames.captured = 1_845
        progress.framesPerSecond = 29.96999
        progress.levels = [AudioLevel(peak: -3.14159, rms: -20), .silence]
        progress.audioVideoOffset = .microseconds(-1_500)
        progress.queues.writer = 4
        #expect(
            try Self.line(.progress(progress))
                == #"{"v":1,"type":"progress",\#(Self.head),"duration":61.5,"bytes":1099511627776,"frames":{"captured""#
                + #":1845,"encoded":0,"dropped":0,"duplicated":0,"corrupt":0},"fps":29.97,"levels":[{"peak":-3.1,"#
                + #""rms":-20},{"peak":-120,"rms":-120}],"av_offset":-0.0015,"queues":{"video":0,"audio":0,"writer":4}}"#
        )
        progress.diskBytesFree = 5
        progress.diskTimeLeft = .seconds(3_600)
        #expect(try Self.line(.progress(progress)).hasSuffix(#","disk_free":5,"disk_time_left":3600}"#))
    }

    @Test func `files, gaps, warnings and deliveries say everything that they hold`() throws {
        let file = FileReport(
            stage: .opened, path: "/srv/é.mp4", temporaryPath: "/srv/.é.mp4.part", format: .mp4, bytes: 7,
            duration: .seconds(2))
        #expect(
            try Self.line(.file(file))
                == #"{"v":1,"type":"file",\#(Self.head),"stage":"opened","path":"/srv/é.mp4","temporary_path":"#
                + #""/srv/.é.mp4.part","format":"mp4","bytes":7,"duration":2}"#)
        let gap = Gap(kind: .framesLost, start: .milliseconds(33), duration: .milliseconds(66), frames: 2)
        #expect(
            try Self.line(.gap(gap))
                == #"{"v":1,"type":"gap",\#(Self.head),"kind":"frames-lost","start":0.033,"duration":0.066,"frames":2}"#
        )
        #expect(
            try Self.line(.warning(RecordingWarning("slow-disk", "The disk took 230 ms.")))
                == #"{"v":1,"type":"warning",\#(Self.head),"code":"slow-disk","message":"The disk took 230 ms."}"#)
        let delivery = DeliveryReport(
            stage: .verified, file: "a.mp4", sink: "/mnt", location: "/mnt/a.mp4", bytes: 9, error: nil)
        #expect(
            try Self.line(.delivery(delivery))
                == #"{"v":1,"type":"delivery",\#(Self.head),"stage":"verified","file":"a.mp4","sink":"/mnt","#
                + #""location":"/mnt/a.mp4","bytes":9}"#)
    }

    @Test func `every kind of event is one line that another reader takes`() throws {
        let kinds: [RecordingEvent.Kind] = [
            .state(.finished, previous: .stopping, error: nil), .progress(Progress()),
            .file(FileReport(stage: .finished, path: "\u{1}\n", format: .wav)),
            .gap(Gap(kind: .silence, start: .zero, duration: .zero)), .warning(RecordingWarning("w", "\"")),
            .delivery(DeliveryReport(stage: .failed, file: "", sink: "", error: RecorderError(.notDelivered, ""))),
            .error(RecorderError(.defect, "")),
        ]
        for kind in kinds {
            let line = try Self.line(kind)
            #expect(!line.contains("\n"))
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["v"] as? Int == RecordingEvent.version)
        }
    }
}
