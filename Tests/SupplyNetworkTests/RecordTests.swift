import Probability
import Testing

@testable import SupplyNetwork

/// The history of a case as the demand of its networks, period by period.
@Suite struct RecordTests {
  private func history(_ values: [[Double]], days: Int) throws -> DemandHistory {
    DemandHistory(
      firstDate: try #require(CalendarDate(year: 2026, month: 1, day: 5)), bucketDays: days,
      bucketCount: values[0].count, series: values.indices.map { .init(item: $0 / 2, location: 1 + 2 * ($0 % 2)) },
      quantities: values.flatMap { $0 })
  }

  @Test func seriesAreFound() throws {
    let history = try history([[1], [2], [3], [4], [5]], days: 1)
    for (index, key) in history.series.enumerated() {
      #expect(history.series(item: key.item, location: key.location) == index)
    }
    for (item, location) in [(0, 0), (0, 2), (0, 4), (2, 3), (9, 1), (-1, 1)] {
      #expect(history.series(item: item, location: location) == nil)
    }
  }

  /// A week spread over its days: whole units stay whole, days differ by a unit at most, weeks add up, and over seven weeks
  /// every weekday gets the same.
  @Test func weeksAreSpreadInWholeUnits() throws {
    var stream = RandomStream(seed: 4, path: [])
    let values = (0..<4).map { _ in (0..<70).map { _ in Double(stream.next() % 40) } }
    let history = try history(values, days: 7)
    #expect(history.periodCount(.day) == 490 && history.periodCount(.week) == 70)
    for index in 0..<4 {
      let days = history.periods(of: index, .day)
      #expect(history.periods(of: index, .week) == values[index])
      try #require(days.count == 490)
      for (week, quantity) in values[index].enumerated() {
        let own = days[week * 7..<week * 7 + 7]
        #expect(own.reduce(0, +) == quantity)
        let (least, most) = ((quantity / 7).rounded(.down), (quantity / 7).rounded(.up))
        #expect(own.allSatisfy { $0 == least || $0 == most })
      }
    }
    let single = try self.history([[Double](repeating: 1, count: 7)], days: 7).periods(of: 0, .day)
    for day in 0..<7 {
      let units = stride(from: day, to: 49, by: 7).map { single[$0] }
      #expect(units.reduce(0, +) == 1)
    }
    let parts = try self.history([[3.5, 1e300, 0]], days: 7).periods(of: 0, .day)
    #expect(parts == [0.5, 1e300 / 7, 0].flatMap { [Double](repeating: $0, count: 7) })
    // Days of a week that is planned as a whole.
    let days = try self.history([(1...15).map(Double.init)], days: 1)
    #expect(days.periodCount(.week) == 2 && days.periods(of: 0, .week) == [28, 77])
  }

  private func model(_ change: (inout CaseSettings.Simulation) -> Void) throws -> NetworkModel {
    var settings = CaseSettings()
    change(&settings.simulation)
    let stages = [
      Stage(id: "c", location: 0), Stage(id: "1", location: 1, demand: .poisson(mean: 2)),
      Stage(id: "2", location: 2, demand: .poisson(mean: 2)), Stage(id: "3", location: 3, demand: .poisson(mean: 2)),
    ]
    var model = NetworkModel(
      settings: settings, tiers: [], locations: [], items: [Item(id: "A")],
      networks: [try StageNetwork(name: "n", stages: stages, links: (1...3).map { Link(supplier: 0, customer: $0) })])
    model.history = try history([(1...40).map(Double.init), (1...40).map { 100 - Double($0) }], days: 1)
    model.fitSimulationToHistory()
    return model
  }

  /// Series go to the stages of their item and location; others are drawn.
  @Test func stagesGetTheirSeries() throws {
    #expect(try model { _ in }.demandSource(of: 0) == .drawn)
    let record = RecordedDemand(
      quantities: [[], (1...40).map(Double.init), nil, (1...40).map { 100 - Double($0) }], periodCount: 40)
    let played = try model {
      $0.demand = .history
      $0.warmUp = 90
    }
    #expect(played.demandSource(of: 0) == .recorded(record) && played.unrecordedDemands == 1)
    #expect(played.settings.simulation.warmUp == 10 && played.settings.simulation.periods == 30)
    #expect(played.settings.simulation.replications == 1 && played.blockPeriods == nil)
    let short = try model {
      $0.demand = .history
      $0.warmUp = 4
    }
    #expect(short.settings.simulation.warmUp == 4 && short.settings.simulation.periods == 36)

    let resampled = try model { $0.demand = .bootstrap }
    #expect(resampled.demandSource(of: 0) == .resampled(record, blockPeriods: 3))
    #expect(resampled.settings.simulation.replications == 30)
    let stated = try model {
      $0.demand = .bootstrap
      $0.blockPeriods = 11.5
    }
    #expect(stated.demandSource(of: 0) == .resampled(record, blockPeriods: 11.5) && stated.blockPeriods == 11.5)

    var without = resampled
    without.history = nil
    without.fitSimulationToHistory()
    #expect(without.settings.simulation.demand == .model && without.demandSource(of: 0) == .drawn)
  }
}
