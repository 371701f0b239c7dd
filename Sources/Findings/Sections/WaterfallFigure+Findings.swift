import SupplyNetwork

extension WaterfallFigure {
  /// From today's stock to the optimised one: excess, then the change of levels tier by tier.
  ///
  /// All figures share one scale, and steps are reconciled in its unit, so that the texts add up.
  init(_ context: FindingsContext) {
    let stock = context.totalStock
    let role = Ledger.Roles.Role.excess.rawValue
    func excess(_ sums: Ledger.Sums) -> Double {
      context.ledger.hasValue ? sums.currentRoles.value[role] : sums.currentRoles.units[role]
    }
    var names = ["Excess above every target"]
    var changes = [-excess(context.total)]
    for tier in context.tiers {
      let sums = context.sums(tier: tier)
      names.append("New levels, \(context.model.tiers[tier].name)")
      changes.append(context.optimised(sums) - context.current(sums) + excess(sums))
    }
    // The excess reads as it does elsewhere; the tiers take up the rest.
    let first = stock.scale.shown(changes[0])
    let shown =
      [first]
      + reconciled(
        Array(changes.dropFirst()), total: stock.optimised - stock.current - first, unit: stock.scale.unit)
    let steps = zip(names, shown).filter { abs($0.1) >= stock.scale.unit / 2 }.map { name, change in
      Step(
        name: name, change: change, text: context.stockChange(change, on: stock.scale),
        direction: context.direction(change, moreIsGood: false))
    }
    let start = context.stock(stock.current, on: stock.scale)
    let end = context.stock(stock.optimised, on: stock.scale)
    let largest = steps.min { $0.change < $1.change }.flatMap { $0.change < 0 ? $0 : nil }
    self.init(
      heading: FigureHeading(
        id: "financial-waterfall",
        title: largest.map {
          "\($0.name): the largest \(context.knowsStock ? "release" : "difference"), "
            + context.stock(-$0.change, on: stock.scale)
        }
          ?? (steps.isEmpty ? "Stock stays at \(start)" : "Stock changes from \(start) to \(end)"),
        subtitle: "Stock on hand \(context.currentPhrase) to optimised, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"), one-time",
        source: "Stock \(context.currentPhrase): \(context.stockSource); optimised: simulated",
        alternativeText: "Waterfall from \(start) to \(end)"
          + (steps.isEmpty ? "." : ": " + steps.map { "\($0.name) \($0.text)" }.joined(separator: ", ") + ".")),
      startName: context.currentLabel, start: stock.current, startText: start, steps: steps, endName: "Optimised",
      end: stock.optimised, endText: steps.isEmpty ? "\(end), unchanged" : end)
  }
}
