import Probability

/// What echelon base stocks lead to in the long run, position by position, in end units.
///
/// An echelon's shipped position (its stock, what is on its way to it, and all that is downstream of it, less
/// backorders) is min(S_j, IL_{j+1}) at the end of a period, IL the inventory level of the echelon upstream; and
/// L periods later the echelon's own level is that less the demand since (Clark & Scarf 1960,
/// doi:10.1287/mnsc.6.4.475).
struct ChainState: Sendable, Equatable {
  /// Expected shipped position less the mean demand of the total lead time, by position.
  var positions: [Double]
  /// Expected units by which the shipped position is below the base stock, by position.
  var shortfalls: [Double]
  /// Expected backorders of customers.
  var backorders: Double
  /// Probability of no backorder at the end of a period.
  var readyRate: Double
  /// Expected units of a period's demand that wait at its end: what was short then less what was short before it
  /// (Sobel 2004, doi:10.1287/msom.1030.0021). Where the end item's level is below 0 nothing is ever on hand, and all
  /// demand counts as waiting.
  var newlyShort: Double

  /// Complexity: one step of the ``ShortfallMeasure`` per stage, and one more.
  ///
  /// - Parameter levels: echelon base stocks, in end units, the last one finite; whole numbers where demand is
  ///   discrete.
  init(_ chain: EchelonChain, levels: [Double]) {
    switch chain.demand {
    case .deterministic: self.init(chain, levels, FixedShortfall.self)
    case .normal: self.init(chain, levels, GaussianShortfall.self)
    case .gamma: self.init(chain, levels, GammaShortfall.self)
    case .poisson, .negativeBinomial: self.init(chain, levels, LatticeShortfall.self)
    }
  }

  private init<Measure: ShortfallMeasure>(_ chain: EchelonChain, _ levels: [Double], _ type: Measure.Type) {
    let last = levels.count - 1
    var below = Measure(demand: chain.demand, mass: 1, isReversed: false)
    // The echelon's inventory level is `reference` less the measure, and counts as `limit` at most from here on.
    var reference = levels[last]
    var limit = reference
    let lastStep = chain.links.firstIndex { $0.stepLeadTime > 0 }
    var earlier = 0.0
    positions = levels
    shortfalls = levels
    positions[last] = levels[last] - chain.meanDemand(to: last)
    shortfalls[last] = 0
    for position in (0...last).reversed() {
      if position < last {
        limit = min(limit, levels[position])
        if limit < .infinity {
          let shortfall = below.excess(over: reference - limit - below.origin)
          positions[position] = limit - chain.meanDemand(to: position) - shortfall
          // Below a level that is out of reach, echelons lack what they lack below the level upstream.
          shortfalls[position] = shortfall + max(0, min(levels[position], reference) - limit)
        } else {
          positions[position] = positions[position + 1]
          shortfalls[position] = max(0, reference - positions[position] - chain.meanDemand(to: position))
        }
      }
      guard chain.links[position].stepLeadTime > 0 else { continue }
      if position == lastStep {
        earlier = Self.shortage(below, reference, limit, after: chain.links[position].stepLeadTime - 1)
      }
      if position < last, limit < .infinity {
        below.cut(at: reference - limit - below.origin, total: 1)
        reference = limit
      }
      below.advance(periods: chain.links[position].stepLeadTime)
      limit = .infinity
    }
    let start = min(0, limit)
    backorders = below.excess(over: reference - start - below.origin) - start
    readyRate = limit < 0 ? 0 : min(1, max(0, 1 - below.mass(above: reference - below.origin)))
    newlyShort = lastStep == nil ? 0 : max(0, backorders - earlier)
    if limit < 0 { newlyShort = chain.demand.mean }
  }

  /// Share of demand that does not wait.
  func fillRate(of meanDemand: Double) -> Double {
    meanDemand > 0 ? min(1, max(0, 1 - newlyShort / meanDemand)) : 1
  }

  /// Expected units by which a level is below 0 after some more periods, where it is `reference` less a measure and
  /// counts as `limit` at most.
  private static func shortage<Measure: ShortfallMeasure>(
    _ below: Measure, _ reference: Double, _ limit: Double, after periods: Int
  ) -> Double {
    guard periods > 0 else {
      let start = min(0, limit)
      return below.excess(over: reference - start - below.origin) - start
    }
    var (below, reference) = (below, reference)
    if limit < reference {
      below.cut(at: reference - limit - below.origin, total: 1)
      reference = limit
    }
    below.advance(periods: periods)
    return below.excess(over: reference - below.origin)
  }
}
