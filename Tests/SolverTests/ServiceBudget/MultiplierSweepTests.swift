import Probability
import Testing

@testable import Solver

/// The hull that a sweep finds against that of all plans.
struct MultiplierSweepTests {
  static let systems: [ExhaustiveSystem] = [
    .serial(mean: 1.2, leadTimes: (2, 1), rates: (1, 1.7)),
    .serial(mean: 0.6, leadTimes: (3, 2), rates: (1, 1.1)),
    .serial(mean: 0.9, leadTimes: (1, 3), rates: (0.3, 4)),
    .distribution(means: [0.5, 1.1], leadTimes: (2, 1), rates: (1, 1.4)),
    .distribution(means: [0.8, 0.3], leadTimes: (1, 2), rates: (1, 2.5)),
  ]

  @Test("Every vertex between the rates, and no other point", arguments: systems)
  func vertices(system: ExhaustiveSystem) throws {
    let rates = 0.5...5_000.0
    let found = try MultiplierSweep.hull(rates: rates) { rate in system.best(rate) }
    #expect(found.isComplete && found.vertices.count > 4)
    #expect(found.solves <= 2 * found.vertices.count + 1)
    let all = system.hull
    // The vertices whose rates, from the edge before to the edge after, meet the range.
    func rate(_ index: Int) -> Double {
      (all[index + 1].cost - all[index].cost) / (all[index + 1].service - all[index].service)
    }
    let expected = all.indices.filter { index in
      (index + 1 == all.count || rate(index) > rates.lowerBound) && (index == 0 || rate(index - 1) < rates.upperBound)
    }.map { all[$0] }
    #expect(found.vertices.count == expected.count)
    for (vertex, point) in zip(found.vertices, expected) {
      #expect(isClose(vertex.cost, point.cost) && isClose(vertex.service, point.service))
    }
  }

  @Test("No plan beats the bounds", arguments: systems)
  func bounds(system: ExhaustiveSystem) throws {
    let complete = try MultiplierSweep.hull(rates: 0.5...5_000) { rate in system.best(rate) }
    let coarse = try MultiplierSweep.hull(rates: 0.5...5_000, tolerance: 0.01) { rate in system.best(rate) }
    let short = try MultiplierSweep.hull(rates: 0.5...5_000, maximumSolves: 5) { rate in system.best(rate) }
    #expect(!short.isComplete && short.solves == 5 && coarse.isComplete && coarse.solves < complete.solves)
    for hull in [complete, coarse, short] {
      for part in 0..<40 {
        let budget = hull.vertices[0].cost + 0.3 * Double(part)
        let (position, bound) = try #require(hull.plan(forBudget: budget))
        let best = system.plans.filter { $0.cost <= budget }.map(\.service).max() ?? 0
        #expect(hull.vertices[position].cost <= budget && best <= bound + 1e-12)
        let target = 0.4 + 0.59 * Double(part) / 40
        guard let (cheapest, least) = hull.plan(forService: target) else { continue }
        #expect(hull.vertices[cheapest].service >= target)
        #expect(system.plans.filter { $0.service >= target }.allSatisfy { $0.cost >= least - 1e-12 })
      }
      #expect(hull.plan(forBudget: hull.vertices[0].cost - 1) == nil && hull.plan(forService: 1.1) == nil)
    }
    // Where the tolerance closes an edge, no plan lies further above it.
    for (left, right) in zip(coarse.vertices, coarse.vertices.dropFirst()) {
      for plan in system.plans where plan.cost > left.cost && plan.cost < right.cost {
        let part = (plan.cost - left.cost) / (right.cost - left.cost)
        #expect(plan.service <= left.service + part * (right.service - left.service) + 0.01 + 1e-12)
      }
    }
  }

  @Test("Two systems that share a budget: each pair of vertices that marginal analysis passes is the best of its cost")
  func shared() throws {
    let (left, right) = (Self.systems[0], Self.systems[2])
    let curves = try [(left, 3.0), (right, 1.0)].map { system, weight in
      try MultiplierSweep.hull(rates: 1e-3...1e9) { rate in system.best(rate) }.curve(weight: weight)
    }
    let steps = try ServiceBudget.frontier(of: curves).steps(limit: 100)
    #expect(steps.count > 10)
    for step in steps {
      var best = 0.0
      for first in left.plans where first.cost <= step.cost {
        for second in right.plans where first.cost + second.cost <= step.cost + 1e-9 {
          best = max(best, (3 * first.service + second.service) / 4)
        }
      }
      #expect(abs(best - step.service) < 1e-12)
    }
  }

  @Test("What makes no sense is refused, what cannot be improved is one vertex")
  func edges() throws {
    #expect(throws: SolverError.self) { try MultiplierSweep.hull(rates: 0...1) { _ in .init(cost: 1, service: 1) } }
    #expect(throws: SolverError.self) {
      try MultiplierSweep.hull(rates: 1...2, maximumSolves: 1) { _ in .init(cost: 1, service: 1) }
    }
    #expect(throws: SolverError.self) { try MultiplierSweep.hull(rates: 1...2) { _ in .init(cost: .nan, service: 1) } }
    #expect(throws: SolverError.unsupported(reason: "no")) {
      try MultiplierSweep.hull(rates: 1...2) { _ throws(SolverError) in throw .unsupported(reason: "no") }
    }
    let one = try MultiplierSweep.hull(rates: 1...9) { _ in .init(cost: 3, service: 0.7) }
    #expect(one.vertices.count == 1 && one.vertices[0].lowestRate == 1 && one.vertices[0].highestRate == 9)
    #expect(MultiplierSweep.description.guarantee == .boundedGap)
  }
}
