/// A sink's word that it holds a file, and what proves it. There is no receipt without a proof.
public struct SinkReceipt: Hashable, Sendable {
    public var object: SinkObject
    public var proof: ContentProof

    public init(object: SinkObject, proof: ContentProof) {
        self.object = object
        self.proof = proof
    }
}
