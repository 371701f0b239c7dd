import Probability
import Testing

@testable import SupplyNetwork

/// The season of a history, and the courses that come of it.
@Suite struct SeasonEstimateTests {
  private let days = [0.5, 0.8, 0.9, 1, 1.2, 1.6, 1]

  /// Daily Poisson demand from a Wednesday on: by location its own weekdays.
  private func history(
    _ factors: [[Double]], mean: Double = 20, items: Int = 2, days: Int = 371, seed: UInt64 = 1
  ) throws -> DemandHistory {
    let first = try #require(CalendarDate(year: 2025, month: 1, day: 1))
    var stream = RandomStream(seed: seed, path: [])
    var keys: [DemandHistory.Key] = []
    var quantities: [Double] = []
    for item in 0..<items {
      for (location, own) in factors.enumerated() {
        keys.append(.init(item: item, location: location))
        for day in 0..<days {
          let wanted = mean * own[first.adding(days: day).weekday]
          quantities.append(DemandSampler(.poisson(mean: wanted)).quantity(score: stream.normal()))
        }
      }
    }
    return DemandHistory(firstDate: first, bucketDays: 1, bucketCount: days, series: keys, quantities: quantities)
  }

  @Test func weekdays() throws {
    #expect(CalendarDate(year: 2026, month: 11, day: 26)?.weekday == 3)
    #expect(CalendarDate(year: 1969, month: 12, day: 29)?.weekday == 0)
    #expect(CalendarDate(year: 1900, month: 1, day: 1)?.weekday == 0)
  }

  /// Factors are found to what 53 weeks allow, by location, and average 1.
  @Test func weekdaysByLocation() throws {
    let flat = [Double](repeating: 1, count: 7)
    let estimate = try #require(
      SeasonEstimate(try history([days, flat]), .weekday, period: .day, groupCount: 3))
    for (location, truth) in [(0, days), (1, flat)] {
      for (found, wanted) in zip(estimate.byGroup[location], truth) {
        // 53 weekdays of 40 units: a standard error of 0.022.
        #expect(abs(found - wanted) < 4.5 * (wanted / (53 * 40)).squareRoot(), "location \(location)")
      }
      #expect(abs(estimate.byGroup[location].reduce(0, +) - 7) < 1e-12)
    }
    // A location without a history is like all of them together.
    #expect(estimate.byGroup[2] == estimate.common)
    for (found, own) in zip(estimate.common, days) { #expect(abs(found - (1 + own) / 2) < 0.06) }
  }

  /// Chance is no season: where there is none, factors drawn together are closer to the truth than those that are not.
  @Test func chanceIsDrawnTogether() throws {
    let flat = [Double](repeating: 1, count: 7)
    var (drawn, plain) = (0.0, 0.0)
    for seed in 1...40 {
      let history = try history([flat, flat, flat], mean: 2, items: 1, days: 56, seed: UInt64(seed))
      let estimate = try #require(SeasonEstimate(history, .weekday, period: .day, groupCount: 3))
      for location in 0..<3 {
        drawn += estimate.byGroup[location].reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
        let values = Array(history.values(of: location))
        let total = values.reduce(0, +)
        for weekday in 0..<7 {
          let own = values.indices.filter { history.firstDate.adding(days: $0).weekday == weekday }
          let factor = own.reduce(0) { $0 + values[$1] } * 7 / total
          plain += (factor - 1) * (factor - 1)
        }
      }
    }
    #expect(drawn < 0.35 * plain, "\(drawn), \(plain)")
  }

  /// A weekly history has months; one of less than a year has none, and no history has weekdays unless it is daily.
  @Test func whatAHistoryLacks() throws {
    let daily = try history([days])
    let short = try history([days], days: 300)
    var weekly = daily
    (weekly.bucketDays, weekly.bucketCount, weekly.quantities) = (7, 53, Array(daily.quantities.prefix(106)))
    func lack(_ history: DemandHistory?, _ season: CaseSettings.Season, _ period: CaseSettings.Period = .day)
      -> SeasonEstimate.Lack?
    {
      SeasonEstimate.lack(in: history, of: season, period: period)
    }
    #expect(lack(daily, .weekday) == nil && lack(daily, .month) == nil && lack(short, .weekday) == nil)
    #expect(lack(short, .month) == .year && lack(weekly, .weekday) == .days && lack(weekly, .month) == nil)
    #expect(lack(daily, .weekday, .week) == .days && lack(nil, .month) == .history)
    var empty = daily
    empty.quantities = empty.quantities.map { _ in 0 }
    #expect(lack(empty, .weekday) == .history)
    #expect(SeasonEstimate(nil, .month, period: .day, groupCount: 1) == nil)
    #expect(SeasonEstimate(daily, .none, period: .day, groupCount: 1) == nil)
  }

  /// A case of two stores and two items with a history.
  private func planningCase(
    _ history: DemandHistory, _ change: (inout CaseSettings) -> Void
  ) -> Case {
    var settings = CaseSettings()
    change(&settings)
    return Case(
      settings: settings, tiers: [Tier(name: "Stores", kind: .store)],
      locations: [
        Location(id: "N", name: "North", tier: 0, kind: .store),
        Location(id: "S", name: "South", tier: 0, kind: .store),
      ],
      items: [Item(id: "A", name: "A"), Item(id: "B", name: "B")],
      lanes: [Lane(from: nil, to: 0, leadTime: 1), Lane(from: nil, to: 1, leadTime: 1)], history: history,
      demand: DemandEstimation.profiles(of: history, period: settings.period, choice: .auto), correlation: [0, 0])
  }

  /// Period 0 is the day after the history, a Wednesday; what the season explains is taken from the deviation, so that
  /// demand varies in all as it did.
  @Test func weekdaysReachTheStages() throws {
    let history = try history([days, days], mean: 60)
    let found = planningCase(history) {
      $0.simulation.season = .weekday
      $0.demand.distribution = .gamma
      $0.simulation.promotions = [
        .init(item: "B", location: "S", .period(3), periods: 2, factor: 3),
        .init(location: "S", .date(history.lastDate.adding(days: 11)), periods: 4, factor: 0.5),
        .init(item: "X", .period(1), periods: 1, factor: 9),
      ]
    }
    let model = try NetworkModel(found)
    #expect(found.firstSimulatedDay?.weekday == 2)
    for (item, network) in model.networks.enumerated() {
      for stage in network.stages {
        let course = try #require(stage.demandCourse)
        for period in 0..<14 where stage.location == 0 {
          #expect(abs(course.factor(at: period) - days[(period + 2) % 7]) < 0.06)
        }
        #expect(course.promotions.count == (stage.location == 0 ? 0 : item == 0 ? 1 : 2))
        if stage.location == 1 {
          #expect(course.promotions.last == .init(firstPeriod: 10, periods: 4, factor: 0.5))
        }
        let demand = try #require(stage.demand)
        let spread = course.season.reduce(0) { $0 + ($1 - 1) * ($1 - 1) } / 7
        let left = demand.sd * course.deviationShare
        let all = (1 + spread) * left * left + demand.mean * demand.mean * spread
        // Together they are what was measured, but for what chance has in common with the season in this series.
        let index = try #require(history.series(item: stage.item, location: stage.location))
        var common = 0.0
        for (day, value) in history.values(of: index).enumerated() {
          let factor = course.season[history.firstDate.adding(days: day).weekday]
          common += 2 * demand.mean * (factor - 1) * (value - factor * demand.mean) / 371
        }
        let measured = demand.sd * demand.sd * 370 / 371
        #expect(abs(all + common - measured) < 1e-9 * measured)
        // What is left of Poisson demand of 60: variances of 60 f, taken for c f². Known to √(2 ÷ 371) ÷ 2 of it.
        let wanted = (60 / (1 + spread)).squareRoot()
        #expect(abs(left / wanted - 1) < 0.15)
      }
      #expect(network.meanDemand == network.stages.map { $0.demand?.mean ?? 0 })
    }
    #expect(planningCase(history) { _ in }.settings.simulation.season == .none)
    #expect(
      try NetworkModel(planningCase(history) { _ in }).networks.allSatisfy {
        $0.stages.allSatisfy { $0.demandCourse == nil }
      })
  }

  /// Months by item: the cycle begins with the first simulated day, and the mean over it is 1.
  @Test func monthsReachTheStages() throws {
    let first = try #require(CalendarDate(year: 2024, month: 1, day: 1))
    // Item 0 sells double in July, item 1 alike all year.
    let quantities = (0..<2).flatMap { item in
      (0..<2).flatMap { _ in
        (0..<731).map { day in item == 0 && first.adding(days: day).civil.month == 7 ? 20.0 : 10 }
      }
    }
    let history = DemandHistory(
      firstDate: first, bucketDays: 1, bucketCount: 731,
      series: (0..<2).flatMap { item in (0..<2).map { .init(item: item, location: $0) } }, quantities: quantities)
    let found = planningCase(history) { $0.simulation.season = .month }
    let model = try NetworkModel(found)
    let start = try #require(found.firstSimulatedDay)
    #expect(start == CalendarDate(year: 2026, month: 1, day: 1))
    for (item, network) in model.networks.enumerated() {
      let course = try #require(network.stages[0].demandCourse)
      #expect(course.season.count == 365)
      #expect(abs(course.season.reduce(0, +) - 365) < 1e-9)
      let (july, other) = (course.factor(at: 181), course.factor(at: 180))
      #expect(abs(july / other - (item == 0 ? 2 : 1)) < 1e-9, "item \(item)")
      #expect(course.factor(at: 211) == july && course.factor(at: 212) == other)
    }
  }

  @Test func datesOfPromotions() throws {
    let start = try #require(CalendarDate(year: 2026, month: 11, day: 2))
    func first(_ days: Int, _ period: CaseSettings.Period) -> Int? {
      CaseSettings.Promotion(.date(start.adding(days: days)), periods: 1, factor: 2).firstPeriod(start, period)
    }
    #expect([-8, -7, -1, 0, 6, 7].map { first($0, .day) } == [-8, -7, -1, 0, 6, 7])
    #expect([-8, -7, -1, 0, 6, 7].map { first($0, .week) } == [-2, -1, -1, 0, 0, 1])
    #expect(CaseSettings.Promotion(.date(start), periods: 1, factor: 2).firstPeriod(nil, .day) == nil)
    #expect(CaseSettings.Promotion(.period(4), periods: 1, factor: 2).firstPeriod(nil, .day) == 4)
  }
}
