// The library that programs import: the public face of the modules below, and nothing of its own.
@_exported import ReelCapture
@_exported import ReelContainer
@_exported import ReelLocalSink
@_exported import ReelMedia
@_exported import ReelModel
@_exported import ReelRecorder
@_exported import ReelSinkKit
@_exported import ReelSystem
