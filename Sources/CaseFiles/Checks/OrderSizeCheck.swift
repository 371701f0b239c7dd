import SupplyNetwork

/// Whether orders can be of the sizes they must have, and keep up with demand.
enum OrderSizeCheck {
  /// Code of the issue where no order fits between the smallest and the largest.
  static let contradictory = "minimum-above-maximum"

  /// What is wrong with limits between which no order fits.
  static func problem(_ sizes: OrderSizes) -> String? {
    guard let maximum = sizes.maximum, sizes.areContradictory else { return nil }
    let most = "the largest order, \(NumberRange.short(maximum))"
    if sizes.largest <= 0 { return "no whole multiple of \(NumberRange.short(sizes.multiple)) fits into \(most)" }
    return "the smallest order, \(NumberRange.short(sizes.minimum)), is above "
      + (sizes.largest < maximum ? "\(NumberRange.short(sizes.largest)), the whole multiples in \(most)" : most)
  }

  /// Warns of stages whose largest orders bring less than they are asked for: they never catch up.
  static func reportOverload(of networks: [StageNetwork], at place: Issue.Place, _ log: inout IssueLog) {
    var stages: [String] = []
    for network in networks {
      for (index, stage) in network.stages.enumerated() {
        let needed = network.meanDemand[index] * Double(stage.reviewPeriod)
        guard needed > stage.orderSizes.largest * (1 + 1e-9) else { continue }
        let most = NumberRange.short(stage.orderSizes.largest)
        stages.append("\(Quotation.of(stage.id)) (\(NumberRange.short((needed * 10).rounded() / 10)) against \(most))")
      }
    }
    guard !stages.isEmpty else { return }
    let more = stages.count > 3 ? " and \(stages.count - 3) more" : ""
    log.report(
      .warning, "demand-above-orders", place,
      "mean demand over a review period is more than the largest order brings at "
        + stages.prefix(3).joined(separator: ", ") + more + ": simulated, backorders there grow without end",
      hint: "raise the largest order, or order more often")
  }
}
