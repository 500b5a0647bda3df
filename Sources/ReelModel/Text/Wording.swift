/// Small help for sentences that tell a person what there is instead.
public enum Wording {
    /// The word that somebody most likely meant by `word`; nil when nothing comes near.
    ///
    /// Near means: at most a third of the letters (and at least one) would have to change, by Levenshtein's distance
    /// with a swap of neighbours as one change, or one is the beginning of the other.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased())
        guard !typed.isEmpty else { return nil }
        let ranked = candidates.map { ($0, distance(typed, Array($0.lowercased()))) }
        guard let (best, changes) = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        if changes <= max(1, typed.count / 3) { return best }
        return candidates.first { typed.count >= 3 && $0.lowercased().hasPrefix(word.lowercased()) }
    }

    /// `a`, `a and b`, `a, b and c`.
    public static func list(_ words: [String], joinedBy conjunction: String = "and") -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }

    /// Damerau's and Levenshtein's distance in its restricted form ("optimal string alignment").
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
