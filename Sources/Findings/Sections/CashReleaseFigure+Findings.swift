import SupplyNetwork

extension CashReleaseFigure {
  /// The cash of the table, month by month.
  ///
  /// - Parameter shown: by month of the plan, then all later ones, as the table shows it.
  init(_ context: FindingsContext, shown: [Double]) {
    let format = context.format
    let start = ImplementationFindings.startDate(context)
    let scale = context.totalStock.scale
    let last = shown.lastIndex { $0 != 0 } ?? 0
    var total = 0.0
    var months: [Month] = []
    for index in 0...last {
      total += shown[index]
      var (name, year) = index < CashRelease.horizon ? ("\(index + 1)", "Month") : ("later", "")
      var key = name
      if let start, index < CashRelease.horizon {
        let date = start.adding(months: index)
        (name, year) = (format.dates.monthName(date), String(date.civil.year))
        key = String(date.description.prefix(7))
      }
      months.append(
        Month(
          name: name, year: year, key: key, cash: shown[index], total: total,
          cashText: format.signedShortMoney(shown[index], on: scale),
          totalText: format.signedShortMoney(total, on: scale)))
    }
    func when(_ month: Month) -> String {
      start == nil ? "month \(month.name)" : "\(month.name) \(month.year)"
    }
    let all = context.stock(abs(context.totalStock.change), on: scale)
    func amount(_ value: Double) -> String { context.stock(value, on: scale) }
    months[last].totalText = all
    let highest = months.max { $0.total < $1.total } ?? months[0]
    let half = months.firstIndex { $0.total >= total / 2 } ?? 0
    let spent = months.min { $0.total < $1.total }.flatMap { $0.total < 0 ? $0 : nil }
    let title =
      half >= CashRelease.horizon
      ? "\(all) released, most of it after \(format.count(CashRelease.horizon, "month"))"
      : months.count(where: { $0.cash != 0 }) == 1
        ? "\(all) released in \(when(months[half]))"
        : "\(amount(months[half].total)) of \(all) released by the end of \(when(months[half]))"
          + (highest.total > total && amount(highest.total) != amount(months[half].total)
            ? ", at most \(amount(highest.total)) in \(when(highest))" : "")
    self.init(
      heading: FigureHeading(
        id: "cash-release", title: title,
        subtitle: "Cash released by month of the plan, and in all, \(context.currency), one-time",
        source: "Surplus leaves as mean demand consumes it; additions are bought in the first month of their phase",
        alternativeText: "Columns of cash by month, and a line of the sum. "
          + months.filter { $0.cash != 0 }.map {
            "\($0.year.isEmpty ? "Later" : when($0)): \(format.signedShortMoney($0.cash))"
          }.joined(separator: ", ") + "; \(all) in all."
          + (spent.map { " Up to \(when($0)) more is bought than released: \(format.signedShortMoney($0.total))." }
            ?? "")),
      unit: context.currency, months: months)
  }
}
