import CV4L2

/// What a V4L2 node says about itself.
struct DeviceCapability: Hashable, Sendable {
    /// The device as its maker calls it.
    var card: String
    var driver: String
    /// Where it is plugged in: `usb-0000:00:14.0-1`.
    var bus: String
    /// The node's own `V4L2_CAP_*` flags.
    var flags: UInt32

    private func has(_ flag: Int32) -> Bool { flags & UInt32(bitPattern: flag) != 0 }

    /// Whether pictures can be captured from this node into mapped buffers.
    var isCamera: Bool { has(V4L2_CAP_VIDEO_CAPTURE) && has(V4L2_CAP_STREAMING) }

    /// What the node is instead of a camera, for a sentence that begins with "it is".
    var nature: String {
        if has(V4L2_CAP_VIDEO_CAPTURE) { return "a camera that can only be read like a file" }
        if has(V4L2_CAP_VIDEO_CAPTURE_MPLANE) { return "a multi-planar camera, which Reel does not record" }
        if has(V4L2_CAP_VIDEO_M2M) || has(V4L2_CAP_VIDEO_M2M_MPLANE) { return "a codec or a scaler" }
        if has(V4L2_CAP_META_CAPTURE) { return "the side channel of a camera for metadata" }
        if has(V4L2_CAP_VIDEO_OUTPUT) && driver == "v4l2 loopback" { return "a loopback that no program feeds" }
        if has(V4L2_CAP_VIDEO_OUTPUT) || has(V4L2_CAP_VIDEO_OUTPUT_MPLANE) { return "an output for pictures" }
        return "a device of another kind"
    }
}
