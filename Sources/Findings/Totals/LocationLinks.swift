import SupplyNetwork

/// A supply relation between two locations, over all items.
struct LocationLink {
  /// Index of the other location.
  var location: Int
  /// Shortest lead time over the items, in periods.
  var shortest: Int
  /// Longest lead time over the items, in periods.
  var longest: Int
}

extension NetworkModel {
  /// Per location, the locations that supply it, in order of index. A location does not supply itself.
  var supplierLocations: [[LocationLink]] { relations(from: \.customer, to: \.supplier) }

  /// Per location, the locations that it supplies, in order of index.
  var suppliedLocations: [[LocationLink]] { relations(from: \.supplier, to: \.customer) }

  private func relations(from near: KeyPath<Link, Int>, to far: KeyPath<Link, Int>) -> [[LocationLink]] {
    var found = [[Int: LocationLink]](repeating: [:], count: locations.count)
    for network in networks {
      for link in network.links {
        let here = network.stages[link[keyPath: near]].location
        let there = network.stages[link[keyPath: far]].location
        guard here != there else { continue }
        let time = link.leadTime + network.stages[link.customer].processingTime
        var relation = found[here][there] ?? LocationLink(location: there, shortest: time, longest: time)
        relation.shortest = min(relation.shortest, time)
        relation.longest = max(relation.longest, time)
        found[here][there] = relation
      }
    }
    return found.map { $0.values.sorted { $0.location < $1.location } }
  }
}
