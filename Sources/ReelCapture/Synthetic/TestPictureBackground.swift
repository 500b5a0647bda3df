import ReelModel

/// The part of the test picture that never changes: grid, circle, colour bars, grey steps, gratings and lettering.
struct TestPictureBackground {
    let size: PictureSize
    let rate: FrameRate
    private let layout: TestPictureLayout

    init(size: PictureSize, rate: FrameRate) {
        self.size = size
        self.rate = rate
        layout = TestPictureLayout(size: size)
    }

    /// The whole picture, as planar 4:2:0 without padding.
    func painted() -> [UInt8] {
        let (planes, count) = I420Canvas.layout(of: size)
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            unsafe buffer.initialize(repeating: 0)
            unsafe I420Canvas.draw(on: UnsafeMutableRawBufferPointer(buffer), size: size, planes: planes) { canvas in
                paint(on: canvas)
            }
            initialized = count
        }
    }

    private func paint(on canvas: borrowing I420Canvas) {
        canvas.fill(PixelRect(x: 0, y: 0, width: size.width, height: size.height), .testSlate)
        paintGrid(on: canvas)
        paintLamps(on: canvas)
        paintRim(on: canvas)
        paintBands(on: canvas)
    }

    private func paintGrid(on canvas: borrowing I420Canvas) {
        let unit = layout.unit
        // Two pixels wide at least, so that chroma, coding and scaling leave the lines alone.
        let line = max(2, Int((unit / 15).rounded()) / 2 * 2)
        let columns = Int(layout.centerX / (2 * unit)) + 1
        for column in -columns...columns {
            let x = Int((layout.centerX + (Double(column) * 2 + 1) * unit) / 2) * 2
            canvas.fill(PixelRect(x: x - line / 2, y: 0, width: line, height: size.height), .testGrid)
        }
        let rows = Int(layout.centerY / (2 * unit)) + 1
        for row in -rows...rows {
            let y = Int((layout.centerY + (Double(row) * 2 + 1) * unit) / 2) * 2
            canvas.fill(PixelRect(x: 0, y: y - line / 2, width: size.width, height: line), .testGrid)
        }
    }

    private func paintLamps(on canvas: borrowing I420Canvas) {
        let style = TextStyle(capHeight: Int(layout.unit * 0.6))
        let frame = max(2, Int(layout.unit / 8) / 2 * 2)
        for lamp in layout.lamps {
            let outer = PixelRect(
                x: lamp.x - frame, y: lamp.y - frame, width: lamp.width + 2 * frame, height: lamp.height + 2 * frame)
            canvas.fill(outer, .testGray)
            canvas.fill(lamp, .black)
            canvas.write(
                "FLASH", centerX: lamp.x + lamp.width / 2, y: outer.bottom + Int(layout.unit * 0.4), style, .testGray)
        }
    }

    private func paintRim(on canvas: borrowing I420Canvas) {
        let unit = layout.unit
        let radius = TestPictureLayout.rimRadius * unit
        let side = Int(radius * 2 + unit * 2) / 2 * 2
        let (x, y) = (Int(layout.centerX) - side / 2, Int(layout.centerY) - side / 2)
        canvas.blend(.ring(radius: radius, lineWidth: unit * 0.95, side: side), x: x, y: y, .testGray)
        canvas.blend(.ring(radius: radius, lineWidth: unit * 0.8, side: side), x: x, y: y, .testInk)
    }

    /// Everything within the circle, painted as horizontal bands that the circle cuts off.
    private func paintBands(on canvas: borrowing I420Canvas) {
        let unit = layout.unit
        let mask = CircleMask(layout: layout)
        let half = TestPictureLayout.circleRadius
        mask.fill(left: -half, top: -half, right: half, bottom: -6.4, .testInk, on: canvas)
        let bars: [UInt32] = [0xBFBFBF, 0xBFBF00, 0x00BFBF, 0x00BF00, 0xBF00BF, 0xBF0000, 0x0000BF]
        for (index, color) in bars.enumerated() {
            let width = 2 * half / Double(bars.count)
            let left = -half + Double(index) * width
            mask.fill(left: left, top: -6.4, right: left + width, bottom: -2.9, YUVColor(rgb: color), on: canvas)
        }
        mask.fill(left: -half, top: -2.9, right: half, bottom: 1.9, .black, on: canvas)
        for step in 0..<10 {
            let width = 2 * half / 10
            let left = -half + Double(step) * width
            mask.fill(left: left, top: 1.9, right: left + width, bottom: 4.2, .gray(Double(step) / 9), on: canvas)
        }
        paintGratings(mask, on: canvas)
        mask.fill(left: -half, top: 6.4, right: half, bottom: half, .testInk, on: canvas)
        let title = TextStyle(capHeight: Int(unit * 1.4))
        canvas.write(
            "REEL", centerX: Int(layout.centerX), y: layout.rect(left: 0, top: -8.4, right: 0, bottom: 0).y, title,
            .white)
        let small = TextStyle(capHeight: Int(unit * 0.6))
        canvas.write(
            "\(size) @ \(rate) FPS", centerX: Int(layout.centerX),
            y: layout.rect(left: 0, top: 7, right: 0, bottom: 0).y, small, .testGray)
    }

    /// Black and white lines, 8, 6, 4, 3 and 2 pixels wide: what coding and scaling do to detail.
    private func paintGratings(_ mask: CircleMask, on canvas: borrowing I420Canvas) {
        let half = TestPictureLayout.circleRadius
        let area = layout.rect(left: -half, top: 4.2, right: half, bottom: 6.4)
        let widths = [8, 6, 4, 3, 2]
        for (index, width) in widths.enumerated() {
            let left = area.x + area.width * index / widths.count
            let right = area.x + area.width * (index + 1) / widths.count
            var isLight = false
            for x in stride(from: left, to: right, by: width) {
                let line = PixelRect(x: x, y: area.y, width: min(width, right - x), height: area.height)
                mask.fill(line, isLight ? .gray(0.85) : .gray(0.15), on: canvas)
                isLight.toggle()
            }
        }
    }
}
