import SupplyNetwork

/// `items.csv`: what is stocked.
struct ItemTable {
  private enum Column: String, TableColumn {
    case item, name
    case unitCost = "unit_cost"
    case price
    case valueClass = "class"
    case carryingRate = "carrying_rate"
    case shelfLife = "shelf_life"

    var isRequired: Bool { self == .item || self == .unitCost }
  }

  /// The items, in the order of the file.
  private(set) var items: [Item] = []
  /// Their identifiers.
  private(set) var index = IdentifierIndex()
  /// Whether the file gives the class of each item.
  private(set) var hasGivenClass: [Bool] = []
  /// Line of each item.
  private(set) var lines: [Int] = []

  init(_ input: InputFile?, _ log: inout IssueLog) {
    index.isComplete = false
    guard let input, var table = TableReader<Column>(input, log: &log) else { return }
    var hasAllNames = true
    while table.next(&log) {
      guard let id = table.newIdentifier(.item, into: &index, hasAllNames: &hasAllNames, &log) else { continue }
      let cost = table.number(.unitCost, .cost, &log)
      if cost == 0 {
        log.report(
          .warning, "zero-cost", table.place(.unitCost), "item \(Quotation.of(id)) costs nothing",
          hint: "its stock counts as free; give its unit cost")
      }
      let valueClass = table.choice(.valueClass, of: Item.ValueClass.self, &log)
      items.append(
        Item(
          id: id, name: table.text(.name, &log), unitCost: cost, price: table.number(.price, .cost, &log),
          valueClass: valueClass ?? .b, carryingRate: table.number(.carryingRate, .between(0, 2), &log),
          shelfLife: table.periods(.shelfLife, atLeast: 1, &log)))
      hasGivenClass.append(valueClass != nil)
      lines.append(table.line)
    }
    index.isComplete = table.hasAllRows && hasAllNames
    if items.isEmpty { log.report(.error, "no-rows", .init(file: table.file), "the file names no item") }
  }

  /// Classes by annual value, where the file gives none.
  mutating func classify(_ classes: [Item.ValueClass]) {
    for (item, valueClass) in classes.enumerated() where !hasGivenClass[item] { items[item].valueClass = valueClass }
  }
}
