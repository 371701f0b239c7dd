import Findings
import Probability
import SupplyNetwork
import Testing

/// What is said of today, and from what it is known.
struct CurrentStateTests {
  /// Stock as a multiple of the optimised one at the centre, fill rate of the stores.
  private func issues(
    centre: Double, stores: Double = 1, fill: Double, centreFill: Double = 0.99, sd: Double = 4,
    target: ServiceTarget = .init(.fillRate, 0.95)
  ) async throws -> [String] {
    var sample = SampleModels.Distribution(
      stores: 2, demand: { _, _ in .normal(mean: 10, sd: sd) }, service: { _, _ in target },
      centreQuotesAtOnce: true)
    let optimised = Ledger(try await sample.study()).lines.map(\.optimisedOnHand)
    sample.inventory = { item, location in
      InventoryRecord(
        location: location, item: item, onHand: optimised[location] * (location == 0 ? centre : stores),
        orderUpTo: 40, fillRate: location == 0 ? centreFill : fill)
    }
    return try await sample.findings().currentState.byTier.rows.prefix(2).map { $0.cells.last?.text ?? "" }
  }

  @Test("Issues flip at their stated thresholds")
  func thresholds() async throws {
    // Targets are 95%: two points below are 93%.
    #expect(try await issues(centre: 1.49, fill: 0.9301) == ["–", "–"])
    #expect(try await issues(centre: 1.51, fill: 0.9301) == ["Overstocked", "–"])
    #expect(try await issues(centre: 1.49, fill: 0.9299) == ["–", "Frequent stockouts"])
    #expect(try await issues(centre: 1.51, fill: 0.9299) == ["Overstocked", "Frequent stockouts"])
    #expect(try await issues(centre: 1.51, stores: 0.99, fill: 0.9299) == ["Overstocked", "Stock stuck upstream"])
    #expect(
      try await issues(centre: 1, fill: 0.9299, centreFill: 0.92) == ["Frequent stockouts", "Starved by its supplier"])
    #expect(try await issues(centre: 1, stores: 1.51, fill: 0.99) == ["–", "Overstocked"])
    #expect(try await issues(centre: 1, fill: 0.99, sd: 10.1) == ["–", "High variability"])
    #expect(try await issues(centre: 1, fill: 0.99, sd: 9.9) == ["–", "–"])
  }

  @Test("A measured fill rate is not held against a cycle service level, but against the plan's fill rate")
  func likeWithLike() async throws {
    let target = ServiceTarget(.cycleServiceLevel, 0.95)
    var sample = SampleModels.Distribution(
      stores: 2, demand: { _, _ in .normal(mean: 10, sd: 4) }, centreQuotesAtOnce: true)
    sample.service = { _, _ in target }
    let reached = try await sample.study().optimised.ratio(.deliveredOnTime, to: .due, tier: 1).mean
    #expect(reached > 0.96)
    #expect(try await issues(centre: 1, fill: reached - 0.0199, target: target)[1] == "–")
    #expect(try await issues(centre: 1, fill: reached - 0.0201, target: target)[1] == "Frequent stockouts")
  }

  @Test("Where today is unknown the comparison names its benchmark and judges nothing")
  func benchmark() async throws {
    let findings = try await SampleModels.Distribution(stores: 4, correlation: 0).findings()
    let summary = findings.summary
    #expect(summary.recommendation.hasPrefix("Against every location hedging on its own, placing safety stock as one"))
    #expect(summary.ifNothingIsDone.hasPrefix("Today's stock is unknown. To see what inaction costs, "))
    #expect(summary.keyFigures.last?.name == "Less stock than the independent plan")
    #expect(findings.currentState.basis.contains("not a judgement"))
    #expect(findings.financialImpact.release == nil)
    let all = try texts(of: findings).joined(separator: "\n")
    for words in ["Overstocked", "orking capital", "Cash released", "Cash follows"] { #expect(!all.contains(words)) }
  }

  @Test("Stock measured in part says so, everywhere it counts")
  func mixed() async throws {
    var sample = SampleModels.Distribution(stores: 4)
    sample.inventory = { item, location in
      location == 2 ? nil : InventoryRecord(location: location, item: item, onHand: 60, orderUpTo: 50)
    }
    let study = try await sample.study()
    let ledger = Ledger(study)
    #expect(ledger.stockBasis == .mixed(measured: 4, of: 5))
    #expect(ledger.serviceBasis == .simulated)
    #expect(!ledger.isMeasured)
    let findings = StudyFindings(study)
    let words = "measured at 4 of 5 stages, else simulated"
    #expect(findings.currentState.basis.contains(words))
    #expect(findings.currentState.byTier.note?.contains("Stock: \(words)") == true)
    #expect(findings.summary.keyFigures[0].note.contains(words))
    #expect(findings.financialImpact.impact.note?.contains(words) == true)
    #expect(findings.technology.needs.rows[1].cells[2].text == "Supplied for 4 of 5 stages (inventory.csv)")
    #expect(findings.evidence.backTest?.note == "Over the 4 stages whose stock is measured.")
    #expect(findings.assumptions.grade > "A")
  }

  @Test("Imbalances name the item, both places, and what could help")
  func imbalances() async throws {
    var sample = SampleModels.Distribution(stores: 2, centreQuotesAtOnce: true)
    sample.inventory = { item, location in
      InventoryRecord(location: location, item: item, onHand: [80, 500, 0][location], orderUpTo: 40)
    }
    let study = try await sample.study()
    let lines = Ledger(study).lines
    let table = try #require(StudyFindings(study).currentState.imbalances)
    let cells = try #require(table.rows.first).cells
    #expect(table.rows.count == 1)
    #expect(cells[0].text == "Item 1" && cells[1].text == "Store 1" && cells[3].text == "Store 2")
    #expect(cells[2].value == 500 - lines[1].optimisedOnHand)
    #expect(cells[4].value == lines[2].optimisedSafetyStock)
    #expect(cells[5].value == lines[2].optimisedSafetyStock * 10)
  }
}
