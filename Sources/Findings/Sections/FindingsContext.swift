import SupplyNetwork

/// What every section is made from: the study, its sums and the number format.
struct FindingsContext {
  let study: Study
  let ledger: Ledger
  let format: NumberFormat
  /// Sums over all stages.
  let total: Ledger.Sums
  /// Sums over the stages that face customers.
  let customers: Ledger.Sums
  private let tierSums: [Ledger.Sums]
  private let locationSums: [Ledger.Sums]

  init(_ study: Study) {
    self.study = study
    ledger = Ledger(study)
    format = NumberFormat(currency: study.model.settings.currency)
    total = ledger.sums()
    customers = ledger.sums { $0.facesCustomers }
    tierSums = ledger.sums(groups: study.model.tiers.count, by: \.tier)
    locationSums = ledger.sums(groups: study.model.locations.count, by: \.location)
  }

  var model: NetworkModel { study.model }
  var settings: CaseSettings { model.settings }
  /// "day" or "week".
  var period: String { settings.period.rawValue }
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

  /// What stock is measured in: money where every unit cost is known, else units.
  var stockMeasure: StockMeasure { ledger.hasValue ? .value : .units }

  /// Amount of stock as text, in its measure.
  func stock(_ amount: Double) -> String {
    ledger.hasValue ? format.shortMoney(amount) : format.scaled(amount) + " units"
  }

  /// A change of stock as text with its sign.
  func stockChange(_ amount: Double) -> String { (amount > 0 ? "+" : "") + stock(amount) }

  /// Stock today, in the measure.
  func current(_ sums: Ledger.Sums) -> Double { ledger.hasValue ? sums.currentValue : sums.currentUnits }
  /// Optimised stock, in the measure.
  func optimised(_ sums: Ledger.Sums) -> Double { ledger.hasValue ? sums.optimisedValue : sums.optimisedUnits }

  /// Days that stock lasts at mean demand; `nil` without demand.
  func daysOfSupply(_ stock: Double, perPeriod demand: Double) -> Double? {
    demand > 0 ? stock / demand * ledger.periodDays : nil
  }

  /// Days of supply as text.
  func days(_ value: Double?) -> String { value.map { format.short($0) } ?? "–" }

  /// "measured" where inventory.csv gave it, else "simulated".
  var stockSource: String { ledger.isMeasured ? "measured" : "simulated" }

  /// The same at the start of a sentence.
  var stockSourceTitle: String { ledger.isMeasured ? "Measured" : "Simulated" }

  /// Name of today's policy, for sentences.
  var currentPolicyName: String {
    if settings.currentPolicy == .fromInventory, ledger.isMeasured { return "today's order-up-to levels" }
    return "the independent plan"
  }

  /// Label of the state before the change.
  var currentLabel: String { ledger.isMeasured ? "Today" : "Independent" }

  /// "30 replications of 365 days after 90 of warm-up, seed 1".
  var simulationScope: String {
    let simulation = settings.simulation
    return "\(format.count(simulation.replications, "replication")) of "
      + "\(format.count(simulation.periods, period)) after "
      + "\(format.number(Double(simulation.warmUp))) of warm-up, seed \(simulation.seed)"
  }
}

/// What stock is counted in.
enum StockMeasure {
  case value
  case units
}
