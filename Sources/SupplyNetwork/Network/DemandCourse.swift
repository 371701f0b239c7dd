/// How the mean of a demand changes over time: a season, and promotions. Simulations heed it, and so
/// does a search by simulation; other plans do not.
///
/// In a period with factor f demand is drawn from the distribution that the stage states, at f times its mean
/// (``Probability/DemandDistribution/scaled(by:)``). The mean over a cycle is the stage's, promotions left aside.
public struct DemandCourse: Sendable, Equatable {
  /// A time in which demand is larger, or smaller.
  public struct Promotion: Sendable, Equatable {
    /// Its first period, counted from the start of a run, warm-up included; one below 0 began before.
    public var firstPeriod: Int
    /// How long it lasts, in periods.
    public var periods: Int
    /// What mean demand is multiplied by, 0 or more.
    public var factor: Double

    /// Makes a promotion.
    public init(firstPeriod: Int, periods: Int, factor: Double) {
      self.firstPeriod = firstPeriod
      self.periods = periods
      self.factor = factor
    }

    /// Whether a period is part of it.
    func covers(_ period: Int) -> Bool { period >= firstPeriod && period - firstPeriod < periods }
  }

  /// What mean demand is multiplied by, by phase of the cycle: 1 on average. Empty = no season.
  public let season: [Double]
  /// Phase of period 0.
  public let phase: Int
  /// Times out of the ordinary; factors of those that overlap are multiplied.
  public var promotions: [Promotion]
  /// Standard deviation of demand once its season is known ÷ that of the stage's distribution, in [0, 1]: a deviation
  /// measured over all phases holds the season, which would be counted twice. Poisson demand has no deviation to change.
  public var deviationShare: Double

  /// Makes a course.
  ///
  /// - Parameters:
  ///   - season: factors by phase, 0 or more; only their relation counts, since they are divided by their mean. Those
  ///     without a positive finite mean, or with a negative one among them, are no season.
  ///   - phase: that of period 0; beyond the cycle, it counts on from its start.
  public init(season: [Double] = [], phase: Int = 0, promotions: [Promotion] = [], deviationShare: Double = 1) {
    let mean = season.reduce(0, +) / Double(max(1, season.count))
    let isUsable = mean > 0 && mean.isFinite && season.allSatisfy { $0 >= 0 }
    // Factors that average 1 already, as those of a file written by this program, stay as they are.
    self.season = !isUsable ? [] : abs(mean - 1) < 1e-12 ? season : season.map { $0 / mean }
    self.phase = isUsable ? Self.remainder(phase, season.count) : 0
    self.promotions = promotions
    self.deviationShare = deviationShare
  }

  /// Whether every period is like any other.
  public var isFlat: Bool { season.isEmpty && promotions.isEmpty }

  /// What mean demand is multiplied by in a period. Complexity: O(promotions).
  public func factor(at period: Int) -> Double {
    var factor = season.isEmpty ? 1 : season[Self.remainder(phase + period, season.count)]
    for promotion in promotions where promotion.covers(period) { factor *= promotion.factor }
    return factor
  }

  private static func remainder(_ number: Int, _ divisor: Int) -> Int {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
