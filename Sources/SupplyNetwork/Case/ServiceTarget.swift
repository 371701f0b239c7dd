/// The service promised to the customers of a stage.
public struct ServiceTarget: Sendable, Codable, Equatable {
  /// What the target counts.
  public enum Measure: String, Sendable, Codable, CaseIterable {
    /// Share of periods without a stockout (α).
    case cycleServiceLevel = "cycle_service_level"
    /// Units served from stock ÷ units demanded (β).
    case fillRate = "fill_rate"
    /// A z given directly: stock covers mean + z standard deviations.
    case safetyFactor = "safety_factor"
  }

  /// What the target counts.
  public var measure: Measure
  /// A fraction in (0, 1), or a z for ``Measure/safetyFactor``.
  public var target: Double

  /// Makes a target.
  public init(_ measure: Measure, _ target: Double) {
    self.measure = measure
    self.target = target
  }
}

/// One line of service.csv: a target for a location, an item or a class; the most specific rule wins
/// (location and item, then item, then location, then class).
public struct ServiceRule: Sendable, Codable, Equatable {
  /// Index of the location, when the rule is for one.
  public var location: Int?
  /// Index of the item, when the rule is for one.
  public var item: Int?
  /// Class, when the rule is for one.
  public var valueClass: Item.ValueClass?
  /// The target.
  public var target: ServiceTarget

  /// Makes a rule.
  public init(location: Int? = nil, item: Int? = nil, valueClass: Item.ValueClass? = nil, target: ServiceTarget) {
    self.location = location
    self.item = item
    self.valueClass = valueClass
    self.target = target
  }
}
