import Probability

/// What stock and backorders are expected to cost per period at every inventory position, in fractions of a unit too:
/// G(y) = h·E[(y − D)⁺] + p·E[(D − y)⁺], with D one of some demands, each as likely. Convex.
struct PositionCost {
  private let demands: [DemandDistribution]
  private let holdingCostRate: Double
  private let backorderCostRate: Double
  private let criticalRatio: Double
  private let criticalExceedance: Double
  /// Expected demand, in units.
  let meanDemand: Double
  /// The least standard deviation of the demands, in units.
  private let narrowest: Double

  init(demands: [DemandDistribution], costs: ReplenishmentCosts) {
    self.demands = demands
    holdingCostRate = costs.holdingCostRate
    backorderCostRate = costs.backorderCostRate
    criticalRatio = costs.criticalRatio
    criticalExceedance = costs.criticalExceedance
    meanDemand = demands.reduce(0) { $0 + $1.mean } / Double(demands.count)
    narrowest = demands.reduce(.infinity) { min($0, $1.sd) }
  }

  /// G(y) and its slope to the right, in money per period and per unit and period.
  func callAsFunction(_ position: Double) -> (cost: Double, slope: Double) {
    let stock = stock(at: position)
    return (
      holdingCostRate * stock.onHand + backorderCostRate * stock.backorders,
      holdingCostRate - (holdingCostRate + backorderCostRate) * stock.exceedance
    )
  }

  /// Units on hand and backordered, expected, and the probability that demand exceeds the position.
  private func stock(at position: Double) -> (onHand: Double, backorders: Double, exceedance: Double) {
    var expected = 0.0
    var exceedance = 0.0
    for demand in demands {
      let shortage = demand.shortage(beyond: position)
      expected += shortage.expected
      exceedance += shortage.probability
    }
    let count = Double(demands.count)
    expected /= count
    return (max(0, position - meanDemand + expected), expected, exceedance / count)
  }

  /// Units on hand and backordered on average over an interval of positions.
  func averageStock(from low: Double, to high: Double) -> (onHand: Double, backorders: Double) {
    let span = high - low
    guard span > 1e-3 * narrowest else {
      // Over so short an interval Simpson's rule beats differences of large squares.
      let (first, middle, last) = (stock(at: low), stock(at: low + span / 2), stock(at: high))
      return (
        (first.onHand + 4 * middle.onHand + last.onHand) / 6,
        (first.backorders + 4 * middle.backorders + last.backorders) / 6
      )
    }
    var squares = 0.0
    for demand in demands {
      squares += demand.expectedSquaredShortage(beyond: low) - demand.expectedSquaredShortage(beyond: high)
    }
    let backorders = squares / (2 * span * Double(demands.count))
    return (max(0, low + span / 2 - meanDemand + backorders), backorders)
  }

  /// G on average over an interval of positions, in money per period.
  func average(from low: Double, to high: Double) -> Double {
    let stock = averageStock(from: low, to: high)
    return holdingCostRate * stock.onHand + backorderCostRate * stock.backorders
  }

  /// The smallest y with P(D > y) ≤ h/(p + h): where the cost is least.
  func cheapestPosition() -> Double {
    let quantiles = demands.map { $0.quantile(lower: criticalRatio, upper: criticalExceedance) }
    guard var low = quantiles.min(), var high = quantiles.max(), low < high else { return quantiles[0] }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if stock(at: middle).exceedance <= criticalExceedance { high = middle } else { low = middle }
    }
    return high
  }

  /// The positions below and above the cheapest one at which the cost reaches a level.
  ///
  /// Newton's method on a convex function from where its asymptotes p(μ − y) and h(y − μ) reach the level, so that it
  /// never steps over the root.
  func positions(at level: Double) -> (low: Double, high: Double) {
    (
      root(from: meanDemand - level / backorderCostRate, level: level, direction: 1),
      root(from: meanDemand + level / holdingCostRate, level: level, direction: -1)
    )
  }

  private func root(from start: Double, level: Double, direction: Double) -> Double {
    var position = start
    for _ in 0..<200 {
      let (cost, slope) = self(position)
      let step = (level - cost) / slope
      // Rounding, or the bottom.
      guard step * direction > 0, step.isFinite else { break }
      let next = position + step
      if abs(next - position) <= 1e-15 * abs(next) { return next }
      position = next
    }
    return position
  }
}
