import Findings
import Probability
import SupplyNetwork
import Testing

/// Phases derived from the network.
struct ImplementationTests {
  /// One top, two regional centres, stores below each.
  private func model(stores: Int, pilot: String?) throws -> NetworkModel {
    let count = 3 + stores
    let locations = (0..<count).map { index in
      Location(
        id: "L\(index)", name: "Location \(index)", tier: index == 0 ? 0 : index < 3 ? 1 : 2,
        kind: index < 3 ? .dc : .store)
    }
    var settings = SampleModels.settings(periods: 20, replications: 2)
    settings.plan.pilot = pilot
    settings.plan.start = CalendarDate(year: 2027, month: 1, day: 1)
    let stages = (0..<count).map { index in
      Stage(
        id: "\(index)", location: index, processingTime: 3, holdingCostRate: 0.01,
        maximumCommittedServiceTime: index < 3 ? nil : 0,
        demand: index < 3 ? nil : .normal(mean: Double(4 + index % 5), sd: 2))
    }
    let links =
      [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)]
      + (3..<count).map { Link(supplier: 1 + $0 % 2, customer: $0) }
    return NetworkModel(
      settings: settings,
      tiers: [Tier(name: "Top", kind: .dc), Tier(name: "Regions", kind: .dc), Tier(name: "Stores", kind: .store)],
      locations: locations, items: [Item(id: "I", unitCost: 14.6)],
      networks: [try StageNetwork(name: "I", stages: stages, links: links)],
      inventory: [
        (0..<count).map { InventoryRecord(location: $0, item: 0, onHand: Double(50 + 40 * $0), orderUpTo: 60) }
      ])
  }

  @Test(
    "Every location changes over in exactly one phase, whichever goes first",
    arguments: [
      nil, "L0", "L1", "L2", "L5", "unknown",
    ], [3, 26])
  func coverage(pilot: String?, stores: Int) async throws {
    let study = try await SampleModels.study(try model(stores: stores, pilot: pilot))
    let plan = StudyFindings(study).implementation
    let table = try #require(plan.phases)
    let phases = table.rows.filter { !$0.isTotal }
    var named = 0
    for phase in phases.dropFirst() {
      let scope = phase.cells[2].text
      named += scope.hasSuffix(" locations") ? Int(scope.dropLast(10)) ?? 0 : scope.split(separator: ", ").count
    }
    #expect(named == 3 + stores)
    #expect(phases[0].cells[0].text == "Prepare")
    // The figure says what the table says, to the digits of its scale.
    let drawn = try #require(plan.schedule).phases
    for (row, phase) in zip(phases, drawn) where row.cells[4].value != nil {
      let (told, drawn) = (try #require(readFigure(row.cells[4].text)), try #require(readFigure(phase.note)))
      let decimals = phase.note.split(separator: ".").dropFirst().first?.count { $0.isNumber } ?? 0
      let unit = (phase.note.hasSuffix("k") ? 1000 : 1) / (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
      #expect(abs(drawn - told) <= unit / 2 + 1, "\(phase.note) against \(row.cells[4].text)")
    }
    let expected = ["L0", "L1", "L2", "L5"].contains(pilot) ? pilot.map { "Location \($0.dropFirst())" } : nil
    if let expected {
      #expect(plan.pilot == expected)
      #expect(plan.lead.contains("first to change over") && plan.lead.contains("\(expected), as the case asks"))
    } else {
      #expect(plan.pilot == "Location 2")
      #expect(plan.lead.contains("which releases more stock than any other of its tier"))
    }
    #expect(plan.start == "2027-01-01")
    // January prepares; the pilot's month is that of the phase in which it stands.
    let pilotName = try #require(plan.pilot)
    let phase = try #require(phases.first { $0.cells[2].text.contains(pilotName) })
    #expect(plan.pilotMonth == "Feb 2027")
    #expect(phase.cells[1].text.hasPrefix("Feb 2027"))
    #expect(StudyFindings(study).summary.decisions.last?.contains("\(pilotName) over from Feb 2027") == true)
    // All that change over in its phase are named.
    let first = try #require(plan.firstToChange)
    #expect(pilot == "L0" ? first == "Location 0" : first.hasPrefix("Location 0 and "))
    #expect(plan.lead.contains("first to change over \(pilot == "L0" ? "is" : "are") \(first)"))
    let cash = phases.dropFirst().compactMap { readFigure($0.cells[4].text) }
    #expect(cash.reduce(0, +) == readFigure(table.rows.last?.cells[4].text ?? ""))
    let schedule = try #require(plan.schedule)
    #expect(schedule.noteName == "Cash released")
    let shown = try #require(schedule.phases.last)
    #expect(Int(shown.startMonth + shown.months) == schedule.months.count)
  }

  @Test("Cash leaves no faster than demand consumes the surplus")
  func release() async throws {
    let sample = SampleModels.Distribution(
      stores: 1, unitCosts: [10], demand: { _, _ in .deterministic(mean: 1) }, centreQuotesAtOnce: true,
      inventory: { _, location in InventoryRecord(location: location, item: 0, onHand: location == 1 ? 102 : 0) })
    let release = try #require(try await sample.findings().financialImpact.release)
    // 365 ÷ 12 ≈ 30.4 units of $10 a month, 100 and more units in all; the level is today's stock. The store's phase
    // starts in the fourth month, after one to prepare and two for the centre.
    #expect(release.rows.map { $0.cells[0].text } == ["Month 1", "Month 4", "Month 5", "Month 6", "Month 7"])
    #expect(readFigure(release.rows[0].cells[1].text) == 0)
    #expect(readFigure(release.rows[1].cells[1].text) == 304)
    #expect(readFigure(release.rows[4].cells[2].text) == 1020)
  }

  @Test("Where no level changes there is nothing to plan")
  func unchanged() async throws {
    let model = try SampleModels.file([
      Stage(
        id: "A", processingTime: 3, holdingCostRate: 1, maximumCommittedServiceTime: 0,
        demand: .normal(mean: 9, sd: 2))
    ])
    let plan = StudyFindings(try await SampleModels.study(model)).implementation
    #expect(plan.lead.hasSuffix("nothing needs to change."))
    #expect(plan.phases == nil && plan.schedule == nil && plan.guardRail == nil && plan.pilot == nil)
  }
}
