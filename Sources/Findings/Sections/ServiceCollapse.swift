import Probability
import SupplyNetwork

/// A plan that does not hold its service in simulation: what it saves is not worth telling first.
struct ServiceCollapse {
  /// Fill rate of customers this far below the mean promise, as a fraction, is no deviation but a collapse.
  static let distance = 0.2

  private let context: FindingsContext
  private let fill: Estimate
  private let promise: Double

  /// `nil` where customers get about what was promised.
  init?(_ context: FindingsContext) {
    self.context = context
    fill = context.study.optimised.customerFillRate
    promise = context.customers.meanTarget
    guard context.customers.stages > 0, fill.upper < promise - Self.distance else { return nil }
  }

  private var service: String {
    "customers get \(context.format.percent(fill.mean)) of their units on time, against a promise of "
      + context.format.percent(promise)
  }

  /// In the place of the recommendation.
  var recommendation: String {
    "Do not adopt this plan as it stands: in the simulation it does not hold its service; \(service)."
  }

  /// Where and when service breaks down, and what causes it.
  var warning: String {
    let stock = context.totalStock
    let saved =
      stock.change < 0
      ? " The stock that the plan seems to save (\(context.stock(-stock.change, on: stock.scale))) is missing where "
        + "customers ask for it." : ""
    return "Warning: service collapses\(time). Fill rate by tier: \(tiers). \(cause)\(saved)"
  }

  /// In the place of the decisions.
  var decisions: [String] {
    ["Approve nothing yet: settle the cause above, make the report again, and decide then."]
  }

  private var tiers: String {
    context.tiers.map { tier in
      let fill = context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier).mean
      return "\(context.model.tiers[tier].name) \(context.format.percent(fill))"
    }.joined(separator: ", ")
  }

  /// " from day 22 of the simulation on": since when it stays below.
  private var time: String {
    let bucket: Int
    let start: Int
    let rates: [Double]
    if let course = context.study.course {
      (bucket, start) = (CourseStudy.bucketPeriods, 0)
      rates = course.proposed.fillRate.map(\.mean)
    } else {
      let course = context.study.optimised.serviceCourse
      (bucket, start) = (ServiceCourse.bucketPeriods, context.settings.simulation.warmUp)
      rates = (0..<course.bucketCount).map { bucket in
        let replications = (0..<course.replications).compactMap { course.fillRate(replication: $0, bucket: bucket) }
        return replications.isEmpty ? 1 : replications.reduce(0, +) / Double(replications.count)
      }
    }
    guard let last = rates.lastIndex(where: { $0 >= promise - Self.distance }) else {
      return " in the whole simulation"
    }
    guard last + 1 < rates.count else { return " time and again" }
    let first = context.format.number(Double(start + (last + 1) * bucket + 1))
    return " from \(context.period) \(first) of the simulation on"
  }

  /// What in the case lets it happen, as far as settings tell.
  private var cause: String {
    let simulation = context.settings.simulation
    let trigger = KnownOutages(context).phrase.map { " What starts it: \($0)." } ?? ""
    if simulation.cancelsWhatWaits {
      return
        "Cause: simulation.unfilled_orders: cancel, while unmet demand waits. Suppliers that are short cancel the orders "
        + "of a backlog and reorder only what they ship, so that it is never worked off. Try unfilled_orders: wait, or "
        + "unmet_demand: lost_sale.\(trigger)"
    }
    let fixed = FixedLevels(context).missed
    if !fixed.isEmpty {
      return "Cause: levels that planners have fixed miss their targets (\(fixed.prefix(3).joined(separator: "; ")))."
    }
    let unplanned = PlayedEvents(context).unplanned
    guard !unplanned.isEmpty else { return "The causes that the figures show stand under Evidence." }
    return "Cause: the simulation plays what the plan does not foresee: \(unplanned.joined(separator: ", ")).\(trigger)"
  }
}
