import Probability
import SupplyNetwork

/// What every section is made from: the study, its sums and the number format.
struct FindingsContext {
  let study: Study
  let ledger: Ledger
  let format: NumberFormat
  /// Whether amounts of four digits are told in thousands, as the stock that they stand beside is.
  let abbreviatesThousands: Bool
  /// Sums over all stages.
  let total: Ledger.Sums
  /// Sums over the stages that face customers.
  let customers: Ledger.Sums
  private let tierSums: [Ledger.Sums]
  private let locationSums: [Ledger.Sums]

  init(_ study: Study) {
    self.study = study
    ledger = Ledger(study)
    total = ledger.sums()
    abbreviatesThousands =
      ledger.hasValue && max(total.currentValue, total.optimisedValue) >= NumberScale.standardThousands
    format = NumberFormat(
      study.model.settings, currency: Self.currencyCode(study, ledger) ?? "",
      abbreviatesThousands: abbreviatesThousands)
    customers = ledger.sums { $0.facesCustomers }
    tierSums = ledger.sums(groups: study.model.tiers.count, by: \.tier)
    locationSums = ledger.sums(groups: study.model.locations.count, by: \.location)
  }

  /// ISO 4217 code of all amounts; `nil` where none is known, as in a stage network file.
  var currencyCode: String? { Self.currencyCode(study, ledger) }

  private static func currencyCode(_ study: Study, _ ledger: Ledger) -> String? {
    study.input.planningCase != nil || ledger.hasValue ? study.model.settings.currency : nil
  }

  /// Last day that the data know of.
  var dataCutOff: CalendarDate? { study.input.planningCase?.dataCutOff ?? settings.asOf }

  /// Unit of amounts in heads and captions.
  var currency: String { currencyCode ?? "money" }

  var model: NetworkModel { study.model }
  var settings: CaseSettings { model.settings }
  /// "day" or "week".
  var period: String { settings.period.rawValue }
  /// "Days" or "Weeks", to begin the title of an axis with.
  var periodsTitle: String { period.prefix(1).uppercased() + period.dropFirst() + "s" }
  /// Sums over a tier.
  func sums(tier: Int) -> Ledger.Sums { tierSums[tier] }
  /// Sums over a location.
  func sums(location: Int) -> Ledger.Sums { locationSums[location] }
  /// Locations of a tier that hold a stage, in order.
  func locations(tier: Int) -> [Int] {
    model.locations.indices.filter { model.locations[$0].tier == tier && locationSums[$0].stages > 0 }
  }

  /// Periods in a month.
  var periodsPerMonth: Double { settings.period.perYear / 12 }

  /// Amount of stock as text, in its measure: money where every unit cost is known, else units.
  func stock(_ amount: Double) -> String { stock(amount, on: stockScale(amount)) }

  /// The scale on which an amount of stock is shown.
  func stockScale(_ amount: Double) -> NumberScale {
    ledger.hasValue ? format.moneyScale(amount) : NumberScale(counting: amount)
  }

  /// Two amounts of stock on one scale.
  func stockPair(_ current: Double, _ optimised: Double) -> DisplayedPair {
    DisplayedPair(current, optimised, on: stockScale(max(abs(current), abs(optimised))))
  }

  /// Stock of a tier as tables show it: the tiers add up to the total.
  func tierStock(_ tier: Int) -> DisplayedPair {
    func shown(_ part: (Ledger.Sums) -> Double) -> Double {
      let parts = reconciled(tiers.map { part(sums(tier: $0)) }, total: part(total), unit: tableUnit)
      return tiers.firstIndex(of: tier).map { parts[$0] } ?? 0
    }
    let own = sums(tier: tier)
    return stockPair(shown(current), shown(optimised)).told(of: current(own), optimised(own))
  }

  /// Change of the stock of a tier in percent.
  func stockChange(tier: Int) -> String { change(tierStock(tier)) }

  /// Change of the stock of a location in percent; alone in its tier, it changes as the tier does.
  func stockChange(location: Int) -> String {
    let tier = model.locations[location].tier
    if locations(tier: tier) == [location] { return stockChange(tier: tier) }
    let sums = sums(location: location)
    return change(stockPair(current(sums), optimised(sums)))
  }

  /// Change in percent.
  func change(_ pair: DisplayedPair) -> String { format.change(pair) }

  /// The same on a scale that it shares with other amounts.
  func stock(_ amount: Double, on scale: NumberScale) -> String {
    ledger.hasValue ? format.shortMoney(amount, on: scale) : format.scaled(amount, on: scale) + " units"
  }

  /// A change of stock as text with its sign.
  func stockChange(_ amount: Double, on scale: NumberScale) -> String {
    ledger.hasValue
      ? format.signedShortMoney(amount, on: scale) : format.signedScaled(amount, on: scale) + " units"
  }

  /// Stock today, in the measure.
  func current(_ sums: Ledger.Sums) -> Double { ledger.hasValue ? sums.currentValue : sums.currentUnits }
  /// Optimised stock, in the measure.
  func optimised(_ sums: Ledger.Sums) -> Double { ledger.hasValue ? sums.optimisedValue : sums.optimisedUnits }
  /// Stock on hand that the simulation of today's policy gives, in the measure.
  func simulated(_ sums: Ledger.Sums) -> Double { ledger.hasValue ? sums.simulatedValue : sums.simulatedUnits }
  /// Optimised safety stock, in the measure.
  func safety(_ sums: Ledger.Sums) -> Double {
    ledger.hasValue ? sums.optimisedSafetyValue : sums.optimisedSafetyStock
  }
  /// The quantity of simulated totals that stock is measured in.
  var stockQuantity: PolicyTotals.Quantity { ledger.hasValue ? .onHandValue : .onHandUnits }

  /// Stock in all, as readers see it in sentences and tiles.
  var totalStock: DisplayedPair { stockPair(current(total), optimised(total)) }

  /// Displayed unit of tables of stock: whole units, and hundreds of money where there is much of it.
  var tableUnit: Double { ledger.hasValue ? Self.moneyUnit(current(total)) : 1 }

  /// Displayed unit of tables of money: whole units below a hundred thousand, else hundreds.
  static func moneyUnit(_ total: Double) -> Double { abs(total) < 100_000 ? 1 : 100 }

  /// Tiers that hold a stage, upstream first.
  var tiers: [Int] { model.tiers.indices.filter { tierSums[$0].stages > 0 } }

  /// Days that stock lasts at mean demand; `nil` without demand.
  func daysOfSupply(_ stock: Double, perPeriod demand: Double) -> Double? {
    demand > 0 ? stock / demand * ledger.periodDays : nil
  }

  /// Days of supply as text.
  func days(_ value: Double?) -> String { value.map { format.number($0, decimals: 1) } ?? NumberFormat.none }

  /// Consumption of the end customers per period, in the measure of stock.
  var consumption: Double { ledger.hasValue ? customers.demandValue : customers.demand }

  /// Whether any of today's stock is known.
  var knowsStock: Bool { ledger.stockBasis != .simulated }

  /// How a basis reads: "measured", "measured at 8 of 9 stages, else simulated", "simulated".
  func words(_ basis: Ledger.Basis) -> String {
    switch basis {
    case .measured: "measured"
    case .mixed(let measured, let count):
      "measured at \(format.number(Double(measured))) of \(format.count(count, "stage")), else simulated"
    case .simulated: "simulated"
    }
  }

  /// How today's stock is known.
  var stockSource: String { words(ledger.stockBasis) }

  /// How today's service is known.
  var serviceSource: String { words(ledger.serviceBasis) }

  /// Whether any level of today's policy comes from inventory.csv.
  var usesTodaysLevels: Bool {
    study.networks.contains(where: \.current.usesRecords)
  }

  /// Whether the input can hold today's stock at all: a single stage network cannot.
  var isCase: Bool { study.input.planningCase != nil }

  /// Whether the input says what stock there is; without that, a case cannot ask to leave it out.
  var hasInventory: Bool { !(study.input.planningCase?.inventory.isEmpty ?? true) }

  /// What to supply where today's stock is wanted.
  var stockRequest: String {
    switch settings.currentPolicy {
    case _ where !isCase: "supply a case folder with inventory.csv"
    case _ where !hasInventory: "supply inventory.csv"
    case .fromInventory: "supply inventory.csv"
    case .independent, .localMinMax: "supply inventory.csv, with current_policy from_inventory"
    }
  }

  /// Why today's stock does not show.
  var stockUnknown: String {
    settings.currentPolicy == .fromInventory || !hasInventory
      ? "today's stock is unknown" : "today's stock is left out, as the case asks"
  }

  /// Says whose money amounts without a mark are.
  var moneyNote: String { currencyCode == nil ? ", in the money of the file" : "" }

  /// Whether the policy before the change orders by each location's own outflow.
  var isLocal: Bool { study.networks.contains { $0.current.sources.contains(.localMaximum) } }

  /// What the plan is compared with where today's levels are unknown.
  var benchmarkName: String { isLocal ? "local min-max" : "the independent plan" }

  /// The same as what every location does.
  var benchmarkPractice: String {
    isLocal ? "every location ordering by its own outflow" : "every location hedging on its own"
  }

  /// Name of today's policy, for sentences.
  var currentPolicyName: String { usesTodaysLevels ? "today's order-up-to levels" : benchmarkName }

  /// The rules before the change, inside a sentence: "today's rules", "local min-max".
  var currentRules: String { knowsStock ? "today's rules" : benchmarkName }

  /// Label of the state before the change.
  var currentLabel: String { knowsStock ? "Today" : isLocal ? "Local min-max" : "Independent" }

  /// The state before the change inside a sentence ("today", "under the independent plan").
  var currentPhrase: String { knowsStock ? "today" : "under \(benchmarkName)" }

  /// Fill rate of customers today: as measured where it is, else as simulated with its interval.
  var customerFillNow: (mean: Double, halfWidth: Double) {
    if ledger.serviceBasis != .simulated { return (customers.currentFillRate, 0) }
    let fill = study.current.customerFillRate
    return (fill.mean, fill.halfWidth)
  }

  /// Fill rate of a tier today: as measured where any of it is, else as simulated.
  func fillNow(tier: Int) -> Double {
    ledger.lines.contains { $0.tier == tier && $0.isServiceMeasured }
      ? sums(tier: tier).currentFillRate : study.current.ratio(.deliveredOnTime, to: .due, tier: tier).mean
  }

  /// Whether the plan sets no level differently from today's policy, and no tier orders by another rule.
  var isUnchanged: Bool { changedLevels == 0 && !tiers.contains(where: changesRule) }

  /// Whether the stages of a tier order by another rule than today.
  func changesRule(tier: Int) -> Bool { settings.changesRule(model.tiers[tier].name) }

  /// Whether any tier is to order by a rule that follows demand, so that its levels move.
  var followsDemand: Bool {
    tiers.contains { tier in
      let logic = settings.replenishment.proposedRule(model.tiers[tier].name)?.logic
      return logic == .pointOfSaleEchelon || logic == .localMinMax
    }
  }

  /// Levels that differ by a unit or more.
  var changedLevels: Int { ledger.lines.count { abs($0.optimisedBaseStock - $0.currentBaseStock) >= 1 } }

  /// Holding cost a year, today and optimised.
  var annualHolding: DisplayedPair {
    DisplayedPair(
      total.currentHolding * ledger.periodsPerYear, total.optimisedHolding * ledger.periodsPerYear, in: format)
  }

  /// What customers' fill rate does between today and the optimised plan.
  var customerFillChange: ServiceChange { customerFillChange(from: customerFillNow) }

  /// The same from another fill rate of today.
  func customerFillChange(from now: (mean: Double, halfWidth: Double)) -> ServiceChange {
    let then = study.optimised.customerFillRate
    let gain = then.mean - now.mean
    return abs(gain) <= now.halfWidth + then.halfWidth || abs(gain) < 0.0005
      ? .noClearDifference : gain > 0 ? .better : .worse
  }

  /// Whether a change helps; one too small to be seen does not.
  func direction(_ change: Double, moreIsGood: Bool) -> KeyFigure.Direction {
    change == 0 || !change.isFinite ? .neutral : (change > 0) == moreIsGood ? .good : .bad
  }

  /// "96.1% ± 0.2": a simulated fraction with half its 95% interval, where there is one.
  func percent(_ estimate: Estimate) -> String {
    let mean = format.percent(estimate.mean)
    return estimate.count > 1 ? "\(mean) \(format.plusMinus(estimate.halfWidth * 100, decimals: 1))" : mean
  }

  /// "30 replications of 365 days after 90 of warm-up, seed 1".
  var simulationScope: String { Self.simulationScope(of: model) }

  /// The same, of a model alone.
  static func simulationScope(of model: NetworkModel) -> String {
    let simulation = model.settings.simulation
    let format = NumberFormat(model.settings)
    return "\(format.count(simulation.replications, "replication")) of "
      + "\(format.count(simulation.periods, model.settings.period.rawValue)) after "
      + "\(format.number(Double(simulation.warmUp))) of warm-up\(simulation.isWarmUpByRule ? " by rule" : ""), "
      + "seed \(simulation.seed)" + PlayedDemandTexts(model, format: format).suffix
  }
}

/// How service changes, intervals considered.
enum ServiceChange {
  case better
  case worse
  case noClearDifference
}

/// Two amounts as readers see them, on one scale: the difference shown is that of the figures shown, so that it adds up;
/// a percentage is that of the figures behind them, so that it is the same on any scale (``NumberFormat/change(_:)``).
struct DisplayedPair {
  let scale: NumberScale
  /// Today, as shown.
  let current: Double
  /// Optimised, as shown.
  let optimised: Double
  /// Both, unrounded.
  private(set) var exact: (current: Double, optimised: Double)

  /// Two amounts of money.
  init(_ current: Double, _ optimised: Double, in format: NumberFormat) {
    self.init(current, optimised, on: format.moneyScale(max(abs(current), abs(optimised))))
  }

  /// Two counts.
  init(counting current: Double, _ optimised: Double) {
    // A whole number beside a small fraction takes its decimals.
    let (small, large) = abs(current) < abs(optimised) ? (current, optimised) : (optimised, current)
    let scale = NumberScale(counting: large)
    let finer = NumberScale(counting: small)
    self.init(current, optimised, on: abs(large) < 9.95 && finer.decimals > scale.decimals ? finer : scale)
  }

  init(_ current: Double, _ optimised: Double, on scale: NumberScale) {
    self.scale = scale
    self.current = scale.shown(current)
    self.optimised = scale.shown(optimised)
    exact = (current, optimised)
  }

  /// The same figures as shown, of others behind them: parts that were moved to add up to a total.
  func told(of current: Double, _ optimised: Double) -> DisplayedPair {
    var pair = self
    pair.exact = (current, optimised)
    return pair
  }

  /// Optimised less today, as shown; no smaller than what the scale can show, else 0.
  var change: Double { scale.shown(optimised - current) }
}

extension NumberFormat {
  /// The change of a pair in percent, of the unrounded figures; an en dash where the first shows as nothing.
  func change(_ pair: DisplayedPair) -> String {
    pair.current == 0 ? Self.none : change(from: pair.exact.current, to: pair.exact.optimised)
  }

  /// The same of two figures that are shown in a unit.
  func change(from start: Double, to end: Double, shownIn unit: Double) -> String {
    (start / unit).rounded() == 0 ? Self.none : change(from: start, to: end)
  }
}
