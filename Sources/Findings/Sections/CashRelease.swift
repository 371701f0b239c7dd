import SupplyNetwork

/// When the cash comes: nothing before a location's phase, then surplus leaves only as demand consumes it, and
/// additional stock is bought at once.
struct CashRelease {
  /// Months of the plan looked at.
  static let horizon = 12
  /// Money released in each month, negative where more is bought than runs off.
  var months: [Double]
  /// Money that leaves after the horizon.
  var later: Double

  init(_ context: FindingsContext) {
    let starts = ImplementationFindings.startMonths(
      context, phases: context.isUnchanged ? [] : ImplementationFindings.phases(context).0)
    months = [Double](repeating: 0, count: Self.horizon)
    later = 0
    for line in context.ledger.lines {
      let start = starts[line.location]
      let surplus = line.currentOnHand - line.optimisedOnHand
      if surplus <= 0 {
        if start < Self.horizon {
          months[start] += surplus * line.unitCost
        } else {
          later += surplus * line.unitCost
        }
        continue
      }
      let monthly = line.meanDemand * context.periodsPerMonth
      var left = surplus
      for month in min(start, Self.horizon)..<Self.horizon where left > 0 {
        let leaving = min(left, monthly)
        months[month] += leaving * line.unitCost
        left -= leaving
      }
      later += left * line.unitCost
    }
  }

  /// Money released in all.
  var total: Double { months.reduce(0, +) + later }
}
