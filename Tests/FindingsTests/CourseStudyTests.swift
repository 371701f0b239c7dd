import CaseFiles
import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// What both policies do over time.
@Suite struct CourseStudyTests {
  /// A small network caught in the trap.
  private static func trap(_ change: (inout CaseSettings) -> Void = { _ in }) throws -> NetworkModel {
    var size = SampleCase.SignalTrapSize()
    (size.stores, size.dcs, size.items) = (12, 2, 2)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trap-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in SampleCase.signalTrap(seed: 3, size: size) {
      try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
    }
    var planningCase = try #require(CaseReader.read(folder: folder.path).case)
    planningCase.settings.simulation.replications = 2
    planningCase.settings.simulation.periods = 240
    change(&planningCase.settings)
    return try NetworkModel(planningCase)
  }

  private static let study = Task { try await SampleModels.study(try trap()) }

  @Test func localOrderingIsCaughtAndPointOfSaleOrderingIsNot() async throws {
    let study = try await Self.study.value
    let course = try #require(study.course)
    #expect(course.current.meanFillRate.mean < 0.6 && course.proposed.meanFillRate.mean > 0.95)
    // The stock that stores lack stands at the top.
    func share(_ course: CourseStudy.Course, _ tier: Int) -> Double {
      course.stock[tier].reduce(0, +) / course.stock.joined().reduce(0, +)
    }
    #expect(share(course.current, 0) > 0.75 && share(course.proposed, 2) > 2 * share(course.current, 2))
    for one in [course.current, course.proposed] {
      #expect(one.fillRate.count == (240 + 90 + 6) / 7 && one.stock.allSatisfy { $0.count == one.fillRate.count })
      #expect(one.fillRate.allSatisfy { (0...1).contains($0.mean) })
    }
    let (today, proposed) = (course.current, course.proposed)
    for tier in 0..<3 {
      #expect((proposed.orderVariance[tier]?.mean ?? 99) < 5)
      #expect((today.orderVariance[tier]?.mean ?? 0) > 5 * (proposed.orderVariance[tier]?.mean ?? 99))
      #expect((proposed.orderCorrelation[tier]?.mean ?? 0) > 0.7)
    }
  }

  @Test func theTrapNeedsItsCauses() async throws {
    let trap = try #require(try await Self.study.value.signalTrap)
    #expect(trap.curves.map(\.factor) == SignalTrapStudy.Factor.allCases && trap.playedNetworks == 2)
    let disruption = try #require(trap.curves.first { $0.factor == .disruption })
    #expect(disruption.values.first == 0 && disruption.standard == 60)
    #expect(disruption.current[0] > 0.8 && disruption.current[2] < 0.6 && disruption.current[5] < 0.2)
    let safety = try #require(trap.curves.first { $0.factor == .safetyFactor })
    #expect(safety.values.first == 0 && (safety.current.last ?? 0) > safety.current[0] + 0.2)
    // What is varied in today's rules alone leaves the proposal as it is.
    #expect(Set(safety.proposed).count == 1)
    #expect(trap.byLatency.count == 8 && trap.byLatency[0].outcome.fillRate > 0.95)
    let censored = try #require(trap.censored)
    #expect(censored.consumerDemand == trap.byLatency[0].outcome)
    #expect(censored.recordedSales != censored.consumerDemand)
    let corrected = try #require(censored.correctedSales)
    #expect(corrected != censored.recordedSales && corrected.fillRate > censored.recordedSales.fillRate - 0.01)
  }

  @Test func theCasesOwnLatencyIsLookedAt() async throws {
    let trap = try #require(
      try await SampleModels.study(try Self.trap { $0.simulation.posLatency = 12 }).signalTrap)
    #expect(trap.byLatency.map(\.latency) == Array(0...7) + [12])
  }

  @Test func tiersAndClassesAddUp() async throws {
    let study = try await Self.study.value
    for quantity in PolicyTotals.Quantity.allCases {
      let all = study.optimised.estimate(quantity).mean
      let byTier = study.model.tiers.indices.reduce(0) { $0 + study.optimised.estimate(quantity, tier: $1).mean }
      let byClass = Item.ValueClass.allCases.reduce(0) {
        $0 + study.optimised.estimate(quantity, valueClass: $1).mean
      }
      #expect(abs(byTier - all) <= 1e-9 * (1 + abs(all)) && abs(byClass - all) <= 1e-9 * (1 + abs(all)))
    }
    let findings = StudyFindings(study)
    let table = try #require(findings.evidence.byClass)
    #expect(table.rows.count == Set(study.model.items.map(\.valueClass)).count + 1)
    #expect(findings.course?.orderVariation?.categories.count == 3)
  }

  /// A backlog of an outage whose orders are cancelled is never worked off by stages that look at themselves alone.
  @Test func aPlanThatCollapsesIsNotRecommended() async throws {
    let study = try await SampleModels.study(
      try Self.trap { settings in
        settings.simulation.unmetDemand = .backorder
        settings.replenishment.proposed = [:]
        settings.replenishment.proposedStandard = nil
      })
    #expect(study.optimised.customerFillRate.mean < 0.5)
    let findings = StudyFindings(study)
    let summary = findings.summary
    #expect(summary.recommendation.hasPrefix("Do not adopt this plan as it stands"))
    let warning = try #require(summary.warnings.first)
    #expect(warning.contains("simulation.unfilled_orders: cancel"))
    #expect(warning.contains("What starts it: outage of days 16"))
    #expect(warning.contains(/collapses from day [0-9]+ of the simulation on/))
    #expect(summary.decisions.count == 1 && summary.decisions[0].hasPrefix("Approve nothing yet"))
    #expect(summary.keyFigures.allSatisfy { $0.direction != .good })
    #expect(findings.implementation.lead.hasPrefix("Not before the plan holds its service"))
    #expect(try faults(in: findings) == [])
    // A logarithmic axis has no place for a plan without stock.
    if let places = findings.currentState.coverAndService {
      #expect(!places.isLogarithmic || places.daysLimit >= places.daysRange[0])
    }
  }

  @Test func anotherRuleIsAChange() async throws {
    let findings = StudyFindings(try await Self.study.value)
    let phases = try #require(findings.implementation.phases)
    #expect(!phases.rows.contains { $0.cells[0].text == "Unchanged" })
    #expect(findings.scenarios.lead.contains("while its rules go on") || findings.scenarios.lead.contains("No stress"))
    #expect(findings.scenarios.comparison.note?.contains("they follow demand") == true)
  }

  /// Base stocks pass demand on as it is, by echelon or by stage (Axsäter & Rosling 1993).
  @Test func baseStocksPassDemandOn() async throws {
    let study = try await SampleModels.study(
      try Self.trap { settings in
        settings.simulation.disruptions = []
        settings.simulation.unmetDemand = .backorder
        settings.simulation.unfilledOrders = .wait
        settings.currentPolicy = .independent
        settings.replenishment = ReplenishmentSettings()
        settings.replenishment.currentStandard = .init(.baseStock)
        settings.replenishment.proposedStandard = .init(.echelonBaseStock)
      })
    let course = try #require(study.course)
    #expect(study.signalTrap == nil)
    for one in [course.current, course.proposed] {
      for tier in 0..<3 {
        #expect(abs((one.orderVariance[tier]?.mean ?? 0) - 1) < 1e-6)
        #expect(abs((one.orderCorrelation[tier]?.mean ?? 0) - 1) < 1e-6)
      }
    }
    // The same plan, played stage by stage.
    let model = study.model
    for index in model.networks.indices {
      let design = ReplenishmentDesign(model: model, index: index)
      let plan = study.networks[index].optimised
      let byStage = await CourseTotals(
        model, index: index, policy: NetworkPolicy(plan), replications: 2, isValue: true
      ).course
      let byEchelon = await CourseTotals(
        model, index: index, policy: design.proposed(plan), replications: 2, isValue: true
      ).course
      #expect(abs(byStage.meanStock.mean - byEchelon.meanStock.mean) < 1e-6 * byStage.meanStock.mean)
      #expect(abs(byStage.meanFillRate.mean - byEchelon.meanFillRate.mean) < 1e-9)
    }
  }

  /// A point-of-sale echelon begins at the echelon base stock of the plan, and stays there without smoothing.
  @Test func thePointOfSaleEchelonStartsAtThePlan() async throws {
    let model = try Self.trap { $0.replenishment.proposedStandard?.smoothing = 0 }
    let study = try await Self.study.value
    for (index, network) in model.networks.enumerated() {
      let plan = study.networks[index].optimised
      for (stage, rule) in ReplenishmentDesign(model: model, index: index).proposed(plan).replenishment.enumerated() {
        guard case .echelonReplenishment(let rule) = rule else {
          Issue.record("\(network.stages[stage].id) does not follow the points of sale")
          continue
        }
        let spread =
          DemandSmoothing.deviationFactor * rule.safetyFactor * rule.demand.startingDeviation
          * rule.coverPeriods.squareRoot()
        let target = rule.demand.startingMean * (rule.coverPeriods + rule.extraPeriods) + spread
        let level = plan.stages[stage].echelonBaseStock
        #expect(abs(target - level) < 1e-9 * level)
      }
    }
  }

  @Test func nothingDependsOnThreads() async throws {
    let one = try await Self.study.value
    let two = try await SampleModels.study(try Self.trap(), threads: 2)
    #expect(one.course == two.course && one.signalTrap == two.signalTrap)
  }

  @Test func theReportTellsIt() async throws {
    let findings = StudyFindings(try await Self.study.value)
    let course = try #require(findings.course)
    #expect(course.lead.contains("under local min-max and") && course.basis.contains("ships nothing for 60 days"))
    #expect(course.byTier.rows.count == 4 && course.factors.count == 4 && course.signals.count == 3)
    _ = try ReconciledTablesTests.checkTotals(course.byTier)
    #expect(findings.tables.map(\.id).contains("courses"))
    #expect(findings.summary.decisions.contains { $0.hasPrefix("Let orders follow demand at the points of sale") })
    let policies = findings.optimisedPolicy.byTier.rows.map { $0.cells[1].text }
    #expect(policies.contains { $0.hasPrefix("Echelon stock by consumers' demand, every day") })
    #expect(try faults(in: findings) == [])
    #expect(StudyFindings(try await SampleModels.Distribution().study()).course == nil)
  }

  @Test("Courses tell the stock and service of the rest of the report, by one name for the state before")
  func oneSource() async throws {
    let study = try await Self.study.value
    let findings = StudyFindings(study)
    let course = try #require(findings.course)
    let figures = findings.summary.keyFigures
    #expect(course.lead.contains("get \(figures[2].current)") && course.lead.contains("and \(figures[2].optimised)"))
    let stock = try #require(course.byTier.rows.last).cells
    #expect(stock[1].value == study.current.estimate(.onHandValue).mean)
    #expect(abs((stock[1].value ?? 0) - (figures[0].currentValue ?? 1)) < 1e-9 * (stock[1].value ?? 0))
    #expect(abs((stock[2].value ?? 0) - (figures[0].optimisedValue ?? 1)) < 1e-9 * (stock[2].value ?? 0))
    let label = findings.summary.currentLabel
    #expect(label == "Local min-max")
    for curve in [course.service] + course.factors { #expect(curve.curves[0].name == label) }
    #expect(try texts(of: findings).allSatisfy { !$0.contains("under today's rules") })
  }

  @Test("Outages are shaded in charts over time, and dated")
  func outages() async throws {
    let findings = StudyFindings(try await Self.study.value)
    let course = try #require(findings.course)
    for figure in [course.service, course.currentStock, course.proposedStock] {
      #expect(figure.spans == [.init(name: "Outage", from: 15, to: 75)])
      #expect(figure.heading.source.contains("shaded: outage of days 16 to 75 (2026-11-17 to 2027-01-15)"))
      #expect(figure.heading.source.contains("days 91 to 330"))
    }
    // The fan begins after the warm-up, in which the outage lies.
    #expect(findings.evidence.serviceFan?.spans == nil)
    #expect(course.basis.contains("cover days 91 to 330, after the outage"))
    #expect(course.latency?.heading.title.hasPrefix("Service hardly depends on latency") == true)
    #expect(course.signals[0].contains("demand is alike every day here"))
  }
}
