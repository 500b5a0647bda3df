import ReelCommandLine
import ReelModel
import Testing

struct ValueKindTests {
    @Test(arguments: [
        ("90", 90_000_000_000), ("2.5", 2_500_000_000), ("2.5s", 2_500_000_000), ("5m", 300_000_000_000),
        ("1h30m", 5_400_000_000_000), ("1h30m5.25s", 5_405_250_000_000), ("500ms", 500_000_000),
        ("1m1ms", 60_001_000_000),
        ("0.000000001", 1), ("87600h", 315_360_000_000_000_000), ("1.5h", 5_400_000_000_000),
    ])
    func `a time is read exactly`(text: String, nanoseconds: Int64) {
        #expect(ValueKind<Duration>.duration.read(text) == .nanoseconds(nanoseconds))
    }

    @Test(arguments: [
        "", "0", "0s", "-5", "+5", "5 m", "m", "5x", "1h30", "30m1h", "5m5m", "1:30", "1e3", ".", "5.", ".5", "1.2.3s",
        "99999999h", "9999999999999", "1m0.0000000001s", "٥m", "inf",
    ])
    func `what is no time is refused`(text: String) {
        #expect(ValueKind<Duration>.duration.read(text) == nil)
    }

    @Test(arguments: [
        ("128k", 128_000), ("128K", 128_000), ("2M", 2_000_000), ("2.5M", 2_500_000), ("64000", 64_000),
        ("0.001M", 1_000),
    ])
    func `a bit rate is read in powers of 1000`(text: String, bits: Int) {
        #expect(ValueKind<Int>.bitrate.read(text) == bits)
    }

    @Test(arguments: ["", "128", "k", "-128k", "2G", "128 k", "1e6", "5000M", "2Mb"])
    func `what is no bit rate is refused`(text: String) {
        #expect(ValueKind<Int>.bitrate.read(text) == nil)
    }

    @Test(arguments: [
        ("1", 1), ("700M", 700_000_000), ("4Gi", 4_294_967_296), ("4GiB", 4_294_967_296), ("1.5k", 1_500),
        ("2T", 2_000_000_000_000),
        ("512KB", 512_000), ("1Ti", 1_099_511_627_776),
    ])
    func `bytes are read in powers of 1000 and of 1024`(text: String, bytes: Int64) {
        #expect(ValueKind<Int64>.byteCount.read(text) == bytes)
    }

    @Test(arguments: ["", "0", "B", "-1", "4 G", "4GB2", "999999999999T"])
    func `what is no number of bytes is refused`(text: String) {
        #expect(ValueKind<Int64>.byteCount.read(text) == nil)
    }

    @Test(arguments: [("48000", 48_000), ("44.1k", 44_100), ("8k", 8_000), ("384000", 384_000)])
    func `a sample rate is read`(text: String, rate: Int) {
        #expect(ValueKind<Int>.sampleRate.read(text) == rate)
    }

    @Test(arguments: ["48", "0", "48000Hz", "385000"])
    func `what is no sample rate is refused`(text: String) {
        #expect(ValueKind<Int>.sampleRate.read(text) == nil)
    }

    @Test(arguments: ["14x16", "16x18x20", "1280*720", "16386x720", "0x0", "-16x-16"])
    func `what is no size that 4 2 0 pictures can have is refused`(text: String) {
        #expect(ValueKind<PictureSize>.pictureSize.read(text) == nil)
    }
}
