extension YUVColor {
    /// The test picture's own colours.
    static let testSlate = YUVColor(rgb: 0x39_43_50)
    static let testGrid = YUVColor(rgb: 0x56_62_70)
    static let testInk = YUVColor(rgb: 0x14_18_1E)
    static let testGray = YUVColor(rgb: 0xA8_B2_BE)
    static let testYellow = YUVColor(rgb: 0xFF_C8_3C)
}
