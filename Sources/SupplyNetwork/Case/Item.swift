/// Something that is stocked and moved.
public struct Item: Sendable, Codable, Equatable {
  /// Importance by annual value: A few items with most of the value, C many with little.
  ///
  /// A key of JSON by its letter: dictionaries by class are objects, whose order does not change from run to run.
  public enum ValueClass: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable, Comparable {
    case a = "A"
    case b = "B"
    case c = "C"
    /// A before B before C.
    public static func < (left: ValueClass, right: ValueClass) -> Bool { left.rawValue < right.rawValue }
  }

  /// The identifier used in every input file.
  public var id: String
  /// The name shown to readers.
  public var name: String
  /// Value of one unit, in money per unit. `nil` where the input knows holding cost rates only.
  public var unitCost: Double?
  /// Selling price, in money per unit.
  public var price: Double?
  /// Class as given, or computed from annual value (`ABCClassification`).
  public var valueClass: ValueClass
  /// Carrying rate of this item, as a fraction of its value per year. `nil` = that of the case.
  public var carryingRate: Double?
  /// Longest time in stock, in periods. `nil` = unlimited.
  public var shelfLife: Int?

  /// Makes an item; the name defaults to the identifier.
  public init(
    id: String, name: String? = nil, unitCost: Double? = nil, price: Double? = nil, valueClass: ValueClass = .b,
    carryingRate: Double? = nil, shelfLife: Int? = nil
  ) {
    self.id = id
    self.name = name ?? id
    self.unitCost = unitCost
    self.price = price
    self.valueClass = valueClass
    self.carryingRate = carryingRate
    self.shelfLife = shelfLife
  }
}
