import SupplyNetwork

/// One item at one location: the key of most tables.
struct Position: Hashable {
  /// Index of the item.
  var item: Int
  /// Index of the location.
  var location: Int
}

/// `inventory.csv`: today's stock and measured service.
enum InventoryTable {
  private enum Column: String, TableColumn {
    case location, item
    case onHand = "on_hand"
    case onOrder = "on_order"
    case orderUpTo = "order_up_to"
    case reorderPoint = "reorder_point"
    case safetyStock = "safety_stock"
    case fillRate = "fill_rate"
    case stockoutsPerMonth = "stockouts_per_month"

    var isRequired: Bool { self == .location || self == .item || self == .onHand }
  }

  /// Reads the records, in the order of the file.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) -> [InventoryRecord] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var records: [InventoryRecord] = []
    var seen: [Position: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let onHand = table.number(.onHand, .nonNegative, &log)
      let onOrder = table.number(.onOrder, .nonNegative, &log)
      let orderUpTo = table.number(.orderUpTo, .nonNegative, &log)
      let reorderPoint = table.number(.reorderPoint, .signed, &log)
      let safetyStock = table.number(.safetyStock, .signed, &log)
      let fillRate = table.number(.fillRate, .fraction, &log)
      let stockouts = table.number(.stockoutsPerMonth, .nonNegative, &log)
      if let location, let item {
        table.rejectRepeat(of: Position(item: item, location: location), in: &seen, .item, &log)
      }
      guard table.isRowUsable, let location, let item, let onHand else { continue }
      if let reorderPoint, let orderUpTo, reorderPoint > orderUpTo {
        log.report(
          .warning, "reorder-above-order-up-to", table.place(.reorderPoint),
          "reorder point \(NumberRange.short(reorderPoint)) is above the order-up-to level "
            + NumberRange.short(orderUpTo))
      }
      records.append(
        InventoryRecord(
          location: location, item: item, onHand: onHand, onOrder: onOrder, orderUpTo: orderUpTo,
          reorderPoint: reorderPoint, safetyStock: safetyStock, fillRate: fillRate, stockoutsPerMonth: stockouts))
    }
    if table.rowCount == 0 { log.report(.warning, "no-rows", .init(file: table.file), "the file holds no row") }
    return records
  }
}

extension TableReader {
  /// Notes that a key has been there before.
  mutating func rejectRepeat<Key: Hashable>(
    of key: Key, in seen: inout [Key: Int], _ column: Column, _ log: inout IssueLog
  ) {
    if let earlier = seen[key] {
      reject("duplicate-key", column, &log, "the same key as in line \(earlier); expected once")
    } else {
      seen[key] = line
    }
  }
}
