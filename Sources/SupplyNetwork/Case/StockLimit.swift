/// What planners say of the stock at a place (a line of stock_limits.csv).
///
/// A line without an item is for all items at the location, one without a location for the item everywhere. Of several
/// lines, each limit is taken from the most specific one that gives it: location and item, then item, then location.
public struct StockLimit: Sendable, Codable, Equatable {
  /// Index of the location, where the line is for one.
  public var location: Int?
  /// Index of the item, where the line is for one.
  public var item: Int?
  /// Least safety stock, such as what a shelf must show, in units (see ``Stage/minimumStock``).
  public var minimumStock: Double?
  /// Largest base stock, in units.
  public var maximumStock: Double?
  /// Whether goods may be kept: `false` at a cross-dock.
  public var mayHoldStock: Bool?
  /// Why.
  public var reason: String?

  /// Makes a limit.
  public init(
    location: Int? = nil, item: Int? = nil, minimumStock: Double? = nil, maximumStock: Double? = nil,
    mayHoldStock: Bool? = nil, reason: String? = nil
  ) {
    self.location = location
    self.item = item
    self.minimumStock = minimumStock
    self.maximumStock = maximumStock
    self.mayHoldStock = mayHoldStock
    self.reason = reason
  }

  /// The more specific line wins: the item weighs more than the location.
  var specificity: Int { (item == nil ? 0 : 2) + (location == nil ? 0 : 1) }
}

/// The stock limits of a case, by item.
public struct StockLimitIndex: Sendable {
  private let limits: [StockLimit]
  /// Item → its lines, the least specific first; one more row holds the lines for all items.
  private let linesOfItem: CompressedRows
  private let itemCount: Int

  /// Groups the lines. Complexity: O(items + lines log lines).
  public init(_ limits: [StockLimit], itemCount: Int) {
    let order = limits.indices.sorted { (limits[$0].specificity, $0) < (limits[$1].specificity, $1) }
    self.limits = order.map { limits[$0] }
    self.itemCount = itemCount
    linesOfItem = CompressedRows(grouping: self.limits.map { $0.item ?? itemCount }, rowCount: itemCount + 1)
  }

  /// The limits of an item at every location. Complexity: O(locations + lines for the item or for all).
  public func limits(item: Int, locationCount: Int) -> [StockLimit] {
    var result = (0..<locationCount).map { StockLimit(location: $0, item: item) }
    // Lines for a location come before those for an item, as they are less specific.
    for row in [itemCount, item] {
      for line in linesOfItem[row] {
        let limit = limits[line]
        if let location = limit.location {
          result[location].take(limit)
        } else {
          for location in result.indices { result[location].take(limit) }
        }
      }
    }
    return result
  }

  /// The line that settles something for an item at a location: the most specific of those that give it.
  ///
  /// Complexity: O(lines for the item or for all).
  public func line(item: Int, location: Int, giving isGiven: (StockLimit) -> Bool) -> StockLimit? {
    var found: StockLimit?
    for row in [itemCount, item] {
      for line in linesOfItem[row] where limits[line].location == nil || limits[line].location == location {
        if isGiven(limits[line]) { found = limits[line] }
      }
    }
    return found
  }
}

extension StockLimit {
  /// Takes over what another line gives.
  fileprivate mutating func take(_ other: StockLimit) {
    minimumStock = other.minimumStock ?? minimumStock
    maximumStock = other.maximumStock ?? maximumStock
    mayHoldStock = other.mayHoldStock ?? mayHoldStock
    reason = other.reason ?? reason
  }
}
