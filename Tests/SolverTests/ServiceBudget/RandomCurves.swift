import Probability
import SupplyNetwork

@testable import Solver

/// Random stages that serve customers, with their service and stock by definition rather than by the solver.
struct RandomCurves {
  var curves: [ServiceCurve] = []

  /// Draws some curves from their own stream.
  ///
  /// - Parameters:
  ///   - isWhole: whether all levels are whole.
  ///   - account: how stock is counted; `nil` = drawn anew for each curve.
  init(seed: UInt64, count: Int, isWhole: Bool, account: ServiceCurve.StockAccount? = nil, largest: Double = 6) {
    var stream = RandomStream(seed: 77, path: [seed])
    func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.uniform() * Double(range.count)) }
    for _ in 0..<count {
      let mean = 0.2 + stream.uniform() * largest
      let families: [DemandDistribution] = [
        .normal(mean: mean, sd: mean * (0.2 + 0.8 * stream.uniform())),
        .gamma(mean: mean, sd: mean * (0.3 + 1.5 * stream.uniform())),
        .poisson(mean: mean), .negativeBinomial(mean: mean, sd: mean.squareRoot() * (1.05 + stream.uniform())),
      ]
      let isFillRate = stream.uniform() < 0.5
      var curve = ServiceCurve(
        demand: families[draw(0...(isWhole ? 3 : 1))], periods: draw(1...6), reviewPeriod: draw(1...3),
        measure: isFillRate ? .fillRate : .cycleServiceLevel, weight: mean * (0.5 + stream.uniform()),
        costRate: 0.3 + 9 * stream.uniform(), inventoryRate: 1 + stream.uniform(),
        floor: stream.uniform() < 0.5 ? 0 : 0.9 * stream.uniform(), inWholeUnits: isWhole)
      curve.account = account ?? (stream.uniform() < 0.5 ? .safetyStock : .expectedOnHand)
      curves.append(curve)
    }
  }

  var totalWeight: Double { curves.reduce(0) { $0 + $1.weight } }
}

extension ServiceCurve {
  /// Service and stock at a level by their definitions.
  func outcome(at level: Double) -> (service: Double, stock: Double) {
    guard case .stage(let demand, let periods, let review, let measure) = form else { return (.nan, .nan) }
    let whole = demand.over(periods: periods)
    let mean = demand.mean * Double(periods)
    let onHand = level - mean + whole.expectedShortage(beyond: level)
    let service: Double
    if measure == .fillRate {
      var short = whole.expectedShortage(beyond: level)
      if periods > review { short -= demand.over(periods: periods - review).expectedShortage(beyond: level) }
      service = 1 - short / (Double(review) * demand.mean)
    } else {
      service = whole.cumulative(level)
    }
    return (service, account == .expectedOnHand ? onHand : level - mean)
  }

  /// The first level: the lowest from which everything is considered.
  var firstLevel: Double {
    guard case .stage(let demand, let periods, _, _) = form else { return .nan }
    let mean = demand.mean * Double(periods)
    var level = account == .safetyStock ? mean : demand.over(periods: periods).quantile(1e-6)
    if inWholeUnits { level = (max(0, level) - 1e-9).rounded(.up) }
    level = max(0, level)
    if inWholeUnits {
      while outcome(at: level).service < floor - 1e-12 { level += 1 }
    } else if outcome(at: level).service < floor {
      var high = level + 1
      while outcome(at: high).service < floor { high *= 2 }
      for _ in 0..<60 {
        let middle = (level + high) / 2
        if outcome(at: middle).service < floor { level = middle } else { high = middle }
      }
    }
    return level
  }
}
