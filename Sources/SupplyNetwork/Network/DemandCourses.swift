import Probability

/// How the demands of a case change over the periods of a simulation: the season of its history, and its promotions.
///
/// Period 0 is the day after the data cut-off, or the week that begins on it. The cycle of months is a year of 365 days or
/// 52 weeks, from that day on.
struct DemandCourses {
  private let estimate: SeasonEstimate?
  private let kind: CaseSettings.Season
  /// Factors over a cycle by group, as a course holds them.
  private let cycles: [[Double]]
  /// Phase of period 0.
  private let phase: Int
  /// Periods in a bucket of the history.
  private let bucketPeriods: Double
  private let history: DemandHistory?
  private let promotions: [(item: Int?, location: Int?, promotion: DemandCourse.Promotion)]

  init(_ planningCase: Case) {
    let settings = planningCase.settings
    kind = settings.simulation.season
    history = planningCase.history
    let groups = kind == .month ? planningCase.items.count : planningCase.locations.count
    let start = planningCase.firstSimulatedDay
    let estimate =
      start == nil
      ? nil : SeasonEstimate(planningCase.history, kind, period: settings.period, groupCount: groups)
    self.estimate = estimate
    let months = start.map { Self.months(from: $0, settings.period) } ?? []
    let isMonthly = kind == .month
    cycles = (estimate?.byGroup ?? []).map { factors in
      DemandCourse(season: isMonthly ? months.map { factors[$0] } : factors).season
    }
    phase = kind == .weekday ? start?.weekday ?? 0 : 0
    bucketPeriods = max(1, Double(planningCase.history?.bucketDays ?? 1) / Double(settings.period.days))
    func index<Element>(_ id: String?, _ elements: [Element], _ path: KeyPath<Element, String>) -> Int? {
      id.flatMap { id in elements.firstIndex { $0[keyPath: path] == id } }
    }
    promotions = settings.simulation.promotions.compactMap { entry in
      let item = index(entry.item, planningCase.items, \.id)
      let location = index(entry.location, planningCase.locations, \.id)
      guard (entry.item == nil) == (item == nil), (entry.location == nil) == (location == nil),
        let first = entry.firstPeriod(start, settings.period)
      else { return nil }
      return (item, location, .init(firstPeriod: first, periods: entry.periods, factor: entry.factor))
    }
  }

  /// The month of every period of a year, from 0.
  private static func months(from start: CalendarDate, _ period: CaseSettings.Period) -> [Int] {
    (0..<Int(period.perYear)).map {
      start.adding(days: $0 * period.days + period.days / 2).civil.month - 1
    }
  }

  /// The course of a demand; `nil` where it has none.
  func course(of profile: DemandProfile) -> DemandCourse? {
    let own = promotions.filter {
      $0.item ?? profile.item == profile.item && $0.location ?? profile.location == profile.location
    }
    let group = kind == .month ? profile.item : profile.location
    let hasSeason = cycles.indices.contains(group)
    guard hasSeason || !own.isEmpty else { return nil }
    return DemandCourse(
      season: hasSeason ? cycles[group] : [], phase: hasSeason ? phase : 0, promotions: own.map(\.promotion),
      deviationShare: hasSeason ? deviationShare(profile, group) : 1)
  }

  /// The deviation that a series has around its season ÷ that of the profile; 1 where the season is not in the profile, or
  /// the deviation goes with the mean.
  private func deviationShare(_ profile: DemandProfile, _ group: Int) -> Double {
    switch profile.distribution {
    case .deterministic, .poisson: return 1
    case .normal, .gamma, .negativeBinomial: break
    }
    guard let estimate, let history, profile.distribution.sd > 0,
      let series = history.series(item: profile.item, location: profile.location)
    else { return 1 }
    let left = estimate.deviation(
      of: history.values(of: series), group: group, growsWithMean: !profile.distribution.isDiscrete)
    return min(1, left / bucketPeriods.squareRoot() / profile.distribution.sd)
  }
}

extension CaseSettings.Promotion {
  /// The period of a simulation in which it begins, below 0 where that is before its start. `nil` where the start of the
  /// simulation has no date, and the promotion has.
  public func firstPeriod(_ start: CalendarDate?, _ period: CaseSettings.Period) -> Int? {
    switch beginning {
    case .period(let number): return number
    case .date(let date):
      guard let start else { return nil }
      let days = date.dayNumber - start.dayNumber
      return days >= 0 ? days / period.days : -((period.days - 1 - days) / period.days)
    }
  }
}
