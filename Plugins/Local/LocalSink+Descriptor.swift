import ReelSinkKit

extension LocalSink {
    /// `file:///srv/talks`, or plainly `/srv/talks` or `talks`.
    public static let descriptor = SinkDescriptor(
        scheme: "file", summary: "a directory of this machine", example: "file:///srv/talks"
    ) { (settings) throws(SinkError) in
        let location = settings.location
        guard location.authority.isEmpty || location.authority == "localhost" else {
            throw SinkError(
                .invalid,
                "\(settings.displayName) names another machine, '\(location.authority)'; a directory of this one has "
                    + "three slashes: file:///\(location.authority)\(location.path).")
        }
        guard !location.path.isEmpty else {
            throw SinkError(.invalid, "\(settings.displayName) names no directory; one is written file:///srv/talks.")
        }
        return LocalSink(directory: location.path)
    }
}
