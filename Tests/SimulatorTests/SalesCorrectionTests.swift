import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Recorded sales, put up where the shelf was empty.
@Suite struct SalesCorrectionTests {
  typealias Signal = EchelonReplenishment.Signal

  /// What the first stage expects and orders in every period.
  private func course(
    _ network: StageNetwork, _ rules: [ReplenishmentPolicy], demand: [[Double]],
    unmet: CaseSettings.UnmetDemand = .lostSale, startingOnHand: [Double]? = nil
  ) -> (forecast: [Double], orders: [Double]) {
    let policy = NetworkPolicy(replenishment: rules, committedServiceTime: rules.map { _ in 0 })
    let periods = demand.map(\.count).max() ?? 0
    let program = PlayProgram(network: network, policy: policy, periods: periods, unmetDemand: unmet)
    var player = Player<Double>(program, rules: program.rules(network, policy))
    let start = network.startingOnHand(policy, given: startingOnHand)
    player.restart(WorldEvents(program, givenDemandOn: network, periods: periods)) {
      Lanes(every: start[$0])
    }
    let buffer = DemandBuffer<Lanes<Double>>(worlds: [demand], rows: program.demandStages)
    var course: (forecast: [Double], orders: [Double]) = ([], [])
    for period in 0..<periods {
      player.resetTotals()
      player.play(period..<period + 1, demand: buffer.quantities + period * program.demandStages.count)
      course.forecast.append(player.forecasts[0].mean[0])
      course.orders.append(player.totals[0].ordered[0])
    }
    return course
  }

  private func rule(
    _ signal: Signal, weight: Double, mean: Double, deviation: Double = 0, factor: Double = 0, cover: Double = 0
  ) -> ReplenishmentPolicy {
    .echelonReplenishment(
      EchelonReplenishment(
        demand: DemandSmoothing(weight: weight, startingMean: mean, startingDeviation: deviation),
        safetyFactor: factor, coverPeriods: cover, extraPeriods: 0, signal: signal))
  }

  /// Ten units, and no more to come. What sold while there was stock averages 4.5 (half of 5, and half of 4); then the last
  /// six sell, more than that, and then nothing.
  @Test(arguments: [
    (Signal.correctedSales, CaseSettings.UnmetDemand.lostSale, [4.5, 5.25, 4.875, 4.6875]),
    (.recordedSales, .lostSale, [4.5, 5.25, 2.625, 1.3125]), (.consumerDemand, .lostSale, [4.5, 7.25, 5.125, 5.0625]),
    (.correctedSales, .backorder, [4.5, 7.25, 5.125, 5.0625]),
  ])
  func emptyShelves(signal: Signal, unmet: CaseSettings.UnmetDemand, expected: [Double]) throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 1, demand: .poisson(mean: 5)))
    let forecast = course(
      network, [rule(signal, weight: 0.5, mean: 5)], demand: [[4, 10, 3, 5]], unmet: unmet, startingOnHand: [10]
    ).forecast
    #expect(forecast == expected)
  }

  /// Stores of a warehouse whose supply fails for 40 periods.
  private func interrupted() throws -> (network: StageNetwork, demand: [[Double]]) {
    var network = try TestNetworks.warehouse(stores: [4, 6, 8].map { .poisson(mean: $0) }, leadTime: 9)
    var stages = network.stages
    stages[0].outsideDisruptions = [Disruption(.at(period: 100), periods: 40)]
    network = try StageNetwork(name: "warehouse", stages: stages, links: network.links)
    let demand = network.stages.indices.map { stage -> [Double] in
      guard let distribution = network.stages[stage].demand else { return [] }
      var stream = RandomStream(seed: 5, path: [UInt64(stage)])
      return (0..<300).map { _ in distribution.quantile(stream.uniform()).rounded() }
    }
    return (network, demand)
  }

  private func rules(_ signal: Signal) -> [ReplenishmentPolicy] {
    [rule(signal, weight: 0.1, mean: 18, deviation: 3.4, factor: 1.6, cover: 12)]
      + [4.0, 6, 8].map { .installationBaseStock($0 * 2 + 5) }
  }

  /// A supply that fails empties the shelves: recorded sales then tell of no demand, and when it is back, of demand that
  /// jumps. Corrected, the forecast stays near demand, and no wave of orders follows.
  @Test func aDisruptionIsNoNews() throws {
    let (network, demand) = try interrupted()
    func after(_ signal: Signal) -> (before: Double, peak: Double, error: Double) {
      let course = course(network, rules(signal), demand: demand)
      let errors = course.forecast[110..<180].map { abs($0 - 18) }
      let peaks = [course.orders[40..<100].max() ?? 0, course.orders[140...].max() ?? 0]
      return (peaks[0], peaks[1], errors.reduce(0, +) / Double(errors.count))
    }
    let (recorded, corrected, known) = (after(.recordedSales), after(.correctedSales), after(.consumerDemand))
    // Forecasts amplify orders at any time; what matters is what the disruption adds.
    #expect(recorded.peak > 1.2 * recorded.before, "\(recorded)")
    #expect(corrected.peak < 1.02 * corrected.before && corrected.peak < 0.8 * recorded.peak, "\(corrected)")
    #expect(corrected.error < 0.25 * recorded.error, "\(corrected.error), \(recorded.error), \(known.error)")
    #expect(corrected.error < 2 * known.error + 1)
  }

  /// Where shelves are never empty there is nothing to correct, to the last bit.
  @Test func enoughOnTheShelf() throws {
    let (network, demand) = try interrupted()
    let stock = [10_000.0, 9000, 9000, 9000]
    let recorded = course(network, rules(.recordedSales), demand: demand, startingOnHand: stock)
    let corrected = course(network, rules(.correctedSales), demand: demand, startingOnHand: stock)
    #expect(recorded == corrected && recorded.forecast.count == 300)
  }
}
