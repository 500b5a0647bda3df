import ReelModel
import Testing

@testable import ReelCapture

@Suite struct FormatChooserTests {
    private static func size(_ text: String, _ rates: Int...) -> CameraSize {
        CameraSize(
            range: CameraSizeRange(PictureSize(text)!),
            rates: rates.isEmpty ? .unknown : .list(rates.map { FrameRate(numerator: $0) }))
    }

    private static func format(_ code: StaticString, _ sizes: CameraSize...) -> CameraFormat {
        CameraFormat(fourCC: FourCC(stringLiteral: code), name: "", sizes: sizes)
    }

    /// A usual webcam: raw at full rate only while small, JPEG at full rate always.
    private static let webcam = [
        format("YUYV", size("640x480", 30, 15), size("1280x720", 10, 5), size("1920x1080", 5)),
        format("MJPG", size("640x480", 30), size("1280x720", 60, 30), size("1920x1080", 30)),
        format("H264", size("1920x1080", 30)),
    ]

    private func choose(
        _ formats: [CameraFormat], size: String? = nil, rate: String? = nil, input: String? = nil
    ) -> String? {
        let request = VideoRequest(
            size: size.flatMap { PictureSize($0) }, rate: rate.flatMap { FrameRate($0) }, inputFormat: input)
        return FormatChooser(request: request).choose(from: formats).map { choice in
            "\(choice.fourCC) \(choice.size) \(choice.rate?.description ?? "?")"
        }
    }

    @Test(
        arguments: [
            // Asked size, asked rate, what is taken from the webcam.
            (nil, nil, "MJPG 1280x720 30"),
            ("640x480", nil, "YUYV 640x480 30"),
            ("640x480", "30", "YUYV 640x480 30"),
            ("640x480", "15", "YUYV 640x480 15"),
            ("1280x720", nil, "MJPG 1280x720 30"),
            ("1280x720", "10", "YUYV 1280x720 10"),
            ("1280x720", "60", "MJPG 1280x720 60"),
            ("1280x720", "120", "MJPG 1280x720 60"),
            ("1920x1080", "5", "YUYV 1920x1080 5"),
            ("1920x1080", "30", "MJPG 1920x1080 30"),
            ("1000x700", nil, "MJPG 1280x720 30"),
            ("100x100", nil, "YUYV 640x480 30"),
            ("3840x2160", nil, "MJPG 1920x1080 30"),
            (nil, "60", "MJPG 1280x720 60"),
            (nil, "15", "YUYV 640x480 15"),
            (nil, "10", "YUYV 1280x720 10"),
        ] as [(String?, String?, String)])
    func `a webcam is set to what comes nearest and costs least`(size: String?, rate: String?, taken: String) {
        #expect(choose(Self.webcam, size: size, rate: rate) == taken)
    }

    @Test func `what is encoded as it is goes before what has to be rearranged or decoded`() {
        let everything = ["GREY", "MJPG", "UYVY", "YUYV", "NV12", "YU12"].map { code in
            CameraFormat(
                fourCC: FourCC(rawValue: zip(0..<4, code.utf8).reduce(0) { $0 | UInt32($1.1) << (8 * $1.0) }), name: "",
                sizes: [Self.size("1280x720", 30)])
        }
        var left = everything
        var order: [String] = []
        while let choice = FormatChooser(request: VideoRequest()).choose(from: left) {
            order.append(choice.fourCC.description)
            left.removeAll { $0.fourCC == choice.fourCC }
        }
        #expect(order == ["NV12", "YU12", "UYVY", "YUYV", "MJPG", "GREY"])
    }

    @Test func `a format that is asked for is never replaced by another`() {
        #expect(choose(Self.webcam, size: "1280x720", rate: "30", input: "yuyv") == "YUYV 1280x720 10")
        #expect(choose(Self.webcam, size: "640x480", rate: "30", input: "mjpeg") == "MJPG 640x480 30")
        #expect(choose(Self.webcam, input: "nv12") == nil)
        #expect(choose(Self.webcam, input: "h264") == nil)
    }

    @Test(arguments: [("i420", "YU12"), ("yu12", "YU12"), ("YU12", "YU12"), ("mjpg", "MJPG"), ("grey", "GREY")])
    func `formats are asked for by the names people use`(asked: String, code: String) {
        let formats = [
            Self.format("GREY", Self.size("640x480", 30)), Self.format("YU12", Self.size("640x480", 30)),
            Self.format("MJPG", Self.size("640x480", 30)),
        ]
        #expect(choose(formats, input: asked) == "\(code) 640x480 30")
    }

    @Test func `with nothing asked a picture that flows goes before a nearer size that does not`() {
        let raw = [Self.format("YUYV", Self.size("640x480", 30), Self.size("1280x720", 10))]
        #expect(choose(raw) == "YUYV 640x480 30")
        #expect(
            choose([Self.format("YUYV", Self.size("640x480", 15), Self.size("1280x720", 10))]) == "YUYV 1280x720 10")
    }

    @Test func `of two sizes equally near the larger is taken`() {
        let formats = [Self.format("YUYV", Self.size("1180x720", 30), Self.size("1380x720", 30))]
        #expect(choose(formats, size: "1280x720") == "YUYV 1380x720 30")
    }

    @Test func `29.97 is as good as 30`() {
        let ntsc = CameraSize(
            range: CameraSizeRange(PictureSize(width: 1_280, height: 720)),
            rates: .list([FrameRate(numerator: 30_000, denominator: 1_001)]))
        let formats = [
            CameraFormat(fourCC: .mjpg, name: "", sizes: [Self.size("1280x720", 30)]),
            CameraFormat(fourCC: .yuyv, name: "", sizes: [ntsc]),
        ]
        #expect(choose(formats, size: "1280x720", rate: "30") == "YUYV 1280x720 29.97")
    }

    @Test func `a driver that does not say its rates is taken at its word for any`() {
        #expect(choose([Self.format("YUYV", Self.size("1280x720"))], rate: "30") == "YUYV 1280x720 ?")
    }

    @Test func `ranges of sizes and rates give exactly what is asked within them`() {
        let range = CameraSize(
            range: CameraSizeRange(
                smallest: PictureSize(width: 16, height: 16), largest: PictureSize(width: 1_920, height: 1_080),
                widthStep: 8, heightStep: 2),
            rates: .range(slowest: FrameRate(numerator: 1), fastest: FrameRate(numerator: 60)))
        let formats = [CameraFormat(fourCC: .nv12, name: "", sizes: [range])]
        #expect(choose(formats, size: "1000x700", rate: "24") == "NV12 1000x700 24")
        #expect(choose(formats, size: "1001x701", rate: "90") == "NV12 1000x702 60")
        #expect(choose(formats) == "NV12 1280x720 30")
    }

    @Test func `nothing is chosen where nothing can be recorded`() {
        #expect(choose([]) == nil)
        #expect(choose([Self.format("H264", Self.size("1280x720", 30))]) == nil)
        #expect(choose([Self.format("YUYV")]) == nil)
    }
}
