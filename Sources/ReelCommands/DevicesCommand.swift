import Glibc
import Reel
import ReelCommandLine

/// `reel devices`: what this machine could record.
struct DevicesCommand {
    let options: DevicesOptions

    /// Prints the list; a sound server that does not answer is part of it, not a failure.
    func run() -> Int32 {
        let cameras = CameraCatalog().list().filter(\.isCamera)
        let sounds = Result { () throws(RecorderError) in try SoundCatalog.list() }
        if options.isJSON {
            print(DeviceReport(cameras: cameras, sounds: sounds).json.text)
        } else {
            print(DeviceReport(cameras: cameras, sounds: sounds).text, terminator: "")
        }
        return 0
    }
}
