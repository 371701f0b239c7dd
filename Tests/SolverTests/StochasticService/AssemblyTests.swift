import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Assembly networks as serial ones: in the limits where that is plain, and by playing the balanced policy.
struct AssemblyTests {
  /// An end item of a subassembly of two parts and of a third part; lead times of the parts differ.
  static func network(demand: DemandDistribution, units: [Double] = [1, 1, 1, 1]) throws -> StageNetwork {
    let rates = [0.7, 0.4, 0.9, 1.6, 4]
    let perEndUnit = [units[0] * units[2], units[1] * units[2], units[3], units[2], 1]
    let times = [2, 4, 3, 1, 1]
    return try StageNetwork(
      name: "assembly",
      stages: (0..<5).map { index in
        Stage(
          id: "\(index)", location: index, item: index, processingTime: times[index],
          holdingCostRate: rates[index] / perEndUnit[index], backorderCostRate: index == 4 ? 20 : 0,
          demand: index == 4 ? demand : nil)
      },
      links: [
        Link(supplier: 0, customer: 3, units: units[0]), Link(supplier: 1, customer: 3, units: units[1]),
        Link(supplier: 2, customer: 4, units: units[3]), Link(supplier: 3, customer: 4, units: units[2]),
      ])
  }

  /// A chain is an assembly of one part each.
  @Test func chains() throws {
    for number in 0..<12 as Range<UInt64> {
      let network = try SerialIdentityTests.chain(number, .poisson(mean: 4))
      let serial = try SerialStochasticService.optimalPlan(for: network)
      let assembly = try AssemblyStochasticService.optimalPlan(for: network)
      #expect(serial.stages == assembly.stages && serial.cost == assembly.cost)
    }
  }

  /// Parts of the same lead time are one part of their rates' sum.
  @Test(arguments: [DemandDistribution.poisson(mean: 6), .normal(mean: 30, sd: 6), .gamma(mean: 6, sd: 5)])
  func equalParts(demand: DemandDistribution) throws {
    let parts = [0.5, 0.25, 1.0]
    let end = Stage(id: "end", processingTime: 2, holdingCostRate: 3, backorderCostRate: 30, demand: demand)
    let network = try StageNetwork(
      name: "parts",
      stages: parts.enumerated().map { Stage(id: "\($0)", item: $0 + 1, processingTime: 3, holdingCostRate: $1) } + [
        end
      ],
      links: parts.indices.map { Link(supplier: $0, customer: 3, leadTime: 1) })
    let chain = try StageNetwork(
      name: "chain", stages: [Stage(id: "all", item: 1, processingTime: 3, holdingCostRate: 1.75), end],
      links: [Link(supplier: 0, customer: 1, leadTime: 1)])
    let plan = try AssemblyStochasticService.optimalPlan(for: network)
    let serial = try SerialStochasticService.optimalPlan(for: chain)
    #expect(isClose(plan.cost, serial.cost, relative: 1e-12))
    for part in 0..<3 { #expect(isClose(plan.stages[part].echelonBaseStock, serial.stages[0].echelonBaseStock)) }
    #expect(isClose(plan.stages[3].echelonBaseStock, serial.stages[1].echelonBaseStock))
    #expect(isClose(plan.stages[3].installationBaseStock, serial.stages[1].installationBaseStock))
  }

  /// Units in a unit only change what is counted.
  @Test func multipleUnits() throws {
    let units = [2.0, 3, 4, 0.5]
    let perEndUnit = [8.0, 12, 0.5, 4, 1]
    let plain = try AssemblyStochasticService.optimalPlan(for: Self.network(demand: .poisson(mean: 6)))
    let network = try Self.network(demand: .poisson(mean: 6), units: units)
    let plan = try AssemblyStochasticService.optimalPlan(for: network)
    #expect(isClose(plan.cost, plain.cost))
    for stage in 0..<5 {
      let (own, other) = (plan.stages[stage], plain.stages[stage])
      #expect(isClose(own.echelonBaseStock, perEndUnit[stage] * other.echelonBaseStock))
      #expect(isClose(own.installationBaseStock, perEndUnit[stage] * other.installationBaseStock))
      #expect(isClose(own.holdingCost, other.holdingCost))
    }
    #expect(isClose(try EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network).cost, plan.cost))
  }

  /// The balanced policy, played on the assembly itself: parts are there when they are called for, stock and cost are
  /// as foretold, and other levels cost no less.
  @Test func playedBalancedPolicy() throws {
    let demand = DemandDistribution.poisson(mean: 6)
    let network = try Self.network(demand: demand)
    let plan = try AssemblyStochasticService.optimalPlan(for: network)
    let levels = plan.stages.map(\.echelonBaseStock)
    let measures = try EchelonPolicyMeasures(of: levels, in: network)
    #expect(isClose(measures.cost, plan.cost))
    let installation = try EchelonBaseStocks.installation(ofEchelon: levels, in: network)
    #expect(installation == plan.stages.map(\.installationBaseStock) && installation.allSatisfy { $0 >= 0 })
    #expect(EchelonBaseStocks.echelon(ofInstallation: installation, in: network) == levels)
    var play = BalancedAssembly(network: network, demand: demand)
    let runs = (0..<12).map { play.averages(levels: levels, replication: $0) }
    for stage in 0..<5 {
      let onHand = Estimate(runs.map { $0.onHand[stage] })
      #expect(abs(onHand.mean - measures.onHand[stage]) <= 2 * onHand.halfWidth + 1e-9, "\(stage): \(onHand)")
    }
    let backorders = Estimate(runs.map(\.backorders))
    #expect(abs(backorders.mean - measures.backorders[4]) <= 2 * backorders.halfWidth, "\(backorders)")
    let cost = Estimate(runs.map(\.cost))
    #expect(abs(cost.mean - measures.cost) <= 2 * cost.halfWidth, "\(cost) \(measures.cost)")
    for stage in 0..<5 {
      for change in [-1.0, 1] {
        var other = levels
        other[stage] += change
        // On the same demand, exactly and as played.
        #expect(try EchelonPolicyMeasures(of: other, in: network).cost >= plan.cost * (1 - 1e-12))
        let difference = Estimate(
          runs.indices.map { play.averages(levels: other, replication: $0).cost - runs[$0].cost })
        #expect(difference.upper >= 0, "\(stage) \(change): \(difference)")
      }
    }
  }
}

/// Plays the balanced echelon base stock policy on an assembly, one unit of each part in each item.
private struct BalancedAssembly {
  struct Averages {
    var onHand: [Double]
    var backorders: Double
    var cost: Double
  }

  let network: StageNetwork
  let sampler: DemandSampler
  /// Stages by total lead time, the end item first, and that time.
  let order: [Int]
  let total: [Int]

  init(network: StageNetwork, demand: DemandDistribution) {
    self.network = network
    sampler = DemandSampler(demand)
    var total = [Int](repeating: 0, count: network.stageCount)
    for stage in network.upstreamFirst.reversed() {
      total[stage] = network.stages[stage].processingTime
      for link in network.customerLinks[stage] { total[stage] += total[network.links[link].customer] }
    }
    self.total = total
    order = network.stages.indices.sorted { total[$0] < total[$1] }
  }

  mutating func averages(levels: [Double], replication: Int) -> Averages {
    var stream = RandomStream(seed: 77, path: [UInt64(replication)])
    let (warmUp, periods) = (40, 340)
    var onHand = levels
    for stage in network.stages.indices {
      for link in network.customerLinks[stage] { onHand[stage] -= levels[network.links[link].customer] }
    }
    onHand = onHand.map { max(0, $0) }
    // Released in each period, by stage; and the echelon inventory position after that.
    var released = [[Double]](repeating: [], count: network.stageCount)
    var position = released
    var demands: [Double] = []
    var backorders = 0.0
    var sums = Averages(onHand: [Double](repeating: 0, count: network.stageCount), backorders: 0, cost: 0)
    for period in 0..<periods {
      for (index, stage) in network.stages.enumerated() where period >= stage.processingTime {
        onHand[index] += released[index][period - stage.processingTime]
      }
      let demand = sampler.quantity(score: stream.normal())
      demands.append(demand)
      backorders += demand
      let served = min(backorders, onHand[order[0]])
      backorders -= served
      onHand[order[0]] -= served
      // From the longest lead time down: not above what is matched by the next longer one.
      for (rank, stage) in order.enumerated().reversed() {
        var target = levels[stage]
        if rank + 1 < order.count {
          let next = order[rank + 1]
          let lag = total[next] - total[stage]
          if period >= lag {
            target = min(target, position[next][period - lag] - demands.suffix(lag).reduce(0, +))
          } else {
            target = min(target, levels[next] - demands.reduce(0, +))
          }
        }
        let before = (period > 0 ? position[stage][period - 1] : levels[stage]) - demand
        let release = max(0, target - before)
        released[stage].append(release)
        position[stage].append(before + release)
        // Inputs are used up at once. They are all there once the system is in balance.
        for link in network.supplierLinks[stage] {
          let supplier = network.links[link].supplier
          onHand[supplier] -= release
        }
      }
      if period >= warmUp {
        #expect(onHand.allSatisfy { $0 > -1e-9 }, "a part was called for that was not there")
        for (index, stage) in network.stages.enumerated() {
          sums.onHand[index] += onHand[index]
          sums.cost += stage.holdingCostRate * onHand[index]
          let inputs = network.supplierLinks[index].reduce(0) {
            $0 + network.stages[network.links[$1].supplier].holdingCostRate
          }
          sums.cost += inputs * released[index].suffix(stage.processingTime).reduce(0, +)
        }
        sums.backorders += backorders
        sums.cost += network.stages[order[0]].backorderCostRate * backorders
      }
    }
    let count = Double(periods - warmUp)
    sums.onHand = sums.onHand.map { $0 / count }
    sums.backorders /= count
    sums.cost /= count
    return sums
  }
}
