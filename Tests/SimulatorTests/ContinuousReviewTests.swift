import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Systems under continuous review, whose exact measures are known.
///
/// Where the longest time that divides all lead times is a period, they are the same: an order of every unit at once and
/// one order at the end of a period leave the same to be ordered, and a level at the end of t is a level at t − L less the
/// demand of the L periods since, in both.
@Suite(.enabled(if: Oracles.exist)) struct ContinuousReviewTests {
  /// Periods in a unit of time, so that lead times are whole.
  private static func periodsPerUnit(_ leadTimes: some Collection<Double>) -> Double {
    [1, 2, 4].first { periods in leadTimes.allSatisfy { ($0 * periods).rounded() == $0 * periods } } ?? 1
  }

  /// Clark & Scarf's recursion (1960, doi:10.1287/mnsc.6.4.475): expected costs at the optimal echelon base stocks, at
  /// the installation base stocks that do the same, and at those of a heuristic.
  @Test(arguments: Oracles.names(in: "ssm_serial.json")) func serialSystems(name: String) throws {
    let oracle: SerialOracle = try Oracles.named(name, in: "ssm_serial.json")
    let input = oracle.input
    let count = input.leadTime.count
    let periods = Self.periodsPerUnit(input.leadTime.values)
    let (mean, sd) = (input.demand.mean / periods, input.demand.sd / periods.squareRoot())
    // Stage N there is our first; a stage's own rate adds up those of the echelons from it up.
    let names = (1...count).reversed().map { "\($0)" }
    var rate = 0.0
    let stages = try names.enumerated().map { place, name in
      rate += try #require(input.echelonHoldingCost[name])
      let isLast = place == count - 1
      let leadTime = try #require(input.leadTime[name])
      return Stage(
        id: name, location: place, processingTime: Int(leadTime * periods), holdingCostRate: rate,
        backorderCostRate: isLast ? input.stockoutCost : 0,
        demand: !isLast ? nil : input.demand.type == "Poisson" ? .poisson(mean: mean) : .normal(mean: mean, sd: sd))
    }
    let network = try StageNetwork(
      name: name, stages: stages, links: (1..<count).map { Link(supplier: $0 - 1, customer: $0) })
    func expect(_ levels: [String: Double], cost: Double, isEchelon: Bool = true) throws {
      let rules = try names.map { name in
        let level = try #require(levels[name])
        return isEchelon ? ReplenishmentPolicy.echelonBaseStock(level) : .installationBaseStock(level)
      }
      let policy = NetworkPolicy(replenishment: rules, committedServiceTime: names.map { _ in 0 })
      let run = LongRun(network, policy)
      run.expect(run.costs(network), near: cost, "\(name) at \(levels)")
    }
    try expect(oracle.expected.echelonBaseStock, cost: oracle.expected.cost)
    try expect(oracle.expected.localBaseStockEquivalent, cost: oracle.expected.cost, isEchelon: false)
    for point in oracle.shangSongHeuristic.points { try expect(point.levels, cost: point.cost) }
  }

  /// A tree of stages in our terms, with so many periods in a unit of time, and the names of its stages there.
  private func tree(
    _ oracle: DistributionOracle, _ name: String, periods: Double = 1
  ) throws -> (network: StageNetwork, names: [String]) {
    let input = oracle.input
    let names = input.children.keys.sorted()
    let stages = try names.enumerated().map { place, name in
      let leadTime = try #require(input.leadTime[name])
      return Stage(
        id: name, location: place, processingTime: Int(leadTime * periods),
        holdingCostRate: try #require(input.localHoldingCost[name]), backorderCostRate: input.backorderCost[name] ?? 0,
        demand: input.demandRate[name].map { .poisson(mean: $0 / periods) })
    }
    let links = names.enumerated().flatMap { place, name in
      (input.children[name] ?? []).compactMap { child in
        names.firstIndex(of: "\(child)").map { Link(supplier: place, customer: $0) }
      }
    }
    return (try StageNetwork(name: name, stages: stages, links: links), names)
  }

  /// First come, first served: how much of what a stage is short of is owed to whom follows from who ordered last
  /// (Graves 1985, doi:10.1287/mnsc.31.10.1247). Orders of one period share where it is not all or nothing, so that
  /// periods are short here.
  @Test(arguments: Oracles.names(in: "distribution_exact.json")) func treesFirstComeFirstServed(name: String) throws {
    let oracle: DistributionOracle = try Oracles.named(name, in: "distribution_exact.json")
    let (network, names) = try tree(oracle, name, periods: 8)
    for point in oracle.points {
      var policy = NetworkPolicy.baseStocks(try names.map { try #require(point.levels[$0]) })
      policy.allocation = .firstCome
      let run = LongRun(network, policy, periods: 5000)
      for (stage, name) in names.enumerated() {
        let node = try #require(point.nodes[name])
        run.expect(run.values(.onHand, stage), near: node.expectedOnHand, "\(name): on hand")
        run.expect(run.values(.backorders, stage), near: node.expectedBackorders, "\(name): backorders")
      }
      run.expect(run.costs(network), near: point.cost, "\(name): cost")
    }
  }

  /// What the first stage holds and owes in all does not depend on whom it serves first, nor do the levels of the stages
  /// below it in all, and each one's where they are alike.
  @Test(arguments: Oracles.names(in: "distribution_exact.json")) func treesUnderAnyAllocation(name: String) throws {
    let oracle: DistributionOracle = try Oracles.named(name, in: "distribution_exact.json")
    let (network, names) = try tree(oracle, name)
    for point in oracle.points {
      let levels = try names.map { try #require(point.levels[$0]) }
      let run = LongRun(network, .baseStocks(levels))
      let nodes = try names.map { try #require(point.nodes[$0]) }
      run.expect(run.values(.onHand, 0), near: nodes[0].expectedOnHand, "\(name): on hand")
      run.expect(run.values(.backorders, 0), near: nodes[0].expectedBackorders, "\(name): backorders")
      let children = network.customerLinks[0].map { network.links[$0].customer }
      let areAlike = Set(children.map { network.meanDemand[$0] }).count == 1
      func level(_ stage: Int) -> Double { nodes[stage].expectedOnHand - nodes[stage].expectedBackorders }
      for child in children where areAlike { run.expect(run.levels(child), near: level(child), "\(name): level") }
      let totals = (0..<run.run.replications).map { index in children.reduce(0) { $0 + run.levels($1)[index] } }
      run.expect(totals, near: children.reduce(0) { $0 + level($1) }, "\(name): levels")
    }
  }
}
