import Findings
import Probability
import Solver
import SupplyNetwork
import Testing

/// The rules that planners know, beside the optimal plan.
@Suite struct SimpleRuleTests {
  private let service = ServiceTarget(.cycleServiceLevel, 0.95)
  private let score = StandardNormal.quantile(0.95)

  /// In whole units, as the study counts.
  private func whole(_ level: Double) -> Double { (level - 1e-9).rounded(.up) }

  @Test func aSeriesIsCoveredDownToTheCustomer() async throws {
    let stages = [10, 5, 2].enumerated().map { index, time in
      Stage(
        id: "\(index)", location: index, processingTime: time, holdingCostRate: [1, 2, 5][index],
        maximumCommittedServiceTime: index == 2 ? 0 : nil,
        demand: index == 2 ? .normal(mean: 100, sd: 20) : nil, service: service)
    }
    let study = try await SampleModels.study(
      try SampleModels.file(stages, [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)]))
    let rules = study.networks[0].simpleRules
    let cumulative = try #require(rules.byRule[.cumulativeLeadTime])
    // Echelons of 2, 7 and 17 periods: 1700 + zσ√17 units in all, the levels between them rounded up.
    let roots = [2.0, 7, 17].map { score * 20 * $0.squareRoot() }
    let stock = [
      whole(1000 + roots[2] - roots[1]) - 1000, whole(500 + roots[1] - roots[0]) - 500, whole(200 + roots[0]) - 200,
    ]
    #expect(abs(cumulative.units - stock.reduce(0, +)) < 1e-6)
    #expect(abs(cumulative.cost - (stock[0] + 2 * stock[1] + 5 * stock[2])) < 1e-6)
    // Every stage alone is optimal here: √10, √5 and √2.
    let alone = [10.0, 5, 2].map { whole($0 * 100 + score * 20 * $0.squareRoot()) - $0 * 100 }
    #expect(abs(rules.optimal.units - alone.reduce(0, +)) < 1e-6)
    let findings = StudyFindings(study)
    let table = try #require(findings.assumptions.simpleRules)
    #expect(table.rows.map { $0.cells[0].text } == ["Cumulative lead time", "Square root of lead time"])
    #expect(table.rows.allSatisfy { $0.cells.count == table.columns.count })
    #expect(findings.tables.contains { $0.id == "simple-rules" })
    #expect(try faults(in: findings) == [])
  }

  /// The centre covers the longest way, each store its own, at the score of the customers' target.
  @Test func theSquareRootRuleOfADistributionNetwork() async throws {
    let study = try await SampleModels.Distribution(unitCosts: [10, 10]).study()
    let networks = study.model.networks
    for (network, result) in zip(networks, study.networks) {
      let rule = try #require(result.simpleRules.byRule[.squareRoot])
      #expect(result.simpleRules.byRule[.cumulativeLeadTime] == nil)
      let expected = network.stages.indices.reduce(0.0) { sum, index in
        let lead = index == 0 ? 5.0 : 2
        let covered = index == 0 ? 7.0 : 2
        let mean = network.meanDemand[index] * lead
        return sum + whole(mean + score * network.pooledDemandSD[index] * covered.squareRoot()) - mean
      }
      #expect(abs(rule.units - expected) < 1e-6)
      #expect(abs(rule.value - 10 * expected) < 1e-5)
    }
    let table = try #require(StudyFindings(study).assumptions.simpleRules)
    #expect(table.rows.count == 1 && table.rows[0].cells[1].text == "2 of 2")
    let units = study.networks.reduce(0.0) { $0 + ($1.simpleRules.byRule[.squareRoot]?.units ?? 0) }
    #expect(table.rows[0].cells[2].value == units)
  }

  /// A stage with two suppliers is neither; nor is a stage alone anything to place.
  @Test func otherShapesAreLeftOut() async throws {
    let stages = ["a", "b", "c", "d"].enumerated().map { index, id in
      Stage(
        id: id, location: index, processingTime: 1, holdingCostRate: 1,
        demand: index == 3 ? .normal(mean: 10, sd: 2) : nil)
    }
    let diamond = try SampleModels.file(
      stages,
      [
        Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2), Link(supplier: 1, customer: 3),
        Link(supplier: 2, customer: 3),
      ])
    let alone = try SampleModels.file(
      [stages[3]].map { stage in
        var stage = stage
        stage.location = 0
        return stage
      })
    for model in [diamond, alone] {
      let study = try await SampleModels.study(model)
      #expect(study.networks[0].simpleRules.byRule.isEmpty)
      #expect(StudyFindings(study).assumptions.simpleRules == nil)
    }
  }
}
