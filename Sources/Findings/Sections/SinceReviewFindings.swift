import SupplyNetwork

/// What changed since an earlier review, and what became of its plan.
public struct SinceReviewFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What is compared, and in what measure.
  public var basis: String
  /// What changed in the data, a sentence each.
  public var changes: [String]
  /// Key figures, then and now.
  public var keyFigures: FindingsTable
  /// From the plan's inventory then to now, by cause; `nil` where nothing changed.
  public var inventory: WaterfallFigure?
  /// The same for what carrying it costs a year; `nil` also where that is the inventory at one rate,
  /// or does not change.
  public var holdingCost: WaterfallFigure?
  /// Both, as a table.
  public var bridge: FindingsTable
  /// How causes are told apart.
  public var order: String
  /// From the stock measured then to that measured now; `nil` where either is unknown, or they are equal.
  public var stock: FindingsTable?
  /// Whether stock followed the plan, by tier.
  public var followUp: FindingsTable?
  /// Whether the promises of that review came true, a sentence each; empty where nothing is known.
  public var promises: [String]

  /// Says what changed between two runs of a report.
  public init(_ comparison: ReviewComparison) {
    self.init(comparison, labels: ReviewLabels(then: comparison.then, now: comparison.now))
  }

  /// Says what changed between two runs under names of their own.
  public init(_ comparison: ReviewComparison, labels: ReviewLabels) {
    let texts = ReviewTexts(comparison: comparison, labels: labels)
    let inventory = texts.inventoryBridge
    let holding = texts.holdingBridge
    lead = texts.lead(inventory, holding: holding)
    basis = texts.basis
    changes = texts.changes
    keyFigures = texts.keyFigures
    if texts.showsSteps {
      self.inventory = texts.figure(
        inventory, id: "review-inventory", measure: "the plan's inventory",
        subtitle: "Safety and cycle stock of the plan, \(texts.unit), \(labels.then) to \(labels.now)")
      if !holding.steps.isEmpty, !holding.isMultiple(of: inventory) {
        holdingCost = texts.figure(
          holding, id: "review-holding-cost", measure: "the plan's holding cost",
          subtitle: "Cost of carrying that stock a year, \(texts.currency), \(labels.then) to \(labels.now)")
      }
    }
    bridge = texts.bridgeTable
    order = texts.order
    stock = texts.stockTable
    if let cutOff = comparison.now.dataCutOff, cutOff == comparison.then.dataCutOff {
      promises = ["Both runs are of the same data cut-off: it is too early to tell."]
      return
    }
    let followUp = ReviewFollowUp(comparison, texts: texts)
    self.followUp = followUp?.table
    promises = followUp?.sentences ?? texts.promisesUnknown
  }
}
