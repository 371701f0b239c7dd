import Probability

/// The optimal echelon base stocks of a row of stages, and its cost.
///
/// With p and the echelon rates h_1, h_2, … from the end item up, q_j = p + Σ_{i>j} h_i, the slope of the cost of the
/// stages up to j as a function of its echelon base stock y is A_j(y) − q_j, where
///
///     A_j(y) = E[a_{j−1}(y − D_j)],  a_j(x) = min(A_j(x), q_j),  a_0(x) = q_0 for x ≥ 0, else 0
///
/// and D_j is the demand of the step's lead time. All A_j rise, so that S_j = min{y: A_j(y) ≥ q_j} (Clark & Scarf 1960,
/// doi:10.1287/mnsc.6.4.475, in the form of Chen & Zheng 1994, doi:10.1287/mnsc.40.11.1426). The cost is
/// ∫_{−∞}^{S_N} A_N − p(S_N − μM) beyond that of the pipeline. The A_j are sums of positive numbers.
///
/// Where q_j is not below the highest value of a_{j−1} (a stage whose stock costs no less upstream), no base stock is too
/// high, and S_j is infinite: all that is there is sent on.
struct ChainOptimum: Sendable, Equatable {
  /// S_j by position, in end units, ∞ where nothing is held back.
  var levels: [Double]
  /// Expected cost of stock on hand and backorders, in money per period, to about 10⁻¹⁵ of p times the base stock: where
  /// p is huge, ``ChainState`` of the levels has it more exactly.
  var cost: Double

  /// The levels as they are in effect: none above those upstream.
  var effectiveLevels: [Double] { EchelonChain.nested(levels) }

  /// Solves a row.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` where backorders or stock cost nothing.
  ///
  /// Complexity: one step of the ``ShortfallMeasure`` per stage.
  init(_ chain: EchelonChain) throws(SolverError) {
    guard chain.backorderCostRate > 0 else {
      throw .invalid(
        reason: "the end item states no backorder cost rate, so no stock at all is cheapest; "
          + "give a backorder cost rate, or a ready rate to be met")
    }
    guard chain.penalties.dropLast().allSatisfy({ $0 > chain.backorderCostRate }) else {
      throw .invalid(reason: "stock is held at no cost, so that no base stock is too high")
    }
    switch chain.demand {
    case .deterministic: self.init(chain, FixedShortfall.self)
    case .normal: self.init(chain, GaussianShortfall.self)
    case .gamma: self.init(chain, GammaShortfall.self)
    case .poisson, .negativeBinomial: self.init(chain, LatticeShortfall.self)
    }
  }

  private init<Measure: ShortfallMeasure>(_ chain: EchelonChain, _ type: Measure.Type) {
    let penalties = chain.penalties
    var slope = Measure(demand: chain.demand, mass: penalties[0], isReversed: true)
    // a is the mass at or above the distance below the reference; it is `highest` from the lowest level since on.
    var reference = 0.0
    var highest = penalties[0]
    var lowest = Double.infinity
    levels = []
    for (position, link) in chain.links.enumerated() {
      if link.stepLeadTime > 0 {
        if lowest < .infinity {
          slope.cut(at: reference - lowest - slope.origin, total: highest)
          reference = lowest
          lowest = .infinity
        }
        slope.advance(periods: link.stepLeadTime)
      }
      let penalty = penalties[position + 1]
      guard penalty < highest else {
        levels.append(.infinity)
        continue
      }
      let level = reference - slope.origin - slope.level(ofMass: penalty)
      levels.append(level)
      lowest = min(lowest, level)
      highest = penalty
    }
    // The last penalty is p, below all others, so that the last level is finite.
    let top = levels[levels.count - 1]
    let spread = top - chain.meanDemand(to: levels.count - 1)
    cost = slope.excess(over: reference - top - slope.origin) - chain.backorderCostRate * spread
  }
}
