import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// One centre, two stores, two items; all figures small enough to be worked out by hand.
enum AssessmentFixture {
  /// The case: weekly, lead times 4 to the centre (reviewed every 2 weeks), 1 and 2 to the stores.
  static var planningCase: Case {
    var settings = CaseSettings()
    settings.period = .week
    return Case(
      settings: settings, tiers: [Tier(name: "Centre", kind: .dc), Tier(name: "Stores", kind: .store)],
      locations: [
        Location(id: "C", name: "Centre", tier: 0, kind: .dc), Location(id: "S1", name: "North", tier: 1, kind: .store),
        Location(id: "S2", name: "South", tier: 1, kind: .store),
      ],
      items: [
        Item(id: "A", name: "Apple", unitCost: 5, price: 8, valueClass: .a),
        Item(id: "B", name: "Brush", unitCost: 10, valueClass: .c),
      ],
      lanes: [
        Lane(from: nil, to: 0, leadTime: 4, reviewPeriod: 2, fixedOrderCost: 30),
        Lane(from: 0, to: 1, leadTime: 1, orderMultiple: 6), Lane(from: 0, to: 2, leadTime: 2),
      ],
      demand: [
        profile(item: 0, location: 1, mean: 5, sd: 1, .smooth), profile(item: 0, location: 2, mean: 10, sd: 3, .smooth),
        profile(item: 1, location: 1, mean: 2, sd: 2, .intermittent),
        profile(item: 1, location: 2, mean: 3, sd: 6, .lumpy),
      ],
      correlation: [0.5, 0],
      inventory: [
        InventoryRecord(location: 0, item: 0, onHand: 45, onOrder: 10, orderUpTo: 50),
        InventoryRecord(location: 1, item: 0, onHand: 10, orderUpTo: 12, fillRate: 0.95, stockoutsPerMonth: 0.5),
        InventoryRecord(location: 2, item: 1, onHand: 4, safetyStock: 6, fillRate: 0.8),
      ])
  }

  /// What a study of a case is made from.
  static func input(_ planningCase: Case = planningCase) throws -> StudyInput {
    StudyInput(model: try NetworkModel(planningCase), planningCase: planningCase, toolVersion: "1")
  }

  /// A section of the assessment.
  static func section(_ id: String) throws -> Assessment.Section {
    try #require(Assessment(try input()).sections.first { $0.id == id })
  }

  /// The finding that holds a phrase.
  static func finding(containing phrase: String) throws -> String? {
    try section("findings").points.first { $0.contains(phrase) }
  }

  private static func profile(
    item: Int, location: Int, mean: Double, sd: Double, _ pattern: DemandPattern
  ) -> DemandProfile {
    DemandProfile(
      item: item, location: location, mean: mean, sd: sd, pattern: pattern,
      distribution: pattern == .smooth ? .normal(mean: mean, sd: sd) : .negativeBinomial(mean: mean, sd: sd))
  }
}
