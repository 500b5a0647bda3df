import ReelModel
import Testing

@testable import ReelContainer

/// Boxes against the bytes that ISO/IEC 14496-12 prescribes.
struct BoxTests {
    private func bytes(_ build: (inout ByteBuffer) -> Void) -> [UInt8] {
        var buffer = ByteBuffer()
        build(&buffer)
        return buffer.bytes
    }

    private func content(of type: String, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var position = 0
        while position + 8 <= bytes.count {
            let size = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            if bytes[position + 4..<position + 8].elementsEqual(type.utf8) {
                return bytes[position + 8..<position + size]
            }
            position += size
        }
        return nil
    }

    @Test func `a box counts itself and what is nested in it`() {
        let box = bytes { buffer in
            buffer.box("moov") { $0.fullBox("mfhd", version: 1, flags: 0x203) { $0.append(big: UInt32(7)) } }
        }
        #expect(
            box == [0, 0, 0, 24] + Array("moov".utf8) + [0, 0, 0, 16] + Array("mfhd".utf8) + [1, 0, 2, 3, 0, 0, 0, 7])
    }

    @Test func `the front names the recording and ends in the slot`() throws {
        let recording = try #require(RecordingID(bytes: (0..<16).map { $0 }))
        let front = FileHeader.bytes(recording: recording, holdsPictures: true)
        #expect(content(of: "ftyp", in: front)?.prefix(8).elementsEqual("isom\0\0\u{2}\0".utf8) == true)
        #expect(content(of: "uuid", in: front).map { Array($0.suffix(16)) } == recording.bytes)
        #expect(front.suffix(16) == [0, 0, 0, 16] + Array("free".utf8) + [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(
            FileHeader.mediaDataSlot(length: 0x1_0000_0002)
                == [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 1, 0, 0, 0, 2])
    }

    @Test func `sample tables say runs, signed offsets, keyframes, chunks and sizes`() {
        var table = SampleTable()
        let times: [(decode: Int64, presentation: Int64)] = [(-2, 0), (0, 3), (1, 0), (2, 2)]
        for (index, time) in times.enumerated() {
            table.append(
                Sample(
                    decodeTime: time.decode, presentationTime: time.presentation, duration: 1, byteCount: 10 + index,
                    isKeyframe: index % 2 == 0))
            if index == 2 { table.closeChunk(at: 0x1_0000_0000) }
        }
        table.closeChunk(at: 0x1_0000_0100)
        let boxes = bytes { table.append(to: &$0, dividingTimesBy: 1) }
        let word = { (value: UInt32) in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        let words = { (values: [UInt32]) in values.flatMap(word) }
        #expect(content(of: "stts", in: boxes).map(Array.init) == words([0, 2, 1, 2, 3, 1]))
        #expect(
            content(of: "ctts", in: boxes).map(Array.init)
                == words([0x100_0000, 4, 1, 2, 1, 3, 1, 0xffff_ffff, 1, 0]))
        #expect(content(of: "stss", in: boxes).map(Array.init) == words([0, 2, 1, 3]))
        #expect(content(of: "stsc", in: boxes).map(Array.init) == words([0, 2, 1, 3, 1, 2, 1, 1]))
        #expect(content(of: "stsz", in: boxes).map(Array.init) == words([0, 0, 4, 10, 11, 12, 13]))
        #expect(content(of: "co64", in: boxes).map(Array.init) == words([0, 2, 1, 0, 1, 0x100]))
        #expect(table.mediaDuration(dividingTimesBy: 1) == 5)
        #expect(table.firstPresentationTime == 0)
        #expect(table.endPresentationTime == 4)
    }

    @Test func `a table of pictures in order that all begin anew says neither offsets nor keyframes`() {
        var table = SampleTable()
        for time in 0..<Int64(3) {
            table.append(Sample(decodeTime: time, presentationTime: time, duration: 1, byteCount: 1, isKeyframe: true))
        }
        let boxes = bytes { table.append(to: &$0, dividingTimesBy: 1) }
        #expect(content(of: "ctts", in: boxes) == nil)
        #expect(content(of: "stss", in: boxes) == nil)
    }

    @Test(arguments: [
        // Primed sound: 1,024 samples are decoded before the origin and not heard.
        (
            decode: Int64(-1_024), presentation: Int64(-1_024),
            edits: [EditList.Edit(duration: 180_000, mediaTime: 1_024)]
        ),
        // Late: nothing until the first sample, then all of it.
        (
            decode: 48_000, presentation: 48_000,
            edits: [EditList.Edit(duration: 90_000, mediaTime: nil), EditList.Edit(duration: 90_000, mediaTime: 0)]
        ),
        // Reordered and late.
        (
            decode: 46_000, presentation: 48_000,
            edits: [EditList.Edit(duration: 90_000, mediaTime: nil), EditList.Edit(duration: 90_000, mediaTime: 2_000)]
        ),
    ])
    func `an edit list starts a track at its timestamps`(
        decode: Int64, presentation: Int64, edits: [EditList.Edit]
    ) {
        var table = SampleTable()
        table.append(
            Sample(
                decodeTime: decode, presentationTime: presentation, duration: 96_000 - presentation, byteCount: 1,
                isKeyframe: true))
        let list = EditList(of: table, timescale: 48_000, movieTimescale: 90_000)
        #expect(list.edits == edits)
        #expect(list.duration == 180_000)
    }

    @Test func `a fragment tells its samples and where they lie`() {
        let samples = [
            Sample(decodeTime: -10, presentationTime: 0, duration: 4, byteCount: 5, isKeyframe: true),
            Sample(decodeTime: -7, presentationTime: -8, duration: 4, byteCount: 6, isKeyframe: false),
        ]
        let run = MovieFragment.Run(trackID: 2, shift: 10, holdsPictures: true, samples: samples)
        let fragment = bytes { MovieFragment(number: 3, runs: [run]).append(to: &$0) }
        let moof = 8 + 16 + 8 + 16 + 20 + 20 + 32
        let word = { (value: Int) in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        var expected = word(moof) + Array("moof".utf8)
        expected += word(16) + Array("mfhd".utf8) + word(0) + word(3)
        expected += word(moof - 24) + Array("traf".utf8)
        expected += word(16) + Array("tfhd".utf8) + word(0x02_0000) + word(2)
        expected += word(20) + Array("tfdt".utf8) + word(0x100_0000) + word(0) + word(0)
        expected += word(52) + Array("trun".utf8) + word(0x100_0f01) + word(2) + word(moof + 8)
        expected += word(3) + word(5) + word(0x200_0000) + word(10)
        expected += word(4) + word(6) + word(0x101_0000) + word(-1)
        expected += word(8 + 11) + Array("mdat".utf8)
        #expect(fragment == expected)
    }
}
