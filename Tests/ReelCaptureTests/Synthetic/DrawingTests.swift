import ReelModel
import Testing

@testable import ReelCapture

@Suite("Drawing on a picture")
struct DrawingTests {
    private let size = PictureSize(width: 20, height: 14)

    /// The bytes of a black picture after `body` has drawn on it.
    private func draw(_ body: (borrowing I420Canvas) -> Void) -> [UInt8] {
        let (planes, count) = I420Canvas.layout(of: size)
        var bytes = [UInt8](repeating: 16, count: 20 * 14) + [UInt8](repeating: 128, count: count - 20 * 14)
        unsafe bytes.withUnsafeMutableBytes { unsafe I420Canvas.draw(on: $0, size: size, planes: planes, body) }
        return bytes
    }

    @Test func `a rectangle is filled in luma and chroma, and cut off at the edges`() {
        let red = YUVColor(rgb: 0xFF_00_00)
        let bytes = draw { $0.fill(PixelRect(x: 16, y: -4, width: 40, height: 8), red) }
        for row in 0..<14 {
            for column in 0..<20 {
                let isInside = column >= 16 && row < 4
                #expect(bytes[row * 20 + column] == (isInside ? red.y : 16))
                let chroma = 20 * 14 + row / 2 * 10 + column / 2
                #expect(bytes[chroma] == (isInside ? red.u : 128))
                #expect(bytes[chroma + 70] == (isInside ? red.v : 128))
            }
        }
    }

    @Test(arguments: [(-30, 0), (0, -30), (30, 0), (0, 30), (-3, -3), (18, 12)])
    func `a shape that lies partly or wholly outside is cut off`(x: Int, y: Int) {
        let whole = CoverageMask(width: 6, height: 6) { _, _ in 1 }
        let bytes = draw { $0.blend(whole, x: x, y: y, .white) }
        let white = bytes[..<280].filter { $0 == 235 }.count
        let rect = PixelRect(x: x, y: y, width: 6, height: 6).clipped(to: size)
        #expect(white == rect.width * rect.height)
        #expect(bytes[..<280].filter { $0 == 16 }.count == 280 - white)
    }

    @Test func `a share of a pixel is mixed in by its share`() {
        let half = CoverageMask(width: 2, height: 2) { _, _ in 0.5 }
        let bytes = draw { $0.blend(half, x: 4, y: 4, YUVColor(y: 216, u: 228, v: 28)) }
        #expect(bytes[4 * 20 + 4] == 116)
        #expect(bytes[280 + 2 * 10 + 2] == 178)
        #expect(bytes[350 + 2 * 10 + 2] == 78)
    }

    @Test(
        arguments: [
            (0xFF_FF_FF, [235, 128, 128]), (0x00_00_00, [16, 128, 128]), (0xFF_00_00, [63, 102, 240]),
            (0x00_FF_00, [173, 42, 26]), (0x00_00_FF, [32, 240, 118]),
        ] as [(UInt32, [UInt8])])
    func `colours are those of limited-range BT_709`(rgb: UInt32, expected: [UInt8]) {
        let color = YUVColor(rgb: rgb)
        #expect([color.y, color.u, color.v] == expected)
    }

    @Test func `digits, capitals and punctuation are there, and no two look alike`() {
        let characters = Array("0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ.,:;-_/()!?+=%'*#<>@".utf8)
        let glyphs = characters.compactMap { BitmapFont.rows(of: $0) }
        #expect(glyphs.count == characters.count)
        #expect(Set(glyphs).count == characters.count)
        for rows in glyphs {
            #expect(rows.count == BitmapFont.cellHeight)
            #expect(rows.contains { $0 != 0 } && rows.allSatisfy { $0 < 32 })
        }
        // The one exception, as on a typewriter.
        #expect(BitmapFont.rows(of: UInt8(ascii: "O")) == BitmapFont.rows(of: UInt8(ascii: "0")))
        #expect(BitmapFont.rows(of: UInt8(ascii: " ")) == [0, 0, 0, 0, 0, 0, 0])
        #expect(BitmapFont.rows(of: UInt8(ascii: "~")) == nil)
        #expect(BitmapFont.rows(of: 200) == nil)
    }

    @Test func `text and number are written alike, and small letters as capitals`() {
        let style = TextStyle(capHeight: 7)
        let text = draw { $0.write("42".utf8, x: 2, y: 3, style, .white) }
        #expect(draw { $0.write(1_042, digits: 2, x: 2, y: 3, style, .white) } == text)
        #expect(text != draw { _ in })
        #expect(
            draw { $0.write("ok".utf8, x: 2, y: 3, style, .white) }
                == draw { $0.write("OK".utf8, x: 2, y: 3, style, .white) })
        #expect(draw { $0.write("\u{7}é".utf8, x: 2, y: 3, style, .white) } == draw { _ in })
        #expect(style.width(of: 2) == 11)
    }
}
