/// An order under way (a line of scheduled_receipts.csv).
public struct ScheduledReceipt: Sendable, Codable, Equatable {
  /// Index of the receiving location.
  public var location: Int
  /// Index of the item.
  public var item: Int
  /// Day on which it is due.
  public var date: CalendarDate
  /// Units.
  public var quantity: Double
  /// Index of the location that sends it, which it has left. `nil` = not stated, or the outside supplier.
  public var from: Int?

  /// Makes a receipt.
  public init(location: Int, item: Int, date: CalendarDate, quantity: Double, from: Int? = nil) {
    self.location = location
    self.item = item
    self.date = date
    self.quantity = quantity
    self.from = from
  }
}

/// Demand expected at one location from a day on (a line of forecast.csv).
public struct ForecastRecord: Sendable, Codable, Equatable {
  /// Index of the location.
  public var location: Int
  /// Index of the item.
  public var item: Int
  /// First day that the quantity is for.
  public var date: CalendarDate
  /// Days that the quantity is for, evenly, at least 1.
  public var days: Int
  /// Units in all these days.
  public var quantity: Double

  /// Makes a record.
  public init(location: Int, item: Int, date: CalendarDate, days: Int, quantity: Double) {
    self.location = location
    self.item = item
    self.date = date
    self.days = days
    self.quantity = quantity
  }
}
