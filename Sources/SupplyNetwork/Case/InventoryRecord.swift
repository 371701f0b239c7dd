/// Today's stock and settings of one item at one location (a line of inventory.csv).
public struct InventoryRecord: Sendable, Codable, Equatable {
  /// Index of the location.
  public var location: Int
  /// Index of the item.
  public var item: Int
  /// Units on the shelf, usable.
  public var onHand: Double
  /// Units ordered and not received.
  public var onOrder: Double?
  /// Level that orders raise the inventory position to, in units.
  public var orderUpTo: Double?
  /// Level at or below which an order is placed, in units.
  public var reorderPoint: Double?
  /// Safety stock in the planning system, in units.
  public var safetyStock: Double?
  /// Measured fill rate, a fraction.
  public var fillRate: Double?
  /// Measured stockout events a month.
  public var stockoutsPerMonth: Double?

  /// Makes a record.
  public init(
    location: Int, item: Int, onHand: Double, onOrder: Double? = nil, orderUpTo: Double? = nil,
    reorderPoint: Double? = nil, safetyStock: Double? = nil, fillRate: Double? = nil,
    stockoutsPerMonth: Double? = nil
  ) {
    self.location = location
    self.item = item
    self.onHand = onHand
    self.onOrder = onOrder
    self.orderUpTo = orderUpTo
    self.reorderPoint = reorderPoint
    self.safetyStock = safetyStock
    self.fillRate = fillRate
    self.stockoutsPerMonth = stockoutsPerMonth
  }
}

/// A component that goes into an item made at a location (a line of bom.csv).
public struct Component: Sendable, Codable, Equatable {
  /// Index of the location where the item is made.
  public var location: Int
  /// Index of the item that is made.
  public var item: Int
  /// Index of the item that goes into it.
  public var component: Int
  /// Units of the component in one unit of the item.
  public var units: Double

  /// Makes a component line.
  public init(location: Int, item: Int, component: Int, units: Double) {
    self.location = location
    self.item = item
    self.component = component
    self.units = units
  }
}

/// A base stock that planners have fixed, with the reason (a line of overrides.csv).
public struct BaseStockOverride: Sendable, Codable, Equatable {
  /// Index of the location.
  public var location: Int
  /// Index of the item.
  public var item: Int
  /// The fixed installation base stock, in units.
  public var baseStock: Double
  /// Why.
  public var reason: String

  /// Makes an override.
  public init(location: Int, item: Int, baseStock: Double, reason: String) {
    self.location = location
    self.item = item
    self.baseStock = baseStock
    self.reason = reason
  }
}
