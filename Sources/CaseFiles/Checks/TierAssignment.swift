import SupplyNetwork

/// Ranks the locations: tier 0 is furthest upstream.
struct TierAssignment {
  /// The tiers, furthest upstream first.
  private(set) var tiers: [Tier] = []
  /// Tier of each location.
  private(set) var tierOfLocation: [Int]

  /// Groups locations by the tier name that the file gives, else by kind and, for distribution centres, by the longest
  /// distance from the outside supplier; the groups are ordered by that distance.
  init(locations: [Location], givenNames: [String?], lanes: [Lane]) {
    let depths = Self.depths(count: locations.count, lanes: lanes)
    var groups: [Group] = []
    var groupOfKey: [Key: Int] = [:]
    var groupOfLocation: [Int] = []
    for (location, entry) in locations.enumerated() {
      let isByDepth = entry.kind == .dc || entry.kind == .plant
      let key = Key(
        name: givenNames[location], kind: givenNames[location] == nil ? entry.kind : nil,
        depth: givenNames[location] == nil && isByDepth ? depths[location] : nil)
      let group: Int
      if let known = groupOfKey[key] {
        group = known
      } else {
        group = groups.count
        groups.append(Group(key: key))
        groupOfKey[key] = group
      }
      groups[group].members.append(location)
      groups[group].depth = max(groups[group].depth, depths[location])
      groupOfLocation.append(group)
    }

    let order = groups.indices.sorted {
      let (left, right) = (groups[$0], groups[$1])
      return (left.depth, left.key.kind.map(Self.rank) ?? -1, $0) < (
        right.depth, right.key.kind.map(Self.rank) ?? -1, $1
      )
    }
    var rankOfGroup = [Int](repeating: 0, count: groups.count)
    for (rank, group) in order.enumerated() { rankOfGroup[group] = rank }
    tierOfLocation = groupOfLocation.map { rankOfGroup[$0] }
    let names = Self.names(order.map { groups[$0] })
    tiers = zip(order, names).map { group, name in
      Tier(name: name, kind: Self.commonKind(groups[group].members.map { locations[$0].kind }))
    }
  }

  private struct Key: Hashable {
    var name: String?
    var kind: Location.Kind?
    var depth: Int?
  }

  private struct Group {
    var key: Key
    var members: [Int] = []
    var depth = 0
  }

  /// Longest distance from the outside supplier, in lanes. Locations in a circle, which is an error, count as 0.
  private static func depths(count: Int, lanes: [Lane]) -> [Int] {
    var depths = [Int](repeating: 0, count: count)
    var waiting = [Int](repeating: 0, count: count)
    let inner = lanes.filter { $0.from != nil }
    let leaving = CompressedRows(grouping: inner.map { $0.from ?? 0 }, rowCount: count)
    for lane in inner { waiting[lane.to] += 1 }
    var ready = (0..<count).filter { waiting[$0] == 0 }
    while let location = ready.popLast() {
      for lane in leaving[location] {
        let target = inner[lane].to
        depths[target] = max(depths[target], depths[location] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { ready.append(target) }
      }
    }
    return depths
  }

  private static func names(_ groups: [Group]) -> [String] {
    func plural(_ one: String, _ group: Group) -> String { group.members.count == 1 ? one : one + "s" }
    let centres = groups.indices.filter { groups[$0].key.kind == .dc }
    let plants = groups.indices.filter { groups[$0].key.kind == .plant }
    var names: [String] = []
    for (rank, group) in groups.enumerated() {
      if let given = group.key.name {
        names.append(given)
        continue
      }
      let name: String
      switch group.key.kind {
      case .supplier: name = plural("Supplier", group)
      case .store: name = plural("Store", group)
      case .plant where plants.count == 1: name = plural("Plant", group)
      case .dc where centres.count <= 2 && rank == centres.first && (centres.count == 2 || group.members.count == 1):
        name = plural("Central DC", group)
      case .dc where centres.count == 2: name = plural("Regional DC", group)
      case .dc where centres.count == 1: name = plural("DC", group)
      default: name = "Tier \(rank + 1)"
      }
      // A file may use one of these names for something else.
      let isTaken = groups.contains { $0.key.name == name }
      names.append(isTaken ? "\(name) (tier \(rank + 1))" : name)
    }
    return names
  }

  private static func rank(_ kind: Location.Kind) -> Int { Location.Kind.allCases.firstIndex(of: kind) ?? 0 }

  private static func commonKind(_ kinds: [Location.Kind]) -> Location.Kind {
    var best = (kind: Location.Kind.dc, count: 0)
    for kind in Location.Kind.allCases {
      let count = kinds.count { $0 == kind }
      if count > best.count { best = (kind, count) }
    }
    return best.kind
  }
}
