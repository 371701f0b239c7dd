import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// What holds of any base stocks: simulation, balances, limits, bad input, and large networks.
struct DistributionIdentityTests {
  @Test(arguments: [2, 3, 4]) func simulation(levels: Int) throws {
    let random = RandomDistribution(seed: UInt64(700 + levels), levels: levels, widest: 3, largestRate: 2, inner: true)
    let network = try random.network()
    let tree = try DistributionTree(network)
    let plan = try PoissonDistributionSystem.optimalPlan(for: network)
    // Less than the best, so that there are backorders to compare.
    let levels = plan.stages.map { Int($0.installationBaseStock * 0.8) }
    let exact = try PoissonDistributionSystem.evaluate(network, baseStocks: levels)
    var simulation = DistributionSimulation(tree, baseStocks: levels, seed: 11)
    let averages = simulation.averages(batch: 1_200)
    for stage in 0..<tree.stageCount {
      let stock = DistributionSimulation.Averages.interval(averages.onHand, stage)
      let owed = DistributionSimulation.Averages.interval(averages.backorders, stage)
      let measures = exact.stages[stage]
      #expect(abs(stock.mean - measures.onHand) <= stock.half, "stage \(stage): \(stock), not \(measures.onHand)")
      #expect(abs(owed.mean - measures.backorders) <= owed.half, "stage \(stage): \(owed), not \(measures.backorders)")
      #expect(owed.half < 0.2 * max(0.5, measures.backorders))
    }
  }

  /// E[on hand] − E[backorders] = s − λL − (part of the supplier's backorders), at random base stocks.
  @Test func balances() throws {
    var stream = RandomStream(seed: 8, path: [8])
    for seed in 0..<60 as Range<UInt64> {
      let network = try RandomDistribution(
        seed: 800 + seed, levels: 2 + Int(seed % 3), widest: 3, largestRate: seed % 2 == 0 ? 15 : 2, longest: 4,
        inner: true
      ).network()
      let tree = try DistributionTree(network)
      let levels = (0..<tree.stageCount).map { Int(stream.uniform() * 2.5 * (1 + tree.leadTimeDemand($0))) }
      let exact = try PoissonDistributionSystem.evaluate(network, baseStocks: levels)
      let moments = OutstandingMoments(tree).evaluate(levels.map(Double.init))
      for evaluation in [exact, moments] {
        for (stage, measures) in evaluation.stages.enumerated() {
          let owed = tree.supplier[stage].map { evaluation.stages[$0].backorders * tree.shareOfSupplier(stage) } ?? 0
          let net = Double(levels[stage]) - tree.leadTimeDemand(stage) - owed
          let scale = Double(levels[stage]) + tree.leadTimeDemand(stage) + owed + 1
          #expect(abs(measures.onHand - measures.backorders - net) <= 1e-11 * scale)
          #expect((-1e-12...1 + 1e-12).contains(measures.readyRate))
        }
      }
      // Moments are exact one level down: so are expected backorders of the source.
      #expect(abs(exact.stages[0].backorders - moments.stages[0].backorders) <= 1e-9 * (1 + exact.stages[0].backorders))
    }
  }

  /// Mean and variance of a retailer's outstanding orders under both descriptions, also far from the warehouse's mean.
  @Test func momentsOfOneWarehouse() throws {
    for seed in 0..<60 as Range<UInt64> {
      let network = try RandomDistribution(seed: 900 + seed, levels: 2, widest: 4, largestRate: 6, longest: 4).network()
      let tree = try DistributionTree(network)
      let system = OutstandingMoments(tree, family: .count)
      let source = try CountDistribution(poisson: tree.leadTimeDemand(0))
      for level in [0, Int(tree.leadTimeDemand(0)), Int(1.3 * tree.leadTimeDemand(0)) + 1] {
        let owed = system.backorders(.poisson(mean: tree.leadTimeDemand(0)), level: Double(level))
        for retailer in tree.customers[0] {
          let exact = try PoissonDistributionSystem.outstandingOrders(
            tree, of: retailer, supplierOutstanding: source, supplierLevel: level)
          let fitted = system.outstanding(retailer, backorders: owed)
          let mean = exact.mean
          let variance = exact.mass.enumerated().reduce(0.0) {
            $0 + $1.element * (Double(exact.start + $1.offset) - mean) * (Double(exact.start + $1.offset) - mean)
          }
          #expect(abs(mean - fitted.mean) <= 1e-10 * (1 + mean))
          #expect(abs(variance - fitted.variance) <= 1e-9 * (1 + variance))
        }
      }
    }
  }

  /// No stock at the warehouse: retailers with both lead times. Endless stock there: with their own.
  @Test func limits() throws {
    let network = try RandomDistribution(seed: 42, levels: 2, widest: 4, largestRate: 5, longest: 4).network()
    let tree = try DistributionTree(network)
    let levels = (0..<tree.stageCount).map { Int(tree.leadTimeDemand($0)) + 2 }
    for (central, extra) in [(0, tree.leadTime[0]), (1_000_000, 0)] {
      var trial = levels
      trial[0] = central
      let evaluation = try PoissonDistributionSystem.evaluate(network, baseStocks: trial)
      for retailer in tree.customers[0] {
        let demand = DemandDistribution.poisson(mean: tree.demandRate[retailer] * (tree.leadTime[retailer] + extra))
        let short = demand.expectedShortage(beyond: Double(trial[retailer]))
        #expect(abs(evaluation.stages[retailer].backorders - short) <= 1e-12 * (1 + short))
      }
    }
    // No lead time at the warehouse: no stock there.
    var stages = network.stages
    stages[0].processingTime = 0
    let direct = try StageNetwork(name: "direct", stages: stages, links: network.links)
    let plan = try PoissonDistributionSystem.optimalPlan(for: direct)
    #expect(plan.stages[0].installationBaseStock == 0)
    #expect(try RestrictionDecomposition.plan(for: direct).cost == plan.cost)
  }

  @Test func plansAreWhole() throws {
    let network = try RandomDistribution(seed: 77, levels: 3, widest: 2, inner: true).network()
    let tree = try DistributionTree(network)
    let plan = try PoissonDistributionSystem.optimalPlan(for: network)
    #expect(plan.model == "ssm" && plan.gap == 0)
    for stage in network.stages.indices {
      let decision = plan.stages[stage]
      #expect(decision.committedServiceTime == 0)
      #expect(Double(decision.netReplenishmentLeadTime) == tree.leadTime[stage])
      #expect(decision.inboundServiceTime + network.stages[stage].processingTime == decision.netReplenishmentLeadTime)
      #expect(abs(decision.safetyStock + tree.leadTimeDemand(stage) - decision.installationBaseStock) < 1e-12)
      let downstream = tree.customers[stage].reduce(0) { $0 + plan.stages[$1].echelonBaseStock }
      #expect(decision.echelonBaseStock == decision.installationBaseStock + downstream)
    }
  }
}
