/// A second, faster way to get goods from the same suppliers, used while stock runs low. Simulations heed it, plans do
/// not.
///
/// Of an order q at a review, min(q, (below − net stock)⁺) goes the fast way, and the rest the usual one: two ways with
/// two levels (dual index policies: Veeraraghavan & Scheller-Wolf 2008, doi:10.1287/opre.1070.0476), net stock being what
/// is on hand and in transit less backorders. Suppliers share scarce stock between both ways as between customers, and a
/// disruption closes both.
public struct Expediting: Sendable, Codable, Equatable {
  /// Periods from shipment to availability by the fast way. Links that take no longer have none.
  public var leadTime: Int
  /// The net stock below which it is used, in units.
  public var below: Double
  /// Money per unit that goes the fast way.
  public var costPerUnit: Double

  /// Makes a fast way.
  public init(leadTime: Int, below: Double, costPerUnit: Double = 0) {
    self.leadTime = leadTime
    self.below = below
    self.costPerUnit = costPerUnit
  }
}
