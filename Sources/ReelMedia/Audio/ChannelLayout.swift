import CFFmpeg

/// What so many channels are taken for when nobody says.
enum ChannelLayout {
    private static let leftRightCentre: UInt64 =
        1 << AV_CHAN_FRONT_LEFT.rawValue | 1 << AV_CHAN_FRONT_RIGHT.rawValue | 1 << AV_CHAN_FRONT_CENTER.rawValue

    /// libav's default for `channels` (mono, stereo, 4.0, 5.0, 5.1, 6.1, 7.1), and left, right, centre for three.
    static func usual(_ channels: Int) -> AVChannelLayout {
        var layout = unsafe AVChannelLayout()
        if channels == 3 {
            unsafe av_channel_layout_from_mask(&layout, leftRightCentre)
        } else {
            unsafe av_channel_layout_default(&layout, Int32(channels))
        }
        return unsafe layout
    }
}
