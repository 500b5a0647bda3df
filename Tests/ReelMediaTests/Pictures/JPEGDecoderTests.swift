import CTurboJPEG
import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelMedia

struct JPEGDecoderTests {
    static let size = PictureSize(width: 160, height: 120)
    static let whole: [UInt8] = try! Patches.jpeg(pixels: "yuvj422p", size: size, quality: 3)

    private func convert(_ jpeg: [UInt8], with converter: PictureConverter) throws {
        try converter.convert(Frames.jpeg(jpeg, size: Self.size))
    }

    /// All of the picture's luma, row by row.
    private func luma(_ converter: PictureConverter) -> [UInt8] {
        let planes = unsafe converter.current.planes
        return (0..<Self.size.height).flatMap { row in
            (0..<Self.size.width).map { unsafe planes.y[row * Int(planes.yStride) + $0] }
        }
    }

    /// The offsets at which a marker stands before the picture's data.
    private func offset(of marker: UInt8, in jpeg: [UInt8]) -> Int {
        var position = 2
        while jpeg[position + 1] != marker {
            position += 2 + (Int(jpeg[position + 2]) << 8 | Int(jpeg[position + 3]))
        }
        return position
    }

    @Test func `a picture is the same as ffmpeg shows it`() throws {
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        try convert(Self.whole, with: converter)
        let shown = try StreamJudge.pictures(of: Data(Self.whole), format: "mjpeg", pixels: "yuvj422p")
        let differences = zip(luma(converter), shown).map { abs(Int($0) - Int($1)) }
        #expect(differences.max() ?? 255 <= 2)
    }

    @Test func `grey JPEGs are grey`() throws {
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        // Something with colours first, so that the planes are not grey by chance.
        try convert(Self.whole, with: converter)
        try convert(Self.whole, with: converter)
        try convert(try greyJPEG(luma: 77), with: converter)
        let planes = unsafe converter.current.planes
        let isGrey = (0..<Self.size.height / 2).allSatisfy { row in
            (0..<Self.size.width / 2).allSatisfy { column in
                unsafe planes.u[row * Int(planes.uStride) + column] == 128
                    && planes.v[row * Int(planes.vStride) + column] == 128
            }
        }
        #expect(isGrey)
        #expect(Set(luma(converter)) == [77])
    }

    /// A JPEG of one component; ffmpeg writes none.
    private func greyJPEG(luma: UInt8) throws -> [UInt8] {
        let handle = unsafe try #require(tjInitCompress())
        defer { unsafe tjDestroy(handle) }
        let pixels = [UInt8](repeating: luma, count: Self.size.width * Self.size.height)
        var jpeg: UnsafeMutablePointer<UInt8>?
        var bytes = UInt()
        let status = unsafe tjCompress2(
            handle, pixels, Int32(Self.size.width), 0, Int32(Self.size.height), Int32(TJPF_GRAY.rawValue), &jpeg,
            &bytes,
            Int32(TJSAMP_GRAY.rawValue), 95, 0)
        defer { unsafe tjFree(jpeg) }
        #expect(status == 0)
        return unsafe Array(UnsafeBufferPointer(start: jpeg, count: Int(bytes)))
    }

    @Test(arguments: ["yuvj420p", "yuvj422p", "yuvj444p", "yuvj440p", "yuv411p"], [(161, 121), (33, 17), (2, 2)])
    func `any size and subsampling fits`(pixels: String, sides: (Int, Int)) throws {
        let size = PictureSize(width: sides.0, height: sides.1)
        let jpeg = try Patches.jpeg(pixels: pixels, size: size)
        let even = PictureSize(width: size.width / 2 * 2, height: size.height / 2 * 2)
        let converter = PictureConverter(size: even, color: .jpeg)
        try converter.convert(Frames.jpeg(jpeg, size: size))
        let black = unsafe converter.current.planes.y.pointee
        #expect(black < 16)
    }

    @Test func `a JPEG without Huffman tables is decoded by the standard ones, as webcams mean it`() throws {
        let start = offset(of: 0xc4, in: Self.whole)
        let length = 2 + (Int(Self.whole[start + 2]) << 8 | Int(Self.whole[start + 3]))
        let bare = Array(Self.whole[..<start] + Self.whole[(start + length)...])
        let (first, second) = (
            PictureConverter(size: Self.size, color: .jpeg), PictureConverter(size: Self.size, color: .jpeg)
        )
        try convert(Self.whole, with: first)
        try convert(bare, with: second)
        #expect(luma(first) == luma(second))
    }

    @Test func `filling before and behind the end mark does no harm`() throws {
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        try convert(Self.whole, with: converter)
        let expected = luma(converter)
        let zeros = [UInt8](repeating: 0, count: 500)
        let filled = Array(Self.whole.dropLast(2)) + zeros[..<4] + [0xff, 0xd9] + zeros
        try convert(filled, with: converter)
        #expect(luma(converter) == expected)
    }

    @Test(arguments: [0, 1, 2, 20, 300, 600, -200, -40, -3])
    func `a cut JPEG is corrupt, and the picture before it stays`(length: Int) throws {
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        try convert(Self.whole, with: converter)
        let expected = luma(converter)
        let count = length >= 0 ? length : Self.whole.count + length
        #expect(throws: CorruptPicture.self) { try convert(Array(Self.whole.prefix(count)), with: converter) }
        #expect(luma(converter) == expected)
    }

    @Test func `a JPEG of another size than the source says is scaled`() throws {
        let jpeg = try Patches.jpeg(pixels: "yuvj420p", size: PictureSize(width: 320, height: 240))
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        try convert(jpeg, with: converter)
        let white = unsafe converter.current.planes.y[15 * Int(converter.current.planes.yStride) + 60]
        #expect(white > 240)
    }

    @Test func `only filling before the end mark is harmless`() {
        #expect(JPEGDecoder.isHarmless("Corrupt JPEG data: 2 extraneous bytes before marker 0xd9"))
        #expect(!JPEGDecoder.isHarmless("Corrupt JPEG data: 2000 extraneous bytes before marker 0xd9"))
        #expect(!JPEGDecoder.isHarmless("Corrupt JPEG data: 2 extraneous bytes before marker 0xda"))
        #expect(!JPEGDecoder.isHarmless("Corrupt JPEG data: bad Huffman code"))
        #expect(!JPEGDecoder.isHarmless("Premature end of JPEG file"))
    }

    @Test(arguments: 0..<500)
    func `a JPEG damaged anywhere is decoded or refused, and never does harm`(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var jpeg = Self.whole
        for _ in 0...Int.random(in: 0...7, using: &random) {
            jpeg[Int.random(in: 0..<jpeg.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if seed % 5 == 0 { jpeg.removeLast(Int.random(in: 0..<jpeg.count, using: &random)) }
        let converter = PictureConverter(size: Self.size, color: .jpeg)
        try convert(Self.whole, with: converter)
        let expected = luma(converter)
        do {
            try convert(jpeg, with: converter)
        } catch is CorruptPicture {
            #expect(luma(converter) == expected)
        }
        try convert(Self.whole, with: converter)
        #expect(luma(converter) == expected)
    }
}
