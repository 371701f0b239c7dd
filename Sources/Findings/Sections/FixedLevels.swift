import Probability
import SupplyNetwork

/// What base stocks that planners have fixed mean for the figures of a report.
struct FixedLevels {
  /// Stages whose fixed level misses the service target, those that lack most first, with the units short.
  let missed: [String]
  /// Stock that the plan holds beyond today's at fixed levels, stage by stage, in the measure of stock.
  let rise: Double

  init(_ context: FindingsContext) {
    missed =
      ConstraintTables(
        model: context.model, planningCase: context.study.input.planningCase,
        studies: context.study.networks.map(\.limits)
      ).lacking
    rise = context.ledger.lines.reduce(0) { sum, line in
      guard context.model.networks[line.network].stages[line.stage].fixedBaseStock != nil else { return sum }
      let worth = context.ledger.hasValue ? line.unitCost : 1
      return sum + max(0, line.optimisedOnHand - line.currentOnHand) * worth
    }
  }

  /// Whether customers' fill rate falls under a plan in which fixed levels miss their targets.
  static func isBehindFall(_ context: FindingsContext) -> Bool {
    context.customerFillChange == .worse && !FixedLevels(context).missed.isEmpty
  }

  /// The risk in a sentence; `nil` where every fixed level keeps its target.
  func risk(_ context: FindingsContext) -> String? {
    guard !missed.isEmpty else { return nil }
    let more = missed.count > 3 ? " and \(missed.count - 3) more" : ""
    let fall =
      context.customerFillChange == .worse
      ? "; with \(missed.count == 1 ? "it" : "them"), customers' fill rate falls from \(context.format.percent(context.customerFillNow.mean)) to "
        + context.format.percent(context.study.optimised.customerFillRate.mean)
      : ""
    return
      "\(missed.count == 1 ? "A level that planners have fixed misses its service target" : "Levels that planners have fixed miss their service targets"): "
      + "\(missed.prefix(3).joined(separator: "; "))\(more)\(fall)."
  }
}
