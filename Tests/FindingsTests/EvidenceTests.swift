import Findings
import Probability
import SupplyNetwork
import Testing

/// Where a tier misses its promise, the findings say why.
struct EvidenceTests {
  @Test("A centre fixed at nothing starves its stores: the suppliers are named")
  func starved() async throws {
    var sample = SampleModels.Distribution(stores: 3, correlation: 0, centreQuotesAtOnce: true)
    sample.overrides = { _, location in location == 0 ? 0 : nil }
    sample.settings = SampleModels.settings(periods: 120, replications: 6)
    let study = try await sample.study()
    let withoutShortage = try #require(study.unlimitedSupply).promisedService(tier: 1)
    let simulated = study.optimised.promisedService(tier: 1)
    #expect(simulated.mean < 0.2)
    #expect(withoutShortage.mean > 0.9)
    let evidence = StudyFindings(study).evidence
    let stores = try #require(evidence.explanations.first { $0.tier == "Stores" })
    #expect(stores.text.contains("late deliveries from the tier above cost"))
    #expect(!stores.text.contains("fixed by planners"))
    let centre = try #require(evidence.explanations.first { $0.tier == "Distribution centre" })
    #expect(centre.text.contains("1 level there is fixed by planners"))
    #expect(
      centre.text.contains("It arises at the tier itself, where planners have fixed 1 level below what the promise"))
    #expect(!centre.text.contains("from the tier above"))
    #expect(evidence.lead.contains("0 of 2 tiers keep their promise"))
    let warning = try #require(StudyFindings(study).summary.warnings.first)
    #expect(warning.contains("service collapses in the whole simulation") && warning.contains(/Stores \d+\.\d%/))
  }

  @Test("A store fixed too low misses its promise by itself")
  func own() async throws {
    var sample = SampleModels.Distribution(stores: 1, centreQuotesAtOnce: true)
    // Less than the mean demand over the lead time.
    sample.overrides = { _, location in location == 1 ? 15 : nil }
    let evidence = StudyFindings(try await sample.study()).evidence
    let stores = try #require(evidence.explanations.first { $0.tier == "Stores" })
    #expect(
      stores.text.contains(/The tier itself costs (the other )?[\d.]+ points, where planners have fixed 1 level below/)
    )
    #expect(stores.text.contains("1 level there is fixed by planners"))
    #expect(evidence.simulatedService.categories.last?.isKept == false)
  }

  @Test("Each stage is held against what its own target counts")
  func measures() async throws {
    var sample = SampleModels.Distribution(stores: 2, centreQuotesAtOnce: true)
    sample.service = { _, location in location == 2 ? .init(.fillRate, 0.9) : .init(.cycleServiceLevel, 0.95) }
    let study = try await sample.study()
    let stages = study.networks[0].optimisedStages
    let expected = (stages[1].cycleServiceLevel + stages[2].fillRate) / 2
    #expect(abs(study.optimised.promisedService(tier: 1).mean - expected) < 1e-12)
    let figure = StudyFindings(study).evidence.simulatedService
    #expect(figure.heading.subtitle.hasPrefix("Service by tier"))
    #expect(abs((figure.categories.last?.promise ?? 0) - 0.925) < 1e-12)
  }

  @Test("Overlapping intervals are no difference")
  func noClearDifference() async throws {
    // With enough stock at every level both policies serve all.
    var sample = SampleModels.Distribution(stores: 2, demand: { _, _ in .deterministic(mean: 5) })
    sample.overrides = { _, location in location == 0 ? nil : 100 }
    let summary = StudyFindings(try await sample.study()).summary
    let fill = try #require(summary.keyFigures.first { $0.name == "Customers' fill rate" })
    #expect(fill.change == "no clear difference" && fill.direction == .neutral)
    #expect(summary.recommendation.contains("no clear difference"))
  }
}
