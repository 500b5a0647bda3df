import Foundation
import Reel
import TestSupport
import Testing

@Suite("Real camera drivers", .serialized)
struct CameraTests {
    /// `REEL_TEST_LENGTH=long` records for an hour what the gate records for half a minute.
    static var seconds: Int { ProcessInfo.processInfo.environment["REEL_TEST_LENGTH"] == "long" ? 3_600 : 30 }

    @Test(
        "every picture that vivid delivered is in the file, once, in order, within 1 ms of the driver's time",
        arguments: ["640 480", "1280 720"])
    func everyPicture(size: String) throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path, limit: Self.seconds + 120,
            """
            node=$(camera_hdmi \(size) 30)
            $reel record --video "$node" --size \(size.replacing(" ", with: "x")) --audio none --preset ultrafast --duration \(Self.seconds) --events json \
                --events-to "$OUT/events" "$OUT/talk.mp4"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        let delivered = try guest.driverFrames()
        let first = try #require(delivered.first)
        let wanted = delivered.filter { $0.timestamp - first.timestamp < Int64(Self.seconds) * 1_000_000_000 }
        let times = try MediaJudge(guest.path("talk.mp4")).packets().compactMap(\.presentation).sorted()
        #expect(wanted.count >= Self.seconds * 30 * 98 / 100)
        #expect(times.count == wanted.count)
        var worst = 0.0
        for (time, frame) in zip(times, wanted) {
            worst = max(worst, abs(time - Double(frame.timestamp - first.timestamp) / 1e9))
        }
        #expect(worst <= 0.001, "the worst picture is \(worst) s off its time")
        #expect(try MediaJudge(guest.path("talk.mp4")).decodingErrors() == "")

        let jumps = zip(wanted, wanted.dropFirst()).map { $1.sequence - $0.sequence - 1 }.filter { $0 > 0 }
        let told = try guest.events().compactMap { event -> Int? in
            guard event.type == "gap", case .missing(let count)? = event.frames else { return nil }
            return count
        }
        #expect(told == jumps, "sequence jumps are reported, each with its count")
    }

    @Test("the first picture is on the disk within 300 ms of the driver delivering it")
    func firstPicture() throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path,
            """
            node=$(camera_hdmi 640 480 30)
            $reel record --video "$node" --size 640x480 --audio none --preset ultrafast --duration 3 "$OUT/talk.mp4"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        let first = try #require(try guest.driverFrames().first)
        let packet = try #require(try MediaJudge(guest.path("talk.mp4")).packets().first)
        let end = Int64(try #require(packet.pos.flatMap { Int64($0) })) + Int64(try #require(packet.byteCount))
        let synced = try #require(try guest.syncs().first { $0.size >= end })
        let milliseconds = (synced.doneAt - first.dequeuedAt) / 1_000_000
        #expect(milliseconds <= 300, "it took \(milliseconds) ms")
    }

    @Test("a camera that sends JPEG is recorded with its colours marked full range")
    func jpeg() throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path,
            """
            node=$(loopback_camera webcam)
            feed_camera "$node" mjpeg 640 480 30 >/dev/null
            $reel record --video "$node" --input-format mjpeg --audio none --preset ultrafast --duration 10 \
                --events json --events-to "$OUT/events" "$OUT/talk.mp4"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        let judge = MediaJudge(guest.path("talk.mp4"))
        let video = try #require(try judge.probe().stream("video"))
        #expect(video.width == 640 && video.height == 480)
        #expect(video.colorRange == "pc")
        #expect(try judge.decodingErrors() == "")
        let delivered = try guest.driverFrames()
        let first = try #require(delivered.first)
        let wanted = delivered.filter { $0.timestamp - first.timestamp < 10_000_000_000 }
        #expect(wanted.count > 200)
        // The feeder's encoder, JPEG's decoder and x264 share the guest's one processor: what the recorder could not
        // keep up with is missing, and told.
        let dropped = try guest.events().compactMap { event -> Int? in
            guard case .counts(_, let dropped, _)? = event.frames else { return nil }
            return dropped
        }.last
        #expect(try judge.packets().count + (dropped ?? 0) >= wanted.count)
    }

    @Test("camera and sound server together: both tracks whole, as long as asked, the tone where it belongs")
    func cameraAndSound() throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path,
            """
            node=$(camera_hdmi 640 480 30)
            source=$(sound_server)
            tone speaker 1000 >/dev/null
            $reel record --video "$node" --size 640x480 --audio "$source" --preset ultrafast --duration 15 --events json \
                --events-to "$OUT/events" "$OUT/talk.mp4"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        let judge = MediaJudge(guest.path("talk.mp4"))
        let probe = try judge.probe()
        for type in ["video", "audio"] {
            let seconds = try #require(probe.stream(type)?.duration.flatMap(Double.init))
            #expect(abs(seconds - 15) < 0.05, "\(type) lasts \(seconds) s")
        }
        #expect(try judge.decodingErrors() == "")
        let tone = try ToneMeter(guest.path("talk.mp4"))
        #expect(abs(tone.frequency(from: 2, to: 14) - 1_000) < 20)
        // The player shares the guest's one processor with the recorder and may run dry itself, but hardly ever does.
        #expect(tone.holes(from: 2, to: 14) <= 2)
    }

    @Test("a camera that is pulled out while there is sound leaves a slate, not an end")
    func unpluggedWithSound() throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path,
            """
            node=$(camera_hdmi 640 480 30)
            source=$(sound_server)
            tone speaker 1000 >/dev/null
            $reel record --video "$node" --size 640x480 --audio "$source" --preset ultrafast --events json \
                --events-to "$OUT/events" "$OUT/talk.mp4" 2>"$OUT/complaint" &
            recorder=$!
            wait_until 20 grep -q '"fps"' "$OUT/events"
            camera_unplug
            wait_until 20 grep -q '"picture-lost"' "$OUT/events"
            before=$(wc -l <"$OUT/events")
            wait_until 20 eval '[ "$(tail -n "+$before" "$OUT/events" | grep -c progress)" -ge 4 ]'
            kill -INT $recorder
            status=0
            wait $recorder || status=$?
            echo "$status" >"$OUT/status"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        #expect(try String(contentsOfFile: guest.path("status"), encoding: .utf8) == "1\n")
        let judge = MediaJudge(guest.path("talk.mp4"))
        #expect(try judge.decodingErrors() == "")
        let probe = try judge.probe()
        let lengths = try ["video", "audio"].map { type in
            try #require(probe.stream(type)?.duration.flatMap(Double.init))
        }
        #expect(abs(lengths[0] - lengths[1]) < 0.5, "\(lengths)")
        let tone = try ToneMeter(guest.path("talk.mp4"))
        #expect(tone.level(from: lengths[1] - 3, to: lengths[1] - 0.2) > -40)
        #expect(try guest.events().contains { $0.kind == "picture-lost" })
    }

    @Test("a camera that is pulled out ends the recording whole, with status 1 and a sentence")
    func unplugged() throws {
        let directory = try TemporaryDirectory()
        let guest = try Guest(
            in: directory.path,
            """
            node=$(camera_hdmi 640 480 30)
            $reel record --video "$node" --size 640x480 --audio none --preset ultrafast --events json --events-to "$OUT/events" \
                "$OUT/talk.mp4" 2>"$OUT/complaint" &
            recorder=$!
            wait_until 20 grep -q '"fps"' "$OUT/events"
            camera_unplug
            status=0
            wait $recorder || status=$?
            echo "$status" >"$OUT/status"
            """)
        try #require(guest.status == 0, "\(guest.output)")
        #expect(try String(contentsOfFile: guest.path("status"), encoding: .utf8) == "1\n")
        #expect(!(try String(contentsOfFile: guest.path("complaint"), encoding: .utf8)).isEmpty)
        #expect(try MediaJudge(guest.path("talk.mp4")).decodingErrors() == "")
        let last = try #require(try guest.events().last)
        #expect(last.state == "finished" && last.error?.code == "source-lost")
    }
}
