import SupplyNetwork

/// Whether the disruptions of a case name what is there, and happen while it is simulated.
struct DisruptionCheck {
  private static let place = Issue.Place(file: "case.yaml", column: "simulation.disruptions")

  private let simulation: CaseSettings.Simulation
  private let locations: IdentifierIndex
  private let lanes: LaneTable

  init(_ simulation: CaseSettings.Simulation, locations: IdentifierIndex, lanes: LaneTable) {
    self.simulation = simulation
    self.locations = locations
    self.lanes = lanes
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard locations.isComplete else { return }
    for disruption in simulation.disruptions {
      let unknown = [disruption.from, disruption.to ?? ""].filter {
        !$0.isEmpty && locations.position(of: $0) == nil
      }
      for id in unknown {
        log.report(
          .error, "unknown-location", Self.place, "location \(Quotation.of(id)) is not in locations.csv",
          hint: Suggestion.hint(for: id, among: locations.names))
      }
      if unknown.isEmpty { checkLane(disruption, &log) }
      checkTime(disruption, &log)
    }
  }

  private func checkLane(_ disruption: CaseSettings.LocationDisruption, _ log: inout IssueLog) {
    guard let to = disruption.to, lanes.isComplete else { return }
    let supplier = disruption.from.isEmpty ? nil : locations.position(of: disruption.from)
    let customer = locations.position(of: to)
    guard !lanes.lanes.contains(where: { $0.from == supplier && $0.to == customer }) else { return }
    log.report(
      .error, "unknown-lane", Self.place,
      "there is no lane from \(disruption.from.isEmpty ? "outside" : Quotation.of(disruption.from)) to "
        + Quotation.of(to), hint: "lanes.csv lists the lanes; leave out \"to\" to disrupt all of a location")
  }

  private func checkTime(_ disruption: CaseSettings.LocationDisruption, _ log: inout IssueLog) {
    let horizon = simulation.warmUp + simulation.periods
    guard case .at(let period) = disruption.disruption.beginning, period >= horizon, !simulation.isWarmUpByRule
    else { return }
    log.report(
      .warning, "no-effect", Self.place,
      "the disruption starts in period \(period), after the \(horizon) periods that are simulated",
      hint: "periods count from 0, the start of the warm-up")
  }
}
