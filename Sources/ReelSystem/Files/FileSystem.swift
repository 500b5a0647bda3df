/// The file system as writers see it: every operation that a recording's safety hangs on, each replaceable in a test.
///
/// All calls block and are made from a recording's writer thread or from whoever recovers; errors carry `errno`.
public protocol FileSystem: Sendable {
    /// Creates `path` for reading and writing; fails with EEXIST when the name is taken.
    func create(_ path: String) throws(SystemError) -> any WritableFile
    /// Opens an existing file for reading and writing.
    func open(_ path: String) throws(SystemError) -> any WritableFile
    /// Renames over whatever bears the new name.
    func rename(_ path: String, to newPath: String) throws(SystemError)
    /// Renames only when the new name is free; fails with EEXIST otherwise.
    func renameWithoutReplacing(_ path: String, to newPath: String) throws(SystemError)
    func remove(_ path: String) throws(SystemError)
    /// Makes a directory's entries (creations, renames, removals) last.
    func synchronizeDirectory(_ path: String) throws(SystemError)
    /// What bears this name; nil when nothing does. Follows symbolic links.
    func status(of path: String) throws(SystemError) -> FileStatus?
    /// The names in a directory, without `.` and `..`, sorted.
    func names(inDirectory path: String) throws(SystemError) -> [String]
    /// Creates a directory and what is missing above it.
    func createDirectories(_ path: String) throws(SystemError)
    /// Bytes that an unprivileged writer can still use where `path` lies.
    func freeBytes(at path: String) throws(SystemError) -> Int64
    /// Whether this process may create files in the directory `path`.
    func isWritableDirectory(_ path: String) -> Bool
}
