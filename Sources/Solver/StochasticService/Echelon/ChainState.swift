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

  /// Complexity: one step of the ``ShortfallMeasure`` per stage.
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
  }
}
