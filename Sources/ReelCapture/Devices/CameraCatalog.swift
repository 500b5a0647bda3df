import Glibc
import ReelModel
import ReelSystem

/// The cameras of this machine: which there are, what they can do, and what keeps one from being used.
///
/// Every call looks anew; nothing is kept open. Safe to use from any thread.
public struct CameraCatalog: Sendable {
    private let roots: DeviceRoots
    private let openDevice: @Sendable (String) throws(SystemError) -> any CaptureDevice

    /// The machine's own cameras.
    public init() {
        self.init(roots: DeviceRoots()) { (path) throws(SystemError) in try V4L2Device(opening: path) }
    }

    /// Cameras as `roots` shows them, opened by `openDevice`.
    init(roots: DeviceRoots, openDevice: @escaping @Sendable (String) throws(SystemError) -> any CaptureDevice) {
        self.roots = roots
        self.openDevice = openDevice
    }

    /// Every V4L2 node, by number; empty on a machine without any.
    public func list() -> [CameraDescription] {
        CameraTree(roots: roots).identities().map { describe($0) }
    }

    private func describe(_ identity: CameraIdentity) -> CameraDescription {
        let camera: OpenCamera
        do {
            camera = try open(identity)
        } catch {
            return CameraDescription(identity: identity, problem: error)
        }
        var description = CameraDescription(
            identity: identity, card: camera.capability.card, driver: camera.capability.driver,
            bus: camera.capability.bus)
        do {
            description.formats = try FormatEnumerator(device: camera.device).formats()
            // Giving back no buffers changes nothing, and only whoever streams may do it.
            _ = try camera.device.requestBuffers(0)
        } catch {
            description.problem = refusal(of: camera, error)
        }
        return description
    }

    /// Finds and opens the camera that is meant.
    ///
    /// One device has several nodes, of which not each captures, so the first one that does is taken.
    func open(_ selector: CameraSelector) throws(RecorderError) -> OpenCamera {
        var failure: RecorderError?
        for identity in try candidates(for: selector) {
            do {
                return try open(identity)
            } catch {
                if failure == nil || failure?.code == .notACamera { failure = error }
            }
        }
        guard var failure else { throw missing(selector) }
        if failure.code == .notACamera {
            if selector == .first { throw missing(selector) }
            failure.message += " \(alternatives())"
        }
        throw failure
    }

    /// The nodes that a selector can mean, in the order in which they are tried; never empty but for the first of none.
    private func candidates(for selector: CameraSelector) throws(RecorderError) -> [CameraIdentity] {
        let all = CameraTree(roots: roots).identities()
        let found: [CameraIdentity]
        switch selector {
        case .first:
            found = all
        case .path(let path):
            guard let node = PseudoFiles.resolved(path) else { throw missing(selector) }
            let known = all.first { PseudoFiles.resolved($0.path) == node }
            found = [known ?? CameraIdentity(path: path)]
        case .stableName(let name):
            found = all.filter { $0.idNames.contains(name) || $0.pathNames.contains(name) }
        case .serial(let serial):
            found = all.filter { $0.serial == serial }
        }
        if found.isEmpty { throw missing(selector) }
        return found
    }

    private func open(_ identity: CameraIdentity) throws(RecorderError) -> OpenCamera {
        let device: any CaptureDevice
        do {
            device = try openDevice(identity.path)
        } catch {
            throw refusal(of: identity, error)
        }
        let capability: DeviceCapability
        do {
            capability = try device.capability()
        } catch {
            throw RecorderError(
                .notACamera, "\(identity.title) is not a camera: it does not answer as a video device.",
                cause: "\(error)")
        }
        guard capability.isCamera else {
            throw RecorderError(.notACamera, "\(identity.title) is not a capture device: it is \(capability.nature).")
        }
        return OpenCamera(identity: identity, device: device, capability: capability)
    }

    /// What it means that a request failed while `camera` was set up.
    func refusal(of camera: OpenCamera, _ error: SystemError) -> RecorderError {
        let holders = error.number == EBUSY ? DeviceHolders(proc: roots.proc).holders(of: camera.identity.path) : []
        return CameraFailure(camera: camera.title).refused(error, holders: holders)
    }
}

// MARK: - Sentences

extension CameraCatalog {
    /// What it means that a node could not be opened.
    private func refusal(of identity: CameraIdentity, _ error: SystemError) -> RecorderError {
        let title = identity.title
        switch error.number {
        case EACCES:
            // A node of root's group was never given to anybody: udev gives cameras to "video".
            let group = DeviceAccess.groupName(of: identity.path) ?? "root"
            let remedy =
                group == "root"
                ? "which is for root alone: give it to the group video (`sudo chgrp video \(identity.path)`)"
                : "which is for the group \(group): run `sudo usermod -aG \(group) $USER` and log in again"
            return RecorderError(.notPermitted, "This user may not open \(title), \(remedy).", cause: "\(error)")
        case EPERM:
            return RecorderError(
                .notPermitted,
                "The system does not let this process open \(title); "
                    + "a container or a service has to be given the device.", cause: "\(error)")
        case EBUSY:
            let holders = DeviceHolders(proc: roots.proc).holders(of: identity.path)
            return CameraFailure(camera: title).busy(holders: holders, cause: error)
        case EISDIR, ENOTDIR, ENXIO, ENODEV:
            return RecorderError(
                .notACamera, "\(title) is not a camera: there is no device behind it.", cause: "\(error)")
        case ENOENT:
            return RecorderError(.cameraNotFound, "\(title) is gone.", cause: "\(error)")
        default:
            return RecorderError(.cameraNotFound, "\(title) could not be opened.", cause: "\(error)")
        }
    }

    private func missing(_ selector: CameraSelector) -> RecorderError {
        let what: String
        switch selector {
        case .first: what = "There is no camera"
        case .path(let path): what = "There is no camera \(path)"
        case .stableName(let name): what = "There is no camera \(name) in /dev/v4l/by-id or by-path"
        case .serial(let serial): what = "There is no camera with the serial number \(serial)"
        }
        return RecorderError(.cameraNotFound, "\(what). \(alternatives())")
    }

    /// The sentence that says which cameras there are instead.
    private func alternatives() -> String {
        let titles = CameraTree(roots: roots).identities().compactMap { title(of: $0) }
        guard !titles.isEmpty else {
            return "This machine shows no camera at all; check that one is plugged in and that its driver is loaded."
        }
        return "There is \(titles.joined(separator: ", "))."
    }

    /// What a camera is called, whether it can be used or not; nil for a node that is none.
    private func title(of identity: CameraIdentity) -> String? {
        do {
            return try open(identity).title
        } catch {
            return error.code == .notACamera ? nil : identity.title
        }
    }
}
