import Probability
import SupplyNetwork

/// The page that stands alone: recommendation, decisions, figures, risks.
public struct SummaryFindings: Sendable, Codable {
  /// The recommendation in one sentence.
  public var recommendation: String
  /// The change against what was measured, and like for like; `nil` where all figures are simulated, or a warning tells it.
  public var yardsticks: String?
  /// What keeps the recommendation from being taken as it stands.
  public var warnings: [String]
  /// What readers are asked to decide.
  public var decisions: [String]
  /// Name of the state before the change ("Today", "Independent").
  public var currentLabel: String
  /// Six figures, today against optimised.
  public var keyFigures: [KeyFigure]
  /// What stock is for, today against optimised.
  public var stockByRole: CompositionFigure
  /// What happens if nothing is done.
  public var ifNothingIsDone: String
  /// The three largest risks.
  public var risks: [String]
  /// Confidence in the data, in one sentence.
  public var confidence: String

  init(_ context: FindingsContext, implementation: ImplementationFindings, assumptions: AssumptionFindings) {
    let collapse = ServiceCollapse(context)
    let likeForLike = LikeForLike(context)
    recommendation = collapse?.recommendation ?? Self.recommendation(context, likeForLike)
    yardsticks = context.knowsStock ? likeForLike.flatMap { $0.sentence(context) } : Self.withTransit(context)
    warnings = [collapse?.warning, likeForLike?.warning(context)].compactMap { $0 }
    decisions =
      collapse?.decisions ?? Self.decisions(context, implementation: implementation)
    currentLabel = context.currentLabel
    keyFigures = SummaryKeyFigures.all(context)
    stockByRole = CompositionFigure(stockByRole: context)
    ifNothingIsDone = Self.inaction(context, likeForLike)
    // A warning is the gravest risk; then what would serve worst comes before what would need more stock.
    let most = warnings.isEmpty ? 3 : 2
    let hardest = ScenarioTexts(context, ScenarioRow.all(context)).hardest
    let found =
      [hardest].compactMap { $0 }
      + SummaryRisk.largest(context, count: most - (hardest == nil ? 0 : 1)).map(\.text)
    risks =
      found.isEmpty
      ? [
        "None that the figures show: every promise is kept, and neither variability nor lead times nor correlation "
          + "moves the safety stock by more than \(context.format.percent(0.02, decimals: 0))."
      ] : found
    confidence = "Confidence in the data: grade \(assumptions.grade)" + assumptions.gradeReason
  }

  /// What stock in transit makes of a difference to a benchmark, where it makes it another one.
  private static func withTransit(_ context: FindingsContext) -> String? {
    let (now, then) = (context.total.currentRoles, context.total.optimisedRoles)
    let hasValue = context.ledger.hasValue
    let totals = [now, then].map { (hasValue ? $0.value : $0.units).reduce(0, +) }
    let pair = DisplayedPair(totals[0], totals[1], on: context.stockScale(totals.max() ?? 0))
    guard pair.change != 0, (pair.change < 0) != (context.totalStock.change < 0) else { return nil }
    return "Stock on hand alone: with goods in transit it is \(context.stock(pair.current, on: pair.scale)) under "
      + "\(context.benchmarkName) and \(context.stock(pair.optimised, on: pair.scale)) under the plan"
      + (pair.change > 0 && context.customerFillChange == .better ? ", as more is sold." : ".")
  }

  private static func recommendation(_ context: FindingsContext, _ likeForLike: LikeForLike?) -> String {
    guard context.knowsStock else { return againstBenchmark(context) }
    let format = context.format
    if context.isUnchanged {
      return "Keep \(context.currentPolicyName), which the plan cannot better: inventory of "
        + "\(context.stock(context.totalStock.current, on: context.totalStock.scale)), customers' fill rate of "
        + "\(format.percent(context.customerFillNow.mean))."
    }
    // What the simulation of today's levels does not give is not for the plan to take away.
    let simulated = likeForLike.flatMap { $0.leads ? $0 : nil }
    let stock = simulated?.stock ?? context.totalStock
    let fill = context.study.current.customerFillRate
    let fillNow = simulated == nil ? context.customerFillNow : (mean: fill.mean, halfWidth: fill.halfWidth)
    let now = format.percent(fillNow.mean)
    let then = format.percent(context.study.optimised.customerFillRate.mean)
    let percentage = format.change(stock)
    let circumstance = KnownOutages(context).circumstance.map { ", both played with \($0)" } ?? ""
    let start =
      "Place safety stock across the network as one system: \(simulated == nil ? "" : "like for like\(circumstance), ")"
    let amount = context.stock(abs(stock.change), on: stock.scale)
    let service =
      switch context.customerFillChange(from: fillNow) {
      case .noClearDifference: "with no clear difference in customers' fill rate (\(then) against \(now))"
      case .better: "and raise customers' fill rate from \(now) to \(then)"
      case .worse:
        "and accept a customers' fill rate of \(then) instead of \(now)"
          + (FixedLevels.isBehindFall(context) ? ", as levels that planners have fixed miss their targets" : "")
      }
    guard context.ledger.hasValue else {
      // Units of different stages need not be worth the same: what the plan minimises is their cost.
      let holding = simulated?.holding ?? context.annualHolding
      let cost = format.shortMoney(abs(holding.change), on: holding.scale)
      let percentage = format.change(holding)
      let effect =
        holding.change < 0
        ? "cut the cost of holding stock by \(cost) a year (\(percentage))"
        : holding.change > 0
          ? "spend \(cost) a year more on holding stock (\(percentage))" : "hold stock at the same cost"
      return start + "\(effect) \(service)."
    }
    if stock.change < 0 { return start + "cut inventory by \(amount) (\(percentage)) \(service)." }
    if stock.change > 0 { return start + "invest \(amount) in inventory (\(percentage)) \(service)." }
    let kept = stock.current == 0 ? "as it is" : "at \(context.stock(stock.current, on: stock.scale))"
    return start + "keep inventory \(kept) \(service)."
  }

  /// The headline where today is unknown: it names what the plan is compared with.
  private static func againstBenchmark(_ context: FindingsContext) -> String {
    let format = context.format
    let stock = context.totalStock
    let now = format.percent(context.customerFillNow.mean)
    let then = format.percent(context.study.optimised.customerFillRate.mean)
    if context.isUnchanged {
      return "Nothing betters \(context.benchmarkPractice) here: the optimal plan is the same, with inventory of "
        + "\(context.stock(stock.current, on: stock.scale)) and a customers' fill rate of \(now)."
    }
    let service =
      switch context.customerFillChange {
      case .noClearDifference: "with no clear difference in customers' fill rate (\(then) against \(now))"
      case .better, .worse: "at a customers' fill rate of \(then) against \(now)"
      }
    let effect: String
    if context.ledger.hasValue {
      let amount = context.stock(abs(stock.change), on: stock.scale)
      let percentage = format.change(stock)
      effect =
        stock.change == 0
        ? "needs as much stock" : "needs \(amount) \(stock.change < 0 ? "less" : "more") stock (\(percentage))"
    } else {
      // Units of different stages need not be worth the same: what the plan minimises is their cost.
      let holding = context.annualHolding
      let cost = format.shortMoney(abs(holding.change), on: holding.scale)
      let percentage = format.change(holding)
      effect =
        holding.change == 0
        ? "holds stock at the same cost"
        : "makes holding stock \(cost) a year \(holding.change < 0 ? "cheaper" : "dearer") (\(percentage)\(context.moneyNote))"
    }
    let circumstance = KnownOutages(context).circumstance.map { ", both played with \($0)" } ?? ""
    return
      "Against \(context.benchmarkPractice)\(circumstance), placing safety stock as one system \(effect) \(service)."
  }

  private static func decisions(_ context: FindingsContext, implementation: ImplementationFindings) -> [String] {
    let format = context.format
    let lines = context.ledger.lines
    let changed = context.changedLevels
    let reference = context.currentPolicyName
    var list = [
      changed == 0
        ? (context.knowsStock || !context.isUnchanged ? "Keep the order-up-to levels" : "None")
          + ": \(context.isUnchanged ? "the plan and" : "those of the plan and") \(reference) are the same."
        : "Approve the order-up-to levels of the plan: \(format.number(Double(changed))) of "
          + "\(format.count(lines.count, "level")) \(changed == 1 ? "differs" : "differ") from \(reference)."
    ]
    let listening = context.tiers.map { context.model.tiers[$0].name }.filter {
      context.settings.replenishment.proposedRule($0)?.logic == .pointOfSaleEchelon
    }
    if !listening.isEmpty {
      list.append(
        "Let orders follow demand at the points of sale (\(listening.joined(separator: ", "))) instead of the orders that "
          + "each location receives; the levels of the plan are where they start.")
    }
    list += ruleChanges(context, except: listening)
    func sum(_ part: (Ledger.Line) -> Double) -> Double {
      lines.reduce(0) { $0 + max(0, part($1)) * (context.ledger.hasValue ? $1.unitCost : 1) }
    }
    // What is released less what is bought is the change that the figures show.
    let stock = context.totalStock
    let shown = reconciled(
      [sum { $0.currentOnHand - $0.optimisedOnHand }, -sum { $0.optimisedOnHand - $0.currentOnHand }],
      total: -stock.change, unit: stock.scale.unit)
    let (falling, rising) = (shown[0], -shown[1])
    if context.knowsStock, changed > 0, rising > stock.scale.unit / 2 {
      let released = context.stock(falling, on: stock.scale)
      let source =
        falling >= rising
        ? "out of the \(released) released elsewhere"
        : falling > stock.scale.unit / 2
          ? "of which \(released) is released elsewhere" : "as nothing is released elsewhere"
      let fixed = min(rising, stock.scale.shown(FixedLevels(context).rise))
      let place =
        fixed < stock.scale.unit / 2
        ? "where the plan needs it"
        : fixed > rising - stock.scale.unit / 2
          ? "where planners have fixed levels"
          : "where the plan needs it (\(context.stock(rising - fixed, on: stock.scale))) and where planners have fixed "
            + "levels (\(context.stock(fixed, on: stock.scale)))"
      list.append("Fund \(context.stock(rising, on: stock.scale)) of additional stock \(place), \(source).")
    }
    guard !context.isUnchanged else { return list }
    let prepare = "Prepare" + (implementation.start.map { " from \($0)" } ?? "")
    let first = implementation.firstToChange.flatMap { names in
      implementation.pilotMonth.map { ", change \(names) over from \($0)" }
    }
    list.append(prepare + (first ?? "") + " and roll out through the gates of the plan.")
    return list
  }

  /// By which rules tiers are to order instead of those of today, a sentence for each change.
  private static func ruleChanges(_ context: FindingsContext, except told: [String]) -> [String] {
    let settings = context.settings
    var changes: [(rules: String, tiers: [String])] = []
    for tier in context.tiers.map({ context.model.tiers[$0].name })
    where settings.changesRule(tier) && !told.contains(tier) {
      let (today, proposed) = (settings.currentRule(tier), settings.replenishment.proposedRule(tier))
      let (from, to) = (PolicyFindings.name(of: today), PolicyFindings.name(of: proposed))
      let rules = from == to ? "\(to), with other parameters" : "\(to) instead of \(from.lowercased())"
      if let index = changes.firstIndex(where: { $0.rules == rules }) {
        changes[index].tiers.append(tier)
      } else {
        changes.append((rules, [tier]))
      }
    }
    return changes.map { "Change how orders are made (\($0.tiers.joined(separator: ", "))): \($0.rules)." }
  }

  private static func inaction(_ context: FindingsContext, _ likeForLike: LikeForLike?) -> String {
    guard context.knowsStock else {
      let reason = context.stockUnknown
      let start = reason.prefix(1).uppercased() + reason.dropFirst()
      return "\(start). To see what inaction costs, \(context.stockRequest)."
    }
    let format = context.format
    let stock = context.totalStock
    let holding = context.annualHolding
    let fillNow = context.customerFillNow.mean
    var parts: [String] = []
    if holding.change < 0 {
      let alike = likeForLike.flatMap { $0.leads ? $0.holding : nil }
      parts.append(
        "stock costs \(format.shortMoney(-holding.change, on: holding.scale)) a year more to carry than the plan needs"
          + (alike.map {
            " (like for like \(format.shortMoney(abs($0.change), on: $0.scale))\($0.change > 0 ? " less" : ""))"
          } ?? ""))
    }
    if stock.change > 0 {
      let fixed = stock.scale.shown(FixedLevels(context).rise)
      parts.append(
        "stock stays \(context.stock(stock.change, on: stock.scale)) below "
          + (fixed < stock.scale.unit / 2
            ? "what the plan needs for its promise"
            : "that of the plan, in which levels that planners have fixed add \(context.stock(fixed, on: stock.scale))")
      )
    }
    if fillNow < 0.9995 {
      parts.append(
        "customers do not find \(format.percent(1 - fillNow)) of their demand on the shelf in time, against "
          + "\(format.percent(1 - context.study.optimised.customerFillRate.mean)) under the plan")
    }
    guard !parts.isEmpty else { return "Nothing changes: the plan neither saves cost nor improves service." }
    let sentence = parts.joined(separator: ", and ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
  }
}
