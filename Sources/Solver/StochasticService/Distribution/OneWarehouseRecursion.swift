import Probability
public import SupplyNetwork

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One warehouse and any number of unlike retailers under Poisson demand: the recursion of Axsäter (1990,
/// doi:10.1287/opre.38.1.64) over the warehouse's base stock, and the best base stocks by it.
///
/// The unit that the warehouse orders now meets the S₀-th demand on the warehouse from now on, an Erlang time away, of
/// retailer i with probability q_i = λ_i/λ₀. With one unit less at the warehouse it meets the demand before; either
/// that was of the same retailer or not. So the cost C_s(y) of a retailer with base stock y, the warehouse having s, is
///
///     C_{s−1}(y) = (1 − q) C_s(y) + q C_s(y − 1) + q P(X₀ < s) (C_∞(y) − C_∞(y − 1)),
///
/// with P(X₀ < s) = P(Erlang(λ₀, s) > L₀), C_∞(y) = h E[(y − D)⁺] + p E[(D − y)⁺] for the demand D of the retailer's own
/// lead time, and C_s(−1) = C_s(0) + p. It starts where P(X₀ < s) is 1 but for 10⁻¹⁷, with C_∞. C_s is convex in y and
/// its minimum moves up by one or not at all as s falls by one: the unit more that is outstanding is one or none.
///
/// **Upper bound on the warehouse's base stock.** V_i(s) = min over y of C_s(y) is at least V_i(∞): the orders that a
/// retailer has outstanding are D plus its part N of what the warehouse owes, independent of D, and
/// E[c(y − N − D)] is a mean over n of E[c(y − n − D)], none of which is below V_i(∞), the least over all levels. Hence
/// the network costs at least h₀ E[(s − X₀)⁺] + Σ V_i(∞), which increases with s. Let C be the cost of any plan, here
/// the best without stock at the warehouse, Σ_i of newsvendors over L₀ + L_i. The first s at which
/// h₀ E[(s − X₀)⁺] ≥ C − Σ V_i(∞) is an upper bound: no level beyond costs less than C. Levels below all that may be
/// outstanding at the warehouse are no better than the least number that may be (``DistributionSearch``).
///
/// The same numbers as ``PoissonDistributionSystem``, from costs and Erlang times instead of probabilities and
/// backorders: the one checks the other.
public enum OneWarehouseRecursion {
  /// What this is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "one-warehouse-exact", model: .stochasticService,
      summary: "one-for-one ordering at one warehouse and its retailers: recursion over the warehouse's base stock",
      topologies: [.distribution], demand: "Poisson, independent, at the retailers", guarantee: .exact,
      source: "Axsäter 1990, doi:10.1287/opre.38.1.64")
  }

  /// The cost of given base stocks, goods in transit from the warehouse included, in money per period.
  ///
  /// - Parameter baseStocks: installation base stock by stage, in units, at least 0.
  /// - Throws: as ``PoissonDistributionSystem/evaluate(_:baseStocks:)``, and
  ///   ``SolverError/unsupported(reason:)`` where the network is not one warehouse with its retailers.
  ///
  /// Complexity: O(warehouse's levels from there up × Σ base stocks).
  public static func cost(_ network: StageNetwork, baseStocks: [Int]) throws(SolverError) -> Double {
    let system = try WarehouseSystem(network)
    try system.tree.require(baseStocks: baseStocks.map(Double.init))
    let level = baseStocks[system.warehouse]
    let readies = try system.readyProbabilities(downTo: level)
    var total = system.warehouseCost(level)
    for retailer in system.tree.customers[system.warehouse] {
      var costs = try RetailerCosts(system.tree, retailer: retailer, largestLevel: baseStocks[retailer])
      for ready in readies { costs.lowerWarehouse(ready: ready) }
      total += costs.cost(baseStocks[retailer])
    }
    return total
  }

  /// Base stocks of least cost.
  ///
  /// - Throws: as ``cost(_:baseStocks:)``; ``SolverError/invalid(reason:)`` also where a retailer lacks a cost rate.
  ///
  /// Complexity: O(warehouse's levels × Σ base stocks of the retailers without stock at the warehouse).
  public static func optimalPlan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let system = try WarehouseSystem(network)
    try system.tree.requireCostRates()
    let tree = system.tree
    let retailers = tree.customers[system.warehouse]

    let first = system.leastLevel
    let readies = try system.readyProbabilities(downTo: first)
    let work = retailers.reduce(0.0) { $0 + Double(system.levelWithoutWarehouse($1) + 1) } * Double(readies.count)
    guard work <= Double(DistributionSearch.defaultStepLimit) else {
      throw .tooLarge(reason: "\(work) pairs of base stocks are too many to try")
    }
    // Σ V_i by level of the warehouse, from the highest down.
    var totals = [Double](repeating: 0, count: readies.count + 1)
    let (unlimited, crossDocking) = system.boundingCosts()
    let largest = system.largestLevel(worthUpTo: crossDocking - unlimited)
    for retailer in retailers {
      var costs = try RetailerCosts(tree, retailer: retailer, largestLevel: system.levelWithoutWarehouse(retailer))
      totals[0] += costs.cheapest().cost
      for (index, ready) in readies.enumerated() {
        costs.lowerWarehouse(ready: ready)
        totals[index + 1] += costs.cheapest().cost
      }
    }
    let highest = first + readies.count
    var best = (level: highest, cost: Double.infinity)
    for (index, total) in totals.enumerated() where highest - index <= largest {
      let cost = system.warehouseCost(highest - index) + total
      if cost < best.cost { best = (highest - index, cost) }
    }

    var baseStocks = [Int](repeating: 0, count: tree.stageCount)
    baseStocks[system.warehouse] = best.level
    for retailer in retailers {
      var costs = try RetailerCosts(tree, retailer: retailer, largestLevel: system.levelWithoutWarehouse(retailer))
      _ = costs.cheapest()
      for ready in readies.prefix(highest - best.level) {
        costs.lowerWarehouse(ready: ready)
        _ = costs.cheapest()
      }
      baseStocks[retailer] = costs.cheapest().level
    }
    return StockingPlan(
      tree: tree, baseStocks: baseStocks.map(Double.init),
      evaluation: try PoissonDistributionSystem.evaluate(tree, baseStocks: baseStocks),
      method: "recursion over the warehouse's base stock, best base stocks of the retailers at each",
      status: .optimal, lowerBound: best.cost)
  }
}

/// What the recursion needs of the warehouse.
private struct WarehouseSystem {
  let tree: DistributionTree
  let warehouse: Int
  private let leadTimeDemand: DemandDistribution

  init(_ network: StageNetwork) throws(SolverError) {
    tree = try DistributionTree(network)
    try tree.requirePoisson()
    warehouse = try tree.warehouse()
    leadTimeDemand = .poisson(mean: tree.leadTimeDemand(warehouse))
    guard leadTimeDemand.mean < 1e9 else {
      throw .tooLarge(reason: "lead-time demand of \(leadTimeDemand.mean) units is too much to enumerate")
    }
  }

  /// Where P(X₀ ≥ s) is below 10⁻¹⁷ (Bernstein's inequality).
  private var highestLevel: Int { Int(leadTimeDemand.mean + 9 * leadTimeDemand.mean.squareRoot()) + 40 }
  /// Where P(X₀ < s) is (Chernoff's inequality).
  var leastLevel: Int { max(0, Int(leadTimeDemand.mean - 9 * leadTimeDemand.mean.squareRoot())) }

  /// P(X₀ < s) for s from the highest level down to one above the last.
  func readyProbabilities(downTo last: Int) throws(SolverError) -> [Double] {
    guard last < highestLevel else { return [] }
    guard highestLevel - last < 1 << 26 else {
      throw .tooLarge(reason: "\(highestLevel - last) base stocks of the warehouse are too many to try")
    }
    return (last + 1...highestLevel).reversed().map { leadTimeDemand.cumulative(Double($0 - 1)) }
  }

  /// Cost of the stock at the warehouse and of the goods in transit to the retailers.
  func warehouseCost(_ level: Int) -> Double {
    tree.holdingCostRate[warehouse] * onHand(level) + tree.pipelineCost(warehouse)
  }

  private func onHand(_ level: Int) -> Double {
    max(0, Double(level) - leadTimeDemand.mean + leadTimeDemand.expectedShortage(beyond: Double(level)))
  }

  /// The retailers' least costs if the warehouse never lacks stock, and if it never has any.
  func boundingCosts() -> (unlimited: Double, crossDocking: Double) {
    tree.customers[warehouse].reduce((0, 0)) { sum, retailer in
      let rate = tree.demandRate[retailer]
      let (holding, backorder) = (tree.holdingCostRate[retailer], tree.ownBackorderCostRate(retailer))
      func least(_ periods: Double) -> Double {
        let demand = DemandDistribution.poisson(mean: rate * periods)
        return demand.newsvendor(holding: holding, backorder: backorder).cost
      }
      return (
        sum.0 + least(tree.leadTime[retailer]), sum.1 + least(tree.leadTime[retailer] + tree.leadTime[warehouse])
      )
    }
  }

  /// The best base stock of a retailer if the warehouse has no stock: none is higher.
  func levelWithoutWarehouse(_ retailer: Int) -> Int {
    let mean = tree.demandRate[retailer] * (tree.leadTime[retailer] + tree.leadTime[warehouse])
    let level = DemandDistribution.poisson(mean: mean).newsvendor(
      holding: tree.holdingCostRate[retailer], backorder: tree.ownBackorderCostRate(retailer)
    ).level
    return Int(level)
  }

  /// The first level whose stock costs as much as a warehouse may save.
  func largestLevel(worthUpTo saving: Double) -> Int {
    (leastLevel...highestLevel).first { tree.holdingCostRate[warehouse] * onHand($0) >= saving } ?? highestLevel
  }
}

/// C_s(y) of one retailer, for one level s of the warehouse after the other, downwards.
private struct RetailerCosts {
  private let share: Double
  private let backorder: Double
  /// C_s(0), C_s(1), …
  private var costs: [Double]
  /// q (C_∞(y) − C_∞(y − 1)).
  private let slopes: [Double]
  private var level = 0

  init(_ tree: DistributionTree, retailer: Int, largestLevel: Int) throws(SolverError) {
    guard largestLevel < 1 << 22 else { throw .tooLarge(reason: "a base stock of \(largestLevel) is too high to try") }
    share = tree.shareOfSupplier(retailer)
    backorder = tree.ownBackorderCostRate(retailer)
    let demand = DemandDistribution.poisson(mean: tree.leadTimeDemand(retailer))
    let (holding, backorder) = (tree.holdingCostRate[retailer], self.backorder)
    let costs = (0...largestLevel).map { level in
      let short = demand.expectedShortage(beyond: Double(level))
      return holding * max(0, Double(level) - demand.mean + short) + backorder * short
    }
    self.costs = costs
    let share = share
    slopes = costs.indices.map { share * ($0 == 0 ? -backorder : costs[$0] - costs[$0 - 1]) }
  }

  /// Lowers the warehouse's level by one, from s with P(X₀ < s).
  mutating func lowerWarehouse(ready: Double) {
    let (keep, share, backorder) = (1 - share, share, backorder)
    costs.withUnsafeMutableBufferPointer { costs in
      slopes.withUnsafeBufferPointer { slopes in
        var index = costs.count - 1
        while index > 0 {
          costs[index] = keep * costs[index] + share * costs[index - 1] + ready * slopes[index]
          index -= 1
        }
        costs[0] += share * backorder + ready * slopes[0]
      }
    }
  }

  func cost(_ level: Int) -> Double { costs[level] }

  /// The base stock of least cost, from the one found before on.
  mutating func cheapest() -> (level: Int, cost: Double) {
    while level + 1 < costs.count, costs[level + 1] < costs[level] { level += 1 }
    return (level, costs[level])
  }
}
