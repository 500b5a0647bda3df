import ReelModel
import Testing

@testable import ReelCapture

@Suite struct CameraSizeRangeTests {
    private let range = CameraSizeRange(
        smallest: PictureSize(width: 160, height: 120), largest: PictureSize(width: 1_000, height: 700),
        widthStep: 16, heightStep: 8)

    @Test(arguments: [
        ("160x120", "160x120"), ("1x1", "160x120"), ("167x123", "160x120"), ("168x124", "176x128"),
        ("640x480", "640x480"), ("641x481", "640x480"),
        // The largest is off the grid: the last step before it is the nearest that the camera has.
        ("5000x5000", "992x696"), ("1000x700", "992x696"), ("992x696", "992x696"),
    ])
    func `the nearest size in steps is found`(asked: String, nearest: String) throws {
        #expect(range.nearest(to: try #require(PictureSize(asked))).description == nearest)
    }

    @Test func `a single size is nearest to everything`() throws {
        let single = CameraSizeRange(PictureSize(width: 640, height: 480))
        #expect(single.isSingleSize)
        for asked in ["1x1", "640x480", "9999x1"] {
            #expect(single.nearest(to: try #require(PictureSize(asked))) == PictureSize(width: 640, height: 480))
        }
    }

    @Test func `a step of nothing leaves the smallest`() {
        let broken = CameraSizeRange(
            smallest: PictureSize(width: 16, height: 16), largest: PictureSize(width: 64, height: 64), widthStep: 0,
            heightStep: 0)
        #expect(broken.nearest(to: PictureSize(width: 32, height: 32)) == PictureSize(width: 16, height: 16))
    }
}
