import SupplyNetwork

/// `bom.csv`: what items made at a location are made of.
enum ComponentTable {
  private enum Column: String, TableColumn {
    case location, item, component, units

    var isRequired: Bool { true }
  }

  private struct Key: Hashable {
    var location: Int
    var item: Int
    var component: Int
  }

  /// Reads the components, in the order of the file.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) -> [Component] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var components: [Component] = []
    var lines: [Int] = []
    var seen: [Key: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let component = table.reference(.component, to: items, "item", &log)
      let units = table.number(.units, .positive, &log)
      guard let location, let item, let component else { continue }
      if item == component {
        table.reject("cycle", .component, &log, "\(Quotation.of(items.names[item])) is made of itself")
      }
      table.rejectRepeat(
        of: Key(location: location, item: item, component: component), in: &seen, .component, &log)
      guard table.isRowUsable, let units else { continue }
      components.append(Component(location: location, item: item, component: component, units: units))
      lines.append(table.line)
    }
    let circle = Circle.find(
      count: items.count, edges: components.map { ($0.component, $0.item) })
    if let circle {
      let names = circle.map { Quotation.of(items.names[components[$0].component]) }
      log.report(
        .error, "cycle", .init(file: table.file, line: lines[circle[0]], column: Column.component.rawValue),
        "items are made of each other in a circle: \((names + names.prefix(1)).joined(separator: " → "))",
        hint: "remove one of these lines")
    }
    return components
  }
}
