/// What demand is multiplied by in the phases of a season, from recorded demand.
///
/// Series are pooled, since single ones are too short and too thin: a group's factor of a phase is its mean demand in the
/// phase ÷ the mean over all phases (Dekker, van Donselaar & Ouwehand 2004, doi:10.1016/j.ijpe.2004.02.004). Weekdays are
/// pooled by location over all items, as the days on which people shop; months by item over all locations, as the time of
/// the year in which something is wanted. The factors of a group are then drawn towards those of all demand, and these
/// towards 1, the more so the less they stand out from what chance gives (James–Stein; Miller & Williams 2003,
/// doi:10.1016/S0169-2070(02)00077-8): by w = min(1, (L − 3) V ÷ Σ (s − t)²), with L phases, s the factors, t what they
/// are drawn towards, and V the mean variance of the factors, from the scatter within phases.
///
/// A trend within the year stays in the factors of months. Complexity: O(series × buckets).
public struct SeasonEstimate: Sendable, Equatable {
  /// Why a history has no factors to give.
  public enum Lack: Sendable, Equatable {
    /// There is no history, or none with demand.
    case history
    /// Weekdays need records by day, and periods of a day.
    case days
    /// Months need records of a year.
    case year
  }

  /// Days that months are estimated from at least.
  static let shortestYear = 364

  /// Factors of all demand by phase (Monday or January first), 1 on average.
  public let common: [Double]
  /// Factors by group: by location for weekdays, by item for months. Groups without a history have the common ones.
  public let byGroup: [[Double]]
  /// Phase by bucket of the history.
  private let phases: [Int]

  /// What keeps a season from being estimated; `nil` where nothing does.
  public static func lack(
    in history: DemandHistory?, of season: CaseSettings.Season, period: CaseSettings.Period
  ) -> Lack? {
    guard let history, history.quantities.contains(where: { $0 > 0 }) else { return .history }
    switch season {
    case .none: return nil
    case .weekday: return history.bucketDays == 1 && period == .day && history.bucketCount >= 14 ? nil : .days
    case .month: return history.bucketDays * history.bucketCount >= shortestYear ? nil : .year
    }
  }

  /// Estimates the factors of a history that lacks nothing; `nil` of others, and where no season is asked for.
  ///
  /// - Parameter groupCount: locations, or items.
  public init?(_ history: DemandHistory?, _ season: CaseSettings.Season, period: CaseSettings.Period, groupCount: Int) {
    guard season != .none, Self.lack(in: history, of: season, period: period) == nil, let history else { return nil }
    // Whole weeks, so that a trend weighs on all weekdays alike.
    let buckets = season == .weekday ? history.bucketCount / 7 * 7 : history.bucketCount
    phases = (0..<buckets).map { bucket in
      let first = history.firstDate.adding(days: bucket * history.bucketDays)
      return season == .weekday ? first.weekday : first.adding(days: history.bucketDays / 2).civil.month - 1
    }
    let count = season == .weekday ? 7 : 12
    let phases = phases
    var totals = [[Double]?](repeating: nil, count: groupCount)
    var all = [Double](repeating: 0, count: buckets)
    for (index, key) in history.series.enumerated() {
      let group = season == .weekday ? key.location : key.item
      var own = totals[group] ?? [Double](repeating: 0, count: buckets)
      totals[group] = nil
      for (bucket, quantity) in history.values(of: index).prefix(buckets).enumerated() {
        own[bucket] += quantity
        all[bucket] += quantity
      }
      totals[group] = own
    }
    let common = Self.factors(all, phases, count, towards: [Double](repeating: 1, count: count))
    self.common = common
    byGroup = totals.map { $0.map { Self.factors($0, phases, count, towards: common) } ?? common }
  }

  /// Standard deviation of a bucket of a series around its season, at the mean of the series: with f the factors and
  /// μ = Σ x ÷ Σ f, √(Σ (x − f μ)² ÷ Σ w), where w is f² if the deviation goes with the mean, or
  /// f if the variance does.
  ///
  /// - Parameters:
  ///   - values: buckets of the history.
  ///   - group: whose factors are meant.
  ///   - growsWithMean: whether the coefficient of variation is the same in all phases, and not the ratio of variance to
  ///     mean.
  func deviation(of values: ArraySlice<Double>, group: Int, growsWithMean: Bool) -> Double {
    let factors = byGroup[group]
    let total = zip(values, phases).reduce(0) { $0 + $1.0 }
    let weight = phases.reduce(0) { $0 + factors[$1] }
    guard weight > 0 else { return 0 }
    let mean = total / weight
    var squares = 0.0
    var weights = 0.0
    for (value, phase) in zip(values, phases) {
      let factor = factors[phase]
      squares += (value - factor * mean) * (value - factor * mean)
      weights += growsWithMean ? factor * factor : factor
    }
    return (squares / weights).squareRoot()
  }

  /// Factors of one group, drawn towards others.
  private static func factors(
    _ totals: [Double], _ phases: [Int], _ count: Int, towards target: [Double]
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    var squares = sums
    var numbers = sums
    for (total, phase) in zip(totals, phases) {
      sums[phase] += total
      numbers[phase] += 1
    }
    // A month that the history does not reach is like any other.
    let seen = numbers.count { $0 > 0 }
    let means = zip(sums, numbers).map { $1 > 0 ? $0 / $1 : 0 }
    let mean = means.reduce(0, +) / Double(max(1, seen))
    guard mean > 0 else { return target }
    for (total, phase) in zip(totals, phases) { squares[phase] += (total - means[phase]) * (total - means[phase]) }
    let factors = zip(means, numbers).map { $1 > 0 ? $0 / mean : 1 }
    var variance = 0.0
    for phase in 0..<count where numbers[phase] > 1 {
      variance += squares[phase] / (numbers[phase] - 1) / numbers[phase] / (mean * mean) / Double(seen)
    }
    let distance = zip(factors, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let weight = distance > 0 ? min(1, Double(count - 3) * variance / distance) : 1
    return zip(factors, target).map { weight * $1 + (1 - weight) * $0 }
  }
}

extension CalendarDate {
  /// Day of the week, 0 = Monday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let rest = (dayNumber + 3) % 7
    return rest < 0 ? rest + 7 : rest
  }
}
