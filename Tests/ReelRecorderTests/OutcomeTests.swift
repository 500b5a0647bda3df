import ReelModel
import Testing

@testable import ReelRecorder

@Suite("How a recording's end becomes an exit status")
struct OutcomeTests {
    static let report = DeliveryReport(stage: .failed, file: "a.mp4", sink: "x")

    static let endings: [(RecordingState, RecorderError.Code?, Bool, Int32)] = [
        (.finished, nil, true, 0), (.finished, nil, false, 7), (.finished, .sourceLost, true, 1),
        (.finished, .badInput, true, 1), (.finished, .endedEarly, true, 1), (.finished, .noRoom, true, 5),
        (.finished, .writeFailed, true, 5), (.finished, .defect, true, 70), (.failed, .cameraNotFound, true, 3),
        (.failed, .notPermitted, true, 4), (.failed, .notSupported, true, 6), (.failed, .usage, true, 2),
        (.finished, .sourceSilent, true, 1), (.failed, .sourceSilent, true, 3),
    ]

    @Test(arguments: endings)
    func `a saved file counts for more than a lost source, and for less than a full disk`(
        ending: (state: RecordingState, code: RecorderError.Code?, isDelivered: Bool, status: Int32)
    ) {
        let outcome = RecordingOutcome(
            state: ending.state, error: ending.code.map { RecorderError($0, "It went wrong.") }, files: [],
            undelivered: ending.isDelivered ? [] : [Self.report])
        #expect(outcome.exitStatus == ending.status)
    }
}
