import SupplyNetwork

/// The words and tables of a comparison of two runs.
struct ReviewTexts {
  let comparison: ReviewComparison
  let labels: ReviewLabels
  let format: NumberFormat

  init(comparison: ReviewComparison, labels: ReviewLabels) {
    self.comparison = comparison
    self.labels = labels
    format = NumberFormat(comparison.now.model.settings, currency: comparison.now.currency)
  }

  /// Unit of amounts of money.
  var currency: String { comparison.now.currency.isEmpty ? "money" : comparison.now.currency }
  /// Unit of stock.
  var unit: String { comparison.hasValue ? currency : "units" }

  /// Stock of the totals of a plan, in the measure.
  func stock(_ totals: PlanTotals) -> Double { comparison.hasValue ? totals.value : totals.units }

  /// The bridge of the plan's inventory.
  var inventoryBridge: ShownBridge { shown(isMoney: comparison.hasValue, stock) }
  /// The bridge of what carrying it costs a year.
  var holdingBridge: ShownBridge { shown(isMoney: true) { $0.annualHolding } }

  private func shown(isMoney: Bool, _ measure: (PlanTotals) -> Double) -> ShownBridge {
    let bridge = comparison.bridge
    return ShownBridge(
      from: measure(bridge.start), to: measure(bridge.end),
      bridge.steps.map { ($0.cause.name, $0.cause.phrase, measure($0.change)) }, isMoney: isMoney,
      format)
  }

  /// Whether the plan rests on what it rested on.
  private var isUnchanged: Bool { comparison.bridge.steps.allSatisfy { $0.change == PlanTotals() } }

  func lead(_ bridge: ShownBridge, holding: ShownBridge) -> String {
    guard isUnchanged else {
      let cost = holding.ends.change
      let second =
        cost == 0
        ? ""
        : "; carrying it costs \(holding.text(abs(cost), format)) a year \(cost > 0 ? "more" : "less")"
          + (holding.largest.map(holding.reason) ?? "")
      return "\(labels.opening) the plan's inventory \(bridge.sentence(format))\(second)."
    }
    let amount = bridge.text(bridge.ends.optimised, format)
    if let aside = labels.aside { return "\(labels.opening) the plan's inventory stays at \(amount). \(aside)" }
    return changes.isEmpty
      ? "\(labels.opening) nothing that the plan rests on has changed: its inventory stays at \(amount)."
      : "\(labels.opening) the plan has not changed: its inventory stays at \(amount)."
  }

  var basis: String {
    let version =
      comparison.then.toolVersion == comparison.now.toolVersion
      ? "" : " That run was planned by meio \(comparison.then.toolVersion)."
    return "The plan's inventory is its safety and cycle stock by the model"
      + (comparison.hasValue ? " at unit cost" : ", in units")
      + "; stock and service of the key figures are measured or simulated, as they say." + version
  }

  var order: String {
    let names = ReviewCause.ofModels.map(\.phrase)
    return "Causes are replaced one after the other in this order: \(names.dropLast().joined(separator: ", ")) and "
      + "\(names.last ?? ""); after each, the plan is optimised again. What two causes do together counts with the later "
      + "one, so that another order would share it out differently."
      + (comparison.bridge.leavesBoundsAside
        ? " Where limits on stock or a budget left no plan between, they are left aside there." : "")
  }

  /// A waterfall of what can be seen.
  func figure(_ bridge: ShownBridge, id: String, measure: String, subtitle: String) -> WaterfallFigure {
    let start = bridge.text(bridge.ends.current, format)
    let end = bridge.text(bridge.ends.optimised, format)
    return WaterfallFigure(
      heading: FigureHeading(
        id: id,
        title: bridge.largest.map {
          "\($0.name) \(Self.verb($0)) \(measure)\(bridge.steps.count > 1 ? " most" : ""): "
            + bridge.signed($0.change, format)
        } ?? "\(measure.prefix(1).uppercased() + measure.dropFirst()) stays at \(end)",
        subtitle: subtitle, source: "Plans optimised again after each cause; modelled",
        alternativeText: "Waterfall from \(start) to \(end)"
          + (bridge.steps.isEmpty
            ? "."
            : ": " + bridge.steps.map { "\($0.name) \(bridge.signed($0.change, format))" }.joined(separator: ", ") + ".")
      ),
      startName: labels.then, start: bridge.ends.current, startText: start,
      steps: bridge.steps.map {
        .init(
          name: $0.name, change: $0.change, text: bridge.signed($0.change, format),
          direction: $0.change < 0 ? .good : .bad)
      }, endName: labels.now, end: bridge.ends.optimised,
      endText: bridge.steps.isEmpty ? "\(end), unchanged" : end)
  }

  /// "raises" or "lower", as what the step is named after is one or many.
  private static func verb(_ step: ShownBridge.Step) -> String {
    (step.change > 0 ? "raise" : "lower") + (step.name.hasSuffix("s") ? "" : "s")
  }

  /// Whether any step of the bridges can be seen.
  var showsSteps: Bool { !inventoryBridge.steps.isEmpty || !holdingBridge.steps.isEmpty }

  /// What to supply where nothing can be said of promises; empty where no run found anything.
  var promisesUnknown: [String] {
    guard comparison.then.results != nil else { return [] }
    return comparison.then.model.measuresStock
      ? ["Whether stock followed the plan cannot be told: supply inventory.csv with today's stock."]
      : ["Whether stock followed the plan cannot be told, as the stock of that review was not measured."]
  }
}
