/// An open file or folder; closed when the last reference goes.
///
/// A `FileSystem` makes its descriptors and alone knows what their numbers mean.
public final class Descriptor: Sendable {
    public let number: Int32
    /// The name under which it was opened, for messages.
    public let label: String
    private let close: @Sendable (Int32) -> Void

    public init(number: Int32, label: String, close: @escaping @Sendable (Int32) -> Void) {
        self.number = number
        self.label = label
        self.close = close
    }

    deinit { close(number) }
}
