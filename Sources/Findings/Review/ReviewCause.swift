/// What may make a plan another than before, in the order in which a bridge replaces it.
///
/// The order is fixed: where causes act on each other (a longer lead time costs more under more demand), what they do
/// together counts with the one that comes later.
public enum ReviewCause: String, Sendable, Codable, CaseIterable {
  /// The program plans otherwise than the one that made the record.
  case program
  /// Locations, items and lanes that came or went, sourcing shares, units of components. What is new comes with its own
  /// values.
  case network
  /// Mean, deviation, distribution and correlation of demand.
  case demand
  /// Lead times, their spread and review periods.
  case leadTime = "lead_time"
  /// Unit costs and carrying rates.
  case cost
  /// Service targets.
  case service
  /// All else: limits on stock and service times, fixed base stocks, order sizes, storage capacity and budget.
  case settings

  /// Name in tables and charts.
  var name: String {
    switch self {
    case .program: "Program version"
    case .network: "Network"
    case .demand: "Demand"
    case .leadTime: "Lead times"
    case .cost: "Costs"
    case .service: "Service targets"
    case .settings: "Other settings"
    }
  }

  /// Name within a sentence.
  var phrase: String { name.prefix(1).lowercased() + name.dropFirst() }

  /// The causes that stand in models, in order.
  static let ofModels = allCases.filter { $0 != .program }
}
