import SupplyNetwork

/// Whether what is played lets a backlog be worked off.
struct UnfilledOrdersCheck {
  private let settings: CaseSettings
  private let place: Issue.Place
  private let tiers: [Tier]

  init(_ file: SettingsFile, tiers: [Tier]) {
    settings = file.settings
    place = file.simulationPlace(of: "unfilled_orders")
    self.tiers = tiers
  }

  /// Warns where a disruption leaves a backlog that nobody orders for.
  ///
  /// A stage that raises its own position to a level orders what it shipped. Where its customers' orders are cancelled as
  /// far as it is short, it ships at most its level in a lead time, about mean demand, and what waits at the points of
  /// sale keeps waiting. Rules of an echelon see what waits.
  func report(_ log: inout IssueLog) {
    let simulation = settings.simulation
    guard simulation.cancelsWhatWaits, !simulation.disruptions.isEmpty else { return }
    let blind = tiers.map(\.name).filter { name in
      switch settings.replenishment.proposedRule(name)?.logic {
      case nil, .baseStock, .localMinMax: true
      case .echelonBaseStock, .balancedEchelonBaseStock, .pointOfSaleEchelon: false
      }
    }
    guard !blind.isEmpty else { return }
    log.report(
      .warning, "unserved-backlog", place,
      "demand waits, but the orders that it makes are cancelled where a supplier is short: after a disruption, tiers that "
        + "order for their own position (\(blind.joined(separator: ", "))) may never work the backlog off",
      hint: "unfilled_orders: wait, unmet_demand: lost_sale, or rules of an echelon (replenishment)")
  }
}
