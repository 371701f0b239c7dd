extension StageNetwork {
  /// Whether any stage or link may ship nothing for a time.
  public var hasDisruptions: Bool {
    stages.contains { !$0.disruptions.isEmpty || !$0.outsideDisruptions.isEmpty }
      || links.contains { !$0.disruptions.isEmpty }
  }
}

/// A time in which nothing is shipped; orders are placed all the same. Simulations heed it, plans do not.
public struct Disruption: Sendable, Codable, Equatable {
  /// When it begins.
  public enum Beginning: Sendable, Codable, Equatable {
    /// In a period counted from the start of a run, warm-up included.
    case at(period: Int)
    /// At random, with this chance in any period that none is under way.
    case atRandom(chance: Double)
  }

  /// When it begins.
  public var beginning: Beginning
  /// How long it lasts, in periods.
  public var periods: Int

  /// Makes a disruption.
  public init(_ beginning: Beginning, periods: Int) {
    self.beginning = beginning
    self.periods = periods
  }
}
