import Probability

extension DemandDistribution {
  /// The level s ≥ 0 with the least cost h·E[(s − D)⁺] + p·E[(D − s)⁺], and that cost: the p/(p + h)-quantile.
  func newsvendor(holding: Double, backorder: Double) -> (level: Double, cost: Double) {
    guard backorder > 0 else { return (0, 0) }
    let level = max(0, criticalQuantile(holding: holding, backorder: backorder))
    return (level, cost(of: level, holding: holding, backorder: backorder))
  }

  /// The p/(p + h)-quantile; finite.
  func criticalQuantile(holding: Double, backorder: Double) -> Double {
    // A ratio that rounds to 1 would ask for an endless stock.
    quantile(min(backorder / (backorder + holding), 1 - 0x1p-53))
  }

  /// h·E[(s − D)⁺] + p·E[(D − s)⁺].
  func cost(of level: Double, holding: Double, backorder: Double) -> Double {
    let short = expectedShortage(beyond: level)
    return holding * max(0, level - mean + short) + backorder * short
  }
}
