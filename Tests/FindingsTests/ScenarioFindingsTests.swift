import SupplyNetwork
import Testing

@testable import Findings

/// What the report says of scenarios.
@Suite struct ScenarioFindingsTests {
  @Test func doingNothingHasTodaysFigures() async throws {
    let study = try await Study.run(try ScenarioFixture.input(), threads: 2)
    let findings = StudyFindings(study)
    let context = FindingsContext(study)
    let row = try #require(findings.scenarios.comparison.rows.first { $0.cells[0].text == "Do nothing" })
    #expect(row.cells[1].value == context.current(context.total))
    #expect(row.cells[4].value == context.customerFillNow.mean)
    let holding = try #require(row.cells[6].value)
    #expect(abs(holding - context.total.currentHolding * 365) < 1e-6 * holding)
    #expect(
      abs((row.cells[7].value ?? 0) - FinancialFindings.currentStockouts(context).value) < 1e-9)
    let proposal = try #require(findings.scenarios.comparison.rows.first)
    #expect(proposal.cells[0].text == "Proposal")
    let planned = context.optimised(context.total)
    #expect(abs((proposal.cells[1].value ?? 0) - planned) < 1e-6 * planned)
    #expect(findings.tables.contains { $0.id == "scenarios" })
  }

  @Test func textsAreComputedAndClean() async throws {
    let study = try await Study.run(
      try ScenarioFixture.input(
        "scenarios: [{name: peak, description: A strong season, demand: {factor: 3}}]\n"), threads: 2)
    let findings = StudyFindings(study)
    #expect(try faults(in: findings) == [])
    let scenarios = findings.scenarios
    // The hardest of all is told, with the figures of the table.
    #expect(scenarios.lead.hasPrefix("Hardest for the proposal is that the scenario “peak” comes true: "))
    let held = try #require(scenarios.comparison.rows.first { $0.cells[0].text == "peak, as proposed" })
    let percent = try #require(held.cells[4].text.split(separator: " ").first)
    #expect(scenarios.lead.contains("to \(percent)") && scenarios.figure.heading.title.contains(percent))
    #expect(scenarios.remarks.contains("peak: A strong season"))
    #expect(scenarios.method.contains("4 replications of 60 days after 30 of warm-up, seed 1."))
    #expect(!scenarios.method.contains("moved as on those draws"))
    let stocks = scenarios.figure.rows.map(\.stock)
    #expect(stocks == stocks.sorted(by: >))
    #expect(scenarios.comparison.rows.allSatisfy { $0.cells.count == scenarios.comparison.columns.count })
  }

  @Test func aStageNetworkHasScenariosToo() async throws {
    let findings = try await SampleModels.Distribution(unitCosts: [nil]).findings()
    let names = findings.scenarios.comparison.rows.map { $0.cells[0].text }
    #expect(names.prefix(3) == ["Proposal", "Independent plan", "Stretched targets"])
    #expect(names.contains("Demand +20%, planned anew") && names.contains("Supplier out, 5 days, as proposed"))
    #expect(!names.contains("Do nothing") && !names.contains("Service of today's levels, least stock"))
    #expect(try faults(in: findings) == [])
  }
}
