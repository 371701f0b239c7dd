import Probability

/// The cheapest base stocks of a distribution network, its outstanding orders described by moments, in whole units.
///
/// As ``DistributionSearch``: given a supplier's level, the subtrees of its customers are problems of their own. Tried
/// are all levels within all but 10⁻¹⁰ of what may be outstanding, from the top down, but for those at which the costs
/// of the stage itself and of customers whose supplier is never late reach the best cost, and for those below a level
/// at which its customers alone cost that much.
///
/// Complexity: O(Π over the stages on a path of the levels tried) newsvendors, unlike subtrees only.
struct MomentSearch {
  private let system: OutstandingMoments
  private let tree: DistributionTree
  private let kinds: SubtreeKinds
  private var leastCost: [Double]
  private var evaluations = 0

  /// Newsvendors that a search may solve: about a minute.
  private static var evaluationLimit: Int { 50_000_000 }
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
    let floor = kinds.customers[stage].reduce(0) { $0 + $1.count * leastCost[$1.stage] }
    let least = orders.newsvendor(holding: holding, backorder: backorder).cost
    let first = max(0, orders.quantile(1e-10))
    var level = orders.quantile(1 - 1e-10) + 1
    // E[(X − s)⁺] and E[((X − s)⁺)²].
    var short = orders.expectedShortage(beyond: level)
    var square = orders.squaredShortage(beyond: level)
    var best = (level: level, cost: Double.infinity)
    while level >= first {
      let own = holding * max(0, level - orders.mean + short) + backorder * short
      if own + floor < best.cost {
        let owed = OutstandingMoments.Moments(mean: short, variance: max(0, square - short * short))
        var customers = 0.0
        for (customer, count) in kinds.customers[stage] {
          customers += count * (try cheapest(customer, system.outstanding(customer, backorders: owed)).cost)
        }
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
}
