/// A value of the Action Message Format (AMF 0), in which FLV writes its metadata.
enum AMFValue: Hashable {
    case number(Double)
    case boolean(Bool)
    case string(String)
    case object([Property])
    /// An object that says how many properties it has.
    case associativeArray([Property])
    case numbers([Double])

    /// A name and what it stands for.
    struct Property: Hashable {
        var name: String
        var value: AMFValue

        init(_ name: String, _ value: AMFValue) {
            self.name = name
            self.value = value
        }
    }

    /// Appends the value's marker and bytes ("Action Message Format – AMF 0", section 2).
    func append(to buffer: inout ByteBuffer) {
        switch self {
        case .number(let number):
            buffer.append([0])
            buffer.append(big: number.bitPattern)
        case .boolean(let isTrue):
            buffer.append([1, isTrue ? 1 : 0])
        case .string(let text):
            buffer.append([2])
            Self.append(text, to: &buffer)
        case .object(let properties):
            buffer.append([3])
            Self.append(properties, to: &buffer)
        case .associativeArray(let properties):
            buffer.append([8])
            buffer.append(big: UInt32(properties.count))
            Self.append(properties, to: &buffer)
        case .numbers(let numbers):
            buffer.append([10])
            buffer.append(big: UInt32(numbers.count))
            for number in numbers { AMFValue.number(number).append(to: &buffer) }
        }
    }

    private static func append(_ properties: [Property], to buffer: inout ByteBuffer) {
        for property in properties {
            append(property.name, to: &buffer)
            property.value.append(to: &buffer)
        }
        // An empty name and the end marker.
        buffer.append([0, 0, 9])
    }

    private static func append(_ text: String, to buffer: inout ByteBuffer) {
        precondition(text.utf8.count <= Int(UInt16.max), "a short string")
        buffer.append(big: UInt16(text.utf8.count))
        buffer.append(text.utf8)
    }
}
