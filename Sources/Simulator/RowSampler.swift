import Probability
import SupplyNetwork

/// Turns scores into the demand of one stage, whose mean may change from period to period.
///
/// One table per factor, made when it is first met.
struct RowSampler {
  private let demand: DemandDistribution
  private let course: DemandCourse?
  private var factors: [Double] = []
  private var samplers: [DemandSampler] = []

  /// - Parameter course: how mean demand changes. `nil` = it does not.
  init(_ demand: DemandDistribution, course: DemandCourse?) {
    let changing = course.flatMap { $0.isFlat ? nil : $0 }
    self.course = changing
    self.demand = changing.map { demand.withSD(demand.sd * $0.deviationShare) } ?? demand
    if changing == nil { samplers = [DemandSampler(demand)] }
  }

  /// The table of all periods. `nil` where they differ.
  var common: DemandSampler? { course == nil ? samplers[0] : nil }

  /// The tables in use by now.
  var tables: [DemandSampler] { samplers }

  /// The tables of some periods, as positions in ``tables``.
  mutating func turn(to periods: Range<Int>) -> [Int] {
    guard let course else { return [] }
    return periods.map { period in
      let factor = course.factor(at: period)
      if let known = factors.firstIndex(of: factor) { return known }
      factors.append(factor)
      samplers.append(DemandSampler(demand.scaled(by: factor)))
      return factors.count - 1
    }
  }
}
