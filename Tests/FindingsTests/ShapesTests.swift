import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// Findings of every shape of network and setting can be shown: nothing traps, nothing reads as nonsense.
struct ShapesTests {
  static let names = [
    "single stage", "serial", "assembly", "distribution file", "single tier", "no demand", "certain demand",
    "fill-rate targets", "safety factors", "mixed targets", "lost sales", "weeks", "one replication", "no unit cost",
    "some unit costs", "independent policy", "fixed levels", "full correlation", "rare demand", "free holding",
  ]

  private static func model(_ name: String) throws -> NetworkModel {
    func stage(_ id: String, demand: DemandDistribution? = nil, time: Int = 3, rate: Double = 1, _ review: Int = 1)
      -> Stage
    {
      Stage(
        id: id, processingTime: time, reviewPeriod: review, holdingCostRate: rate,
        maximumCommittedServiceTime: demand == nil ? nil : 0, demand: demand)
    }
    let normal = DemandDistribution.normal(mean: 20, sd: 6)
    var sample = SampleModels.Distribution()
    switch name {
    case "single stage": return try SampleModels.file([stage("A", demand: normal)])
    case "serial":
      return try SampleModels.file(
        [stage("A", time: 10), stage("B", time: 5, rate: 2, 3), stage("C", demand: normal, time: 2, rate: 5)],
        [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
    case "assembly":
      return try SampleModels.file(
        [stage("Left"), stage("Right", time: 8), stage("Product", demand: normal, rate: 4)],
        [Link(supplier: 0, customer: 2, units: 2), Link(supplier: 1, customer: 2)])
    case "distribution file":
      return try SampleModels.file(
        [stage("W", time: 6)] + (1...3).map { stage("R\($0)", demand: normal) },
        (1...3).map { Link(supplier: 0, customer: $0) })
    case "single tier": return try SampleModels.file([stage("A", demand: normal), stage("B", demand: normal)])
    case "no demand": sample.demand = { _, _ in .deterministic(mean: 0) }
    case "certain demand": sample.demand = { _, _ in .deterministic(mean: 7) }
    case "fill-rate targets": sample.service = { _, _ in .init(.fillRate, 0.97) }
    case "safety factors": sample.service = { _, _ in .init(.safetyFactor, 1.645) }
    case "mixed targets":
      sample.service = { _, location in location == 0 ? .init(.cycleServiceLevel, 0.9) : .init(.fillRate, 0.98) }
    case "lost sales": sample.settings.simulation.unmetDemand = .lostSale
    case "weeks": sample.settings.period = .week
    case "one replication": sample.settings.simulation.replications = 1
    case "no unit cost": sample.unitCosts = [nil]
    case "some unit costs": sample.unitCosts = [4, nil]
    case "independent policy":
      sample.settings.currentPolicy = .independent
      sample.inventory = SampleModels.randomInventory(seed: 3)
    case "fixed levels": sample.overrides = { _, location in location == 1 ? 0 : nil }
    case "full correlation": sample.correlation = 1
    case "rare demand": sample.demand = { _, _ in .negativeBinomial(mean: 0.05, sd: 0.6) }
    case "free holding": sample.settings.carryingRate = 0
    default: Issue.record("no such shape: \(name)")
    }
    return try sample.model()
  }

  @Test("Every shape reads well", arguments: names)
  func shape(name: String) async throws {
    let findings = StudyFindings(try await SampleModels.study(try Self.model(name)))
    #expect(try faults(in: findings) == [])
    for table in findings.tables {
      for row in table.rows { #expect(row.cells.count == table.columns.count) }
    }
    let heads = findings.evidence.byTier.columns.map(\.title)
    #expect(Set(heads).count == heads.count)
    // Uploads and calendars are no matter of data: they neither count as met nor as lacking.
    #expect(findings.technology.needs.rows.count { $0.cells[3].text == NumberFormat.none } == 2)
    #expect(findings.technology.lead.contains("needs that data can show"))
    #expect(findings.summary.keyFigures.count >= 5)
    #expect(!findings.summary.risks.isEmpty)
    let decoded = try JSONDecoder().decode(StudyFindings.self, from: try JSONEncoder().encode(findings))
    let sorted = JSONEncoder()
    sorted.outputFormatting = .sortedKeys
    #expect(try sorted.encode(decoded) == sorted.encode(findings))
  }

  @Test("Bounds that no plan satisfies are said in words")
  func infeasible() async throws {
    let model = try SampleModels.file([
      Stage(
        id: "A", processingTime: 2, holdingCostRate: 1, externalInboundServiceTime: 3, maximumInboundServiceTime: 0,
        demand: .normal(mean: 5, sd: 1))
    ])
    let error = await #expect(throws: StudyError.self) { try await SampleModels.study(model) }
    #expect(error?.isInfeasible == true)
    #expect(error?.message.hasPrefix("Network: ") == true)
  }

  @Test("Findings do not depend on the number of threads")
  func threads() async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let sample = SampleModels.Distribution(
      unitCosts: [3, 5, 8, 13, 21], inventory: SampleModels.randomInventory(seed: 9))
    let once = try encoder.encode(StudyFindings(try await sample.study(threads: 1)))
    for threads in [2, 3] {
      #expect(try encoder.encode(StudyFindings(try await sample.study(threads: threads))) == once)
    }
  }

  @Test("Without unit costs stock is told in units")
  func units() async throws {
    let findings = StudyFindings(try await SampleModels.study(try Self.model("serial")))
    #expect(findings.summary.keyFigures[0].current.hasSuffix(" units"))
    #expect(findings.summary.recommendation.contains(" a year cheaper (−"))
    #expect(findings.summary.recommendation.contains(", in the money of the file)"))
    #expect(findings.cover.currency.isEmpty && findings.financialImpact.impact.caption == "Financial impact, money")
    #expect(try !texts(of: findings).contains { $0.contains("$") || $0.contains("USD") })
    #expect(findings.currentState.basis.hasPrefix("A network file knows no stock"))
    // One stage leaves nothing to place.
    let single = StudyFindings(try await SampleModels.study(try Self.model("single stage"))).summary
    #expect(single.recommendation.hasPrefix("Nothing betters every location hedging on its own here"))
    #expect(single.decisions.count == 1)
  }

  @Test("Where inventory is not to be compared with, it does not count")
  func independent() async throws {
    let model = try Self.model("independent policy")
    var planningCase = SampleModels.planningCase(of: model)
    // Without any, nothing was left out.
    let without = StudyFindings(try await SampleModels.study(model, planningCase: planningCase))
    #expect(without.currentState.basis.hasPrefix("No stock data were given"))
    planningCase.inventory = [InventoryRecord(location: 0, item: 0, onHand: 5)]
    let study = try await SampleModels.study(model, planningCase: planningCase)
    let ledger = Ledger(study)
    #expect(ledger.stockBasis == .simulated)
    #expect(ledger.lines.allSatisfy { $0.currentOnHand == $0.currentSimulated })
    let findings = StudyFindings(study)
    #expect(findings.summary.currentLabel == "Independent")
    #expect(findings.currentState.basis.hasPrefix("As current_policy asks"))
    #expect(findings.evidence.backTest == nil)
  }
}
