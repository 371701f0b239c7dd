import SupplyNetwork

/// What simulations play that plans do not foresee, in words.
struct PlayedEvents {
  let context: FindingsContext

  init(_ context: FindingsContext) { self.context = context }

  /// A sentence for every disruption that the case states; of a stage network, one for all.
  var sentences: [String] {
    let stated = context.settings.simulation.disruptions
    guard stated.isEmpty else { return stated.map(sentence) }
    let places = context.model.networks.reduce(0) { sum, network in
      sum + network.stages.count { !$0.disruptions.isEmpty || !$0.outsideDisruptions.isEmpty }
        + network.links.count { !$0.disruptions.isEmpty }
    }
    guard places > 0 else { return [] }
    return [
      "Disruptions that the input states at \(context.format.count(places, "stage or link", "stages or links")) are played."
    ]
  }

  private func sentence(_ entry: CaseSettings.LocationDisruption) -> String {
    func name(_ id: String) -> String {
      context.model.locations.first { $0.id == id }.map { "“\($0.name)”" } ?? "The outside supplier"
    }
    let place = name(entry.from) + (entry.to.map { " ships nothing to \(name($0))" } ?? " ships nothing")
    let length = context.format.count(entry.disruption.periods, context.period)
    switch entry.disruption.beginning {
    case .at(let period):
      return "\(place) for \(length) from \(context.period) \(context.format.number(Double(period + 1))) on."
    case .atRandom(let chance):
      return "\(place) for \(length) at a time, which begins with a chance of \(context.format.percent(chance)) a "
        + "\(context.period)."
    }
  }

  /// What is played and not planned for; nothing where plans and simulations see the same.
  var unplanned: [String] {
    let simulation = context.settings.simulation
    let networks = context.model.networks
    let stages = networks.lazy.flatMap(\.stages)
    var list: [String] = []
    if !sentences.isEmpty { list.append("disruptions") }
    switch simulation.demand {
    case .model: break
    case .bootstrap: list.append("the recorded history, resampled")
    case .history: list.append("the recorded history")
    }
    if simulation.demand == .model {
      if stages.contains(where: { $0.demandCourse?.season.isEmpty == false }) { list.append("a season") }
      if stages.contains(where: { $0.demandCourse?.promotions.isEmpty == false }) { list.append("promotions") }
    }
    if stages.contains(where: { $0.expediting != nil }) { list.append("fast ways") }
    if networks.contains(where: { !$0.transshipments.isEmpty }) { list.append("help between peers") }
    if stages.contains(where: { $0.maximumOrder != nil }) { list.append("largest orders") }
    let rules = context.settings.replenishment
    let tiers = context.tiers.map { context.model.tiers[$0].name }
    if tiers.contains(where: { name in rules.proposedRule(name).map { $0.logic != .baseStock } ?? false }) {
      list.append("other rules than the plan's base stocks")
    }
    return list
  }
}
