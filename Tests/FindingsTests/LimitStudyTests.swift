import Findings
import Probability
import Solver
import SupplyNetwork
import Testing

/// What limits on stock and fixed base stocks cost.
@Suite struct LimitStudyTests {
  /// One shop: safety stock of 2 · 4 · √4 = 16 units at 3 each, beside a mean of 40.
  private func shop(_ change: (inout Stage) -> Void) throws -> NetworkModel {
    var stage = Stage(
      id: "S", processingTime: 4, holdingCostRate: 3, maximumCommittedServiceTime: 0, demand: .normal(mean: 10, sd: 4),
      service: ServiceTarget(.safetyFactor, 2))
    change(&stage)
    return try SampleModels.file([stage])
  }

  @Test func aFloorCostsWhatItAdds() throws {
    let study = try LimitStudy(try shop { $0.minimumStock = 20 }, index: 0, capacity: nil)
    #expect(study.limitedStages == 1 && study.overrides == nil)
    #expect(study.bindings.map(\.stage) == [0] && study.bindings.first?.limits == [.minimumStock(20)])
    #expect(abs(study.limitsCost - 4 * 3) < 1e-9 && study.bindings.first?.cost == study.limitsCost)
  }

  @Test func whatTheFreePlanKeepsDoesNotBind() throws {
    for change in [
      { (stage: inout Stage) in stage.minimumStock = 16 }, { $0.maximumStock = 56 }, { $0.shelfLife = 6 },
    ] {
      let study = try LimitStudy(try shop(change), index: 0, capacity: nil)
      #expect(study.limitedStages == 1 && study.bindings == [] && study.limitsCost == 0)
    }
    #expect(try LimitStudy(try shop { _ in }, index: 0, capacity: nil).limitedStages == 0)
  }

  /// A warehouse that may not hold what it would, before shops that then cover its time as well.
  private func warehouse(_ change: (inout [Stage]) -> Void) throws -> NetworkModel {
    var stages = [
      Stage(id: "W", location: 0, processingTime: 6, holdingCostRate: 1, service: ServiceTarget(.safetyFactor, 2))
    ]
    for index in 1...3 {
      stages.append(
        Stage(
          id: "S\(index)", location: index, processingTime: 1, holdingCostRate: 2, maximumCommittedServiceTime: 0,
          demand: .normal(mean: 10, sd: 3), service: ServiceTarget(.safetyFactor, 2)))
    }
    change(&stages)
    return try SampleModels.file(stages, (1...3).map { Link(supplier: 0, customer: $0) })
  }

  @Test func costsAreDifferencesOfPlans() throws {
    let model = try warehouse {
      $0[0].mayHoldStock = false
      $0[1].minimumStock = 40
      $0[2].maximumStock = 1000
    }
    let study = try LimitStudy(model, index: 0, capacity: nil)
    // Each shop alone: 2 · 3 · √7 = 15.87; with the warehouse at 6 · √6 · √3, shops at 6.
    let root = 7.0.squareRoot()
    let separate = 2 * (40 + 6 * root + 6 * root)
    let pooled = 6 * 18.0.squareRoot() + 2 * (6 + 6 + 6)
    #expect(abs(study.limitsCost - (separate - pooled)) < 1e-9)
    #expect(study.limitedStages == 3 && study.bindings.map(\.stage) == [0, 1])
    #expect(study.bindings.map(\.limits) == [[.noStock], [.minimumStock(40)]])
    let withoutDock = 6 * 18.0.squareRoot() + 2 * (40 + 6 + 6)
    let withoutFloor = 2 * 18 * root
    #expect(abs((study.bindings[0].cost ?? 0) - (separate - withoutDock)) < 1e-9)
    #expect(abs((study.bindings[1].cost ?? 0) - (separate - withoutFloor)) < 1e-9)
  }

  /// Limits never make a plan cheaper, and those that bind are those that the free plan breaks.
  @Test func limitsNeverPay() throws {
    var draws = RandomStream(seed: 5, path: [0])
    var bound = 0
    for _ in 0..<60 {
      let model = try warehouse { stages in
        for index in stages.indices {
          if draws.uniform() < 0.4 { stages[index].minimumStock = (20 * draws.uniform()).rounded() }
          if draws.uniform() < 0.4 { stages[index].maximumStock = 25 + (120 * draws.uniform()).rounded() }
        }
        if draws.uniform() < 0.3, stages[0].minimumStock == 0 { stages[0].mayHoldStock = false }
      }
      guard try GuaranteedService.optimalPlan(for: model.networks[0]).status == .optimal else { continue }
      let study = try LimitStudy(model, index: 0, capacity: nil)
      #expect(study.limitsCost >= -1e-9 && study.bindings.allSatisfy { $0.cost ?? 0 >= -1e-9 })
      #expect(study.bindings.allSatisfy { $0.cost ?? 0 <= study.limitsCost + 1e-9 })
      #expect((study.limitsCost > 1e-9) == !study.bindings.isEmpty)
      bound += study.bindings.isEmpty ? 0 : 1
    }
    #expect(bound > 10)
  }

  @Test func fixedLevelsCostTheirHolding() throws {
    let model = try shop { $0.fixedBaseStock = 66 }
    let study = try LimitStudy(model, index: 0, capacity: nil)
    let line = try #require(study.overrides?.lines.first)
    #expect(line.planned == 56 && line.cost == 30 && line.lacking == 0 && study.overrides?.together == 30)
    #expect(study.bindings == [] && study.limitsCost == 0)
  }

  @Test func theReportShowsLimitsAndOverrides() async throws {
    let model = try warehouse {
      $0[0].mayHoldStock = false
      $0[1].minimumStock = 40
      $0[3].shelfLife = 30
      $0[2].fixedBaseStock = 70
    }
    let study = try await SampleModels.study(model)
    let findings = StudyFindings(study)
    let constraints = try #require(findings.optimisedPolicy.constraints)
    #expect(constraints.sentences.count == 2 && constraints.storage == nil)
    #expect(
      constraints.sentences[0].hasPrefix("Limits on stock bind at 2 of 3 stages that have them; together they add"))
    #expect(constraints.sentences[1].contains("1 base stock fixed by planners saves"))
    #expect(constraints.sentences[1].hasSuffix("the one that lacks least leaves S2 (15.9 units short)."))
    #expect(constraints.sentences[1].contains("and service pays for it. No plan keeps every service"))
    let limits = try #require(constraints.limits)
    #expect(limits.rows.count == 3 && limits.rows.last?.isTotal == true)
    let total = try #require(limits.rows.last?.cells.last?.value)
    #expect(abs(total - study.networks[0].limits.limitsCost * 365) < 1e-6)
    #expect(limits.rows.allSatisfy { $0.cells.count == limits.columns.count })
    let overrides = try #require(constraints.overrides)
    #expect(overrides.rows.allSatisfy { $0.cells.count == overrides.columns.count })
    // Seven periods at once: 70 + 2 · 3 · √7 = 85.9.
    #expect(overrides.rows[0].cells.contains { $0.text == "15.9" })
    #expect(findings.tables.map(\.id).contains("stock-limits") && findings.tables.map(\.id).contains("overrides"))
    let detail = try #require(ConstraintFindings.detailTables(study).first)
    #expect(detail.rows.count == 3 && detail.rows.allSatisfy { $0.cells.count == detail.columns.count })
    #expect(try faults(in: findings) == [])
  }

  /// Where demand that varies more leaves no plan within the limits, the report tells its cost without them.
  @Test func whatIfsLeaveTightLimitsAside() async throws {
    // 40 + 2 · 4 · √4 = 56 fits; with a fifth more deviation it would be 59.2.
    let study = try await SampleModels.study(try shop { $0.maximumStock = 56 })
    let sensitivity = study.networks[0].sensitivity
    let variability = SensitivityStudy.Parameter.demandVariability.rawValue
    #expect(sensitivity.high[variability].leavesLimitsAside && !sensitivity.low[variability].leavesLimitsAside)
    #expect(abs(sensitivity.high[variability].cost - 1.2 * sensitivity.base.cost) < 1e-9)
    let findings = StudyFindings(study)
    #expect(findings.financialImpact.sensitivity.heading.source.contains("leave no plan, without them"))
  }

  /// A fixed base stock that alone makes a plan possible has no cost.
  @Test func whatHasNoPlanWithoutItHasNoCost() async throws {
    let study = try await SampleModels.study(
      try shop {
        $0.maximumStock = 20
        $0.fixedBaseStock = 60
      })
    let sentences = try #require(StudyFindings(study).optimisedPolicy.constraints).sentences
    #expect(sentences.contains { $0.contains("has no cost that can be told") })
  }

  @Test func nothingIsSaidWhereNothingIsLimited() async throws {
    let study = try await SampleModels.Distribution().study()
    #expect(StudyFindings(study).optimisedPolicy.constraints == nil)
    #expect(ConstraintFindings.detailTables(study) == [])
  }
}
