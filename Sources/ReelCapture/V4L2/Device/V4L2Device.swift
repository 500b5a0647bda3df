import CV4L2
import Glibc
import ReelModel
import ReelSystem

/// One open V4L2 node; closes it at the end of its life.
final class V4L2Device: CaptureDevice {
    private let path: String
    private let descriptor: FileDescriptor

    /// Opens `path` without ever blocking on it; fails with what `open` says.
    init(opening path: String) throws(SystemError) {
        self.path = path
        descriptor = try FileDescriptor(opening: path, O_RDWR | O_NONBLOCK)
    }

    /// One request; `name` is the kernel's name for it, for an error.
    private func request<Argument>(
        _ name: String, _ code: UInt, _ argument: inout Argument
    ) throws(SystemError) {
        let status = retryingOnSignal {
            unsafe withUnsafeMutablePointer(to: &argument) { unsafe ioctl(descriptor.number, code, $0) }
        }
        guard status >= 0 else { throw SystemError(name, on: path) }
    }

    /// One request that a driver may not know or may have no more answers to: false for either.
    private func optional<Argument>(
        _ name: String, _ code: UInt, _ argument: inout Argument
    ) throws(SystemError) -> Bool {
        do {
            try request(name, code, &argument)
            return true
        } catch {
            // ENODATA: an input without such a property; ENOLINK, ENOLCK and ERANGE: an input without a signal.
            guard [EINVAL, ENOTTY, ENODATA, ENOLINK, ENOLCK, ERANGE].contains(error.number) else { throw error }
            return false
        }
    }
}

// MARK: - What the device is and has

extension V4L2Device {
    func capability() throws(SystemError) -> DeviceCapability {
        var answer = v4l2_capability()
        try request("VIDIOC_QUERYCAP", reel_vidioc_querycap, &answer)
        let hasOwn = answer.capabilities & UInt32(V4L2_CAP_DEVICE_CAPS) != 0
        return DeviceCapability(
            card: Self.text(answer.card), driver: Self.text(answer.driver), bus: Self.text(answer.bus_info),
            flags: hasOwn ? answer.device_caps : answer.capabilities)
    }

    func format(at index: Int) throws(SystemError) -> (fourCC: FourCC, name: String)? {
        var entry = v4l2_fmtdesc()
        entry.index = UInt32(index)
        entry.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        guard try optional("VIDIOC_ENUM_FMT", reel_vidioc_enum_fmt, &entry) else { return nil }
        return (FourCC(rawValue: entry.pixelformat), Self.text(entry.description))
    }

    func sizes(at index: Int, of fourCC: FourCC) throws(SystemError) -> CameraSizeRange? {
        var entry = v4l2_frmsizeenum()
        entry.index = UInt32(index)
        entry.pixel_format = fourCC.rawValue
        guard try optional("VIDIOC_ENUM_FRAMESIZES", reel_vidioc_enum_framesizes, &entry) else { return nil }
        if entry.type == V4L2_FRMSIZE_TYPE_DISCRETE.rawValue {
            let size = entry.discrete
            return CameraSizeRange(PictureSize(width: Int(size.width), height: Int(size.height)))
        }
        // A range is one entry; a driver that ignores the index would repeat it for ever.
        guard index == 0 else { return nil }
        let range = entry.stepwise
        return CameraSizeRange(
            smallest: PictureSize(width: Int(range.min_width), height: Int(range.min_height)),
            largest: PictureSize(width: Int(range.max_width), height: Int(range.max_height)),
            widthStep: max(1, Int(range.step_width)), heightStep: max(1, Int(range.step_height)))
    }

    func rates(at index: Int, of fourCC: FourCC, size: PictureSize) throws(SystemError) -> CameraRates? {
        var entry = v4l2_frmivalenum()
        entry.index = UInt32(index)
        entry.pixel_format = fourCC.rawValue
        entry.width = UInt32(size.width)
        entry.height = UInt32(size.height)
        guard try optional("VIDIOC_ENUM_FRAMEINTERVALS", reel_vidioc_enum_frameintervals, &entry) else { return nil }
        if entry.type == V4L2_FRMIVAL_TYPE_DISCRETE.rawValue {
            return FrameRate(interval: entry.discrete).map { .list([$0]) } ?? .unknown
        }
        guard index == 0 else { return nil }
        let range = entry.stepwise
        guard let slowest = FrameRate(interval: range.max), let fastest = FrameRate(interval: range.min) else {
            return .unknown
        }
        return .range(slowest: slowest, fastest: fastest)
    }

    /// The text in a field of fixed length, up to its first zero.
    private static func text<Field>(_ field: Field) -> String {
        unsafe withUnsafeBytes(of: field) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

// MARK: - Format and rate

extension V4L2Device {
    func currentFormat() throws(SystemError) -> DeviceFormat {
        var format = unsafe Self.emptyFormat()
        try unsafe request("VIDIOC_G_FMT", reel_vidioc_g_fmt, &format)
        return unsafe DeviceFormat(format.fmt.pix)
    }

    func tryFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError) -> DeviceFormat? {
        var format = unsafe Self.format(fourCC, size: size)
        guard try unsafe optional("VIDIOC_TRY_FMT", reel_vidioc_try_fmt, &format) else { return nil }
        return unsafe DeviceFormat(format.fmt.pix)
    }

    func setFormat(_ fourCC: FourCC, size: PictureSize) throws(SystemError) {
        var format = unsafe Self.format(fourCC, size: size)
        try unsafe request("VIDIOC_S_FMT", reel_vidioc_s_fmt, &format)
    }

    func frameRate() throws(SystemError) -> FrameRate? {
        var parameters = v4l2_streamparm()
        parameters.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        guard try optional("VIDIOC_G_PARM", reel_vidioc_g_parm, &parameters) else { return nil }
        let capture = unsafe parameters.parm.capture
        guard capture.capability & UInt32(V4L2_CAP_TIMEPERFRAME) != 0 else { return nil }
        return FrameRate(interval: capture.timeperframe)
    }

    func setFrameRate(_ rate: FrameRate) throws(SystemError) {
        var parameters = v4l2_streamparm()
        parameters.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        unsafe parameters.parm.capture.timeperframe = v4l2_fract(
            numerator: UInt32(clamping: rate.denominator), denominator: UInt32(clamping: rate.numerator))
        _ = try optional("VIDIOC_S_PARM", reel_vidioc_s_parm, &parameters)
    }

    func signalRate() throws(SystemError) -> FrameRate? {
        var timings = v4l2_dv_timings()
        guard try optional("VIDIOC_G_DV_TIMINGS", reel_vidioc_g_dv_timings, &timings) else { return nil }
        let raster = unsafe reel_v4l2_raster(&timings.bt)
        return FrameRate(cycles: timings.bt.pixelclock, raster: raster)
    }

    func makeConverter(from format: DeviceFormat) -> FormatConverter? {
        FormatConverter(of: self, descriptor: descriptor.number, from: format)
    }

    private static func emptyFormat() -> v4l2_format {
        var format = unsafe v4l2_format()
        unsafe format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        // Says that the fields behind `priv` are known here.
        unsafe format.fmt.pix.priv = UInt32(V4L2_PIX_FMT_PRIV_MAGIC)
        return unsafe format
    }

    static func format(_ fourCC: FourCC, size: PictureSize) -> v4l2_format {
        var format = unsafe emptyFormat()
        unsafe format.fmt.pix.pixelformat = fourCC.rawValue
        unsafe format.fmt.pix.width = UInt32(clamping: size.width)
        unsafe format.fmt.pix.height = UInt32(clamping: size.height)
        unsafe format.fmt.pix.field = V4L2_FIELD_ANY.rawValue
        return unsafe format
    }
}

// MARK: - Buffers and streaming

extension V4L2Device {
    func requestBuffers(_ count: Int) throws(SystemError) -> Int {
        var answer = v4l2_requestbuffers()
        answer.count = UInt32(count)
        answer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        answer.memory = V4L2_MEMORY_MMAP.rawValue
        try request("VIDIOC_REQBUFS", reel_vidioc_reqbufs, &answer)
        return Int(answer.count)
    }

    func mapBuffer(_ index: Int) throws(SystemError) -> MappedBuffer {
        var buffer = unsafe Self.buffer(index)
        try unsafe request("VIDIOC_QUERYBUF", reel_vidioc_querybuf, &buffer)
        return try unsafe MappedBuffer(
            descriptor: descriptor.number, offset: Int(buffer.m.offset), length: Int(buffer.length), of: path)
    }

    func queueBuffer(_ index: Int) throws(SystemError) {
        var buffer = unsafe Self.buffer(index)
        try unsafe request("VIDIOC_QBUF", reel_vidioc_qbuf, &buffer)
    }

    func dequeueBuffer() throws(SystemError) -> FilledBuffer? {
        var buffer = unsafe Self.buffer(0)
        do throws(SystemError) {
            try unsafe request("VIDIOC_DQBUF", reel_vidioc_dqbuf, &buffer)
        } catch {
            if error.number == EAGAIN { return nil }
            throw error
        }
        let flags = unsafe buffer.flags
        let isMonotonic =
            flags & UInt32(V4L2_BUF_FLAG_TIMESTAMP_MASK) == UInt32(V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        let nanoseconds =
            unsafe Int64(buffer.timestamp.tv_sec) * 1_000_000_000
            + Int64(buffer.timestamp.tv_usec) * 1_000
        return unsafe FilledBuffer(
            index: Int(buffer.index), byteCount: Int(buffer.bytesused), sequence: buffer.sequence,
            stamp: isMonotonic ? .monotonic(MediaTime(nanoseconds: nanoseconds)) : .other,
            isCorrupt: flags & UInt32(V4L2_BUF_FLAG_ERROR) != 0)
    }

    func startStreaming() throws(SystemError) {
        var type = Int32(V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue)
        try request("VIDIOC_STREAMON", reel_vidioc_streamon, &type)
    }

    func stopStreaming() throws(SystemError) {
        var type = Int32(V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue)
        try request("VIDIOC_STREAMOFF", reel_vidioc_streamoff, &type)
    }

    func wait(for signal: WakeSignal, timeout: Duration) throws(SystemError) -> WaitOutcome {
        var watched = (
            pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signal.number, events: Int16(POLLIN), revents: 0)
        )
        let count = retryingOnSignal {
            unsafe withUnsafeMutableBytes(of: &watched) { bytes in
                unsafe poll(bytes.assumingMemoryBound(to: pollfd.self).baseAddress, 2, timeout.pollMilliseconds)
            }
        }
        guard count >= 0 else { throw SystemError("poll", on: path) }
        if watched.1.revents != 0 { return .signalled }
        return watched.0.revents != 0 ? .ready : .timedOut
    }

    private static func buffer(_ index: Int) -> v4l2_buffer {
        var buffer = unsafe v4l2_buffer()
        unsafe buffer.index = UInt32(index)
        unsafe buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        unsafe buffer.memory = V4L2_MEMORY_MMAP.rawValue
        return unsafe buffer
    }
}
