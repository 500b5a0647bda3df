import ReelCapture
import Testing

@Suite struct CameraSelectorTests {
    @Test(arguments: [
        ("default", CameraSelector.first), ("/dev/video0", .path("/dev/video0")),
        ("/dev/v4l/by-id/usb-X", .path("/dev/v4l/by-id/usb-X")), ("serial:ABC1", .serial("ABC1")),
        ("usb-046d_C920_ABC1-video-index0", .stableName("usb-046d_C920_ABC1-video-index0")),
    ])
    func `a camera is named by node, link, serial number or stable name`(text: String, selector: CameraSelector) {
        #expect(CameraSelector(text) == selector)
        #expect(selector.description == text)
    }

    @Test(arguments: ["", "serial:", "a/b"])
    func `what names nothing is no selector`(text: String) {
        #expect(CameraSelector(text) == nil)
    }
}
