import ReelModel

/// How the files of a recording ended.
struct WriterResult: Sendable {
    var files: [FileReport] = []
    /// What kept the first of the others from being finished.
    var failure: RecorderError?
}
