import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Exact policies against all policies of small stages, each played as a Markov chain of the inventory position.
struct PolicyBruteForceTests {
  /// A small stage at random.
  struct SmallStage {
    var weights: [Double]
    var demand: DiscreteDemand
    var leadTime: Int
    var reviewPeriod: Int
    var costs: ReplenishmentCosts

    /// - Parameter isUnitStep: whether demand of one unit must be possible, so that no quantity shares a divisor with all.
    init(seed: UInt64, isUnitStep: Bool) throws {
      var stream = RandomStream(seed: 17, path: [seed])
      let count = 2 + Int(stream.uniform() * 4)
      weights = (0..<count).map { _ in stream.uniform() < 0.3 ? 0 : stream.uniform() }
      if isUnitStep { weights[1] += 0.1 }
      weights[count - 1] += 0.05
      if seed % 3 == 0 { weights[0] += 2 }
      demand = try DiscreteDemand(weights: weights)
      leadTime = Int(stream.uniform() * 4)
      reviewPeriod = 1 + Int(stream.uniform() * 3)
      costs = ReplenishmentCosts(
        fixedOrderCost: seed % 7 == 0 ? 0 : stream.uniform() * 12, holdingCostRate: 0.2 + stream.uniform() * 2,
        backorderCostRate: 0.5 + stream.uniform() * 10)
    }

    /// Probabilities of the demand of some periods, convolved naively.
    func probabilities(over periods: Int) -> [Double] {
      let total = weights.reduce(0, +)
      var sum = [1.0]
      for _ in 0..<periods {
        var next = [Double](repeating: 0, count: sum.count + weights.count - 1)
        for (i, a) in sum.enumerated() { for (j, b) in weights.enumerated() { next[i + j] += a * b / total } }
        sum = next
      }
      return sum
    }

    /// Cost of stock per review cycle after an order that makes the position −25, …, 60.
    func stockCosts() -> [Double] {
      let covered = (leadTime..<leadTime + reviewPeriod).map { probabilities(over: $0) }
      return (-25...60).map { position in
        covered.reduce(0) { cost, probabilities in
          cost
            + probabilities.enumerated().reduce(0) { sum, entry in
              let level = Double(position - entry.offset)
              return sum + entry.element * max(costs.holdingCostRate * level, -costs.backorderCostRate * level)
            }
        }
      }
    }
  }

  /// Long-run shares of the states of a chain, by elimination of πP = π, Σπ = 1; not finite where it falls apart.
  static func shares(_ transition: [[Double]]) -> [Double] {
    let n = transition.count
    var matrix = (0..<n).map { row in
      (0..<n).map { row == n - 1 ? 1 : transition[$0][row] - ($0 == row ? 1 : 0) } + [row == n - 1 ? 1 : 0]
    }
    for column in 0..<n {
      guard let pivot = (column..<n).max(by: { abs(matrix[$0][column]) < abs(matrix[$1][column]) }) else { continue }
      matrix.swapAt(column, pivot)
      for row in 0..<n where row != column && matrix[row][column] != 0 {
        let factor = matrix[row][column] / matrix[column][column]
        for index in column...n { matrix[row][index] -= factor * matrix[column][index] }
      }
    }
    return (0..<n).map { matrix[$0][n] / matrix[$0][$0] }
  }

  @Test func reorderPointOrderQuantity() throws {
    var played = 0
    for seed in 0..<250 as Range<UInt64> {
      let stage = try SmallStage(seed: seed, isUnitStep: true)
      let step = stage.probabilities(over: stage.reviewPeriod)
      // Several periods of one or three units, say, are all even: not every position is then reached.
      let divisor = step.indices.reduce(0) { step[$1] > 0 ? Self.commonDivisor($0, $1) : $0 }
      guard divisor == 1 else { continue }
      played += 1
      let found = try ReorderPointOrderQuantity.optimalPolicy(
        demand: stage.demand, leadTime: stage.leadTime, reviewPeriod: stage.reviewPeriod, costs: stage.costs)
      let stockCosts = stage.stockCosts()
      // Per quantity, state = position after ordering − r − 1: shares of the states, and orders of one quantity a review.
      let chains = (0...16).map { quantity in
        var transition = [[Double]](repeating: [Double](repeating: 0, count: quantity), count: quantity)
        var orders = [Double](repeating: 0, count: quantity)
        for state in 0..<quantity {
          for (units, probability) in step.enumerated() where probability > 0 {
            var next = state - units
            while next < 0 {
              next += quantity
              orders[state] += probability
            }
            transition[state][next] += probability
          }
        }
        let shares = Self.shares(transition)
        return (shares: shares, orders: zip(shares, orders).reduce(0) { $0 + $1.0 * $1.1 })
      }
      func cost(_ point: Int, _ quantity: Int) -> Double {
        let chain = chains[quantity]
        let stock = (0..<quantity).reduce(0) { $0 + chain.shares[$1] * stockCosts[point + 1 + $1 + 25] }
        return (stage.costs.fixedOrderCost * chain.orders + stock) / Double(stage.reviewPeriod)
      }
      var best = Double.infinity
      for quantity in 1...16 {
        for point in -8...16 { best = min(best, cost(point, quantity)) }
      }
      #expect(found.quantity < 16 && found.reorderPoint > -8 && found.reorderPoint < 16)
      #expect(isClose(found.costRate, best), "stage \(seed): \(found), not \(best)")
      let own = cost(Int(found.reorderPoint), Int(found.quantity))
      #expect(isClose(found.costRate, own), "stage \(seed)")
    }
    #expect(played > 200)
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }

  @Test func reorderPointOrderUpTo() throws {
    for seed in 1_000..<1_200 as Range<UInt64> {
      let stage = try SmallStage(seed: seed, isUnitStep: false)
      let step = stage.probabilities(over: stage.reviewPeriod)
      let found = try ReorderPointOrderUpTo.optimalPolicy(
        demand: stage.demand, leadTime: stage.leadTime, reviewPeriod: stage.reviewPeriod, costs: stage.costs)
      let stockCosts = stage.stockCosts()
      // Per S − s, state = S − position after ordering: shares of the states, and orders a review.
      let chains = (0...18).map { count in
        var transition = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        var orders = [Double](repeating: 0, count: count)
        for state in 0..<count {
          for (units, probability) in step.enumerated() where probability > 0 {
            if state + units < count {
              transition[state][state + units] += probability
            } else {
              transition[state][0] += probability
              orders[state] += probability
            }
          }
        }
        let shares = Self.shares(transition)
        return (shares: shares, orders: zip(shares, orders).reduce(0) { $0 + $1.0 * $1.1 })
      }
      func cost(_ point: Int, _ upTo: Int) -> Double {
        let chain = chains[upTo - point]
        let stock = (0..<upTo - point).reduce(0) { $0 + chain.shares[$1] * stockCosts[upTo - $1 + 25] }
        return (stage.costs.fixedOrderCost * chain.orders + stock) / Double(stage.reviewPeriod)
      }
      var best = Double.infinity
      for upTo in -6...26 {
        for point in max(upTo - 18, -10)..<upTo { best = min(best, cost(point, upTo)) }
      }
      #expect(found.orderUpToLevel < 26 && found.reorderPoint > -10)
      #expect(found.orderUpToLevel - found.reorderPoint < 18)
      #expect(isClose(found.costRate, best), "stage \(seed): \(found), not \(best)")
      let own = cost(found.reorderPoint, found.orderUpToLevel)
      #expect(isClose(found.costRate, own), "stage \(seed)")
      let again = try ReorderPointOrderUpTo.policy(
        reorderPoint: found.reorderPoint, orderUpToLevel: found.orderUpToLevel, demand: stage.demand,
        leadTime: stage.leadTime, reviewPeriod: stage.reviewPeriod, costs: stage.costs)
      #expect(again == found)
      let parts =
        stage.costs.holdingCostRate * found.expectedOnHand + stage.costs.backorderCostRate * found.expectedBackorders
        + stage.costs.fixedOrderCost * found.ordersPerPeriod
      #expect(isClose(parts, found.costRate))
    }
  }

  /// Continuous families: no policy of a fine grid is cheaper, and the cost is that of an integral.
  @Test(arguments: [
    DemandDistribution.normal(mean: 40, sd: 12), .gamma(mean: 5, sd: 9), .gamma(mean: 30, sd: 3),
    .deterministic(mean: 12),
  ])
  func continuousUnits(_ demand: DemandDistribution) throws {
    for seed in 0..<40 as Range<UInt64> {
      var stream = RandomStream(seed: 5, path: [seed])
      let leadTime = Int(stream.uniform() * 4)
      let reviewPeriod = 1 + Int(stream.uniform() * 3)
      func spread(_ low: Double, _ decades: Double) -> Double {
        var power = low
        for _ in 0..<Int(stream.uniform() * decades * 3) { power *= 2.15 }
        return power
      }
      let costs = ReplenishmentCosts(
        fixedOrderCost: spread(0.01, 5), holdingCostRate: spread(0.1, 2), backorderCostRate: spread(0.1, 3))
      let found = try ReorderPointOrderQuantity.optimalPolicy(
        demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod, costs: costs)
      func stockCost(_ position: Double) -> Double {
        (leadTime..<leadTime + reviewPeriod).reduce(0) { sum, periods in
          let short = demand.over(periods: periods).expectedShortage(beyond: position)
          let left = position - demand.mean * Double(periods) + short
          return sum + costs.holdingCostRate * left + costs.backorderCostRate * short
        } / Double(reviewPeriod)
      }
      func cost(_ point: Double, _ quantity: Double) -> Double {
        // Where the cost has corners rather than bends.
        let steps = demand.sd == 0 ? 20_000 : 1_000
        let width = quantity / Double(steps)
        let sum = (0..<steps).reduce(0.0) { $0 + stockCost(point + width * (Double($1) + 0.5)) }
        return costs.fixedOrderCost * demand.mean / quantity + sum / Double(steps)
      }
      #expect(isClose(found.costRate, cost(found.reorderPoint, found.quantity), relative: 1e-5), "\(found)")
      let scale = found.quantity
      for (up, longer) in [(0.02, 0), (-0.02, 0), (0, 0.03), (0, -0.03), (0.02, -0.03), (-0.02, 0.03), (0.3, 0.5)] {
        let other = cost(found.reorderPoint + up * scale, scale * (1 + longer))
        #expect(other > found.costRate * (1 - 1e-5), "\(demand) \(costs): \(found) against \(other)")
      }
      // Zheng (1992): both ends cost what the policy costs.
      let ends = (stockCost(found.reorderPoint), stockCost(found.reorderPoint + found.quantity))
      #expect(isClose(ends.0, found.costRate, relative: 1e-6) && isClose(ends.1, found.costRate, relative: 1e-6))
    }
  }

  /// Orders that are free make a base stock, and steady demand the economic order quantity.
  @Test func limits() throws {
    let demand = DemandDistribution.normal(mean: 40, sd: 12)
    let free = ReplenishmentCosts(fixedOrderCost: 0, holdingCostRate: 1, backorderCostRate: 9)
    let base = try ReorderPointOrderQuantity.optimalPolicy(demand: demand, leadTime: 4, costs: free)
    let cheapest = try BaseStockLevel.cheapest(costs: free, demand: demand, leadTime: 4)
    #expect(base.quantity == 0 && isClose(base.reorderPoint, cheapest.baseStock))
    #expect(isClose(base.reorderPoint, 160 + 24 * 1.2815515655446004))
    #expect(base.replenishment == .installationBaseStock(base.reorderPoint))
    let nearly = ReplenishmentCosts(fixedOrderCost: 1e-9, holdingCostRate: 1, backorderCostRate: 9)
    let small = try ReorderPointOrderQuantity.optimalPolicy(demand: demand, leadTime: 4, costs: nearly)
    #expect(small.quantity < 0.1 && small.quantity > 0 && isClose(small.costRate, base.costRate, relative: 1e-6))

    let costs = ReplenishmentCosts(fixedOrderCost: 50, holdingCostRate: 2, backorderCostRate: 7)
    let steady = try ReorderPointOrderQuantity.optimalPolicy(
      leadTimeDemand: .deterministic(mean: 30), demandRate: 15, costs: costs)
    let lot = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: 15)
    #expect(isClose(steady.quantity, lot.quantity) && isClose(steady.costRate, lot.costRate))
    #expect(isClose(steady.reorderPoint, 30 - lot.greatestBackorder))

    // A huge order of small units takes no longer, and is close to the economic one.
    let huge = ReplenishmentCosts(fixedOrderCost: 1e12, holdingCostRate: 1e-6, backorderCostRate: 1)
    let bulk = try ReorderPointOrderQuantity.optimalPolicy(
      leadTimeDemand: .poisson(mean: 20), demandRate: 10, costs: huge)
    let economic = try EconomicOrderQuantity.optimalLotWithBackorders(costs: huge, demandRate: 10)
    #expect(isClose(bulk.quantity, economic.quantity, relative: 1e-6))
    #expect(isClose(bulk.costRate, economic.costRate, relative: 1e-6))
    #expect(throws: SolverError.self) {
      try ReorderPointOrderQuantity.optimalPolicy(
        leadTimeDemand: .poisson(mean: 20), demandRate: 1e10,
        costs: ReplenishmentCosts(fixedOrderCost: 1e20, holdingCostRate: 1e-12, backorderCostRate: 1))
    }

    // Nothing is ever demanded.
    let none = try ReorderPointOrderQuantity.optimalPolicy(demand: .poisson(mean: 0), leadTime: 3, costs: costs)
    #expect(none.costRate == 0 && none.quantity == 1 && none.reorderPoint == -1)
    let never = try ReorderPointOrderUpTo.optimalPolicy(
      demand: DemandDistribution.poisson(mean: 0), leadTime: 3, costs: costs)
    #expect(never.costRate == 0 && never.orderUpToLevel == 0 && never.reorderPoint == -1)
  }

  /// Large means work in a window of the quantities, and agree with the normal limit.
  @Test func largeDemand() throws {
    let costs = ReplenishmentCosts(fixedOrderCost: 1e6, holdingCostRate: 1, backorderCostRate: 20)
    let whole = try ReorderPointOrderQuantity.optimalPolicy(
      demand: .poisson(mean: 1e7), leadTime: 5, costs: costs)
    let smooth = try ReorderPointOrderQuantity.optimalPolicy(
      demand: .normal(mean: 1e7, sd: 1e7.squareRoot()), leadTime: 5, costs: costs)
    #expect(isClose(whole.costRate, smooth.costRate, relative: 1e-5))
    #expect(isClose(whole.quantity, smooth.quantity, relative: 1e-3))
    #expect(throws: SolverError.self) {
      try ReorderPointOrderUpTo.optimalPolicy(
        demand: DemandDistribution.poisson(mean: 1e5), leadTime: 1,
        costs: ReplenishmentCosts(fixedOrderCost: 1e9, holdingCostRate: 1, backorderCostRate: 20))
    }
  }

  /// No (s, S) policy is dearer than the best (R, Q) policy whose orders are of at most one quantity, and with orders for
  /// free both are the base stock.
  @Test func policiesAgreeWhereTheyMust() throws {
    for seed in 0..<40 as Range<UInt64> {
      var stage = try SmallStage(seed: seed, isUnitStep: true)
      stage.costs.fixedOrderCost = 0
      let upTo = try ReorderPointOrderUpTo.optimalPolicy(
        demand: stage.demand, leadTime: stage.leadTime, reviewPeriod: stage.reviewPeriod, costs: stage.costs)
      let quantity = try ReorderPointOrderQuantity.optimalPolicy(
        demand: stage.demand, leadTime: stage.leadTime, reviewPeriod: stage.reviewPeriod, costs: stage.costs)
      #expect(quantity.quantity == 1 && isClose(upTo.costRate, quantity.costRate))
      #expect(Double(upTo.orderUpToLevel) == quantity.reorderPoint + 1)
    }
    for mean in [0.3, 2.0, 9.0] {
      // Demand of one unit at a time, so that both kinds of policy are the same under continuous review.
      let costs = ReplenishmentCosts(fixedOrderCost: 8, holdingCostRate: 1, backorderCostRate: 6)
      let rare = try DiscreteDemand(weights: [1 - mean / 1_000, mean / 1_000])
      let chain = try ReorderPointOrderUpTo.optimalPolicy(demand: rare, leadTime: 50, costs: costs)
      let batch = try ReorderPointOrderQuantity.optimalPolicy(demand: rare, leadTime: 50, costs: costs)
      #expect(isClose(chain.costRate, batch.costRate))
      #expect(Double(chain.orderUpToLevel - chain.reorderPoint) == batch.quantity)
    }
  }
}
