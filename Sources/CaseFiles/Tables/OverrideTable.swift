import SupplyNetwork

/// `overrides.csv`: base stocks that planners have fixed.
enum OverrideTable {
  private enum Column: String, TableColumn {
    case location, item
    case baseStock = "base_stock"
    case reason

    var isRequired: Bool { true }
  }

  /// Reads the overrides, in the order of the file.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) -> [BaseStockOverride] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var overrides: [BaseStockOverride] = []
    var seen: [Position: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let baseStock = table.number(.baseStock, .nonNegative, &log)
      let reason = table.text(.reason, &log)
      guard let location, let item else { continue }
      table.rejectRepeat(of: Position(item: item, location: location), in: &seen, .item, &log)
      guard table.isRowUsable, let baseStock, let reason else { continue }
      overrides.append(BaseStockOverride(location: location, item: item, baseStock: baseStock, reason: reason))
    }
    return overrides
  }
}
