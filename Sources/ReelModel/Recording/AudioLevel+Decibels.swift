import Glibc

extension AudioLevel {
    static func decibels(_ linear: Double) -> Double {
        linear <= 1e-6 ? -120 : 20 * log10(linear)
    }
}
