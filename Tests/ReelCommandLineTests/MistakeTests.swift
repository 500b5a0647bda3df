import ReelCommandLine
import ReelModel
import Testing

struct MistakeTests {
    /// What is typed, and the whole sentence that it gets.
    static let mistakes: [(String, String)] = [
        ("", "A command is missing; there are record, devices, demo, version and help. See reel --help."),
        (
            "recrod a.mp4",
            "There is no command 'recrod'; there are record, devices, demo, version and help. Did you mean record? "
                + "See reel --help."
        ),
        (
            "talk.mp4",
            "There is no command 'talk.mp4'; there are record, devices, demo, version and help. To record into a "
                + "file: reel record talk.mp4. See reel --help."
        ),
        ("record", "record needs OUTPUT, the file to record into, such as talk.mp4. See reel record --help."),
        ("record --sise 3x4 a.mp4", "record has no option '--sise'; did you mean --size? See reel record --help."),
        ("record --zoom a.mp4", "record has no option '--zoom'. See reel record --help."),
        ("record -d 5 a.mp4", "record has no option '-d'. See reel record --help."),
        ("record a.mp4 --size", "--size needs a value: --size WxH. See reel record --help."),
        ("record --size --fps 30 a.mp4", "--size needs a value: --size WxH. See reel record --help."),
        ("record --no-clobber=yes a.mp4", "--no-clobber takes no value. See reel record --help."),
        (
            "record --size 641x480 a.mp4",
            "--size takes an even width and height such as 1280x720, not '641x480'. See reel record --help."
        ),
        (
            "record --size= a.mp4",
            "--size takes an even width and height such as 1280x720, not ''. See reel record --help."
        ),
        (
            "record --fps fast a.mp4",
            "--fps takes pictures a second such as 30, 29.97 or 30000/1001, not 'fast'. See reel record --help."
        ),
        (
            "record --pace realtme a.mp4",
            "--pace takes realtime or none, not 'realtme'; did you mean realtime? See reel record --help."
        ),
        ("record --video-codec vp9 a.mp4", "--video-codec takes only h264, not 'vp9'. See reel record --help."),
        (
            "record --audio-bitrate 128 a.mp4",
            "--audio-bitrate takes a bit rate such as 128k or 2M, not '128'. See reel record --help."
        ),
        (
            "record --duration 0 a.mp4",
            "--duration takes a time such as 90, 2.5s, 5m or 1h30m, not '0'. See reel record --help."
        ),
        ("record --quality 52 a.mp4", "--quality takes a number from 0 to 51, not '52'. See reel record --help."),
        ("record --fps 30 --fps 25 a.mp4", "--fps was given twice; it can be given once. See reel record --help."),
        (
            "record --quality 20 --video-bitrate 2M a.mp4",
            "--quality and --video-bitrate contradict each other; give one of them. See reel record --help."
        ),
        (
            "record --events-to log a.mp4",
            "--events-to says where events go; give --events json with it. See reel record --help."
        ),
        (
            "record --events json --events-to fd:x a.mp4",
            "--events-to takes a file, or fd:N with the number of an open descriptor, not 'fd:x'. See reel record --help."
        ),
        (
            "record --pcm-rate 48000 a.mp4",
            "--pcm-rate describes raw sound; give --audio pcm:FILE (or pcm:-) with it. See reel record --help."
        ),
        ("devices all", "devices takes only options; 'all' is none. See reel devices --help."),
        ("devices --jsno", "devices has no option '--jsno'; did you mean --json? See reel devices --help."),
        ("demo a b", "demo takes one DIR; 'b' is one too many. See reel demo --help."),
        ("version --long", "version has no option '--long'. See reel version --help."),
        (
            "help recrd",
            "There is no command 'recrd'; there are record, devices, demo, version and help. Did you mean record? "
                + "See reel --help. See reel help --help."
        ),
    ]

    @Test(arguments: mistakes)
    func `each mistake gets one sentence and exit status 2`(typed: String, sentence: String) {
        let arguments = typed.split(separator: " ").map(String.init)
        let error = #expect(throws: RecorderError.self) { try CommandSet.reel.parse(arguments) }
        #expect(error?.message == sentence)
        #expect(error?.code.exitStatus == 2)
        #expect(error?.message.contains("\n") == false)
    }

    @Test func `an empty argument is called what it is`() {
        let error = #expect(throws: RecorderError.self) { try CommandSet.reel.parse(["record", "a.mp4", ""]) }
        #expect(error?.message.hasPrefix("Argument 2 of record is empty; a variable may be unset.") == true)
    }

    @Test func `everything that is asked for exists`() throws {
        #expect(
            try CommandSet.reel.parse(["devices", "--json"])
                == .devices(
                    {
                        var o = DevicesOptions()
                        o.isJSON = true
                        return o
                    }()))
        #expect(try CommandSet.reel.parse(["demo"]) == .demo(DemoOptions()))
        #expect(try CommandSet.reel.parse(["version"]) == .version)
        #expect(try CommandSet.reel.parse(["--version"]) == .version)
    }
}
