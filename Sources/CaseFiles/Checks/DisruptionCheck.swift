import SupplyNetwork

/// Whether the disruptions of a case name what is there, and happen while it is simulated.
struct DisruptionCheck {
  private let disruptions: [Placed<CaseSettings.LocationDisruption>]
  private let simulation: CaseSettings.Simulation
  private let locations: IdentifierIndex
  private let lanes: LaneTable

  init(_ file: SettingsFile, locations: IdentifierIndex, lanes: LaneTable) {
    disruptions = file.disruptions
    simulation = file.settings.simulation
    self.locations = locations
    self.lanes = lanes
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard locations.isComplete else { return }
    for disruption in disruptions {
      let from = isKnown(disruption.value.from, "from", of: disruption, &log)
      let to = isKnown(disruption.value.to ?? "", "to", of: disruption, &log)
      if from, to { checkLane(disruption, &log) }
      checkTime(disruption, &log)
    }
  }

  private func isKnown(
    _ id: String, _ key: String, of disruption: Placed<CaseSettings.LocationDisruption>, _ log: inout IssueLog
  ) -> Bool {
    guard !id.isEmpty, locations.position(of: id) == nil else { return true }
    if key == "from", id.lowercased() == ScenarioSection.outside {
      log.report(
        .error, "unknown-location", disruption.place(of: key),
        "location \(Quotation.of(id)) is not in locations.csv",
        hint: disruption.value.to == nil
          ? "the outside supplier fails where only to is given: write {to: the location that it delivers to, …}"
          : "leave out from: the outside supplier fails where only to is given")
    } else {
      log.reportUnknownLocation(id, locations, at: disruption.place(of: key))
    }
    return false
  }

  private func checkLane(_ disruption: Placed<CaseSettings.LocationDisruption>, _ log: inout IssueLog) {
    let from = disruption.value.from
    guard let to = disruption.value.to, lanes.isComplete else { return }
    let supplier = from.isEmpty ? nil : locations.position(of: from)
    let customer = locations.position(of: to)
    guard !lanes.lanes.contains(where: { $0.from == supplier && $0.to == customer }) else { return }
    log.report(
      .error, "unknown-lane", disruption.place(of: "to"),
      "there is no lane from \(from.isEmpty ? "outside" : Quotation.of(from)) to " + Quotation.of(to),
      hint: "lanes.csv lists the lanes; leave out \"to\" to disrupt all of a location")
  }

  private func checkTime(_ disruption: Placed<CaseSettings.LocationDisruption>, _ log: inout IssueLog) {
    let horizon = simulation.warmUp + simulation.periods
    guard case .at(let period) = disruption.value.disruption.beginning, period >= horizon, !simulation.isWarmUpByRule
    else { return }
    log.report(
      .warning, "no-effect", disruption.place(of: "start"),
      "the disruption starts in period \(period), after the \(horizon) periods that are simulated",
      hint: "periods count from 0, the start of the warm-up")
  }
}
