/// Economic order quantities of a supplier who delivers more or less than ordered, at random (Snyder & Shen 2019,
/// doi:10.1002/9781119584445, §9.3; Yano & Lee 1995, doi:10.1287/opre.43.2.311).
///
/// Only mean and standard deviation of the yield count.
public enum RandomYield: Sendable, Equatable {
  /// Q + Y arrives.
  case additive(mean: Double, sd: Double)
  /// Q·Z arrives.
  case multiplicative(mean: Double, sd: Double)

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "random-yield", model: .singleStage,
      summary: "economic order quantity of a supplier who delivers more or less than ordered",
      topologies: [.single], demand: "steady", guarantee: .exact,
      source: "Yano & Lee 1995, doi:10.1287/opre.43.2.311")
  }

  /// The cheapest lot.
  ///
  /// *Additive*: Q = √(2Kd/h + Var Y) − E Y, cost h(Q + E Y). *Multiplicative*: Q = √(2Kd/(h(Var Z + E Z²))). The lot's
  /// greatest stock and cycle are those of the mean yield. Never below 0. Complexity: O(1).
  ///
  /// - Parameters:
  ///   - fixedOrderCost: K, in money per order.
  ///   - holdingCostRate: h, in money per unit per period; above 0.
  ///   - demandRate: d, in units per period; above 0.
  public func optimalLot(
    fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double
  ) throws(SolverError) -> EconomicLot {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.positive(demandRate, "demand rate")
    let economic = 2 * fixedOrderCost / holdingCostRate * demandRate
    let quantity: Double
    switch self {
    case .additive(let mean, let sd):
      try check(mean, sd)
      quantity = max(0, (economic + sd * sd).squareRoot() - mean)
    case .multiplicative(let mean, let sd):
      try check(mean, sd)
      try InputCheck.positive(mean, "mean yield")
      quantity = (economic / (sd * sd + mean * mean)).squareRoot()
    }
    let arrives = meanArrival(of: quantity)
    let cost = costRate(of: quantity, fixedOrderCost, holdingCostRate, demandRate)
    return EconomicLot(
      quantity: try InputCheck.inRange(quantity, "the lot"), cycleTime: arrives / demandRate,
      costRate: try InputCheck.inRange(cost, "its cost"), greatestStock: arrives, greatestBackorder: 0)
  }

  /// Cost of a given lot, in money per period: with A what arrives, (2Kd + h·E[A²]) ÷ 2E[A].
  public func costRate(
    ofLot quantity: Double, fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double
  ) throws(SolverError) -> Double {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.positive(demandRate, "demand rate")
    try InputCheck.notNegative(quantity, "the lot")
    try InputCheck.positive(meanArrival(of: quantity), "what arrives on average")
    return try InputCheck.inRange(
      costRate(of: quantity, fixedOrderCost, holdingCostRate, demandRate), "the cost of the lot")
  }

  private func meanArrival(of quantity: Double) -> Double {
    switch self {
    case .additive(let mean, _): quantity + mean
    case .multiplicative(let mean, _): quantity * mean
    }
  }

  private func costRate(
    of quantity: Double, _ fixedOrderCost: Double, _ holdingCostRate: Double, _ demandRate: Double
  ) -> Double {
    let arrives = meanArrival(of: quantity)
    guard arrives > 0 else { return 0 }
    let sd: Double
    switch self {
    case .additive(_, let spread): sd = spread
    case .multiplicative(_, let spread): sd = spread * quantity
    }
    return fixedOrderCost / arrives * demandRate + holdingCostRate * (arrives + sd / arrives * sd) / 2
  }

  private func check(_ mean: Double, _ sd: Double) throws(SolverError) {
    try InputCheck.finite(mean, "mean yield")
    try InputCheck.notNegative(sd, "the standard deviation of yield")
  }
}
