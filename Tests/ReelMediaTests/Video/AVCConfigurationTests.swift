import Testing

@testable import ReelMedia

struct AVCConfigurationTests {
    static let highSPS: [UInt8] = [0x67, 100, 0, 31, 0xac]
    static let pps: [UInt8] = [0x68, 0xeb]

    private func headers(_ units: [[UInt8]]) -> [UInt8] {
        units.flatMap { [0, 0, 0, UInt8($0.count)] + $0 }
    }

    @Test func `a record of a High stream names chroma format and depths`() {
        let record = AVCConfiguration.record(fromHeaders: headers([Self.highSPS, Self.pps]))
        #expect(
            record == [1, 100, 0, 31, 0xff, 0xe1, 0, 5] + Self.highSPS + [1, 0, 2] + Self.pps + [0xfd, 0xf8, 0xf8, 0])
    }

    @Test func `a record of a Baseline stream ends behind the PPS`() {
        let sps: [UInt8] = [0x67, 66, 0xc0, 30]
        let record = AVCConfiguration.record(fromHeaders: headers([[6, 1], sps, Self.pps]))
        #expect(record == [1, 66, 0xc0, 30, 0xff, 0xe1, 0, 4] + sps + [1, 0, 2] + Self.pps)
    }

    @Test func `headers without parameter sets have no record`() {
        #expect(AVCConfiguration.record(fromHeaders: []) == nil)
        #expect(AVCConfiguration.record(fromHeaders: headers([Self.pps])) == nil)
        #expect(AVCConfiguration.record(fromHeaders: [0, 0, 0, 200, 0x67]) == nil)
    }
}
