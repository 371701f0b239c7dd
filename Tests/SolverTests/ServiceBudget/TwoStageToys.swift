import Probability

@testable import Solver

/// Small systems under stochastic service, evaluated exactly and optimised by trying all base stocks.
struct ExhaustiveSystem {
  /// Holding cost and service of every plan.
  var plans: [MultiplierSweep.Outcome]

  /// The best plan at a rate.
  func best(_ rate: Double) -> MultiplierSweep.Outcome {
    plans.min { $0.cost - rate * $0.service < $1.cost - rate * $1.service } ?? plans[0]
  }

  /// Probabilities of 0, 1, … units of a whole-number demand.
  private static func masses(_ demand: DemandDistribution, upTo count: Int) -> [Double] {
    (0...count).map { demand.cumulative(Double($0)) - ($0 > 0 ? demand.cumulative(Double($0 - 1)) : 0) }
  }

  private static func convolved(_ left: [Double], _ right: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: left.count + right.count - 1)
    for (i, x) in left.enumerated() { for (j, y) in right.enumerated() { result[i + j] += x * y } }
    return result
  }

  /// Units on hand and the ready rate of a level whose shortage has given masses.
  private static func ends(level: Int, shortage: [Double]) -> (onHand: Double, ready: Double) {
    var (onHand, ready) = (0.0, 0.0)
    for (units, mass) in shortage.enumerated() where units <= level {
      onHand += Double(level - units) * mass
      ready += mass
    }
    return (onHand, ready)
  }

  /// What is missing at a supplier that covers a demand with a level: P(B = 0), P(B = 1), …
  private static func backlog(_ demand: [Double], level: Int) -> [Double] {
    [demand.prefix(level + 1).reduce(0, +)] + demand.dropFirst(level + 1)
  }

  /// A chain of two: the shortage downstream is the supplier's backlog and the demand of its own lead time.
  static func serial(mean: Double, leadTimes: (up: Int, down: Int), rates: (up: Double, down: Double)) -> Self {
    let up = masses(.poisson(mean: mean * Double(leadTimes.up)), upTo: 40)
    let down = masses(.poisson(mean: mean * Double(leadTimes.down)), upTo: 40)
    var plans: [MultiplierSweep.Outcome] = []
    for upLevel in 0...14 {
      let stock = ends(level: upLevel, shortage: up).onHand
      let shortage = convolved(backlog(up, level: upLevel), down)
      for downLevel in 0...16 {
        let end = ends(level: downLevel, shortage: shortage)
        plans.append(.init(cost: rates.up * stock + rates.down * end.onHand, service: end.ready))
      }
    }
    return Self(plans: plans)
  }

  /// A warehouse and two retailers, orders served as they come: each unit of the warehouse's backlog is a retailer's by
  /// its share of demand (Poisson splitting).
  static func distribution(means: [Double], leadTimes: (up: Int, down: Int), rates: (up: Double, down: Double)) -> Self
  {
    let total = means.reduce(0, +)
    let up = masses(.poisson(mean: total * Double(leadTimes.up)), upTo: 30)
    var plans: [MultiplierSweep.Outcome] = []
    for upLevel in 0...8 {
      let stock = ends(level: upLevel, shortage: up).onHand
      let queue = backlog(up, level: upLevel)
      let choices = means.map { mean -> [(onHand: Double, ready: Double)] in
        let share = mean / total
        var own = [Double](repeating: 0, count: queue.count)
        for (units, mass) in queue.enumerated() {
          var binomial = 1.0
          for _ in 0..<units { binomial *= 1 - share }
          for part in 0...units {
            own[part] += mass * binomial
            binomial *= Double(units - part) / Double(part + 1) * share / (1 - share)
          }
        }
        let shortage = convolved(own, masses(.poisson(mean: mean * Double(leadTimes.down)), upTo: 25))
        return (0...9).map { ends(level: $0, shortage: shortage) }
      }
      for first in choices[0] {
        for second in choices[1] {
          plans.append(
            .init(
              cost: rates.up * stock + rates.down * (first.onHand + second.onHand),
              service: (means[0] * first.ready + means[1] * second.ready) / total))
        }
      }
    }
    return Self(plans: plans)
  }

  /// The vertices of the lower hull of all plans, by walking around them: from each the steepest way up.
  var hull: [MultiplierSweep.Outcome] {
    let cheapest = plans.map(\.cost).min() ?? 0
    var here = plans.filter { $0.cost <= cheapest + 1e-12 }.max { $0.service < $1.service } ?? plans[0]
    var vertices = [here]
    while true {
      func slope(_ plan: MultiplierSweep.Outcome) -> Double {
        (plan.service - here.service) / (plan.cost - here.cost)
      }
      let ahead = plans.filter { $0.cost > here.cost + 1e-12 && $0.service > here.service + 1e-15 }
      guard let steepest = ahead.map(slope).max() else { return vertices }
      here = ahead.filter { slope($0) >= steepest * (1 - 1e-9) }.max { $0.cost < $1.cost } ?? ahead[0]
      vertices.append(here)
    }
  }
}
