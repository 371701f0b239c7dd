import Probability
import SupplyNetwork

/// How long processing takes at a stage where that varies, in whole periods: orders never cross.
///
/// Goods that start in period t take L(t) = max(Z(t), L(t − 1) − 1) periods: a time of their own, Z, but they do not
/// overtake what started before. Times that neither depend on orders nor let them cross are the exogenous sequential
/// supply of Kaplan 1970 (doi:10.1287/mnsc.16.7.491) and Zipkin 1986 (Naval Research Logistics Quarterly 33(4):763–774),
/// under which n periods of orders are outstanding with the probability of a time of n. With P(Z ≤ k) =
/// P(L ≤ k) ÷ P(L ≤ k + 1) every L(t) has the distribution wanted, if the first has it. (Kaplan draws one number a
/// period and delivers what is at least as old, which takes a hazard rate that does not fall, and so no deviation above
/// √(T(T − 1)); the ratio above rises for every ``Probability/WholeNumberFit``.)
///
/// L has exactly the mean T and the deviation given: L − 1 is fitted, so that nothing takes less than a period; where
/// T = 1, whose only spread is both ways, L is.
struct ProcessingTimeTable: Sendable, Equatable {
  /// A longer time has a chance of less than this.
  private static let tail = 1e-12

  /// The least time that may occur, in periods.
  let shortest: Int
  /// P(L ≤ k) by k, 1 at the last.
  let cumulative: [Double]
  /// P(Z ≤ k) by k, 1 at the last.
  let ownCumulative: [Double]

  /// The times of a stage; `nil` where they do not vary.
  ///
  /// - Parameter longest: what takes as long or longer, in periods, never arrives, and so need not be told apart.
  init?(_ stage: Stage, longest: Int) {
    guard stage.variesProcessingTime else { return nil }
    let least = stage.processingTime > 1 ? 1 : 0
    guard let fit = WholeNumberFit(mean: Double(stage.processingTime - least), sd: stage.processingTimeSD) else {
      return nil
    }
    var cumulative = [Double](repeating: 0, count: least)
    var ratios: [Double] = []
    repeat {
      let k = cumulative.count
      cumulative.append(k < max(1, longest) ? min(1, fit.cumulative(k - least)) : 1)
      if k > 0 { ratios.append(cumulative[k] > 0 ? cumulative[k - 1] / cumulative[k] : 0) }
    } while cumulative[cumulative.count - 1] < 1 - Self.tail
    cumulative[cumulative.count - 1] = 1
    self.cumulative = cumulative
    ownCumulative = ratios + [1]
    shortest = cumulative.firstIndex { $0 > 0 } ?? 0
  }

  /// The longest time that may occur, in periods.
  var longest: Int { cumulative.count - 1 }

  /// The time of the first goods for a number between 0 and 1.
  func first(_ chance: Double) -> Int { cumulative.firstIndex { chance <= $0 } ?? longest }

  /// The time of goods that start a period after others that take `before`, for a number between 0 and 1.
  @inline(__always)
  func next(after before: Int, _ chance: Double) -> Int {
    var time = max(0, before - 1)
    while time < longest, chance > ownCumulative[time] { time += 1 }
    return time
  }
}
