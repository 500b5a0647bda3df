import ReelModel
import Testing

@testable import ReelCapture

@Suite struct FormatEnumeratorTests {
    private let small = PictureSize(width: 640, height: 480)
    private let large = PictureSize(width: 1_920, height: 1_080)

    @Test func `formats, sizes and rates are read in the driver's order`() throws {
        var abilities = FakeDevice.Abilities()
        abilities.formats = [(.yuyv, "YUYV 4:2:2"), (.mjpg, "Motion-JPEG")]
        abilities.sizes = [.yuyv: [CameraSizeRange(small)], .mjpg: [CameraSizeRange(large), CameraSizeRange(small)]]
        abilities.rates = [
            small: [.list([FrameRate(numerator: 30)]), .list([FrameRate(numerator: 15)])],
            large: [.list([FrameRate(numerator: 30)])],
        ]
        let formats = try FormatEnumerator(device: FakeDevice(abilities)).formats()
        #expect(formats.map(\.fourCC) == [.yuyv, .mjpg])
        #expect(formats.map(\.name) == ["YUYV 4:2:2", "Motion-JPEG"])
        #expect(formats[1].sizes.map(\.range.largest) == [large, small])
        #expect(formats[0].sizes[0].rates == .list([FrameRate(numerator: 30), FrameRate(numerator: 15)]))
    }

    @Test func `a driver with a free choice is asked for its rates at the size that is wanted`() throws {
        var abilities = FakeDevice.Abilities()
        abilities.formats = [(.yuyv, "")]
        let range = CameraSizeRange(
            smallest: PictureSize(width: 16, height: 16), largest: large, widthStep: 2, heightStep: 2)
        abilities.sizes = [.yuyv: [range]]
        abilities.rates = [small: [.range(slowest: FrameRate(numerator: 1), fastest: FrameRate(numerator: 90))]]
        let formats = try FormatEnumerator(device: FakeDevice(abilities), wanted: small).formats()
        let rates = CameraRates.range(slowest: FrameRate(numerator: 1), fastest: FrameRate(numerator: 90))
        #expect(formats[0].sizes == [CameraSize(range: range, rates: rates)])
    }

    @Test func `a receiver without sizes gives what it makes of the wish, at the rate of its signal`() throws {
        var abilities = FakeDevice.Abilities()
        abilities.formats = [(.uyvy, "")]
        let large = large
        abilities.adjust = { format in
            var format = format
            format.size = large
            return format
        }
        abilities.signalRate = FrameRate(numerator: 60)
        abilities.rate = FrameRate(numerator: 25)
        let formats = try FormatEnumerator(device: FakeDevice(abilities), wanted: small).formats()
        let rates = CameraRates.list([FrameRate(numerator: 60)])
        #expect(formats[0].sizes == [CameraSize(range: CameraSizeRange(large), rates: rates)])
    }

    @Test func `a driver that lists nothing still has the format it is set to`() throws {
        var abilities = FakeDevice.Abilities()
        abilities.current = DeviceFormat(fourCC: .mjpg, size: small, bytesPerLine: 0, imageBytes: 100_000)
        abilities.rate = FrameRate(numerator: 25)
        let formats = try FormatEnumerator(device: FakeDevice(abilities)).formats()
        #expect(formats.map(\.fourCC) == [.mjpg])
        #expect(formats[0].sizes.map(\.rates) == [.list([FrameRate(numerator: 25)])])
    }

    @Test func `formats that are not wanted are listed without asking for their sizes`() throws {
        var abilities = FakeDevice.Abilities()
        abilities.formats = [(.yuyv, ""), ("H264", "")]
        abilities.sizes = [.yuyv: [CameraSizeRange(small)], "H264": [CameraSizeRange(small)]]
        let formats = try FormatEnumerator(device: FakeDevice(abilities)).formats { $0.isRecordable }
        #expect(formats.map(\.sizes.count) == [1, 0])
    }
}
