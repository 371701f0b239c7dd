import SupplyNetwork

/// When the cash comes: surplus leaves only as demand consumes it, additional stock is bought at once.
struct CashRelease {
  /// Months looked at.
  static let horizon = 12
  /// Money released in each month, negative where more is bought than runs off.
  var months: [Double]
  /// Money that leaves after the horizon.
  var later: Double

  /// - Parameter isIncluded: Which lines count.
  init(_ context: FindingsContext, where isIncluded: (Ledger.Line) -> Bool = { _ in true }) {
    months = [Double](repeating: 0, count: Self.horizon)
    later = 0
    for line in context.ledger.lines where isIncluded(line) {
      let surplus = line.currentOnHand - line.optimisedOnHand
      if surplus <= 0 {
        months[0] += surplus * line.unitCost
        continue
      }
      let monthly = line.meanDemand * context.periodsPerMonth
      var left = surplus
      for month in 0..<Self.horizon where left > 0 {
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
