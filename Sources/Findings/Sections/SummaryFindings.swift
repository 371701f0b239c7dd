import Probability
import SupplyNetwork

/// The page that stands alone: recommendation, decisions, figures, risks.
public struct SummaryFindings: Sendable, Codable {
  /// The recommendation in one sentence.
  public var recommendation: String
  /// What readers are asked to decide.
  public var decisions: [String]
  /// Six figures, today against optimised.
  public var keyFigures: [KeyFigure]
  /// What happens if nothing is done.
  public var ifNothingIsDone: String
  /// The three largest risks.
  public var risks: [String]
  /// Confidence in the data, in one sentence.
  public var confidence: String

  init(
    _ context: FindingsContext, implementation: ImplementationFindings, evidence: EvidenceFindings, grade: String
  ) {
    let format = context.format
    let now = context.current(context.total)
    let then = context.optimised(context.total)
    let fillNow = Self.currentFill(context)
    let fill = context.study.optimised.customerFillRate
    let gain = fill.mean - fillNow
    let service =
      abs(gain) <= fill.halfWidth
      ? "hold customers' fill rate at \(format.percent(fill.mean))"
      : gain > 0
        ? "raise customers' fill rate from \(format.percent(fillNow)) to \(format.percent(fill.mean))"
        : "accept a customers' fill rate of \(format.percent(fill.mean)) instead of \(format.percent(fillNow))"
    recommendation =
      then < now
      ? "Place safety stock across the network as one system: cut inventory by \(context.stock(now - then)) "
        + "(\(format.change(from: now, to: then))) and \(service)."
      : "Place safety stock across the network as one system: invest \(context.stock(then - now)) "
        + "(\(format.change(from: now, to: then))) to \(service)."
    decisions = Self.decisions(context, implementation: implementation)
    keyFigures = Self.keyFigures(context)
    ifNothingIsDone = Self.inaction(context)
    risks = Self.risks(context, evidence: evidence)
    confidence = "Confidence in the data: grade \(grade) (rule and checks in the last section)."
  }

  static func currentFill(_ context: FindingsContext) -> Double {
    context.ledger.isServiceMeasured ? context.customers.currentFillRate : context.study.current.customerFillRate.mean
  }

  private static func decisions(_ context: FindingsContext, implementation: ImplementationFindings) -> [String] {
    let format = context.format
    let changed = context.ledger.lines.filter { abs($0.optimisedBaseStock - $0.currentBaseStock) >= 1 }.count
    var list = [
      "Approve the order-up-to levels of the plan: \(format.number(Double(changed))) of "
        + "\(format.count(context.ledger.lines.count, "level")) change."
    ]
    let rising = context.ledger.lines.reduce(0.0) {
      $0 + max(0, $1.optimisedOnHand - $1.currentOnHand) * (context.ledger.hasValue ? $1.unitCost : 1)
    }
    if rising > 0 {
      list.append("Fund \(context.stock(rising)) of additional stock where service needs it, out of what is released elsewhere.")
    }
    if let pilot = implementation.pilot {
      list.append("Start with \(pilot) on \(implementation.start) and roll out through the gates of the plan.")
    } else {
      list.append("Start on \(implementation.start) and roll out through the gates of the plan.")
    }
    return list
  }

  private static func keyFigures(_ context: FindingsContext) -> [KeyFigure] {
    let format = context.format
    let total = context.total
    let label = context.currentLabel.lowercased()
    let scope = context.ledger.isMeasured ? "measured \(label)" : "\(label) plan, simulated"
    func direction(_ change: Double, moreIsGood: Bool) -> KeyFigure.Direction {
      change == 0 ? .neutral : (change > 0) == moreIsGood ? .good : .bad
    }
    var figures: [KeyFigure] = []
    let now = context.current(total)
    let then = context.optimised(total)
    let interval = context.study.optimised.estimate(context.ledger.hasValue ? .onHandValue : .onHandUnits).halfWidth
    figures.append(
      KeyFigure(
        name: context.ledger.hasValue ? "Inventory value" : "Inventory, units", current: context.stock(now),
        optimised: context.stock(then), change: format.change(from: now, to: then),
        direction: direction(then - now, moreIsGood: false),
        note: "\(scope); optimised ± \(context.stock(interval))"))
    let consumption = context.ledger.hasValue ? context.customers.demandValue : context.customers.demand
    if let daysNow = context.daysOfSupply(now, perPeriod: consumption)?.roundedTo(decimals: 1),
      let daysThen = context.daysOfSupply(then, perPeriod: consumption)?.roundedTo(decimals: 1)
    {
      figures.append(
        KeyFigure(
          name: "Days of supply", current: format.number(daysNow, decimals: 1),
          optimised: format.number(daysThen, decimals: 1),
          change: format.signed(daysThen - daysNow, decimals: 1) + " days",
          direction: direction(daysThen - daysNow, moreIsGood: false), note: "all stock ÷ consumption"))
    }
    let fillNow = currentFill(context)
    let fill = context.study.optimised.customerFillRate
    figures.append(
      KeyFigure(
        name: "Customers' fill rate", current: format.percent(fillNow), optimised: format.percent(fill.mean),
        change: format.points(fill.mean.roundedTo(decimals: 3) - fillNow.roundedTo(decimals: 3)),
        direction: abs(fill.mean - fillNow) <= fill.halfWidth ? .neutral : direction(fill.mean - fillNow, moreIsGood: true),
        note: (context.ledger.isServiceMeasured ? "measured" : "simulated") + " \(label); optimised "
          + format.plusMinus(fill.halfWidth * 100, decimals: 2) + " pts"))
    let year = context.ledger.periodsPerYear
    let holdingNow = total.currentHolding * year
    let holdingThen = total.optimisedHolding * year
    figures.append(
      KeyFigure(
        name: "Holding cost a year", current: format.shortMoney(holdingNow), optimised: format.shortMoney(holdingThen),
        change: format.change(from: holdingNow, to: holdingThen),
        direction: direction(holdingThen - holdingNow, moreIsGood: false),
        note: context.ledger.hasValue
          ? "at \(format.percent(context.settings.carryingRate, decimals: 0)) of value" : "at the rates of the input"))
    let stockouts = FinancialFindings.currentStockouts(context)
    let events = context.study.optimised.estimate(.stockoutEvents)
    let eventsThen = events.mean * context.periodsPerMonth
    figures.append(
      KeyFigure(
        name: "Stockout events a month", current: format.number(stockouts.value), optimised: format.number(eventsThen),
        change: format.change(from: stockouts.value, to: eventsThen),
        direction: direction(eventsThen - stockouts.value, moreIsGood: false),
        note: (stockouts.isMeasured ? "measured" : "simulated") + " \(label); optimised "
          + format.plusMinus(events.halfWidth * context.periodsPerMonth, decimals: 0)))
    if context.ledger.hasValue {
      let cash = CashRelease(context)
      let year = cash.months.reduce(0, +)
      figures.append(
        KeyFigure(
          name: now >= then ? "Working capital freed" : "Working capital needed", current: "–",
          optimised: context.stock(abs(now - then)),
          change: format.signedShortMoney(year) + " within 12 months", direction: direction(now - then, moreIsGood: true),
          note: "one-time; as demand consumes it"))
    } else {
      figures.append(
        KeyFigure(
          name: "Safety stock, units",
          current: format.scaled(context.ledger.lines.reduce(0) { $0 + $1.currentSafetyStock }),
          optimised: format.scaled(total.optimisedSafetyStock),
          change: format.change(
            from: context.ledger.lines.reduce(0) { $0 + $1.currentSafetyStock }, to: total.optimisedSafetyStock),
          direction: .neutral, note: "sum over stages"))
    }
    return figures
  }

  private static func inaction(_ context: FindingsContext) -> String {
    let format = context.format
    let saving = (context.total.currentHolding - context.total.optimisedHolding) * context.ledger.periodsPerYear
    let fillNow = currentFill(context)
    let missed = context.customers.demandValue * context.ledger.periodsPerYear * (1 - fillNow)
    var text = saving > 0
      ? "Carrying the surplus costs \(format.shortMoney(saving)) a year"
      : "Stock stays \(context.stock(context.optimised(context.total) - context.current(context.total))) short of what the promise needs"
    text += ", and customers keep finding \(format.percent(1 - fillNow)) of their demand not on the shelf"
    if context.ledger.hasValue { text += " (\(format.shortMoney(missed)) a year at cost)" }
    return text + "."
  }

  /// Risks that the figures show, gravest first.
  private static func risks(_ context: FindingsContext, evidence: EvidenceFindings) -> [String] {
    let format = context.format
    var risks: [(weight: Double, text: String)] = []
    let base = context.study.networks.reduce(0) { $0 + $1.sensitivity.base }
    for parameter in SensitivityStudy.Parameter.allCases where base > 0 {
      let high = context.study.networks.reduce(0) { $0 + $1.sensitivity.high[parameter.rawValue] }
      let extra = high / base - 1
      let stock = context.ledger.hasValue ? context.total.optimisedSafetyValue : context.total.optimisedSafetyStock
      let amount = context.stock(extra * stock)
      switch parameter {
      case .demandVariability:
        risks.append((extra, "Demand 20 % more variable than in the data needs \(amount) more safety stock for the same promise."))
      case .leadTime:
        risks.append((extra, "Lead times 25 % longer need \(amount) more safety stock; none of the plan covers it."))
      case .serviceTarget: break
      }
    }
    let totals = PoolingTotals(context)
    let measured = totals.amount(context, totals.coordinated[1])
    let unpooled = totals.amount(context, totals.coordinated[2])
    if measured > 0, unpooled > measured * 1.02 {
      risks.append(
        (unpooled / measured - 1,
          "If demands moved together fully, the plan would lack \(context.stock(unpooled - measured)) of safety stock."))
    }
    for tier in EvidenceFindings.tiers(context) where tier.isBelow {
      risks.append(
        (tier.promise - tier.simulated.mean + 0.3,
          "Without expediting, \(tier.name) deliver \(format.percent(tier.simulated.mean)) against a promise of "
            + "\(format.percent(tier.promise)) (see Evidence)."))
    }
    let current = context.current(context.total)
    let simulated = context.study.current.estimate(context.ledger.hasValue ? .onHandValue : .onHandUnits).mean
    if context.ledger.isMeasured, current > 0, abs(simulated / current - 1) > 0.1 {
      risks.append(
        (abs(simulated / current - 1),
          "The levels of today's policy do not explain today's stock (\(format.change(from: current, to: simulated)) in "
            + "simulation): part of it has causes that new levels do not remove."))
    }
    return risks.sorted { $0.weight > $1.weight }.prefix(3).map(\.text)
  }
}
