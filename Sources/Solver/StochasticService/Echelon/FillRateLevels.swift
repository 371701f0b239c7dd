import Probability
import SupplyNetwork

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The echelon base stocks of a row of stages that just serve a share of demand from stock at once.
///
/// They are those of the cost model at the least backorder cost rate whose optimum attains the share. Every optimal
/// level rises with that rate, as all its fractiles do (``ChainOptimum``), so that the end item is short of less after
/// every history and the fill rate rises too: a search between two rates finds the one. Among all plans of the fill rate
/// these are cheapest in stock and backorders together at that rate; a plan that holds a little less and lets
/// backorders grow longer may exist (van Houtum & Zijm 2000, doi:10.1111/1467-9574.00132). Under whole-unit demand the fill rate rises
/// in steps, and levels are lowered one by one, the end item's first, as far as the share stays attained.
struct FillRateLevels: Sendable, Equatable {
  /// The least backorder cost rate whose optimum attains the share, in money per end unit per period; under whole-unit
  /// demand to a millionth.
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
  /// Complexity: some ten optimisations, some thirty under whole-unit demand.
  init?(_ chain: EchelonChain, fillRate: Double, start: Double) throws(SolverError) {
    guard fillRate > 0, fillRate < 1, start > 0, chain.demand.mean > 0, chain.demand.sd > 0 else { return nil }
    let allowed = (1 - fillRate) * chain.demand.mean
    func trial(_ rate: Double) throws(SolverError) -> Trial {
      var priced = chain
      priced.backorderCostRate = rate
      let levels = try ChainOptimum(priced).effectiveLevels
      return Trial(rate: rate, levels: levels, newlyShort: ChainState(chain, levels: levels).newlyShort)
    }
    // As a rule what is short is in inverse proportion to the rate.
    var high = try trial(start)
    var low = high
    while high.newlyShort > allowed {
      low = high
      high = try trial(low.rate * min(64, max(2, 1.5 * low.newlyShort / allowed)))
      guard high.rate <= start * 1e9 else { return nil }
    }
    while low.newlyShort <= allowed {
      high = low
      guard high.rate > start * 1e-9 else { break }
      low = try trial(high.rate / min(64, max(2, 1.5 * allowed / high.newlyShort)))
    }
    try Self.narrow(&low, &high, allowed, isDiscrete: chain.demand.isDiscrete, trial)
    var found = high.levels
    backorderCostRate = high.rate
    optimalLevels = found
    func attains(_ levels: [Double]) -> Bool { ChainState(chain, levels: levels).newlyShort <= allowed }
    if chain.demand.isDiscrete {
      for position in found.indices {
        found[position] = Self.least(found, position) { attains($0) }
      }
    }
    levels = found
  }

  /// The optimum at a backorder cost rate, and the units of a period's demand that wait.
  private struct Trial {
    var rate: Double
    var levels: [Double]
    var newlyShort: Double
  }

  /// Brings a rate that is too low and one that is not together, until the one that is not serves no more than the
  /// share.
  ///
  /// The false position on logarithms, in which the units short are close to a line, with the weight of an end that stays
  /// halved (the Illinois rule), and a halving every third time; under whole-unit demand, where they fall in steps,
  /// halving alone.
  private static func narrow(
    _ low: inout Trial, _ high: inout Trial, _ allowed: Double, isDiscrete: Bool,
    _ trial: (Double) throws(SolverError) -> Trial
  ) throws(SolverError) {
    func excess(_ trial: Trial) -> Double { log(max(trial.newlyShort, 1e-300) / allowed) }
    var (weightLow, weightHigh) = (1.0, 1.0)
    for step in 1...200 {
      guard high.rate - low.rate > (isDiscrete ? 1e-6 : 1e-13) * high.rate,
        high.newlyShort < allowed * (1 - 1e-10)
      else { return }
      let (up, down) = (weightLow * excess(low), -weightHigh * excess(high))
      let isHalved = isDiscrete || step % 3 == 0 || !(up + down > 0)
      let share = isHalved ? 0.5 : min(0.99, max(0.01, up / (up + down)))
      let rate = low.rate * exp(share * log(high.rate / low.rate))
      guard rate > low.rate, rate < high.rate else { return }
      let between = try trial(rate)
      if between.newlyShort > allowed {
        low = between
        (weightLow, weightHigh) = (1, weightHigh / 2)
      } else {
        high = between
        (weightLow, weightHigh) = (weightLow / 2, 1)
      }
    }
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
