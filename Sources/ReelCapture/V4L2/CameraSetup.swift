import ReelModel
import ReelSystem

/// Sets an open camera to what comes nearest to a request.
struct CameraSetup {
    let camera: OpenCamera
    let request: VideoRequest
    let catalog: CameraCatalog

    /// Chooses, sets, and reads back what the driver made of it.
    func settle() throws(RecorderError) -> (settings: CaptureSettings, converter: FormatConverter?) {
        let device = camera.device
        let notes = FormatNotes(camera: camera.title, request: request)
        let formats = try asking { () throws(SystemError) in
            try FormatEnumerator(device: device, wanted: request.size)
                .formats { $0.isRecordable && request.accepts($0) }
        }
        guard let choice = FormatChooser(request: request).choose(from: formats) else {
            throw notes.refusal(of: formats)
        }
        let format = try asking { () throws(SystemError) in
            try device.setFormat(choice.fourCC, size: choice.size)
            // What VIDIOC_S_FMT returns is not always what the driver then does.
            return try device.currentFormat()
        }
        guard format.fourCC.isRecordable, request.accepts(format.fourCC) else {
            throw notes.refusal(of: [CameraFormat(fourCC: format.fourCC, name: "", sizes: [])])
        }
        let rate = try asking { () throws(SystemError) in try settleRate(choice.rate) }
        return try settings(format, rate: rate, notes: notes)
    }

    /// Sets the rate where it is not right already: drivers without a choice of rates are left alone.
    private func settleRate(_ chosen: FrameRate?) throws(SystemError) -> FrameRate? {
        if let signal = try camera.device.signalRate() { return signal }
        let current = try camera.device.frameRate()
        let wanted = chosen ?? request.rate
        guard let wanted, wanted != current else { return current ?? chosen }
        try camera.device.setFrameRate(wanted)
        return try camera.device.frameRate() ?? chosen
    }

    private func settings(
        _ format: DeviceFormat, rate: FrameRate?, notes: FormatNotes
    ) throws(RecorderError) -> (settings: CaptureSettings, converter: FormatConverter?) {
        var converter: FormatConverter?
        if format.fourCC.pixels == nil {
            let needed = format.fourCC.conversion?.sourceBytes(of: format) ?? .max
            converter = format.imageBytes >= needed ? camera.device.makeConverter(from: format) : nil
            guard converter != nil else {
                throw RecorderError(
                    .notSupported, "\(camera.title) sends \(format.fourCC), which libv4lconvert cannot convert here.")
            }
        }
        let settings = CaptureSettings(
            camera: camera.title, device: format, convertedSize: converter?.size,
            rate: rate ?? request.rate ?? VideoRequest.usualRate,
            warnings: notes.warnings(size: converter?.size ?? format.size, rate: rate))
        guard settings.pictureBytes > 0 else {
            throw RecorderError(.notSupported, "\(camera.title) has settled on pictures without any bytes.")
        }
        return (settings, converter)
    }

    private func asking<Answer>(_ body: () throws(SystemError) -> Answer) throws(RecorderError) -> Answer {
        do throws(SystemError) {
            return try body()
        } catch {
            throw catalog.refusal(of: camera, error)
        }
    }
}
