import ReelModel
import Testing

struct ContainerFormatTests {
    @Test(arguments: [
        ("talk.mp4", ContainerFormat.mp4), ("/srv/a.b/talk.FLV", .flv), ("a.mp4.aac", .aac), ("./x.Wav", .wav),
        ("dir.mp4/sound.wav", .wav),
    ])
    func `the extension decides, in any case`(path: String, format: ContainerFormat) {
        #expect(ContainerFormat(path: path) == format)
    }

    @Test(arguments: ["", "talk", "talk.", ".mp4", "dir/.mp4", "dir.mp4/talk", "talk.mp4/", "talk.mp3", "talk.mp4 "])
    func `a name without a known extension has no format`(path: String) {
        #expect(ContainerFormat(path: path) == nil)
    }
}
