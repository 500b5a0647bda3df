import ReelSinkKit
import Testing

/// A kind of sink as the suite meets it: how to get an empty one, and how to see what it holds without it.
struct SinkFixture: Sendable, CustomTestStringConvertible {
    /// The scheme of its descriptor.
    let scheme: String
    /// A sink that holds nothing yet, in a place of its own.
    let makeEmpty: @Sendable () throws -> any SinkPlace
    /// The address of a place that this user may not write to.
    let deniedAddress: String
    /// The address of a place that is not there.
    let missingAddress: String

    var testDescription: String { scheme }

    /// Every kind of sink, each with its fixture. A test fails when one of the catalog is missing here.
    static let all = [local]
}

/// An empty sink under test, and what lies in it as somebody else sees it.
protocol SinkPlace: Sendable {
    var address: String { get }
    /// What is held under a key, read past the sink; nil when there is nothing.
    func contents(of key: ObjectKey) throws -> [UInt8]?
    /// Everything that can be found there, what an upload left behind included, but not empty directories.
    func everything() throws -> [String]
}
