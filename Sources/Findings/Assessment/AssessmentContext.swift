import Probability
import SupplyNetwork

/// What every topic of an assessment is made from: the input, its stages in one list, and how figures are written.
struct AssessmentContext {
  /// A stage and what the input knows of it.
  struct Entry {
    /// Index of the network.
    var network: Int
    /// Index of the stage within its network.
    var stage: Int
    /// Index of the tier.
    var tier: Int
    /// Index of the location.
    var location: Int
    /// Index of the item.
    var item: Int
    /// Units per period that the stage must supply.
    var meanDemand: Double
    /// Standard deviation of that, in units.
    var demandSD: Double
    /// Units per period that consumers draw from the stage.
    var externalDemand: Double
    /// Value of one unit, in money. 0 where unknown.
    var unitCost: Double
    /// Today's stock and settings, where known.
    var record: InventoryRecord?
  }

  let input: StudyInput
  let format: NumberFormat
  /// All stages, network by network.
  let entries: [Entry]
  /// Per tier, positions in ``entries``.
  let byTier: CompressedRows
  /// Tiers with stages, in order.
  let tiers: [Int]
  /// Whether the unit cost of every item in use is known.
  let hasValue: Bool

  init(_ input: StudyInput) {
    let model = input.model
    self.input = input
    format = NumberFormat(model.settings)
    var entries: [Entry] = []
    var hasValue = true
    for (number, network) in model.networks.enumerated() {
      for (index, stage) in network.stages.enumerated() {
        let cost = model.unitCost(of: stage)
        hasValue = hasValue && cost != nil
        entries.append(
          Entry(
            network: number, stage: index, tier: model.tier(of: stage), location: stage.location, item: stage.item,
            meanDemand: network.meanDemand[index], demandSD: network.pooledDemandSD[index],
            externalDemand: stage.demand?.mean ?? 0, unitCost: cost ?? 0, record: model.inventory[number][index]))
      }
    }
    let rows = CompressedRows(grouping: entries.map(\.tier), rowCount: model.tiers.count)
    self.entries = entries
    self.hasValue = hasValue
    byTier = rows
    tiers = model.tiers.indices.filter { !rows[$0].isEmpty }
  }

  var model: NetworkModel { input.model }
  var settings: CaseSettings { model.settings }
  var planningCase: Case? { input.planningCase }
  /// "day" or "week".
  var period: String { settings.period.rawValue }
  /// Periods in a year.
  var periodsPerYear: Double { settings.period.perYear }
  /// Stages that consumers draw on.
  var customerEntries: [Entry] { entries.filter { $0.externalDemand > 0 } }

  /// Stages of a tier.
  func entries(tier: Int) -> [Entry] { byTier[tier].map { entries[$0] } }

  /// The stage behind an entry.
  func stage(_ entry: Entry) -> Stage { model.networks[entry.network].stages[entry.stage] }

  /// What consumers draw from a stage in a year, in money where unit costs are known, else in units.
  func annualDemand(_ entry: Entry) -> Double {
    entry.externalDemand * periodsPerYear * (hasValue ? entry.unitCost : 1)
  }

  /// What consumers draw in a year, by item, in the same measure.
  var annualDemandByItem: [Double] {
    var sums = [Double](repeating: 0, count: model.items.count)
    for entry in entries { sums[entry.item] += annualDemand(entry) }
    return sums
  }

  /// "value" or "units": the measure of ``annualDemand(_:)``.
  var measure: String { hasValue ? "value" : "units" }

  /// An amount of that measure, short.
  func amount(_ value: Double) -> String {
    hasValue ? format.shortMoney(value) : format.scaled(value) + " units"
  }

  /// A part of a whole; 0 where the whole is 0.
  func share(_ part: Double, of whole: Double) -> Double { whole > 0 ? part / whole : 0 }

  /// "3" or "3–12".
  func span(_ values: some Sequence<Int>) -> String {
    guard let low = values.min(), let high = values.max() else { return "–" }
    return low == high ? "\(low)" : "\(low)–\(high)"
  }

  /// "1 day", "3–12 days".
  func periods(_ values: some Sequence<Int>) -> String {
    "\(span(values)) \(values.max() == 1 ? period : period + "s")"
  }

  /// A whole number as a cell.
  func cell(_ count: Int) -> FindingsTable.Cell { .init(Double(count), format.number(Double(count))) }

  /// A fraction as a cell in per cent.
  func percentCell(_ fraction: Double) -> FindingsTable.Cell { .init(fraction, format.percent(fraction)) }
}

/// Quantiles of a sample.
struct SampleQuantiles {
  private let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  /// The quantile by linear interpolation between order statistics (Hyndman & Fan 1996, definition 7,
  /// doi:10.1080/00031305.1996.10473566); `nil` of an empty sample.
  func callAsFunction(_ probability: Double) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = probability * Double(last)
    let below = min(last, Int(position))
    let above = min(last, below + 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
