import CSystemCalls

/// The processors of the machine.
public enum Processors {
    /// How many of them this process may use; at least 1.
    public static var count: Int { max(1, Int(tact_usable_processors())) }
}
