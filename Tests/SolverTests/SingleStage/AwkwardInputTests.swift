import Probability
import Testing

@testable import Solver

/// Numbers of any size and kind: an answer in finite numbers, or an error that says why not, and soon.
struct AwkwardInputTests {
  private static let awkward = [
    0, 1e-300, 1e-12, 0.3, 1, 7, 250, 1e6, 1e15, 1e150, 1e300, -1, -1e9, .infinity, .nan,
  ]

  private struct Draw {
    var stream: RandomStream
    mutating func callAsFunction() -> Double {
      // Most are of moderate size, or everything fails for one of them.
      let pick = stream.uniform()
      if pick < 0.5 { return stream.uniform() * 10 }
      if pick < 0.75 { return [0, 1e-12, 0.3, 1, 7, 250, 1e6, 1e15][Int(stream.uniform() * 8)] }
      return awkward[Int(stream.uniform() * Double(awkward.count))]
    }
    mutating func demand() -> DemandDistribution {
      switch Int(stream.uniform() * 5) {
      case 0: .deterministic(mean: self())
      case 1: .normal(mean: self(), sd: self())
      case 2: .gamma(mean: self(), sd: self())
      case 3: .poisson(mean: self())
      default: .negativeBinomial(mean: self(), sd: self())
      }
    }
    mutating func costs() -> ReplenishmentCosts {
      ReplenishmentCosts(fixedOrderCost: self(), holdingCostRate: self(), backorderCostRate: self())
    }
    mutating func whole(_ bound: Int) -> Int { Int(stream.uniform() * Double(bound)) }
  }

  @Test func finiteOrExplained() throws {
    var solved = 0
    var refused = 0
    /// Counts an answer, whose numbers must be finite, or an error of the module.
    func run(_ name: String, _ body: () throws -> [Double]) {
      do {
        let numbers = try body()
        solved += 1
        let odd = numbers.filter { !$0.isFinite }
        #expect(odd.isEmpty, "\(name): \(numbers)")
      } catch {
        refused += 1
        #expect(error is SolverError)
      }
    }
    for seed in 0..<200 as Range<UInt64> {
      var draw = Draw(stream: RandomStream(seed: 61, path: [seed]))
      let (costs, demand, rate) = (draw.costs(), draw.demand(), draw())
      let (leadTime, review) = (draw.whole(6) - (seed % 50 == 0 ? 3 : 0), draw.whole(3) + 1)
      run("lot \(costs) \(rate)") {
        let lot = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: rate)
        return [lot.quantity, lot.costRate, lot.greatestStock, lot.greatestBackorder]
      }
      run("order quantity \(costs) \(demand) \(leadTime) \(review)") {
        let policy = try ReorderPointOrderQuantity.optimalPolicy(
          demand: demand, leadTime: leadTime, reviewPeriod: review, costs: costs)
        return [policy.reorderPoint, policy.quantity, policy.costRate, policy.expectedOnHand]
      }
      run("base stock \(costs) \(demand) \(leadTime) \(review)") {
        let cheapest = try BaseStockLevel.cheapest(
          costs: costs, demand: demand, leadTime: leadTime, reviewPeriod: review)
        let fill = try BaseStockLevel.least(
          fillRate: 0.97, demand: demand, leadTime: leadTime, reviewPeriod: review)
        return [cheapest.baseStock, cheapest.expectedBackorders, fill.baseStock, fill.fillRate]
      }
      run("newsvendor \(costs) \(demand)") {
        let order = try Newsvendor.optimalOrder(
          demand: demand, underageCost: costs.backorderCostRate, overageCost: costs.holdingCostRate)
        return [order.quantity, order.expectedCost]
      }
      for approximation in ReorderPointApproximation.allCases {
        run("\(approximation) \(costs) \(demand) \(rate)") {
          let rule = try approximation.rule(leadTimeDemand: demand, demandRate: rate, costs: costs)
          return [rule.reorderPoint, rule.quantity]
        }
      }
      run("power \(costs) \(demand)") {
        let rule = try PowerApproximation.rule(demand: demand, leadTime: leadTime, costs: costs)
        return [rule.reorderPoint, rule.orderUpToLevel]
      }
      let (other, more) = (draw(), draw())
      run("disruption \(costs) \(rate) \(other) \(more)") {
        let lot = try SupplyDisruption.optimalLot(
          fixedOrderCost: costs.fixedOrderCost, holdingCostRate: costs.holdingCostRate,
          lostSaleCost: costs.backorderCostRate, demandRate: rate, disruptionRate: other, recoveryRate: more)
        let base = try SupplyDisruption.optimalBaseStock(
          costs: costs, demand: rate, disruptionProbability: min(other, 1), recoveryProbability: min(more, 1))
        return [lot.quantity, lot.costRate, base.baseStock, base.costRate]
      }
      run("yield \(costs) \(rate) \(other) \(more)") {
        let lot = try RandomYield.multiplicative(mean: other, sd: more).optimalLot(
          fixedOrderCost: costs.fixedOrderCost, holdingCostRate: costs.holdingCostRate, demandRate: rate)
        return [lot.quantity, lot.costRate]
      }
      run("discount \(costs) \(rate) \(other) \(more)") {
        let lot = try QuantityDiscount.optimalLot(
          seed % 2 == 0 ? .allUnits : .incremental,
          prices: [.init(from: 0, unitCost: max(other, more)), .init(from: 100, unitCost: min(other, more))],
          fixedOrderCost: costs.fixedOrderCost, carryingRate: costs.holdingCostRate, demandRate: rate)
        return [lot.quantity, lot.costRate]
      }
      let items = (0..<3).map { _ in
        JointReplenishment.Item(fixedOrderCost: draw(), holdingCostRate: draw(), demandRate: draw())
      }
      run("joint \(costs.fixedOrderCost) \(items)") {
        let silver = try JointReplenishment.silverSchedule(sharedFixedCost: costs.fixedOrderCost, items: items)
        return silver.quantities + [silver.costRate, silver.baseCycleTime]
      }
      let lists = (0..<4).map { _ in (0..<5).map { _ in draw() } }
      run("lots \(lists)") {
        let plan = try DynamicLotSizing.optimalPlan(
          requirements: lists[0], setupCosts: lists[1], holdingCosts: lists[2], unitCosts: lists[3])
        return plan.lots + plan.costToGo + [plan.totalCost]
      }
      // Slow without optimisation where orders are for thousands of units.
      let ends = [costs.holdingCostRate, costs.backorderCostRate]
      let spread = max(costs.fixedOrderCost, 1) * max(demand.mean, 1)
      guard demand.mean < 300, demand.sd < 100, ends.allSatisfy({ !($0 > 0) || spread / $0 < 1e5 }) else { continue }
      run("order up to \(costs) \(demand) \(leadTime) \(review)") {
        let policy = try ReorderPointOrderUpTo.optimalPolicy(
          demand: demand, leadTime: leadTime, reviewPeriod: review, costs: costs)
        return [policy.costRate, policy.ordersPerPeriod, policy.expectedOnHand]
      }
      guard demand.mean < 20, demand.sd < 20, spread < 1e5 else { continue }
      run("horizon \(costs) \(demand)") {
        let period = try FiniteHorizon.Period(demand: demand, costs: costs, unitCost: other, discountFactor: 0.9)
        let plan = try FiniteHorizon.optimalPlan(
          periods: [period, period], terminal: FiniteHorizon.Terminal(backorderCost: other))
        return [plan.expectedCost]
      }
    }
    #expect(solved > 600 && refused > 300, "\(solved), \(refused)")
  }
}
