import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// Scenarios against the proposal, against what is known of them, and against files edited by hand.
@Suite struct ScenarioStudyTests {
  private func study(_ yaml: String) async throws -> Study {
    try await Study.run(try ScenarioFixture.input(yaml), threads: 2)
  }

  private func isClose(_ one: Double, _ two: Double) -> Bool { abs(one - two) <= 1e-6 * max(1, abs(one)) }

  @Test func aScenarioWithoutChangesIsTheProposal() async throws {
    // Longer than scenarios are played, so that figures are differences from the proposal.
    let input = try ScenarioFixture.input(
      simulation: "periods: 90, warm_up: 20, replications: 9",
      """
      scenarios:
        - {name: same, demand: {factor: 1, variability_factor: 1}, lead_time: {add: 0}}
        - {name: dear, carrying_rate: 0.5}

      """)
    let study = try await Study.run(input, threads: 2)
    let scenarios = study.scenarios
    #expect(scenarios.replications == 8 && scenarios.periods == 63)
    let proposal = scenarios.proposal
    #expect(proposal.stock == study.optimised.estimate(.onHandValue))
    #expect(proposal.fillRate == study.optimised.customerFillRate)
    for levels in [ScenarioStudy.Levels.held, .planned] {
      let same = try #require(scenarios.figures("same", levels))
      #expect(same.stock.mean == proposal.stock.mean && same.stock.halfWidth == proposal.stock.halfWidth)
      #expect(same.fillRate.mean == proposal.fillRate.mean && same.safetyStock == proposal.safetyStock)
      #expect(same.stockChange.mean == 0 && same.stockChange.halfWidth == 0 && same.fillRateChange.mean == 0)
    }
    // Where all rates rise together, the plan stays and its cost rises with them.
    #expect(input.model.items.allSatisfy { $0.carryingRate == nil })
    let dear = try #require(scenarios.figures("dear"))
    #expect(dear.stock.mean == proposal.stock.mean && dear.safetyStock == proposal.safetyStock)
    let factor = 0.5 / input.model.settings.carryingRate
    #expect(isClose(dear.holdingCost.mean, proposal.holdingCost.mean * factor))
    #expect(scenarios.outcomes.filter { $0.kind.name == "dear" }.map(\.levels) == [.planned])
  }

  @Test func aScenarioIsTheCaseWithItsFilesEdited() async throws {
    let study = try await study(
      """
      scenarios:
        - {name: demand, demand: {factor: 1.3, tier: Stores}}
        - {name: lead, lead_time: {add: 2, from: outside}}
        - {name: rate, carrying_rate: 0.4}
        - {name: service, service: {gap_factor: 0.5}}
        - {name: cost, unit_cost: {factor: 1.25, class: A}}

      """)
    let classes = Dictionary(uniqueKeysWithValues: study.model.items.map { ($0.id, $0.valueClass) })
    let edits: [(name: String, edit: (String, String) -> String)] = [
      ("demand", { $0 == "demand.csv" ? ScenarioFixture.column("quantity", of: $1) { $0 * 1.3 } : $1 }),
      (
        "lead",
        { name, text in
          name == "lanes.csv"
            ? ScenarioFixture.column("lead_time", of: text, where: { $0["from"] == "" }) { $0 + 2 } : text
        }
      ),
      ("rate", { $0 == "case.yaml" ? $1.replacing("carrying_rate: 0.25", with: "carrying_rate: 0.4") : $1 }),
      (
        "service",
        { name, text in
          if name == "service.csv" { return ScenarioFixture.column("target", of: text) { 1 - (1 - $0) / 2 } }
          return name == "case.yaml"
            ? text.replacing(
              "default: 0.95, by_class: {A: 0.98, B: 0.95, C: 0.90}",
              with: "default: 0.975, by_class: {A: 0.99, B: 0.975, C: 0.95}")
            : text
        }
      ),
      (
        "cost",
        { name, text in
          name == "items.csv"
            ? ScenarioFixture.column("unit_cost", of: text, where: { classes[$0["item"] ?? ""] == .a }) { $0 * 1.25 }
            : text
        }
      ),
    ]
    for (name, edit) in edits {
      let edited = try await Study.run(try ScenarioFixture.input(edit: edit), threads: 2)
      let found = try #require(study.scenarios.figures(name), "\(name)")
      let wanted = edited.scenarios.proposal
      #expect(found != study.scenarios.proposal, "\(name) changes something")
      #expect(isClose(found.stock.mean, wanted.stock.mean), "\(name): stock")
      #expect(isClose(found.stock.halfWidth, wanted.stock.halfWidth), "\(name): interval")
      #expect(isClose(found.safetyStock, wanted.safetyStock), "\(name): safety stock")
      #expect(isClose(found.fillRate.mean, wanted.fillRate.mean), "\(name): fill rate")
      #expect(isClose(found.holdingCost.mean, wanted.holdingCost.mean), "\(name): holding cost")
      #expect(isClose(found.stockoutEvents.mean, wanted.stockoutEvents.mean), "\(name): stockouts")
    }
  }

  @Test func builtInScenariosAreThoseOfACase() async throws {
    let study = try await study(
      """
      scenarios:
        - {name: demand, demand: {factor: 1.2}}
        - {name: lead, lead_time: {factor: 1.5}}
        - {name: outage, supplier_out: {location: outside}}
        - {name: targets, service: {gap_factor: 0.5}}

      """)
    let scenarios = study.scenarios
    for levels in [ScenarioStudy.Levels.held, .planned] {
      #expect(scenarios.figures("demand", levels) == scenarios.figures("demand-up", levels))
      #expect(scenarios.figures("lead", levels) == scenarios.figures("lead-time-up", levels))
    }
    #expect(scenarios.figures("outage", .held) == scenarios.figures("supplier-out", .held))
    #expect(scenarios.figures("targets") == scenarios.figures("stretch"))
    // Planned anew, the levels cover the time in which nothing comes.
    #expect(scenarios.figures("outage") == scenarios.figures("supplier-out"))
    let proposal = scenarios.proposal
    for name in ["demand-up", "lead-time-up", "supplier-out"] {
      let held = try #require(scenarios.figures(name, .held))
      let planned = try #require(scenarios.figures(name))
      #expect(held.safetyStock == proposal.safetyStock)
      #expect(held.fillRate.mean < proposal.fillRate.mean && held.fillRate.mean < planned.fillRate.mean)
      #expect(planned.stock.mean > held.stock.mean && planned.stock.mean > proposal.stock.mean)
    }
    let stretched = try #require(scenarios.figures("stretch"))
    #expect(stretched.safetyStock > proposal.safetyStock && stretched.fillRate.mean > proposal.fillRate.mean)
  }

  @Test func whatHasNoPlanIsToldAndTheRestStands() async throws {
    let study = try await study(
      """
      scenarios:
        - {name: cut off, closed: [DC1]}
        - {name: smaller, closed: [S2]}
        - {name: short, optimization: {budget: 1}}
        - {name: lonely, current_policy: independent}

      """)
    func outcomes(_ name: String) -> [ScenarioStudy.Outcome] {
      study.scenarios.outcomes.filter { $0.kind.name == name }
    }
    let cut = outcomes("cut off")
    #expect(cut.map(\.levels) == [.planned] && cut[0].figures == nil)
    #expect(cut[0].failure?.contains("no lane brings") == true)
    #expect(outcomes("short").map { $0.failure?.contains("below what") } == [true])
    let smaller = outcomes("smaller")
    #expect(smaller.map(\.levels) == [.held, .planned])
    let stocks = smaller.compactMap { $0.figures?.stock.mean }
    // While levels stay, what the store no longer takes lies at its centre.
    #expect(stocks.count == 2 && stocks[1] < stocks[0] && stocks[1] < study.scenarios.proposal.stock.mean)
    #expect(outcomes("lonely").map(\.levels) == [.current])
    let findings = StudyFindings(study).scenarios
    let row = try #require(findings.comparison.rows.first { $0.cells[0].text == "cut off" })
    #expect(row.cells[1].text == "no plan")
    #expect(findings.remarks.contains { $0.hasPrefix("cut off has no plan: no lane brings") })
    #expect(!findings.figure.rows.contains { $0.name == "cut off" })
  }

  @Test func stressesMayBeLeftOut() async throws {
    let names = try await study("").scenarios.outcomes.map(\.kind.name)
    #expect(
      names == [
        "same-service", "same-inventory", "stretch", "demand-up", "demand-up", "lead-time-up", "lead-time-up",
        "supplier-out", "supplier-out",
      ])
    let input = try ScenarioFixture.input(edit: { name, text in
      name == "case.yaml" ? text.replacing("report: {", with: "report: {stress: false, ") : text
    })
    let calm = try await Study.run(input)
    #expect(calm.scenarios.outcomes.map(\.kind.name) == ["same-service", "same-inventory", "stretch"])
    #expect(input.runID != (try ScenarioFixture.input().runID))
  }

  @Test func resultsDoNotDependOnThreads() async throws {
    let input = try ScenarioFixture.input("scenarios: [{name: peak, demand: {factor: 1.4}}]\n")
    let one = try await Study.run(input, threads: 1).scenarios
    let three = try await Study.run(input, threads: 3).scenarios
    #expect(one.outcomes == three.outcomes && one.proposal == three.proposal)
  }

  @Test func plansOfTheFrontierServeAndHoldWhatTheySay() async throws {
    let study = try await study("")
    let today = try #require(study.scenarios.today)
    let frontier = try #require(study.frontier)
    #expect(today == (try frontier.point(of: study.networks.map(\.current.plan))))
    let least = try #require(study.scenarios.figures("same-service"))
    let best = try #require(study.scenarios.figures("same-inventory"))
    #expect(least.stock.mean < best.stock.mean && least.fillRate.mean <= best.fillRate.mean)
  }
}
