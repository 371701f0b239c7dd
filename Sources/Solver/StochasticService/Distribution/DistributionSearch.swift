/// The cheapest base stocks of a distribution network under Poisson demand.
///
/// Given a supplier's level, the subtrees of its customers are problems of their own, each with a distribution of
/// outstanding orders to start from. So V_j(X), the least cost of the subtree of stage j with X orders outstanding, is
///
///     V_j(X) = min over s of  h_j E[(s − X)⁺] + p_j E[(X − s)⁺] + Σ_c V_c(Bin((X − s)⁺, q_c) + D_c),
///
/// p_j for the part of its customers from outside. Ends are newsvendors. All levels s that may be best are tried, from
/// the top down (``OutstandingOrders``), and these are left out:
///
/// - *Levels below all that may be outstanding, and negative ones.* V_j(X + N) ≥ V_j(X) for N ≥ 0 independent of X. For
///   an end, E[c(s − X − N)] is a mean over N of costs that V_j(X) does not exceed. For any other stage, X + n at level
///   s is X at level s − n where s ≥ n; else the stage holds nothing, owes more, and its customers' part of n − s is
///   again an independent addition. (V_c of a mixture is at least the mixture of the V_c, being a minimum of linear
///   functions.) A level below the least X owes X less the least, all of it independent of X.
/// - *Levels above all that may be outstanding.* The last of these owes nothing; more is more stock and no less.
/// - *Levels too high to pay.* By the same, V_c ≥ V_c(D_c), the cost with a supplier that is never late. The costs of
///   the stage itself are convex in s; where they and Σ V_c(D_c) reach the best cost found, above their minimum, so
///   they do at all higher levels. This is the upper bound on the warehouse's level: from there on the stock at the
///   warehouse alone costs more than all that the retailers could still save.
/// - *Levels too low*, where all customers are ends. Then V_c rises as s falls: from s to s − 1 a customer with Y
///   outstanding gets Z ∈ {0, 1} more, and E[Z | Y] = q P(X ≥ s | Y) rises with Y, since (Bin + D)(y)/D(y) does for a
///   Poisson D (its mass is log-concave). So the quantiles of Y + E[Z | Y] are further apart than those of Y, and
///   Y + Z is a mean-preserving spread of that: no newsvendor gets cheaper. Once Σ V_c and the least that the stage's
///   own costs can still be reach the best cost, so they do at all lower levels.
/// - *Levels that cannot catch up*, elsewhere. With levels downstream as they are, k units more owed on average add k
///   units less on hand or more owed to customers from outside, together, so that Σ V_c falls by at most k times the
///   largest holding cost rate downstream.
///
/// Subtrees alike in all numbers are solved once. Complexity: O(Π over the stages on a path of the levels tried ×
/// outstanding orders of an end), summed over unlike ends.
struct DistributionSearch {
  private let tree: DistributionTree
  private let kinds: SubtreeKinds
  /// Largest holding cost rate downstream of a stage.
  private var downstreamHolding: [Double]
  /// Lead-time demand of a stage.
  private var leadTimeDemand: [CountDistribution] = []
  /// V_c(D_c).
  private var leastCost: [Double]
  /// The level that was best when a stage was solved last.
  private var lastLevel: [Int]
  private var orders: [OutstandingOrders] = []
  private var steps = 0
  private let stepLimit: Int

  /// Updates of a probability that a search may take: some 20 seconds.
  static var defaultStepLimit: Int { 20_000_000_000 }
  /// Stages on a path; the work grows exponentially with it.
  private static var deepest: Int { 32 }

  /// Prepares a search: finds subtrees that are alike and the cost of every subtree whose supplier is never late.
  init(_ tree: DistributionTree, stepLimit: Int) throws(SolverError) {
    self.tree = tree
    self.stepLimit = stepLimit
    let count = tree.stageCount
    guard tree.depth <= Self.deepest else {
      throw .tooLarge(reason: "the network is more than \(Self.deepest) stages deep")
    }
    kinds = SubtreeKinds(tree)
    downstreamHolding = [Double](repeating: 0, count: count)
    leastCost = [Double](repeating: 0, count: count)
    lastLevel = [Int](repeating: 0, count: count)
    for stage in tree.upstreamFirst.reversed() {
      for customer in tree.customers[stage] {
        downstreamHolding[stage] = max(
          downstreamHolding[stage], tree.holdingCostRate[customer], downstreamHolding[customer])
      }
    }
    for stage in 0..<count {
      let demand = try CountDistribution(poisson: tree.leadTimeDemand(stage))
      leadTimeDemand.append(demand)
      orders.append(OutstandingOrders(share: tree.shareOfSupplier(stage), leadTimeDemand: demand))
      lastLevel[stage] = Int(tree.leadTimeDemand(stage))
    }
    var solved = [(level: Int, cost: Double)?](repeating: nil, count: kinds.count)
    for stage in tree.upstreamFirst.reversed() where tree.supplier[stage] != nil {
      if solved[kinds.kind[stage]] == nil {
        solved[kinds.kind[stage]] = try cheapest(stage, outstanding: leadTimeDemand[stage])
      }
      if let least = solved[kinds.kind[stage]] { (lastLevel[stage], leastCost[stage]) = least }
    }
  }

  /// The best base stocks, by stage.
  mutating func cheapestBaseStocks() throws(SolverError) -> [Int] {
    var levels = [Int](repeating: 0, count: tree.stageCount)
    var outstanding = [CountDistribution?](repeating: nil, count: tree.stageCount)
    for stage in tree.upstreamFirst {
      let supplier = tree.supplier[stage]
      guard kinds.representative[stage] == stage else {
        levels[stage] = levels[kinds.representative[stage]]
        continue
      }
      var own = leadTimeDemand[stage]
      if let supplier, let theirs = outstanding[kinds.representative[supplier]] {
        own = try PoissonDistributionSystem.outstandingOrders(
          tree, of: stage, supplierOutstanding: theirs, supplierLevel: levels[supplier])
      }
      levels[stage] = try cheapest(stage, outstanding: own).level
      outstanding[stage] = own
    }
    return levels
  }

  /// V_j(X) and the level that attains it.
  private mutating func cheapest(
    _ stage: Int, outstanding: CountDistribution
  ) throws(SolverError) -> (level: Int, cost: Double) {
    let backorder = tree.ownBackorderCostRate(stage)
    guard !kinds.customers[stage].isEmpty else {
      return outstanding.newsvendor(holding: tree.holdingCostRate[stage], backorder: backorder)
    }
    let own = StageCosts(outstanding, holding: tree.holdingCostRate[stage], backorder: backorder)
    let floor = kinds.customers[stage].reduce(0) { $0 + $1.count * leastCost[$1.stage] }
    let servesEndsOnly = kinds.customers[stage].allSatisfy { kinds.customers[$0.stage].isEmpty }
    var best = (level: own.last, cost: Double.infinity)

    resetCustomers(of: stage)
    if !servesEndsOnly {
      // A good plan to begin with spares the dear levels above it.
      let guess = min(max(lastLevel[stage], own.first), own.last)
      for level in (guess...own.last).reversed() { try lowerCustomers(of: stage, to: own.probability(level)) }
      best = (guess, try own.cost(guess) + customersCost(stage, own, level: guess, limit: .infinity))
      resetCustomers(of: stage)
    }
    // Σ V_c at the level solved last, and what was owed then.
    var solved = (cost: -Double.infinity, backorders: 0.0)
    for level in (own.first...own.last).reversed() {
      try lowerCustomers(of: stage, to: own.probability(level))
      let cost = own.cost(level)
      let reachable = solved.cost - downstreamHolding[stage] * (own.backorders(level) - solved.backorders)
      guard cost + max(floor, reachable) < best.cost else { continue }
      let customers = try customersCost(stage, own, level: level, limit: best.cost - cost)
      solved = (customers, own.backorders(level))
      if cost + customers < best.cost { best = (level, cost + customers) }
      if servesEndsOnly, own.leastCost(upTo: level) + customers >= best.cost, level < best.level { break }
    }
    lastLevel[stage] = best.level
    return best
  }

  private mutating func resetCustomers(of stage: Int) {
    for (customer, _) in kinds.customers[stage] { orders[customer].reset() }
  }

  private mutating func lowerCustomers(of stage: Int, to probability: Double) throws(SolverError) {
    for (customer, _) in kinds.customers[stage] { steps += orders[customer].lower(to: probability) }
    guard steps <= stepLimit else {
      throw .tooLarge(
        reason: "the network has too many levels that may be best; the exact search would take too long")
    }
  }

  /// Σ V_c at the level that the customers' recursions stand at; some of it where that reaches a limit.
  private mutating func customersCost(
    _ stage: Int, _ own: StageCosts, level: Int, limit: Double
  ) throws(SolverError) -> Double {
    var total = 0.0
    for (customer, count) in kinds.customers[stage] {
      if kinds.customers[customer].isEmpty {
        let mean = tree.shareOfSupplier(customer) * own.backorders(level) + tree.leadTimeDemand(customer)
        total +=
          count
          * orders[customer].newsvendorCost(
            below: own.below(level), mean: mean, holding: tree.holdingCostRate[customer],
            backorder: tree.ownBackorderCostRate(customer))
      } else {
        let outstanding = try orders[customer].distribution(below: own.below(level))
        total += count * (try cheapest(customer, outstanding: outstanding).cost)
      }
      if total >= limit { break }
    }
    return total
  }
}

/// The costs of a stage itself at all its levels.
private struct StageCosts {
  private let outstanding: CountDistribution
  private let holding: Double
  private let backorder: Double
  private let mean: Double
  /// P(X < s) and E[(s − X)⁺] from the first level on.
  private var belows: [Double] = []
  private var onHands: [Double] = []
  /// The level at which the costs are least.
  private var cheapest = 0

  init(_ outstanding: CountDistribution, holding: Double, backorder: Double) {
    self.outstanding = outstanding
    self.holding = holding
    self.backorder = backorder
    mean = outstanding.mean
    belows.reserveCapacity(outstanding.mass.count)
    onHands.reserveCapacity(outstanding.mass.count)
    var below = 0.0
    var onHand = 0.0
    for probability in outstanding.mass {
      belows.append(below)
      onHands.append(onHand)
      below += probability
      onHand += below
    }
    cheapest = outstanding.start
    while cheapest < outstanding.end, cost(cheapest + 1) < cost(cheapest) { cheapest += 1 }
  }

  /// Levels that may be best.
  var first: Int { outstanding.start }
  var last: Int { outstanding.end }
  func probability(_ level: Int) -> Double { outstanding.mass[level - outstanding.start] }
  func below(_ level: Int) -> Double { belows[level - outstanding.start] }
  func backorders(_ level: Int) -> Double { max(0, mean - Double(level) + onHands[level - outstanding.start]) }
  func cost(_ level: Int) -> Double {
    holding * onHands[level - outstanding.start] + backorder * backorders(level)
  }
  /// The least cost at a level or below.
  func leastCost(upTo level: Int) -> Double { cost(min(level, cheapest)) }
}
