import SupplyNetwork

/// Whether what is played lets a backlog be worked off.
struct UnfilledOrdersCheck {
  private let settings: CaseSettings
  private let place: Issue.Place
  /// Names of the tiers that supply others.
  private let suppliers: [String]

  init(_ file: SettingsFile, tiers: [Tier], locations: [Location], lanes: LaneTable) {
    settings = file.settings
    place = file.simulationPlace(of: "unfilled_orders")
    let supplying = Set(lanes.lanes.compactMap { lane in lane.from.map { locations[$0].tier } })
    suppliers = tiers.indices.filter(supplying.contains).map { tiers[$0].name }
  }

  /// Warns where a disruption leaves a backlog that nobody orders for.
  ///
  /// A stage that raises its own position to a level orders what it shipped. Where its customers' orders are cancelled as
  /// far as it is short, it ships at most its level in a lead time, about mean demand, and what waits at the points of
  /// sale keeps waiting. Rules of an echelon see what waits.
  func report(_ log: inout IssueLog) {
    let simulation = settings.simulation
    guard simulation.cancelsWhatWaits, !simulation.disruptions.isEmpty else { return }
    let blind = suppliers.filter { !settings.replenishment.ordersForEchelon($0) }
    guard !blind.isEmpty else { return }
    log.report(
      .warning, "unserved-backlog", place,
      "demand waits, but the orders that it makes are cancelled where a supplier is short: after a disruption, tiers that "
        + "order for their own position (\(blind.joined(separator: ", "))) may never work the backlog off",
      hint: "unfilled_orders: wait, unmet_demand: lost_sale, or rules of an echelon (replenishment)")
  }
}
