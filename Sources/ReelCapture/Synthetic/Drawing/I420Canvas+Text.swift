extension I420Canvas {
    /// Writes ASCII text with its upper left corner at (`x`, `y`); what the font does not have stays blank.
    public func write(_ text: some Sequence<UInt8>, x: Int, y: Int, _ style: TextStyle, _ color: YUVColor) {
        var left = x
        for character in text {
            if let mask = style.mask(of: character) { blend(mask, x: left, y: y, color) }
            left += style.advance
        }
    }

    /// Writes ASCII text with its middle at `centerX`.
    public func write(_ text: String, centerX: Int, y: Int, _ style: TextStyle, _ color: YUVColor) {
        let characters = text.utf8
        write(characters, x: centerX - style.width(of: characters.count) / 2, y: y, style, color)
    }

    /// Writes a number in a fixed count of digits, without making a string; higher digits are cut off.
    public func write(_ number: Int64, digits: Int, x: Int, y: Int, _ style: TextStyle, _ color: YUVColor) {
        var rest = number
        for place in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(ascii: "0") + UInt8(rest % 10)
            if let mask = style.mask(of: digit) { blend(mask, x: x + place * style.advance, y: y, color) }
            rest /= 10
        }
    }
}
