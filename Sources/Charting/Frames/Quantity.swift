/// A value to draw, with its text as the caller has formatted it.
public struct Quantity: Sendable, Equatable {
  /// Where the mark stands.
  public var value: Double
  /// The text beside the mark; may be empty.
  public var label: String
  /// How uncertain the value is, drawn as a whisker.
  public var interval: Interval?

  /// Makes a quantity.
  public init(_ value: Double, label: String, interval: Interval? = nil) {
    self.value = value
    self.label = label
    self.interval = interval
  }
}

/// An interval of values, usually of 95 % confidence.
public struct Interval: Sendable, Equatable {
  /// Its lower end.
  public var low: Double
  /// Its upper end.
  public var high: Double

  /// Makes an interval; the ends may come in either order.
  public init(_ low: Double, _ high: Double) {
    self.low = min(low, high)
    self.high = max(low, high)
  }
}

/// Whether a change is welcome; only the caller knows.
public enum Verdict: Sendable, Equatable, CaseIterable {
  case good, bad, neutral

  /// The colour that repeats the verdict.
  var ink: Ink {
    switch self {
    case .good: .good
    case .bad: .bad
    case .neutral: .muted
    }
  }
}

/// Which way a measure should move.
public enum Direction: Sendable, Equatable {
  case higherIsBetter, lowerIsBetter, neither

  /// What to think of a change.
  public func verdict(ofChange change: Double) -> Verdict {
    switch self {
    case .neither: .neutral
    case _ where change == 0: .neutral
    case .higherIsBetter: change > 0 ? .good : .bad
    case .lowerIsBetter: change < 0 ? .good : .bad
    }
  }
}
