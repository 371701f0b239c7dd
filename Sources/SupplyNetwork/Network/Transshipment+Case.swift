extension Transshipment {
  /// The groups of peers among the stages of a network of a case, in the order of the case.
  ///
  /// Peers hold the same item. Those of a tier have the same suppliers, too. A location that lacks the item takes no part;
  /// where only one has it, there is no group. Complexity: O(groups of the case × (stages + links)).
  static func groups(in planningCase: Case, _ stages: [Stage], _ links: [Link]) -> [Transshipment] {
    let entries = planningCase.settings.simulation.transshipments
    guard !entries.isEmpty else { return [] }
    var suppliers = [[Int]](repeating: [], count: stages.count)
    for link in links { suppliers[link.customer].append(link.supplier) }
    return entries.flatMap { groups(of: $0, in: planningCase, stages, suppliers) }
  }

  private static func groups(
    of entry: CaseSettings.LocationTransshipment, in planningCase: Case, _ stages: [Stage], _ suppliers: [[Int]]
  ) -> [Transshipment] {
    var groups: [Kin: [Int]] = [:]
    var order: [Kin] = []
    for (index, stage) in stages.enumerated() {
      let location = planningCase.locations[stage.location]
      var kin = Kin(item: stage.item)
      switch entry.peers {
      case .between(let ids):
        guard ids.contains(location.id) else { continue }
      case .tier(let name):
        guard planningCase.tiers[location.tier].name == name else { continue }
        kin.suppliers = suppliers[index].sorted()
      }
      if groups[kin] == nil { order.append(kin) }
      groups[kin, default: []].append(index)
    }
    return order.compactMap { kin in
      guard let members = groups[kin], members.count > 1 else { return nil }
      return Transshipment(
        stages: members, leadTime: entry.leadTime, costPerUnit: entry.costPerUnit,
        reserve: .periods(entry.reservePeriods))
    }
  }

  /// What peers have in common.
  private struct Kin: Hashable {
    var item: Int
    var suppliers: [Int] = []
  }
}
