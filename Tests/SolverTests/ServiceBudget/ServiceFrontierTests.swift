import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Continuous levels: the conditions of an optimum, and how points and plans fit together.
struct ServiceFrontierTests {
  @Test("Every stage above its first level gains the same per money, every other less")
  func karushKuhnTucker() throws {
    var (interior, resting) = (0, 0)
    for seed in 0..<80 as Range<UInt64> {
      let sample = RandomCurves(seed: seed, count: 5, isWhole: false, largest: 40)
      let frontier = try ServiceBudget.frontier(of: sample.curves, pointCount: 12)
      for point in frontier.points.dropFirst() {
        let plan = frontier.plan(atMarginalCost: point.marginalCost)
        #expect(isClose(plan.cost, point.cost) && isClose(plan.service, point.service))
        let multiplier = 0.01 / point.marginalCost
        for (curve, level) in zip(sample.curves, plan.levels) {
          guard case .stage(let demand, let periods, _, _) = curve.form else { continue }
          let sd = demand.over(periods: periods).sd
          let width = level > 0 ? min(1e-4 * sd, 1e-3 * level) : 1e-4 * sd
          let (low, high) = (curve.outcome(at: level - width), curve.outcome(at: level + width))
          let ratio =
            curve.weight / sample.totalWeight * (high.service - low.service)
            / (curve.costRate * (high.stock - low.stock))
          if high.service > 1 - 1e-7 { continue }
          if level > curve.firstLevel + 2 * width {
            interior += 1
            #expect(abs(ratio / multiplier - 1) < 1e-5, "problem \(seed): \(curve) at \(level)")
          } else {
            resting += 1
            let here = curve.outcome(at: level)
            let ahead =
              curve.weight / sample.totalWeight * (high.service - here.service)
              / (curve.costRate * (high.stock - here.stock))
            #expect(ahead <= multiplier * (1 + 1e-3), "problem \(seed): \(curve) rests at \(level)")
          }
        }
      }
    }
    #expect(interior > 2_000 && resting > 50)
  }

  @Test("Points rise at falling rates, and the marginal cost lies between the chords beside a point")
  func shape() throws {
    for seed in 100..<160 as Range<UInt64> {
      let frontier = try ServiceBudget.frontier(of: RandomCurves(seed: seed, count: 6, isWhole: false).curves)
      let points = frontier.points
      #expect(points.count == 50)
      #expect(abs((points.last?.service ?? 0) - 0.9999) < 5e-5)
      for index in points.indices.dropFirst() {
        let gain = points[index].service - points[index - 1].service
        let chord = 0.01 * (points[index].cost - points[index - 1].cost) / gain
        #expect(points[index].cost > points[index - 1].cost && points[index].inventory > points[index - 1].inventory)
        #expect(chord <= points[index].marginalCost * (1 + 1e-6))
        #expect(index == 1 || chord >= points[index - 1].marginalCost * (1 - 1e-6))
      }
      // No gap on the chart wider than a few even steps.
      let (first, last) = (points[0], points[49])
      for index in points.indices.dropFirst() {
        let cost = (points[index].cost - points[index - 1].cost) / (last.cost - first.cost)
        let service = (points[index].service - points[index - 1].service) / (last.service - first.service)
        #expect(cost < 0.15 && service < 0.15, "problem \(seed), point \(index)")
      }
    }
  }

  @Test("A budget is spent to the cent, a service met exactly, and each asks for the other")
  func plans() throws {
    for seed in 200..<260 as Range<UInt64> {
      let frontier = try ServiceBudget.frontier(
        of: RandomCurves(seed: seed, count: 7, isWhole: false).curves, fixedCost: 12, fixedInventory: 3)
      let first = frontier.points[0]
      #expect(first.cost >= 12 && first.inventory >= 3)
      for part in 1...6 {
        let budget = first.cost + 20 * Double(part)
        let plan = frontier.plan(forBudget: budget)
        if plan.status == .feasible {
          // Only a jump over a bend can keep money from being spent.
          #expect(frontier.set.curves.contains { $0.entry > $0.least })
          continue
        }
        #expect(isClose(plan.cost, budget) && plan.serviceBound - plan.service < 1e-9)
        let back = frontier.plan(forService: plan.service)
        #expect(abs(back.cost - budget) < 1e-4 * budget && back.cost - back.costBound < 1e-6 * budget)
        #expect(abs(back.service - plan.service) < 1e-11)
      }
      #expect(frontier.plan(forService: first.service - 0.01).cost == first.cost)
      #expect(frontier.plan(forService: 1.5).status == .infeasible)
      #expect(frontier.plan(forBudget: .nan).status == .infeasible)
      #expect(frontier.plan(forService: .nan).status == .infeasible)
      #expect(frontier.plan(forBudget: .infinity).service > 1 - 1e-12)
    }
  }

  @Test("A budget of mixed levels: whole units for counts, the rest to the cent")
  func mixed() throws {
    for seed in 0..<40 as Range<UInt64> {
      let whole = RandomCurves(seed: seed, count: 3, isWhole: true).curves
      let smooth = RandomCurves(seed: seed + 900, count: 3, isWhole: false).curves
      let frontier = try ServiceBudget.frontier(of: whole + smooth)
      let finer = try ServiceBudget.frontier(
        of: whole.map { curve in
          var curve = curve
          if case .stage(let demand, _, _, _) = curve.form, !demand.isDiscrete { curve.inWholeUnits = false }
          return curve
        } + smooth)
      for part in 1...5 {
        let plan = frontier.plan(forBudget: frontier.points[0].cost + 15 * Double(part))
        for level in plan.levels.prefix(3) { #expect(level == level.rounded()) }
        #expect(plan.cost <= frontier.points[0].cost + 15 * Double(part) + 1e-9)
        #expect(plan.service <= plan.serviceBound && plan.serviceBound - plan.service < 0.03)
        #expect(finer.plan(forBudget: frontier.points[0].cost + 15 * Double(part)).serviceBound >= plan.service - 1e-9)
      }
    }
  }

  @Test("Large counts are reached by jumps as by single units")
  func largeCounts() throws {
    for (mean, sd) in [(30_000.0, 173.3), (5_000, 900), (250_000, 80_000)] {
      for measure in [ServiceTarget.Measure.cycleServiceLevel, .fillRate] {
        for account in ServiceCurve.StockAccount.allCases {
          var curve = ServiceCurve(
            demand: .negativeBinomial(mean: mean, sd: sd), periods: 4, measure: measure, weight: 1, costRate: 1)
          curve.account = account
          let frontier = try ServiceBudget.frontier(of: [curve], pointCount: 10)
          for point in frontier.points.dropFirst() {
            let level = frontier.plan(atMarginalCost: point.marginalCost).levels[0]
            // Over a window wide enough for differences to keep their digits; a unit changes the ratio by z ÷ σ.
            let width = max(1, (sd / 500).rounded())
            let (low, high) = (curve.outcome(at: level - width), curve.outcome(at: level + width))
            let ratio = (high.service - low.service) / (high.stock - low.stock)
            #expect(
              abs(ratio * point.marginalCost / 0.01 - 1) < 5 / sd + 2e-5,
              "\(mean) ± \(sd) \(measure) \(account): \(level)")
          }
        }
      }
    }
  }

  @Test("Curves that make no sense are refused, stages with nothing to decide are kept")
  func edges() throws {
    func refused(_ change: (inout ServiceCurve) -> Void) -> Bool {
      var curve = ServiceCurve(demand: .normal(mean: 5, sd: 2), periods: 3, weight: 1, costRate: 1)
      change(&curve)
      do {
        _ = try ServiceBudget.frontier(of: [curve])
        return false
      } catch {
        guard case .invalid(let reason) = error else { return false }
        return !reason.isEmpty
      }
    }
    #expect(!refused { _ in })
    #expect(refused { $0.weight = -1 } && refused { $0.weight = .nan } && refused { $0.weight = 0 })
    #expect(refused { $0.costRate = .infinity } && refused { $0.inventoryRate = -1 })
    #expect(refused { $0.floor = 1 } && refused { $0.floor = .nan } && refused { $0.leastBaseStock = -1 })
    #expect(refused { $0 = ServiceCurve(demand: .normal(mean: .nan, sd: 1), periods: 1, weight: 1, costRate: 1) })
    #expect(refused { $0 = ServiceCurve(stock: [1], service: [], weight: 1, costRate: 1) })
    #expect(refused { $0 = ServiceCurve(stock: [1], service: [0.5], weight: 1, costRate: 1, floor: 0.6) })
    #expect(throws: SolverError.self) { try ServiceBudget.frontier(of: []) }
    let one = ServiceCurve(demand: .normal(mean: 5, sd: 2), periods: 3, weight: 1, costRate: 1)
    #expect(throws: SolverError.self) { try ServiceBudget.frontier(of: [one], pointCount: 0) }
    #expect(throws: SolverError.self) { try ServiceBudget.frontier(of: [one], highestService: 1) }
    #expect(throws: SolverError.self) { try ServiceBudget.frontier(of: [one]).steps(limit: 5) }

    // Certain demand, nothing to cover, a fixed level, no demand: full service or what it is, and no money asked.
    var fixed = one
    fixed.fixedBaseStock = 15
    let still = [
      ServiceCurve(demand: .deterministic(mean: 4), periods: 2, weight: 1, costRate: 1),
      ServiceCurve(demand: .normal(mean: 4, sd: 3), periods: 0, weight: 1, costRate: 1), fixed,
      ServiceCurve(demand: .poisson(mean: 0), periods: 2, weight: 0, costRate: 1),
    ]
    let frontier = try ServiceBudget.frontier(of: still)
    #expect(frontier.points.count == 1 && frontier.points[0].cost == 0 && frontier.points[0].marginalCost == 0)
    #expect(isClose(frontier.points[0].service, 2.5 / 3))
    #expect(frontier.plan(forBudget: 9).levels == [8, 0, 15, 0])
    #expect(frontier.plan(forService: 0.9).status == .infeasible)
    // Stock that costs nothing is bought up to all but a billionth.
    var free = one
    free.costRate = 0
    #expect(try ServiceBudget.frontier(of: [free]).points[0].service > 1 - 1.1e-9)
    #expect(ServiceBudget.description.model == .serviceBudget && !ServiceBudget.description.source.isEmpty)
  }
}
