import SupplyNetwork

/// `service.csv`: service targets by location, item or class.
enum ServiceTable {
  /// What a target of a case folder may count.
  enum Measure: String, CaseIterable {
    case cycleServiceLevel = "cycle_service_level"
    case fillRate = "fill_rate"

    /// The measure in the case.
    var measure: ServiceTarget.Measure { self == .fillRate ? .fillRate : .cycleServiceLevel }
  }

  private enum Column: String, TableColumn {
    case location, item
    case valueClass = "class"
    case measure, target

    var isRequired: Bool { self == .target }
  }

  private struct Key: Hashable {
    var location: Int?
    var item: Int?
    var valueClass: Item.ValueClass?
  }

  /// Reads the rules, in the order of the file; a rule without a measure has that of the case.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, standard: ServiceTarget.Measure,
    _ log: inout IssueLog
  ) -> [ServiceRule] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var rules: [ServiceRule] = []
    var seen: [Key: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let valueClass = table.choice(.valueClass, of: Item.ValueClass.self, &log)
      let measure = table.choice(.measure, of: Measure.self, &log)?.measure
      let target = table.number(.target, .openFraction, &log)
      guard table.isRowUsable, let target else { continue }
      table.rejectRepeat(
        of: Key(location: location, item: item, valueClass: valueClass), in: &seen, .target, &log)
      guard table.isRowUsable else { continue }
      rules.append(
        ServiceRule(
          location: location, item: item, valueClass: valueClass, target: ServiceTarget(measure ?? standard, target)))
    }
    return rules
  }
}
