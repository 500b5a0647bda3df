import Foundation
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelContainer

/// FLV files, judged by ffprobe and ffmpeg.
struct FLVFileTests {
    @Test(arguments: SampleMedia.Pictures.allCases)
    func `every packet is there at its time, sound and picture shifted alike`(pictures: SampleMedia.Pictures) throws {
        let media = try SampleMedia.with(pictures)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.flv"))
        try run.feed(until: .milliseconds(2_130))
        let growing = try MediaJudge(run.writer.temporaryPath).packets()
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.flv")))

        // Nothing may be before zero: what comes first moves everything.
        let shift = pictures == .reordered ? 0.067 : 0.022
        let judge = MediaJudge(finished.path)
        let packets = try judge.packets()
        for stream in 0...1 {
            let expected = media.packets(of: stream)
            expectPackets(packets, stream: stream, equal: expected, of: media, shift: shift, within: 0.001_1)
            let count = growing.filter { $0.streamIndex == stream }.count
            #expect(count >= expected.filter { media.arrival(of: $0) < .milliseconds(2_130 - 500) }.count)
            expectPackets(
                growing, stream: stream, equal: Array(expected.prefix(count)), of: media, shift: shift, within: 0.001_1)
        }
        #expect(try judge.decodingErrors() == "")
        #expect(try judge.complaints() == "")
        let decodeTimes = packets.compactMap(\.decode)
        // Behind the first picture, which waits for nobody.
        let firstPicture = try #require(packets.firstIndex { $0.streamIndex == 0 })
        let rest = Array(decodeTimes[(firstPicture + 3)...])
        #expect(rest == rest.sorted())
    }

    @Test func `the finished file knows its duration, size and keyframes`() throws {
        let media = try SampleMedia.with(.inOrder)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.flv"))
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.flv")))
        let probe = try MediaJudge(finished.path).probe()
        #expect(abs((probe.format.seconds ?? 0) - 4.043) < 0.03)
        #expect(probe.format.tags?["recording"] == RecordingRun.recording?.description)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: finished.path)))
        #expect(Int64(bytes.count) == finished.bytes)
        #expect(try number("filesize", in: bytes) == Double(bytes.count))
        let places = try numbers("filepositions", in: bytes)
        let times = try numbers("times", in: bytes)
        #expect(places.count == 4)
        #expect(times.enumerated().allSatisfy { abs($0.element - Double($0.offset) - 0.022) < 0.001 })
        for place in places { #expect(bytes[Int(place)] == 9 && bytes[Int(place) + 11] == 0x17) }
    }

    private func place(of name: String, in bytes: [UInt8]) throws -> Int {
        let pattern = Array(name.utf8)
        return try #require(
            bytes.prefix(30_000).indices.first { bytes[$0...].starts(with: pattern) }) + pattern.count
    }

    private func double(_ bytes: ArraySlice<UInt8>) -> Double {
        Double(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    private func number(_ name: String, in bytes: [UInt8]) throws -> Double {
        double(bytes[(try place(of: name, in: bytes) + 1)...])
    }

    private func numbers(_ name: String, in bytes: [UInt8]) throws -> [Double] {
        let start = try place(of: name, in: bytes) + 5
        let count = bytes[start - 4..<start].reduce(0) { $0 << 8 | Int($1) }
        return (0..<count).map { double(bytes[(start + $0 * 9 + 1)...]) }
    }

    @Test func `the front keeps its length whatever stands in it`() throws {
        let media = try SampleMedia.with(.inOrder)
        let recording = try #require(RecordingRun.recording)
        let header = FLVHeader(tracks: media.tracks, recording: recording)
        let lengths = [0, 1, 500, FLVHeader.indexCapacity].map { count in
            let entries = Array(repeating: KeyframeIndex.Entry(time: 1, offset: 2), count: count)
            return header.bytes(duration: .seconds(count), fileBytes: 1 << 40, keyframes: entries).count
        }
        #expect(Set(lengths).count == 1)
    }

    @Test func `the index is thinned evenly and never outgrows its room`() {
        var index = KeyframeIndex(capacity: 8)
        for number in 0..<Int64(1_000) { index.add(.init(time: number, offset: number * 2)) }
        #expect(index.entries.count <= 8)
        #expect(index.entries.count >= 4)
        #expect(index.entries.first?.time == 0)
        let gaps = zip(index.entries, index.entries.dropFirst()).map { $1.time - $0.time }
        #expect(Set(gaps).count == 1)
    }

    @Test func `a track that stalls holds the other back for no longer than 200 ms`() throws {
        let sample = try SampleMedia.with(.inOrder)
        let media = sample.changed { $0.track == 1 && $0.presentationTime > 48_000 ? nil : $0 }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.flv"))
        try run.feed(until: .seconds(3))
        let growing = try MediaJudge(run.writer.temporaryPath).packets().filter { $0.streamIndex == 0 }
        #expect((growing.compactMap(\.presentation).max() ?? 0) > 2.4)
    }

    @Test func `timestamps go on past 24 bits`() {
        var buffer = ByteBuffer()
        FLVTag.appendHeader(.video, dataBytes: 0x01_0203, timestamp: 0x6655_4433, to: &buffer)
        #expect(buffer.bytes == [9, 1, 2, 3, 0x55, 0x44, 0x33, 0x66, 0, 0, 0])
    }
}
