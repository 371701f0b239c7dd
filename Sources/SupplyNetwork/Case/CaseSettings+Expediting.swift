extension CaseSettings {
  /// A fast way to a location, for all items but those that are made there of components.
  public struct LocationExpediting: Sendable, Codable, Equatable {
    /// Identifier of the location.
    public var location: String
    /// Periods from shipment to availability.
    public var leadTime: Int
    /// The net stock below which it is used, in periods of mean demand.
    public var belowPeriods: Double
    /// Money per unit that goes the fast way.
    public var costPerUnit: Double

    /// Makes a fast way.
    public init(at location: String, leadTime: Int, belowPeriods: Double, costPerUnit: Double = 0) {
      self.location = location
      self.leadTime = leadTime
      self.belowPeriods = belowPeriods
      self.costPerUnit = costPerUnit
    }
  }
}
