/// Which Reel this is.
public enum ReelVersion {
    /// The version by semver.org, as `reel version` and every help page say it.
    public static let current = "0.1.0"
}
