/// What a simulation may be asked for, in `case.yaml` and on the command line alike.
public enum SimulationLimits {
  /// Measured periods of a replication.
  public static let periods = 1...100_000
  /// Periods played before measuring starts.
  public static let warmUp = 0...100_000
  /// Replications: one alone has no interval.
  public static let replications = 2...10_000
  /// Periods after which demand at the points of sale is heard.
  public static let posLatency = 0...10_000
}
