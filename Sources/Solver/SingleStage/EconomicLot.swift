/// A lot that is ordered again and again under steady demand, and what that costs.
public struct EconomicLot: Sendable, Equatable {
  /// Q, in units.
  public var quantity: Double
  /// Q ÷ demand rate, in periods; 0 without demand.
  public var cycleTime: Double
  /// Average cost, in money per period.
  public var costRate: Double
  /// Largest stock on hand, in units.
  public var greatestStock: Double
  /// Largest backorder, in units; 0 where nobody waits.
  public var greatestBackorder: Double
}
