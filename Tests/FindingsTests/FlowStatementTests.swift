import Findings
import Probability
import SupplyNetwork
import Testing

/// How short stock is shared and who waits: simulated as the case says, and told.
@Suite struct FlowStatementTests {
  private func sample(_ change: (inout CaseSettings.Simulation) -> Void) -> SampleModels.Distribution {
    // A centre that promises delivery at once is short at times.
    var sample = SampleModels.Distribution(centreQuotesAtOnce: true)
    sample.settings.simulation.periods = 100
    change(&sample.settings.simulation)
    return sample
  }

  private func isTold(_ words: String, _ findings: StudyFindings) -> Bool {
    findings.assumptions.assumptions.contains { $0.contains(words) }
  }

  @Test func theStandardNeedsNoWord() async throws {
    let findings = try await sample { _ in }.findings()
    #expect(!isTold("A supplier that is short", findings) && !isTold("Largest orders", findings))
    #expect(findings.evidence.scope.hasSuffix("Unmet demand waits."))
  }

  @Test(arguments: [
    (AllocationRule.firstCome, "the periods in which they fell due"), (.fairShare, "lasts equally long"),
    (.priority, "by their priority in locations.csv"),
  ])
  func rulesOfAllocation(rule: AllocationRule, words: String) async throws {
    let standard = try await sample { _ in }.study()
    let study = try await sample { $0.allocation = rule }.study()
    let findings = StudyFindings(study)
    #expect(isTold(words, findings))
    #expect(findings.cover.runID != StudyFindings(standard).cover.runID)
    // The plan is the same; the centre, short at times, shares otherwise.
    #expect(study.networks.map(\.optimised) == standard.networks.map(\.optimised))
    let (stocks, others) = (study.networks[0].optimisedStages, standard.networks[0].optimisedStages)
    #expect((stocks.map(\.onHand) == others.map(\.onHand)) == (rule == .priority))
  }

  @Test func consumersWhoWait() async throws {
    let findings = try await sample { ($0.unmetDemand, $0.waitingShare) = (.partial, 0.25) }.findings()
    let words = "Of unmet demand of consumers, 25.0% waits and the rest is lost"
    #expect(isTold(words, findings) && findings.evidence.scope.contains(words))
  }

  @Test func largestOrders() async throws {
    let stages = [
      Stage(id: "A", processingTime: 3, holdingCostRate: 1, demand: .normal(mean: 20, sd: 6), maximumOrder: 25)
    ]
    let findings = StudyFindings(try await SampleModels.study(try SampleModels.file(stages)))
    #expect(isTold("Largest orders at 1 stage hold in the simulation", findings))
  }
}
