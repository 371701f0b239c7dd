extension CaseSettings {
  /// A fast way to a location, or to each of a tier, for all items but those that are made there of components.
  public struct LocationExpediting: Sendable, Codable, Equatable {
    /// Where it leads.
    public enum Destination: Sendable, Codable, Equatable {
      /// To a location, by identifier.
      case location(String)
      /// To every location of a tier, by its name, that has no fast way of its own.
      case tier(String)
    }

    /// Where it leads.
    public var destination: Destination
    /// Periods from shipment to availability.
    public var leadTime: Int
    /// The net stock below which it is used, in periods of mean demand.
    public var belowPeriods: Double
    /// Money per unit that goes the fast way.
    public var costPerUnit: Double

    /// Makes a fast way.
    public init(to destination: Destination, leadTime: Int, belowPeriods: Double, costPerUnit: Double = 0) {
      self.destination = destination
      self.leadTime = leadTime
      self.belowPeriods = belowPeriods
      self.costPerUnit = costPerUnit
    }
  }
}
