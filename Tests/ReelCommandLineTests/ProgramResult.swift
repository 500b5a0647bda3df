/// What a program left behind.
struct ProgramResult: Equatable {
    var status: Int32
    var output = ""
    var errors = ""
}
