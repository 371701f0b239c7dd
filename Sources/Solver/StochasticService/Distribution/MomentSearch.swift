import Probability
import SupplyNetwork

/// The cheapest base stocks of a distribution network, its outstanding orders described by moments.
///
/// As ``DistributionSearch``: given a supplier's level, the subtrees of its customers are problems of their own. Of a
/// stage with whole base stocks all levels within all but 10⁻¹⁰ of what may be outstanding are tried, from the top down,
/// but for those at which the costs of the stage itself and of customers whose supplier is never late reach the best
/// cost, and for those below a level at which its customers alone cost that much. Elsewhere the best of evenly spaced
/// levels is refined between its neighbours (``ConvexMinimum``).
///
/// Complexity: O(Π over the stages on a path of the levels tried) newsvendors, unlike subtrees only.
struct MomentSearch {
  private let system: OutstandingMoments
  private let tree: DistributionTree
  private let kinds: SubtreeKinds
  private var leastCost: [Double]
  private var evaluations = 0

  /// Newsvendors that a search may solve: some 20 seconds.
  private static var evaluationLimit: Int { 10_000_000 }
  /// Levels of one stage that may be tried.
  private static var mostLevels: Double { 200_000 }
  /// Levels tried before one is refined, where they need not be whole.
  private static var coarseLevels: Int { 16 }
  /// Stages on a path; the work grows exponentially with it.
  private static var deepest: Int { 32 }

  init(_ system: OutstandingMoments) throws(SolverError) {
    self.system = system
    tree = system.tree
    kinds = SubtreeKinds(tree)
    leastCost = [Double](repeating: 0, count: tree.stageCount)
    guard tree.depth <= Self.deepest else {
      throw .tooLarge(reason: "the network is more than \(Self.deepest) stages deep")
    }
    var solved = [Double?](repeating: nil, count: kinds.count)
    for stage in tree.upstreamFirst.reversed() where tree.supplier[stage] != nil {
      if solved[kinds.kind[stage]] == nil {
        solved[kinds.kind[stage]] = try cheapest(stage, system.leadTimeDemand(stage)).cost
      }
      leastCost[stage] = solved[kinds.kind[stage]] ?? 0
    }
  }

  /// The best base stocks, by stage.
  mutating func cheapestBaseStocks() throws(SolverError) -> [Double] {
    var levels = [Double](repeating: 0, count: tree.stageCount)
    var owed = [OutstandingMoments.Moments?](repeating: nil, count: tree.stageCount)
    for stage in tree.upstreamFirst {
      guard kinds.representative[stage] == stage else {
        levels[stage] = levels[kinds.representative[stage]]
        continue
      }
      var moments = system.leadTimeDemand(stage)
      if let supplier = tree.supplier[stage], let theirs = owed[kinds.representative[supplier]] {
        moments = system.outstanding(stage, backorders: theirs)
      }
      levels[stage] = try cheapest(stage, moments).level
      owed[stage] = system.backorders(system.distribution(stage, moments), level: levels[stage])
    }
    return levels
  }

  private mutating func cheapest(
    _ stage: Int, _ moments: OutstandingMoments.Moments
  ) throws(SolverError) -> (level: Double, cost: Double) {
    evaluations += 1
    guard evaluations <= Self.evaluationLimit else {
      throw .tooLarge(reason: "the network has too many levels that may be best; the search would take too long")
    }
    let orders = system.distribution(stage, moments)
    let (holding, backorder) = (tree.holdingCostRate[stage], tree.ownBackorderCostRate(stage))
    guard !kinds.customers[stage].isEmpty else { return orders.newsvendor(holding: holding, backorder: backorder) }
    guard system.isWhole(stage) else { return try refined(stage, orders) }
    let floor = kinds.customers[stage].reduce(0) { $0 + $1.count * leastCost[$1.stage] }
    let least = orders.newsvendor(holding: holding, backorder: backorder).cost
    let first = max(0, orders.quantile(1e-10))
    var level = orders.quantile(1 - 1e-10) + 1
    guard level - first < Self.mostLevels else {
      throw .tooLarge(reason: "\(level - first) base stocks of \(tree.network.stages[stage].id) are too many to try")
    }
    // E[(X − s)⁺] and E[((X − s)⁺)²].
    var short = orders.expectedShortage(beyond: level)
    var square = orders.squaredShortage(beyond: level)
    var best = (level: level, cost: Double.infinity)
    while level >= first {
      let own = holding * max(0, level - orders.mean + short) + backorder * short
      if own + floor < best.cost {
        let owed = OutstandingMoments.Moments(mean: short, variance: max(0, square - short * short))
        let customers = try customersCost(stage, owed)
        if own + customers < best.cost {
          best = (level, own + customers)
        } else if least + customers >= best.cost {
          break
        }
      }
      let reached = orders.exceedance(level - 1)
      square += 2 * short + reached
      short += reached
      level -= 1
    }
    return best
  }

  /// The best level where it need not be whole.
  private mutating func refined(
    _ stage: Int, _ orders: DemandDistribution
  ) throws(SolverError) -> (level: Double, cost: Double) {
    let least = max(0, orders.quantile(1e-6))
    let width = (max(least, orders.quantile(1 - 1e-6)) - least) / Double(Self.coarseLevels)
    var best = (level: least, cost: Double.infinity)
    for index in 0...Self.coarseLevels {
      let level = least + width * Double(index)
      let cost = try self.cost(stage, orders, level: level)
      if cost < best.cost { best = (level, cost) }
    }
    let around = max(0, best.level - width)...best.level + width
    let level = try ConvexMinimum.level(in: around) { level throws(SolverError) in
      try self.cost(stage, orders, level: level)
    }
    let cost = try self.cost(stage, orders, level: level)
    return cost < best.cost ? (level, cost) : best
  }

  /// The cost of a stage at a level and the least of all downstream.
  private mutating func cost(
    _ stage: Int, _ orders: DemandDistribution, level: Double
  ) throws(SolverError) -> Double {
    let own = orders.cost(
      of: level, holding: tree.holdingCostRate[stage], backorder: tree.ownBackorderCostRate(stage))
    return own + (try customersCost(stage, system.backorders(orders, level: level)))
  }

  /// The least cost of all customers, given what is owed to them together.
  private mutating func customersCost(
    _ stage: Int, _ owed: OutstandingMoments.Moments
  ) throws(SolverError) -> Double {
    var cost = 0.0
    for (customer, count) in kinds.customers[stage] {
      cost += count * (try cheapest(customer, system.outstanding(customer, backorders: owed)).cost)
    }
    return cost
  }
}
