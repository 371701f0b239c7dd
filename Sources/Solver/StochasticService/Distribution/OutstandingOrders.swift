/// The orders that a customer has outstanding, for one level of its supplier after the other, downwards.
///
/// X₀ are the supplier's own outstanding orders, s its level and B = (X₀ − s)⁺ its backorders. Under first come, first
/// served each backorder is the customer's with probability q, its share of the demand, independently (Simon 1971,
/// doi:10.1287/opre.19.3.665; Graves 1985, doi:10.1287/mnsc.31.10.1247), so that the customer has
/// X = Bin(B, q) + D outstanding, D the demand of its lead time. With g_b(x) = P(Bin(b, q) + D = x) and
/// G_s(x) = Σ_{b ≥ 0} P(X₀ = s + b) g_b(x),
///
///     P(X = x) = P(X₀ < s) P(D = x) + G_s(x),
///     G_{s−1}(x) = P(X₀ = s − 1) P(D = x) + (1 − q) G_s(x) + q G_s(x − 1),
///
/// the second since g_b(x) = (1 − q) g_{b−1}(x) + q g_{b−1}(x − 1). All terms are positive: nothing cancels. It is the
/// recursion of Axsäter (1990, doi:10.1287/opre.38.1.64) in probabilities instead of costs.
///
/// Complexity: O(window of X) a level.
struct OutstandingOrders {
  /// q.
  private let share: Double
  /// P(D = x) from the first number of the window on.
  private let leadTimeDemand: CountDistribution
  /// G_s, over the window of D and on.
  private var late: [Double]
  /// Entries of `late` in use.
  private var lateCount = 0
  /// Entries of `late` below this have vanished.
  private var lateStart = 0

  /// Probabilities that are left out where the window grows: far below all that counts, far above what underflows.
  private static var negligible: Double { 1e-26 }

  /// Prepares a customer; the supplier's level is above all its outstanding orders.
  init(share: Double, leadTimeDemand: CountDistribution) {
    self.share = share
    self.leadTimeDemand = leadTimeDemand
    late = [Double](repeating: 0, count: leadTimeDemand.mass.count + 16)
  }

  /// Starts again with the supplier's level above all its outstanding orders.
  mutating func reset() {
    for index in 0..<lateCount { late[index] = 0 }
    lateCount = 0
    lateStart = 0
  }

  /// Lowers the supplier's level by one.
  ///
  /// - Parameter probability: P(X₀ = s) of the new level s.
  /// - Returns: numbers that were updated.
  @discardableResult
  mutating func lower(to probability: Double) -> Int {
    let own = leadTimeDemand.mass.count
    if lateCount == 0 {
      guard probability > 0 else { return 0 }
      for index in 0..<own { late[index] = probability * leadTimeDemand.mass[index] }
      lateCount = own
      return own
    }
    if lateCount + 1 > late.count { late.append(contentsOf: repeatElement(0, count: late.count)) }
    let (keep, pass, count, first) = (1 - share, share, lateCount, lateStart)
    let top = late.withUnsafeMutableBufferPointer { late in
      leadTimeDemand.mass.withUnsafeBufferPointer { demand in
        let top = pass * late[count - 1]
        var index = count - 1
        while index > first {
          late[index] = keep * late[index] + pass * late[index - 1]
          index -= 1
        }
        late[first] *= keep
        if probability > 0 {
          for index in first..<max(first, own) { late[index] += probability * demand[index] }
        }
        late[count] = top
        return top
      }
    }
    if top > Self.negligible { lateCount += 1 } else { late[count] = 0 }
    if probability == 0 {
      while lateStart < lateCount - 1, late[lateStart] < Self.negligible {
        late[lateStart] = 0
        lateStart += 1
      }
    }
    return count - first
  }

  /// The distribution of X.
  ///
  /// - Parameter below: P(X₀ < s).
  func distribution(below: Double) throws(SolverError) -> CountDistribution {
    let own = leadTimeDemand.mass
    var total = Array(late[0..<max(own.count, lateCount)])
    for index in own.indices { total[index] += below * own[index] }
    return try CountDistribution(start: leadTimeDemand.start, mass: total)
  }

  /// The least cost of the customer where it has no customers but from outside, without making the distribution.
  ///
  /// - Parameters:
  ///   - below: P(X₀ < s).
  ///   - mean: E[X].
  func newsvendorCost(below: Double, mean: Double, holding: Double, backorder: Double) -> Double {
    guard backorder > 0 else { return 0 }
    let ratio = backorder / (backorder + holding)
    let own = leadTimeDemand.mass.count
    let count = max(own, lateCount)
    return late.withUnsafeBufferPointer { late in
      leadTimeDemand.mass.withUnsafeBufferPointer { demand in
        var cumulative = 0.0
        var onHand = 0.0
        var index = 0
        while index < count - 1 {
          cumulative += late[index] + (index < own ? below * demand[index] : 0)
          if cumulative >= ratio { break }
          onHand += cumulative
          index += 1
        }
        let level = Double(leadTimeDemand.start + index)
        return holding * onHand + backorder * max(0, mean - level + onHand)
      }
    }
  }
}
