import Glibc
import ReelModel

/// The circle of the test picture as a stencil: rectangles are painted only as far as they lie within it.
struct CircleMask {
    let layout: TestPictureLayout

    /// Paints a rectangle given in units from the middle of the drawing.
    func fill(
        left: Double, top: Double, right: Double, bottom: Double, _ color: YUVColor, on canvas: borrowing I420Canvas
    ) {
        fill(layout.rect(left: left, top: top, right: right, bottom: bottom), color, on: canvas)
    }

    /// Paints a rectangle given in pixels.
    func fill(_ rect: PixelRect, _ color: YUVColor, on canvas: borrowing I420Canvas) {
        let radius = TestPictureLayout.circleRadius * layout.unit
        let mask = CoverageMask(width: rect.width, height: rect.height) { x, y in
            let distance = hypot(
                Double(rect.x + x) + 0.5 - layout.centerX, Double(rect.y + y) + 0.5 - layout.centerY)
            return radius - distance + 0.5
        }
        canvas.blend(mask, x: rect.x, y: rect.y, color)
    }
}
