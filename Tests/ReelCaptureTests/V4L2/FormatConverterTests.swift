import CV4L2
import Glibc
import ReelModel
import Testing

@testable import ReelCapture

/// The installed libv4lconvert, on a device that answers nothing but who it is.
@Suite struct FormatConverterTests {
    private static let size = PictureSize(width: 64, height: 48)

    /// A picture whose every pixel has the bytes of `pixel`.
    private func convert(_ fourCC: FourCC, pixel: [UInt8]) throws -> (luma: UInt8, u: UInt8, v: UInt8)? {
        var format = DeviceFormat(fourCC: fourCC, size: Self.size, bytesPerLine: 0, imageBytes: 0)
        let conversion = try #require(fourCC.conversion)
        format.bytesPerLine = Self.size.width * conversion.firstPlaneBits / 8
        format.imageBytes = max(conversion.sourceBytes(of: format), 4_096)
        var operations = libv4l_dev_ops()
        unsafe operations.ioctl = { _, _, request, argument in
            guard request == reel_vidioc_querycap, let argument = unsafe argument else {
                errno = EINVAL
                return -1
            }
            unsafe memset(argument, 0, MemoryLayout<v4l2_capability>.size)
            return 0
        }
        return unsafe withUnsafePointer(to: &operations) { operations in
            guard let handle = unsafe v4lconvert_create_with_dev_ops(0, nil, operations) else { return nil }
            let converter = unsafe FormatConverter(owning: handle, of: FakeDevice(), from: format)
            let source = (0..<format.imageBytes).map { pixel[$0 % pixel.count] }
            var target = [UInt8](repeating: 0, count: Self.size.width * Self.size.height * 3 / 2)
            let isWhole = unsafe source.withUnsafeBytes { source in
                unsafe target.withUnsafeMutableBytes { unsafe converter.convert(source, into: $0) }
            }
            let luma = Self.size.width * Self.size.height
            return isWhole ? (target[luma / 2], target[luma + luma / 8], target[luma + luma * 3 / 8]) : nil
        }
    }

    @Test(arguments: FormatConversion.all.filter { $0.value.bits > 0 }.map(\.key).sorted { $0.rawValue < $1.rawValue })
    func `the library knows every uncompressed format of the table`(fourCC: FourCC) throws {
        #expect(try convert(fourCC, pixel: [0]) != nil)
    }

    @Test(
        arguments: [
            ("YVYU", [50, 70, 50, 60], 50, 60, 70), ("GREY", [100], 100, 128, 128), ("Y16", [0, 100], 100, 128, 128),
            // 75 % white, then red with its matrix and range (BT.601, limited).
            ("RGB3", [191, 191, 191], 180, 128, 128), ("BGR3", [0, 0, 191], 65, 100, 212),
            ("RGB3", [191, 0, 0], 65, 100, 212), ("BGR4", [0, 0, 191, 0], 65, 100, 212),
        ] as [(FourCC, [UInt8], UInt8, UInt8, UInt8)])
    func `colours come out as the colour rules say`(
        fourCC: FourCC, pixel: [UInt8], luma: UInt8, u: UInt8, v: UInt8
    ) throws {
        let converted = try #require(try convert(fourCC, pixel: pixel))
        #expect(converted == (luma, u, v))
    }

    @Test func `a damaged picture is told from a whole one`() throws {
        #expect(try convert("PJPG", pixel: [0]) == nil)
        #expect(try convert("P207", pixel: [0]) == nil)
    }
}
