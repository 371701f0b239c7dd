import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// Studies that play the history of a case, and what they say of it.
@Suite struct PlayedHistoryTests {
  /// The fixture with 48 weeks of records.
  private func planningCase(_ change: (inout CaseSettings) -> Void) throws -> Case {
    var found = AssessmentFixture.planningCase
    let means = [(0, 1, 5.0), (0, 2, 10), (1, 1, 2), (1, 2, 3)]
    found.history = DemandHistory(
      firstDate: try #require(CalendarDate(year: 2025, month: 1, day: 6)), bucketDays: 7, bucketCount: 48,
      series: means.map { .init(item: $0.0, location: $0.1) },
      quantities: means.flatMap { mean in (0..<48).map { (mean.2 + Double(($0 * 7 + mean.1) % 3) - 1).rounded() } })
    found.settings.simulation.periods = 30
    found.settings.simulation.warmUp = 8
    found.settings.simulation.replications = 5
    change(&found.settings)
    return found
  }

  private func study(_ change: (inout CaseSettings) -> Void) async throws -> Study {
    let found = try planningCase(change)
    return try await SampleModels.study(try NetworkModel(found), planningCase: found)
  }

  private func assumptions(_ study: Study) -> String {
    StudyFindings(study).assumptions.assumptions.joined(separator: "\n")
  }

  /// Every policy meets the demand that was recorded; nothing has an interval.
  @Test func theHistoryIsPlayedOnce() async throws {
    let study = try await study { $0.simulation.demand = .history }
    let history = try #require(study.model.history)
    let recorded = (0..<4).reduce(0) { $0 + history.values(of: $1).dropFirst(8).reduce(0, +) } / 40
    for totals in [study.current, study.optimised, study.unlimitedSupply].compactMap(\.self) {
      let due = totals.estimate(.externalDue)
      #expect(abs(due.mean - recorded) < 1e-9 && due.count == 1 && due.halfWidth == 0)
    }
    let findings = StudyFindings(study)
    #expect(assumptions(study).contains("once and as it was"))
    #expect(findings.evidence.scope.contains("1 replication of 40 weeks after 8 of warm-up"))
    #expect(findings.evidence.scope.contains("on the history as it was") && !findings.evidence.scope.contains("95%"))
  }

  /// Both policies meet the same weeks; their mean is about that of the history, and another seed gives others.
  @Test func theHistoryIsResampled() async throws {
    let one = try await study { $0.simulation.demand = .bootstrap }
    #expect(one.current.estimate(.externalDue) == one.optimised.estimate(.externalDue))
    #expect(one.current.estimate(.externalDue).count == 5)
    let other = try await study {
      $0.simulation.demand = .bootstrap
      $0.simulation.seed = 2
    }
    #expect(one.current.estimate(.externalDue) != other.current.estimate(.externalDue))
    #expect(assumptions(one).contains("blocks of 4 weeks on average"))
    let stated = try await study {
      $0.simulation.demand = .bootstrap
      $0.simulation.blockPeriods = 9
    }
    #expect(assumptions(stated).contains("blocks of 9 weeks on average"))
    #expect(assumptions(try await study { _ in }).contains("resampled") == false)
  }

  /// Courses by tier play what runs play, day by day where weeks are spread.
  @Test func coursesPlayTheHistory() async throws {
    let study = try await study {
      $0.simulation.demand = .history
      $0.period = .day
      $0.currentPolicy = .localMinMax
    }
    let course = try #require(study.course)
    #expect(course.periods == 336 && course.warmUp == 8 && course.replications == 1)
    #expect(course.proposed.fillRate.allSatisfy { $0.count == 1 })
    #expect(abs(course.proposed.meanFillRate.mean - study.optimised.customerFillRate.mean) < 1e-9)
    #expect(assumptions(study).contains("Its records of 7 days are spread evenly over the days"))
  }

  @Test func seasonAndPromotionsAreTold() async throws {
    let promotions: [CaseSettings.Promotion] = [
      .init(item: "A", location: "S1", .period(9), periods: 2, factor: 1.5),
      .init(.date(try #require(CalendarDate(year: 2026, month: 1, day: 5))), periods: 1, factor: 2),
      .init(.period(1), periods: 3, factor: 0.5), .init(.period(2), periods: 3, factor: 0.5),
    ]
    let promoted = try await study { $0.simulation.promotions = promotions }
    let text = assumptions(promoted)
    #expect(text.contains("demand of “Apple” at “North” × 1.5 for 2 weeks from week 10 on"))
    #expect(text.contains("demand × 2 for 1 week from 2026-01-05 on") && text.contains("and 1 more."))
    #expect(promoted.optimised.estimate(.externalDue) != (try await study { _ in }).optimised.estimate(.externalDue))
    // Less than a year of records: there are no months.
    #expect(assumptions(try await study { $0.simulation.season = .month }).contains("has a season") == false)
    var longer = try planningCase { $0.simulation.season = .month }
    longer.history?.bucketDays = 14
    let seasonal = try await SampleModels.study(try NetworkModel(longer), planningCase: longer)
    #expect(assumptions(seasonal).contains("estimated from the history by item and month"))
  }
}
