/// The `AVCDecoderConfigurationRecord` of a stream (ISO/IEC 14496-15, 5.3.3.1), made of the encoder's parameter sets.
enum AVCConfiguration {
    /// The record for NAL units behind 4-byte lengths; nil when there is no SPS or PPS among `headers`, which is a run
    /// of such units.
    static func record(fromHeaders headers: [UInt8]) -> [UInt8]? {
        let units = split(headers)
        // nal_unit_type: 7 is a sequence parameter set, 8 a picture parameter set (ITU-T H.264, table 7-1).
        guard let sps = units.first(where: { ($0.first ?? 0) & 0x1f == 7 }), sps.count >= 4,
            let pps = units.first(where: { ($0.first ?? 0) & 0x1f == 8 })
        else { return nil }
        let profile = sps[sps.startIndex + 1]
        var record: [UInt8] = [1, profile, sps[sps.startIndex + 2], sps[sps.startIndex + 3], 0xff]
        record += [0xe1] + bigEndian(sps.count) + sps
        record += [1] + bigEndian(pps.count) + pps
        // The High profiles also name chroma format (4:2:0), the two bit depths (8) and no SPS extensions.
        if [100, 110, 122, 144].contains(profile) { record += [0xfd, 0xf8, 0xf8, 0] }
        return record
    }

    private static func split(_ headers: [UInt8]) -> [ArraySlice<UInt8>] {
        var units: [ArraySlice<UInt8>] = []
        var rest = headers[...]
        while rest.count > 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            units.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return units
    }

    private static func bigEndian(_ count: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    }
}
