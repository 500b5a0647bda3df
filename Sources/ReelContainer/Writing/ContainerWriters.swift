import ReelModel
import ReelSystem

/// Opens writers: the one place that knows which format is written by what.
public enum ContainerWriters {
    /// Creates the file for `request` and returns its writer. When it throws, there is no file.
    ///
    /// `tracks` are all tracks of the recording; packets name them by their index.
    public static func open(
        _ request: OutputRequest, tracks: [TrackFormat], fileSystem: any FileSystem, clocks: any Clocks
    ) throws(RecorderError) -> sending any ContainerWriter {
        let taken = try request.format.selectTracks(tracks)
        switch request.format {
        case .mp4:
            let layout = MP4Layout(request: request, tracks: tracks, taken: taken)
            return try writer(layout, request, tracks: tracks, taken: taken, fileSystem, clocks)
        case .flv:
            let layout = FLVLayout(request: request, tracks: tracks, taken: taken)
            return try writer(layout, request, tracks: tracks, taken: taken, fileSystem, clocks)
        case .aac:
            let layout = try ADTSLayout(tracks: tracks, taken: taken)
            return try writer(layout, request, tracks: tracks, taken: taken, fileSystem, clocks)
        case .wav:
            let layout = try WAVLayout(request: request, tracks: tracks, taken: taken)
            return try writer(layout, request, tracks: tracks, taken: taken, fileSystem, clocks)
        }
    }

    private static func writer(
        _ layout: sending some ContainerLayout, _ request: OutputRequest, tracks: [TrackFormat], taken: [Int],
        _ fileSystem: any FileSystem, _ clocks: any Clocks
    ) throws(RecorderError) -> sending any ContainerWriter {
        let file = try GrowingFile(for: request.path, replacement: request.replacement, in: fileSystem)
        return try BatchWriter(file: file, layout: layout, tracks: tracks, taken: taken, clocks: clocks)
    }
}
