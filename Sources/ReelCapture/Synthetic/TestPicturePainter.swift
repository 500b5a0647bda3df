import Glibc
import ReelModel

/// Paints any frame of the test picture, in planar 4:2:0, limited-range BT.709: a function of the frame's number alone.
///
/// What never changes is painted once; a frame is a copy of it and the few parts that do change.
struct TestPicturePainter: Sendable {
    let size: PictureSize
    let rate: FrameRate
    let planes: [PicturePlane]
    let format: PictureFormat
    private let flashes: FlashSchedule
    private let layout: TestPictureLayout
    private let background: [UInt8]
    private let clockStyle: TextStyle
    private let smallStyle: TextStyle
    private let dot: CoverageMask

    init(size: PictureSize, rate: FrameRate) {
        self.size = size
        self.rate = rate
        flashes = FlashSchedule(rate: rate)
        format = PictureFormat(pixels: .i420, size: size, color: .bt709)
        planes = I420Canvas.layout(of: size).planes
        layout = TestPictureLayout(size: size)
        clockStyle = TextStyle(capHeight: Int(layout.unit * 2.2))
        smallStyle = TextStyle(capHeight: Int(layout.unit * 0.75))
        dot = .disc(radius: layout.unit * 0.42, side: Int(layout.unit * 0.42 * 2) + 3)
        background = TestPictureBackground(size: size, rate: rate).painted()
    }

    /// Paints frame `number` into `bytes`, which hold a whole picture.
    func paint(frame number: Int64, into bytes: UnsafeMutableRawBufferPointer) {
        unsafe background.withUnsafeBytes { unsafe bytes.copyMemory(from: $0) }
        let time = rate.start(ofFrame: number)
        unsafe I420Canvas.draw(on: bytes, size: size, planes: planes) { canvas in
            paintClock(time, on: canvas)
            paintFrameLine(number, time, on: canvas)
            paintDot(time, on: canvas)
            if flashes.isFlash(frame: number) {
                for lamp in layout.lamps { canvas.fill(lamp, .white) }
            }
            paintCode(number, time, on: canvas)
        }
    }

    /// `00:00:12` in the middle of the circle.
    private func paintClock(_ time: Duration, on canvas: borrowing I420Canvas) {
        let seconds = time.components.seconds
        let y = layout.rect(left: 0, top: -2.25, right: 0, bottom: 0).y
        var x = Int(layout.centerX) - clockStyle.width(of: 8) / 2
        for (index, value) in [seconds / 3_600 % 100, seconds / 60 % 60, seconds % 60].enumerated() {
            if index > 0 {
                canvas.write(CollectionOfOne(UInt8(ascii: ":")), x: x, y: y, clockStyle, .white)
                x += clockStyle.advance
            }
            canvas.write(value, digits: 2, x: x, y: y, clockStyle, .white)
            x += clockStyle.advance * 2
        }
    }

    /// `.345  FRAME 00000370` below the clock.
    private func paintFrameLine(_ number: Int64, _ time: Duration, on canvas: borrowing I420Canvas) {
        let y = layout.rect(left: 0, top: 0.45, right: 0, bottom: 0).y
        let milliseconds = time.nanoseconds / 1_000_000 % 1_000
        let label: StaticString = "  FRAME "
        var x = Int(layout.centerX) - smallStyle.width(of: 4 + label.utf8CodeUnitCount + 8) / 2
        canvas.write(CollectionOfOne(UInt8(ascii: ".")), x: x, y: y, smallStyle, .testYellow)
        canvas.write(milliseconds, digits: 3, x: x + smallStyle.advance, y: y, smallStyle, .testYellow)
        x += smallStyle.advance * 4
        unsafe canvas.write(
            UnsafeBufferPointer(start: label.utf8Start, count: label.utf8CodeUnitCount), x: x, y: y, smallStyle,
            .testGray)
        x += smallStyle.advance * label.utf8CodeUnitCount
        canvas.write(number, digits: 8, x: x, y: y, smallStyle, .white)
    }

    /// The dot that runs round the rim once a second, at the top when the second begins.
    private func paintDot(_ time: Duration, on canvas: borrowing I420Canvas) {
        let angle = 2 * Double.pi * Double(time.nanoseconds % 1_000_000_000) / 1e9
        let radius = layout.unit * TestPictureLayout.rimRadius
        let half = Double(dot.width) / 2
        canvas.blend(
            dot, x: Int((layout.centerX + radius * sin(angle) - half).rounded()),
            y: Int((layout.centerY - radius * cos(angle) - half).rounded()), .testYellow)
    }

    private func paintCode(_ number: Int64, _ time: Duration, on canvas: borrowing I420Canvas) {
        let code = TestPictureCode(
            frame: UInt32(truncatingIfNeeded: number),
            milliseconds: UInt32(truncatingIfNeeded: time.nanoseconds / 1_000_000))
        let rows = code.rows
        for column in 0..<TestPictureCode.bitsPerRow {
            let bit = UInt64(TestPictureCode.bitsPerRow - 1 - column)
            canvas.fill(layout.codeBlock(row: 0, column: column), rows.upper >> bit & 1 == 1 ? .white : .black)
            canvas.fill(layout.codeBlock(row: 1, column: column), rows.lower >> bit & 1 == 1 ? .white : .black)
        }
    }
}
