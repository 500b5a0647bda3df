/// What a driver says about colour: the kernel's numbers for colorspace, matrix, range and curve; 0 is "default".
struct ColorCoding: Hashable, Sendable {
    var colorspace: UInt32 = 0
    var encoding: UInt32 = 0
    var quantization: UInt32 = 0
    var transfer: UInt32 = 0
}
