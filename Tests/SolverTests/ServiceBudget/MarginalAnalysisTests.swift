import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Whole levels against all combinations of them.
struct MarginalAnalysisTests {
  /// All plans of a few curves, each up to some units above its first level.
  struct Exhaustive {
    var cost: [Double] = [0]
    var service: [Double] = [0]
    /// Cost beyond which some curve would have more units than were tried.
    var reach = Double.infinity

    init(_ curves: [ServiceCurve], units: Int) {
      let total = curves.reduce(0) { $0 + $1.weight }
      var firstCost = 0.0
      var room = Double.infinity
      for curve in curves {
        let first = curve.firstLevel
        let outcomes = (0...units).map { curve.outcome(at: first + Double($0)) }
        var costs: [Double] = []
        var services: [Double] = []
        costs.reserveCapacity(cost.count * outcomes.count)
        services.reserveCapacity(cost.count * outcomes.count)
        for index in cost.indices {
          for outcome in outcomes {
            costs.append(cost[index] + curve.costRate * outcome.stock)
            services.append(service[index] + curve.weight / total * outcome.service)
          }
        }
        (cost, service) = (costs, services)
        firstCost += curve.costRate * outcomes[0].stock
        room = min(room, curve.costRate * (outcomes[units].stock - outcomes[0].stock))
      }
      reach = firstCost + room
      let order = cost.indices.sorted { (cost[$0], service[$0]) < (cost[$1], service[$1]) }
      (cost, service) = (order.map { cost[$0] }, order.map { service[$0] })
      for index in service.indices.dropFirst() { service[index] = max(service[index], service[index - 1]) }
    }

    /// The most that a budget buys.
    func best(_ budget: Double) -> Double {
      var (low, high) = (0, cost.count)
      while low < high {
        let middle = (low + high) / 2
        if cost[middle] <= budget + 1e-9 { low = middle + 1 } else { high = middle }
      }
      return low > 0 ? service[low - 1] : -.infinity
    }

    /// The least that a service costs.
    func cheapest(_ target: Double) -> Double? { service.firstIndex { $0 >= target - 1e-11 }.map { cost[$0] } }
  }

  @Test("Every step is the best plan of its cost; between steps the bounds hold")
  func steps() throws {
    var (checked, between, tight) = (0, 0, 0)
    for seed in 0..<300 as Range<UInt64> {
      let curves = RandomCurves(seed: seed, count: 2 + Int(seed % 3), isWhole: true, largest: 3).curves
      let all = Exhaustive(curves, units: [20, 14, 7][Int(seed % 3)])
      let frontier = try ServiceBudget.frontier(of: curves, pointCount: 20, highestService: 0.9999)
      let steps = try frontier.steps(limit: 200).filter { $0.cost <= all.reach }
      for step in steps {
        #expect(abs(all.best(step.cost) - step.service) < 1e-10, "problem \(seed) at \(step.cost)")
        checked += 1
      }
      for point in frontier.points where point.cost <= all.reach - 1e-9 {
        #expect(abs(all.best(point.cost) - point.service) < 1e-10, "problem \(seed), point \(point)")
        #expect(steps.contains { abs($0.cost - point.cost) < 1e-9 && abs($0.service - point.service) < 1e-11 })
      }
      guard let first = steps.first, all.reach > first.cost else { continue }
      for part in 0..<8 {
        let budget = first.cost + (Double(part) + 0.37) / 8 * (all.reach - first.cost)
        let plan = frontier.plan(forBudget: budget)
        let best = all.best(budget)
        #expect(plan.cost <= budget + 1e-9)
        #expect(plan.service <= best + 1e-10 && best <= plan.serviceBound + 1e-10, "problem \(seed) at \(budget)")
        let passed = try #require(steps.last { $0.cost <= budget })
        #expect(plan.service >= passed.service - 1e-12)
        between += 1
        if best - plan.service < 1e-10 { tight += 1 }
        let own = zip(curves, plan.levels).map { $0.outcome(at: $1) }
        let service =
          zip(own, curves).reduce(0) { $0 + $1.0.service * $1.1.weight } / curves.reduce(0) { $0 + $1.weight }
        let cost = zip(own, curves).reduce(0) { $0 + $1.0.stock * $1.1.costRate }
        #expect(abs(service - plan.service) < 1e-11 && abs(cost - plan.cost) < 1e-9 * max(1, cost))

        let target = first.service + (Double(part) + 0.61) / 8 * (all.best(all.reach) - first.service)
        let cheap = frontier.plan(forService: target)
        guard let least = all.cheapest(target), least <= all.reach else { continue }
        #expect(cheap.service >= target - 1e-11)
        #expect(least <= cheap.cost + 1e-9 && cheap.costBound <= least + 1e-9, "problem \(seed) for \(target)")
      }
    }
    #expect(checked > 2_000 && between > 2_000)
    // What is left over is spent well enough to be the best more often than not.
    #expect(tight > between / 2)
  }

  @Test("Floors hold at every point, and a floor is never free of charge to the rest")
  func floors() throws {
    for seed in 500..<560 as Range<UInt64> {
      var curves = RandomCurves(seed: seed, count: 4, isWhole: true).curves
      for index in curves.indices { curves[index].floor = 0 }
      let free = try ServiceBudget.frontier(of: curves)
      curves[0].floor = 0.97
      let bound = try ServiceBudget.frontier(of: curves)
      for part in 1...5 {
        let budget = bound.points[0].cost + Double(part) * 10
        let plan = bound.plan(forBudget: budget)
        #expect(curves[0].outcome(at: plan.levels[0]).service >= 0.97 - 1e-12)
        #expect(plan.service <= free.plan(forBudget: budget).serviceBound + 1e-12)
      }
      let infeasible = bound.plan(forBudget: bound.points[0].cost - 0.01)
      #expect(infeasible.status == .infeasible && infeasible.levels.isEmpty && infeasible.reason != nil)
    }
  }

  @Test("Points of a table: the envelope is used, every other point only passed over")
  func tables() throws {
    for seed in 0..<200 as Range<UInt64> {
      var stream = RandomStream(seed: 5, path: [seed])
      let tables = (0..<3).map { _ in
        (0..<8).map { _ in (stock: stream.uniform() * 10, service: 0.3 + 0.7 * stream.uniform()) }
      }
      let rates = (0..<3).map { _ in 0.5 + stream.uniform() }
      let weights = (0..<3).map { _ in 0.5 + stream.uniform() }
      let curves = (0..<3).map {
        ServiceCurve(
          stock: tables[$0].map(\.stock), service: tables[$0].map(\.service), weight: weights[$0], costRate: rates[$0],
          floor: 0.4)
      }
      let total = weights.reduce(0, +)
      var plans: [(cost: Double, service: Double)] = [(0, 0)]
      for index in 0..<3 {
        plans = plans.flatMap { plan in
          tables[index].filter { $0.service >= 0.4 }.map {
            (plan.cost + $0.stock * rates[index], plan.service + $0.service * weights[index] / total)
          }
        }
      }
      let frontier = try ServiceBudget.frontier(of: curves)
      for step in try frontier.steps(limit: 100) {
        let best = plans.filter { $0.cost <= step.cost + 1e-9 }.map(\.service).max() ?? 0
        #expect(abs(best - step.service) < 1e-12, "problem \(seed) at \(step.cost)")
      }
      let most = frontier.plan(forBudget: .infinity)
      #expect(abs(most.service - (plans.map(\.service).max() ?? 0)) < 1e-12)
      // A plan names the points in the order they were given.
      let named = (0..<3).reduce(0) { $0 + tables[$1][Int(most.levels[$1])].service * weights[$1] / total }
      #expect(abs(named - most.service) < 1e-12)
    }
  }
}
