/// A font of our own drawing: digits, capital letters and punctuation in cells of 5 by 7.
public enum BitmapFont {
    public static let cellWidth = 5
    public static let cellHeight = 7

    /// The rows of an ASCII character's glyph, top first; bit 4 is the leftmost cell. Nil for what the font does not have.
    public static func rows(of character: UInt8) -> [UInt8]? {
        character < 128 ? glyphs[Int(character)] : nil
    }

    /// Glyphs by ASCII code, read from `sheets`.
    private static let glyphs: [[UInt8]?] = {
        var glyphs = [[UInt8]?](repeating: nil, count: 128)
        for sheet in sheets {
            let lines = sheet.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
            for (index, character) in lines[0].enumerated() where character != UInt8(ascii: " ") {
                // A glyph's character stands above its third column, and each glyph takes six.
                let left = index - 2
                glyphs[Int(character)] = lines[1...cellHeight].map { line in
                    (0..<cellWidth).reduce(into: UInt8(0)) { row, column in
                        let isSet = left + column < line.count && line[left + column] == UInt8(ascii: "#")
                        row = row << 1 | (isSet ? 1 : 0)
                    }
                }
            }
        }
        glyphs[Int(UInt8(ascii: " "))] = [UInt8](repeating: 0, count: cellHeight)
        return glyphs
    }()

    private static let sheets = [
        """
          0     1     2     3     4     5     6     7     8     9
         ###    #    ###   ###     #  #####   ##  #####  ###   ###
        #   #  ##   #   # #   #   ##  #      #        # #   # #   #
        #   #   #       #     #  # #  ####  #        #  #   # #   #
        #   #   #      #    ##  #  #      # ####    #    ###   ####
        #   #   #     #       # #####     # #   #   #   #   #     #
        #   #   #    #    #   #    #  #   # #   #   #   #   #    #
         ###   ###  #####  ###     #   ###   ###    #    ###   ##
        """,
        """
          A     B     C     D     E     F     G     H     I     J
         ###  ####   ###  ####  ##### #####  ###  #   #  ###    ###
        #   # #   # #   # #   # #     #     #   # #   #   #      #
        #   # #   # #     #   # #     #     #     #   #   #      #
        ##### ####  #     #   # ####  ####  # ### #####   #      #
        #   # #   # #     #   # #     #     #   # #   #   #      #
        #   # #   # #   # #   # #     #     #   # #   #   #   #  #
        #   # ####   ###  ####  ##### #      ###  #   #  ###   ##
        """,
        """
          K     L     M     N     O     P     Q     R     S     T
        #   # #     #   # #   #  ###  ####   ###  ####   #### #####
        #  #  #     ## ## ##  # #   # #   # #   # #   # #       #
        # #   #     # # # # # # #   # #   # #   # #   # #       #
        ##    #     # # # #  ## #   # ####  #   # ####   ###    #
        # #   #     #   # #   # #   # #     # # # # #       #   #
        #  #  #     #   # #   # #   # #     #  #  #  #      #   #
        #   # ##### #   # #   #  ###  #      ## # #   # ####    #
        """,
        """
          U     V     W     X     Y     Z
        #   # #   # #   # #   # #   # #####
        #   # #   # #   # #   # #   #     #
        #   # #   # #   #  # #   # #     #
        #   # #   # # # #   #     #     #
        #   # #   # # # #  # #    #    #
        #   #  # #  ## ## #   #   #   #
         ###    #   #   # #   #   #   #####
        """,
        """
          .     ,     :     ;     -     _     /     (     )     !
                                                #    #   #      #
                     ##    ##                   #   #     #     #
                     ##    ##                  #   #       #    #
                                #####         #    #       #    #
               ##    ##    ##                #     #       #    #
         ##     #    ##     #               #       #     #
         ##    #           #          ##### #        #   #      #
        """,
        """
          ?     +     =     %     '     *     #     <     >     @
         ###              ##  #   #          # #      # #      ###
        #   #   #         ##  #   #   # # #  # #     #   #    #   #
            #   #   #####    #   #     ###  #####   #     #   # ###
           #  #####         #         #####  # #   #       #  # # #
          #     #   #####  #           ###  #####   #     #   # ###
                #         #  ##       # # #  # #     #   #    #
          #               #  ##              # #      # #      ###
        """,
    ]
}
