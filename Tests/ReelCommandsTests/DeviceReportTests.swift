import Reel
import Testing

@testable import ReelCommands

@Suite("The list of devices")
struct DeviceReportTests {
    static let camera = CameraDescription(
        identity: CameraIdentity(path: "/dev/video0", name: "webcam", serial: "AB12"), card: "HD Webcam",
        driver: "uvcvideo", bus: "usb-0000:00:14.0-1",
        formats: [
            CameraFormat(
                fourCC: FourCC("MJPG"), name: "Motion-JPEG",
                sizes: [1_280, 1_920].map {
                    CameraSize(
                        range: CameraSizeRange(PictureSize(width: $0, height: $0 * 9 / 16)),
                        rates: .list([FrameRate(numerator: 15), FrameRate(numerator: 30)]))
                })
        ])
    static let broken = CameraDescription(
        identity: CameraIdentity(path: "/dev/video2"),
        problem: RecorderError(
            .deviceBusy,
            "The camera /dev/video2 is in use by the program cheese (process 4711), which has to be closed before it can be recorded."
        ))
    static let microphone = SoundSourceDescription(
        name: "alsa_input.usb-mic", description: "USB Microphone", rate: 48_000, channels: 1, isDefault: true)

    @Test func `people get the stable name, the fastest rates and what is wrong, within 80 columns`() {
        let text = DeviceReport(cameras: [Self.camera, Self.broken], sounds: .success([Self.microphone])).text
        #expect(
            text == """
                Cameras
                  /dev/video0  HD Webcam
                      use: --video serial:AB12
                      MJPG: 1280x720@30, 1920x1080@30
                  /dev/video2  \("")
                      The camera /dev/video2 is in use by the program cheese (process 4711),
                      which has to be closed before it can be recorded.

                Sound sources
                  alsa_input.usb-mic
                      USB Microphone (48000 Hz, mono, default)

                """)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `without a sound server the list says so and goes on`() {
        let report = DeviceReport(
            cameras: [], sounds: .failure(RecorderError(.soundSourceNotFound, "No sound server answers.")))
        #expect(report.text == "Cameras\n  none\n\nSound sources\n  No sound server answers.\n")
        #expect(
            report.json.text
                == #"{"v":1,"cameras":[],"sounds":[],"soundError":{"code":"sound-source-not-found","number":301,"#
                + #""message":"No sound server answers."}}"#)
    }
}
