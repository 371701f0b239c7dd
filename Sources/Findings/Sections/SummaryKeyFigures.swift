import Probability
import SupplyNetwork

/// The six figures of the summary, today against optimised. Amounts and points add up as shown; percentages are those of
/// the unrounded figures.
enum SummaryKeyFigures {
  static func all(_ context: FindingsContext) -> [KeyFigure] {
    let last =
      !context.ledger.hasValue
      ? safetyStock(context) : context.knowsStock ? workingCapital(context) : stockSaved(context)
    let figures: [(figure: KeyFigure?, isOfStock: Bool)] = [
      (inventory(context), true), (daysOfSupply(context), true), (fillRate(context), false),
      (holdingCost(context), true), (stockouts(context), false), (last, true),
    ]
    // Less stock is no gain where it does not serve, nor where nobody knows what it is less than.
    let hasCollapsed = ServiceCollapse(context) != nil
    let isUnsure = LikeForLike(context).map { $0.leads || $0.backTest.fails } ?? false
    return figures.compactMap { figure, isOfStock in
      guard var figure else { return nil }
      if figure.direction == .good, hasCollapsed || isUnsure && isOfStock { figure.direction = .neutral }
      return figure
    }
  }

  /// "today: measured" or "the independent plan, simulated", and what the simulation of a measured policy gives.
  private static func origin(_ context: FindingsContext, _ basis: Ledger.Basis, simulated: String) -> String {
    switch basis {
    case .simulated: "\(context.usesTodaysLevels ? "today's levels" : context.benchmarkName), simulated"
    case .measured, .mixed: "today \(context.words(basis)) (its levels simulated: \(simulated))"
    }
  }

  private static func inventory(_ context: FindingsContext) -> KeyFigure {
    let pair = context.totalStock
    let interval = context.study.optimised.estimate(context.stockQuantity)
    let simulated = context.stock(context.simulated(context.total), on: pair.scale)
    return KeyFigure(
      name: context.ledger.hasValue ? "Inventory value" : "Inventory",
      current: context.stock(pair.current, on: pair.scale), optimised: context.stock(pair.optimised, on: pair.scale),
      change: context.change(pair),
      direction: context.direction(pair.change, moreIsGood: false),
      note: "\(origin(context, context.ledger.stockBasis, simulated: simulated)); optimised simulated"
        + (interval.count > 1 ? " ± \(context.stock(interval.halfWidth))" : ""), currentValue: pair.exact.current,
      optimisedValue: pair.exact.optimised)
  }

  private static func daysOfSupply(_ context: FindingsContext) -> KeyFigure? {
    guard
      let now = context.daysOfSupply(context.current(context.total), perPeriod: context.consumption),
      let then = context.daysOfSupply(context.optimised(context.total), perPeriod: context.consumption)
    else { return nil }
    let change = then.roundedTo(decimals: 1) - now.roundedTo(decimals: 1)
    return KeyFigure(
      name: "Days of supply", current: context.days(now), optimised: context.days(then),
      change: context.format.signed(change, decimals: 1) + " days",
      direction: context.direction(change.roundedTo(decimals: 1), moreIsGood: false),
      note: "all stock on hand ÷ customers' mean demand, in days", currentValue: now, optimisedValue: then)
  }

  private static func fillRate(_ context: FindingsContext) -> KeyFigure {
    let format = context.format
    let now = context.customerFillNow.mean
    let fill = context.study.optimised.customerFillRate
    let change = context.customerFillChange
    return KeyFigure(
      name: "Customers' fill rate", current: format.percent(now), optimised: format.percent(fill.mean),
      change: change == .noClearDifference
        ? "no clear difference"
        : format.points(fill.mean.roundedTo(decimals: 3) - now.roundedTo(decimals: 3)),
      direction: change == .noClearDifference ? .neutral : change == .better ? .good : .bad,
      note: origin(
        context, context.ledger.serviceBasis, simulated: format.percent(context.study.current.customerFillRate.mean))
        + "; optimised simulated"
        + (fill.count > 1 ? " \(format.plusMinus(fill.halfWidth * 100, decimals: 1)) pts" : ""), currentValue: now,
      optimisedValue: fill.mean)
  }

  private static func holdingCost(_ context: FindingsContext) -> KeyFigure {
    let format = context.format
    let pair = context.annualHolding
    return KeyFigure(
      name: "Holding cost a year", current: format.shortMoney(pair.current, on: pair.scale),
      optimised: format.shortMoney(pair.optimised, on: pair.scale),
      change: format.change(pair),
      direction: context.direction(pair.change, moreIsGood: false), note: FinancialFindings.rateText(context),
      currentValue: pair.exact.current, optimisedValue: pair.exact.optimised)
  }

  private static func stockouts(_ context: FindingsContext) -> KeyFigure {
    let format = context.format
    let now = FinancialFindings.currentStockouts(context)
    let events = context.study.optimised.estimate(.stockoutEvents)
    let pair = FinancialFindings.stockouts(context)
    let isClear = FinancialFindings.stockoutsDiffer(context)
    let share = FinancialFindings.stockoutShare(context)
    // Stockouts that do not end are few events.
    let isLonger =
      isClear && pair.change < 0
      && (share.optimised.lower > share.current.upper || share.optimised.mean.roundedTo(decimals: 3) >= 1)
    return KeyFigure(
      name: "Stockout events a month", current: format.scaled(pair.current, on: pair.scale),
      optimised: format.scaled(pair.optimised, on: pair.scale),
      change: isClear ? format.change(pair) : "no clear difference",
      direction: isClear && !isLonger ? context.direction(pair.change, moreIsGood: false) : .neutral,
      note: (now.isMeasured ? "today measured" : "\(context.currentPolicyName), simulated") + "; optimised simulated"
        + (events.count > 1
          ? " \(format.plusMinus(events.halfWidth * context.periodsPerMonth, decimals: pair.scale.decimals))" : "")
        + "; \(context.period)s with a stockout, simulated: \(format.percent(share.current.mean)) → "
        + format.percent(share.optimised.mean) + (isLonger ? " (fewer events, as they last longer)" : ""),
      currentValue: pair.exact.current, optimisedValue: pair.exact.optimised)
  }

  private static func workingCapital(_ context: FindingsContext) -> KeyFigure {
    let pair = context.totalStock
    let cash = CashRelease(context)
    let alike = LikeForLike(context).flatMap { $0.leads ? $0.stock : nil }
    // What comes within the year and what comes later add up to the difference shown.
    let released = reconciled([cash.months.reduce(0, +), cash.later], total: -pair.change, unit: pair.scale.unit)[0]
    let within = context.stockChange(released, on: pair.scale)
    return KeyFigure(
      name: FinancialFindings.differenceName(context, rises: pair.change > 0), current: NumberFormat.none,
      optimised: context.stock(abs(pair.change), on: pair.scale),
      change: within + " within 12 months",
      direction: context.direction(-pair.change, moreIsGood: true),
      note: alike.map {
        "one-time; like for like "
          + ($0.change == 0
            ? "none" : "\(context.stock(abs($0.change), on: $0.scale)) \($0.change < 0 ? "freed" : "needed")")
      } ?? "one-time, from the plan's start; surplus leaves only as demand consumes it", currentValue: nil,
      optimisedValue: abs(pair.exact.optimised - pair.exact.current))
  }

  /// In the place of working capital where today is unknown: nothing is freed by leaving a benchmark.
  private static func stockSaved(_ context: FindingsContext) -> KeyFigure {
    let pair = context.totalStock
    return KeyFigure(
      name: FinancialFindings.differenceName(context, rises: pair.change > 0), current: NumberFormat.none,
      optimised: context.stock(abs(pair.change), on: pair.scale),
      change: context.change(pair),
      direction: context.direction(pair.change, moreIsGood: false), note: "a benchmark: \(context.stockUnknown)",
      currentValue: nil, optimisedValue: abs(pair.exact.optimised - pair.exact.current))
  }

  private static func safetyStock(_ context: FindingsContext) -> KeyFigure {
    let format = context.format
    let pair = DisplayedPair(counting: context.total.currentSafetyStock, context.total.optimisedSafetyStock)
    return KeyFigure(
      name: "Safety stock, units", current: format.scaled(pair.current, on: pair.scale),
      optimised: format.scaled(pair.optimised, on: pair.scale),
      change: format.change(pair), direction: .neutral,
      note: "in the levels of \(context.currentPolicyName) and of the plan, sum over stages",
      currentValue: pair.exact.current, optimisedValue: pair.exact.optimised)
  }
}
