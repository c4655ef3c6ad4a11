/// The version of tact and tactd.
public let version = "0.1.0"
