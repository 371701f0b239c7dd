import Probability
import SupplyNetwork

/// The echelon base stocks of a row of stages that just serve a share of demand from stock at once.
///
/// They are those of the cost model at the least backorder cost rate whose optimum attains the share. Every optimal
/// level rises with that rate, as all its fractiles do (``ChainOptimum``), so that the end item is short of less after
/// every history and the fill rate rises too: halving finds the rate. Among all plans of the fill rate these are
/// cheapest in stock and backorders together at that rate; a plan that holds a little less and lets backorders grow
/// longer may exist (van Houtum & Zijm 2000, doi:10.1111/1467-9574.00132). Under whole-unit demand the fill rate rises
/// in steps, and levels are lowered one by one, the end item's first, as far as the share stays attained.
struct FillRateLevels: Sendable, Equatable {
  /// The least backorder cost rate whose optimum attains the share, in money per end unit per period.
  let backorderCostRate: Double
  /// The levels, none above one further upstream, in end units.
  let levels: [Double]
  /// The cheapest levels at that rate; under whole-unit demand some may be higher.
  let optimalLevels: [Double]

  /// Finds them; `nil` where demand does not vary, so that no rate makes a difference, or no rate that doubles can tell
  /// from others attains the share.
  ///
  /// - Parameters:
  ///   - fillRate: β, in (0, 1).
  ///   - start: a backorder cost rate to start at, above 0.
  /// - Throws: as ``ChainOptimum``.
  ///
  /// Complexity: some fifty optimisations.
  init?(_ chain: EchelonChain, fillRate: Double, start: Double) throws(SolverError) {
    guard fillRate > 0, fillRate < 1, start > 0, chain.demand.mean > 0, chain.demand.sd > 0 else { return nil }
    let allowed = (1 - fillRate) * chain.demand.mean
    func attains(_ levels: [Double]) -> Bool { ChainState(chain, levels: levels).newlyShort <= allowed }
    func optimum(at rate: Double) throws(SolverError) -> [Double] {
      var priced = chain
      priced.backorderCostRate = rate
      return try ChainOptimum(priced).effectiveLevels
    }
    // From the start upwards or downwards by factors of 4, until the share is attained at one end alone.
    let least = start * 1e-9
    let greatest = start * 1e9
    var high = start
    var found = try optimum(at: high)
    while !attains(found) {
      high *= 4
      guard high <= greatest else { return nil }
      found = try optimum(at: high)
    }
    var low = high / 4
    while low > least {
      let lower = try optimum(at: low)
      guard attains(lower) else { break }
      (high, found) = (low, lower)
      low /= 4
    }
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      guard high - low > 1e-13 * high, middle > low, middle < high else { break }
      let between = try optimum(at: middle)
      if attains(between) { (high, found) = (middle, between) } else { low = middle }
    }
    backorderCostRate = high
    optimalLevels = found
    if chain.demand.isDiscrete {
      for position in found.indices {
        found[position] = Self.least(found, position) { attains($0) }
      }
    }
    levels = found
  }

  /// The least whole level of a position, no lower than its customer's or 0, at which the levels still serve.
  private static func least(_ levels: [Double], _ position: Int, _ attains: ([Double]) -> Bool) -> Double {
    var trial = levels
    // Fails, or is below what may be.
    var low = (position > 0 ? levels[position - 1] : 0) - 1
    var high = levels[position]
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      trial[position] = middle
      if attains(trial) { high = middle } else { low = middle }
    }
    return high
  }
}
