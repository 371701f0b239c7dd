import Findings
import Probability
import SupplyNetwork
import Testing

/// Levels that planners have fixed and that miss their targets, in the summary and beside the frontier.
struct FixedLevelsTests {
  /// Today's stores and centre hold enough; the plan's stores are fixed at a level.
  private static func findings(fixed level: Double?) async throws -> StudyFindings {
    var sample = SampleModels.Distribution(
      unitCosts: [1000],
      inventory: { item, location in
        InventoryRecord(
          location: location, item: item, onHand: location == 0 ? 904 : 60, orderUpTo: location == 0 ? 300 : 80,
          fillRate: 0.97,
          stockoutsPerMonth: location == 0 ? nil : 3)
      }, overrides: { _, location in location == 0 ? nil : level },
      settings: SampleModels.settings(periods: 120, replications: 6))
    sample.correlation = 0
    return try await sample.findings()
  }

  @Test("Levels that starve customers lead the risks, and nothing says that targets are kept or stockouts fewer")
  func tooLow() async throws {
    let findings = try await Self.findings(fixed: 0)
    let summary = findings.summary
    let first = try #require(summary.risks.first)
    #expect(first.hasPrefix("Levels that planners have fixed miss their service targets: "), "\(first)")
    #expect(first.contains(/Store \d \(\d+(\.\d)? units short\)/) && first.contains("customers' fill rate falls from"))
    #expect(summary.recommendation.hasPrefix("Do not adopt this plan as it stands"))
    #expect(summary.warnings.first?.contains("Cause: levels that planners have fixed miss their targets") == true)
    // Stores that are always out have few stockouts, each without end.
    let events = try #require(summary.keyFigures.first { $0.name == "Stockout events a month" })
    #expect(events.optimisedValue ?? .infinity < events.currentValue ?? 0 && events.direction == .neutral, "\(events)")
    #expect(events.note.contains("as they last longer"))
    let section = try #require(findings.serviceAgainstInventory)
    #expect(!section.lead.contains("no clear difference"), "\(section.lead)")
    #expect(!section.frontier.heading.title.contains("No clear difference"))
    #expect(section.lead.contains("the levels that planners have fixed leave no plan"))
    #expect(!section.nextPoint.contains("every target kept"))
    #expect(section.points.note?.contains("but for 3 stages that planners have fixed below") == true)
  }

  @Test("Stock that planners have fixed is said to be theirs, and misses nothing")
  func tooHigh() async throws {
    let summary = try await Self.findings(fixed: 5000).summary
    #expect(summary.decisions.contains { $0.contains("of additional stock where planners have fixed levels,") })
    #expect(!summary.decisions.contains { $0.contains("where the plan needs it") })
    #expect(summary.ifNothingIsDone.contains("below that of the plan, in which levels that planners have fixed add"))
    #expect(!summary.risks.contains { $0.contains("planners have fixed") })
    let free = try await Self.findings(fixed: nil).summary
    #expect(!(free.risks + free.decisions + [free.ifNothingIsDone]).contains { $0.contains("planners have fixed") })
  }

  /// The change within a year and the difference of stock are shown on one scale, and the one adds up to the other.
  @Test("Working capital and what of it comes within a year add up")
  func workingCapital() async throws {
    var needed = 0
    for fixed in stride(from: 420.0, through: 540, by: 6) {
      let tile = try #require(
        try await Self.findings(fixed: fixed).summary.keyFigures.first { $0.name.hasPrefix("Working capital") })
      guard tile.name == "Working capital needed" else { continue }
      needed += 1
      // Additions are bought at once, so that all of them come within the year.
      #expect(tile.change.hasPrefix("−\(tile.optimised) "), "\(tile)")
    }
    #expect(needed > 5)
  }
}
