import ReelModel
import Testing

struct RecorderErrorTests {
    static let statuses: [(RecorderError.Code, Int32)] = [
        (.endedEarly, 1), (.sourceLost, 1), (.usage, 2), (.cameraNotFound, 3), (.deviceBusy, 3),
        (.notPermitted, 4), (.notWritable, 5), (.noRoom, 5), (.notSupported, 6), (.notDelivered, 7), (.defect, 70),
    ]

    @Test(arguments: statuses)
    func `the hundreds of an error's number are the exit status`(code: RecorderError.Code, status: Int32) {
        #expect(code.exitStatus == status)
    }

    @Test func `the cause stands behind the sentence`() {
        #expect(RecorderError(.usage, "No.").description == "No.")
        #expect(RecorderError(.usage, "No.", cause: "EIO").description == "No. (EIO)")
    }

    @Test func `levels are finite at every input`() {
        #expect(AudioLevel(linearPeak: 1, linearRMS: 0) == AudioLevel(peak: 0, rms: -120))
        #expect(AudioLevel(linearPeak: 0.1, linearRMS: 1e-9).peak == -20)
        #expect(AudioLevel(linearPeak: 1e-9, linearRMS: 1e-9) == .silence)
    }
}
