import SupplyNetwork

/// `locations.csv`: where stock is held.
struct LocationTable {
  private enum Column: String, TableColumn {
    case location, name, tier, kind, region
    case storageCapacity = "storage_capacity"
    case latitude, longitude, priority

    var isRequired: Bool { self == .location }
  }

  /// The locations, in the order of the file; tiers, and kinds that the file does not give, are still to be found.
  private(set) var locations: [Location] = []
  /// Their identifiers.
  private(set) var index = IdentifierIndex()
  /// Tier name as given, by location.
  private(set) var tierNames: [String?] = []
  /// Kind as given, by location.
  private(set) var kinds: [Location.Kind?] = []
  /// Line of each location.
  private(set) var lines: [Int] = []

  init(_ input: InputFile?, _ log: inout IssueLog) {
    index.isComplete = false
    guard let input, var table = TableReader<Column>(input, log: &log) else { return }
    var hasAllNames = true
    while table.next(&log) {
      guard let id = table.newIdentifier(.location, into: &index, hasAllNames: &hasAllNames, &log) else { continue }
      let kind = table.choice(.kind, of: Location.Kind.self, &log)
      var location = Location(
        id: id, name: table.text(.name, &log), kind: kind ?? .dc, region: table.text(.region, &log),
        storageCapacity: table.number(.storageCapacity, .positive, &log),
        latitude: table.number(.latitude, .between(-90, 90), &log),
        longitude: table.number(.longitude, .between(-180, 180), &log))
      location.priority = table.integer(.priority, NumberRange.ranks, &log) ?? 0
      locations.append(location)
      tierNames.append(table.text(.tier, &log))
      kinds.append(kind)
      lines.append(table.line)
    }
    index.isComplete = table.hasAllRows && hasAllNames
    if locations.isEmpty { log.report(.error, "no-rows", .init(file: table.file), "the file names no location") }
  }
}
