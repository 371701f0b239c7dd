import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// The assessment of a case whose figures are worked out by hand.
struct AssessmentTests {
  @Test("structure: 3 locations, 2 items, 6 stages; the DC supplies both stores")
  func structure() throws {
    let section = try AssessmentFixture.section("structure")
    #expect(
      section.sentences.first == "3 locations in 2 tiers (1 DC, 2 stores) and 2 items make 6 stages (one item at one "
        + "location) in 2 networks.")
    #expect(
      section.sentences.contains(
        "3 lanes: 1 from the outside supplier and 2 between locations; every lane carries "
          + "all items."))
    #expect(section.texts == [["Centre", "1", "2", "outside", "2"], ["Stores", "2", "4", "Centre", "0"]])
  }

  @Test("classes: A worth 3,900 a year, B 2,600, so that the second passes 95 % and is C")
  func items() throws {
    // A: (5 + 10) a week × 52 × 5 = 3,900; B: (2 + 3) a week × 52 × 10 = 2,600.
    let section = try AssessmentFixture.section("items")
    #expect(
      section.texts == [
        ["A", "1", "50.0%", "780", "3,900", "60.0%"], ["B", "0", "0.0%", "0", "0", "0.0%"],
        ["C", "1", "50.0%", "260", "2,600", "40.0%"], ["Total", "2", "100.0%", "1,040", "6,500", "100.0%"],
      ])
    #expect(section.sentences.contains { $0.contains("Apple (A) with 60.0% of annual value") })
    #expect(section.sentences.contains { $0.hasPrefix("Classes are those of the rule") })
  }

  @Test("patterns by count and by value")
  func demand() throws {
    let section = try AssessmentFixture.section("demand")
    // S1/A 5 × 5 = 25 and S2/A 10 × 5 = 50 smooth, S1/B 2 × 10 = 20 intermittent, S2/B 3 × 10 = 30 lumpy; in all 125.
    #expect(
      section.texts == [
        ["smooth: frequent, even", "2", "50.0%", "60.0%"], ["intermittent: rare, even", "1", "25.0%", "16.0%"],
        ["lumpy: rare, uneven", "1", "25.0%", "24.0%"],
      ])
    #expect(
      section.tables[1].rows.map { $0.cells.map(\.text) } == [
        ["negative binomial", "2", "50.0%", "40.0%"], ["normal", "2", "50.0%", "60.0%"],
      ])
    #expect(
      try AssessmentFixture.finding(containing: "rare") == "Demand is rare (intermittent or lumpy) at 50% of "
        + "item-locations, which carry 40% of value: a normal distribution would misjudge them.")
  }

  @Test("variability: sd ÷ mean of each stage, pooled upstream")
  func variability() throws {
    // Stores: 1/5, 3/10, 2/2, 6/3. Centre, A at correlation 0.5: √(1 + 9 + 2·0.5·1·3) = √13 on 15; B at 0: √40 on 5.
    let rows = try AssessmentFixture.section("variability").tables[0].rows
    let stores = rows[1].cells.dropFirst(2).compactMap(\.value)
    #expect(zip(stores, [0.2, 0.275, 0.65, 1.25, 2]).allSatisfy { abs($0 - $1) < 1e-12 })
    let centre = rows[0].cells.dropFirst(2).compactMap(\.value)
    #expect(abs(centre[0] - 13.0.squareRoot() / 15) < 1e-12)
    #expect(abs(centre[4] - 40.0.squareRoot() / 5) < 1e-12)
  }

  @Test("correlation: ratio of the total's sd to that of independent locations")
  func correlation() throws {
    let section = try AssessmentFixture.section("correlation")
    let ratio = try #require(section.tables[0].rows[0].cells.last?.value)
    #expect(abs(ratio - (13.0 / 10).squareRoot()) < 1e-12)
    #expect(section.texts.map { $0[0] } == ["A", "B"])
    #expect(section.texts[1].last == "1.00")
    // By annual value 0.5 × 60 % + 0 × 40 %.
    #expect(section.sentences[0].contains("0.00 to 0.50 by item, median 0.25, mean by annual value 0.30"))
  }

  @Test("flows, lead times and the way from outside")
  func flowsAndTimes() throws {
    let flows = try AssessmentFixture.section("flows")
    #expect(
      flows.texts == [
        ["Centre", "1,040", "6,500", "0", "0.0%"], ["Stores", "1,040", "6,500", "1,040", "100.0%"],
      ])
    let times = try AssessmentFixture.section("lead-times")
    // Stores: by value 1 week for S1 (25 + 20), 2 for S2 (50 + 30): (45 + 160) ÷ 125 = 1.64.
    #expect(times.texts == [["Centre", "4", "4.0", "2", "5", "4"], ["Stores", "1–2", "1.6", "1", "1–2", "5–6"]])
    #expect(times.sentences[0].hasSuffix("it takes 5–6 weeks; longest: Apple at South."))
    #expect(
      try AssessmentFixture.finding(containing: "lead time lies")
        == "Most of the lead time lies at the top: up to 4 of "
        + "the longest 6 weeks pass before Centre is supplied.")
  }

  @Test("stock: value, days of supply, and what stands above or below its levels")
  func stock() throws {
    let section = try AssessmentFixture.section("stock")
    // Centre A: 45 × 5 = 225, on a flow of 15 × 5 = 75 and 50 a week: 225 ÷ 75 × 7 = 21 days.
    // Stores: 10 × 5 + 4 × 10 = 90 on 25 + 30 = 55 a week: 11.5 days.
    #expect(
      section.texts == [
        ["Centre", "1", "45", "10", "225", "71.4%", "21.0"], ["Stores", "2", "14", "0", "90", "28.6%", "11.5"],
        ["Total", "3", "59", "10", "315", "100.0%", ""],
      ])
    #expect(
      section.sentences[0] == "Today $315 stand on the shelves of 3 of 6 stages, which costs $78.75 a year to carry.")
    // Centre A: 45 + 10 against 50; S1/A 10 against 12.
    #expect(
      section.sentences[1]
        == "Stock on hand and on order exceeds its order-up-to level at 50% of stages, by $25 in all.")
    // S2/B holds 4, its safety stock is 6.
    #expect(
      section.sentences[2] == "Stock on hand stands below the safety stock of the planning system at 100% of stages.")
  }

  @Test("service: targets by class, measured fill rate weighted by demand")
  func service() throws {
    let section = try AssessmentFixture.section("service")
    #expect(
      section.texts == [
        ["A", "2", "cycle service level 98.0%", "95.0%", "0.50"],
        ["C", "2", "cycle service level 90.0%", "80.0%", "–"],
      ])
    // 0.95 at S1/A (25 of value), 0.8 at S2/B (30): (23.75 + 24) ÷ 55.
    #expect(try AssessmentFixture.finding(containing: "at once")?.contains("86.8%") == true)
  }

  @Test("lacks: what is missing is named, what is there is not")
  func lacks() throws {
    let points = try AssessmentFixture.section("lacks").points
    #expect(points.contains { $0.hasPrefix("A demand history (demand.csv)") })
    #expect(points.contains("Today's stock (inventory.csv) at 3 stages: it counts as simulated there."))
    #expect(points.contains { $0.hasPrefix("Order-up-to levels (order_up_to) at 1 stage:") })
    #expect(points.contains { $0.hasPrefix("Measured fill rates (fill_rate) at 2 stages:") })
    #expect(points.contains { $0.hasPrefix("The spread of lead times") })
    #expect(points.contains { $0.hasPrefix("Prices of 1 item ") })
    #expect(!points.contains { $0.hasPrefix("Unit costs") })
    #expect(!points.contains { $0.hasPrefix("Order sizes") })
  }

  @Test("lacks: equal lead times on many lanes look like an assumption, and so does one for all items")
  func equalLeadTimes() {
    var planningCase = AssessmentFixture.planningCase
    planningCase.items = (0..<6).map { Item(id: "I\($0)", unitCost: 1) }
    planningCase.lanes = [Lane(from: nil, to: 0, leadTime: 3)] + (0..<5).map { _ in Lane(from: 0, to: 1, leadTime: 1) }
    let model = NetworkModel(
      settings: planningCase.settings, tiers: planningCase.tiers, locations: planningCase.locations,
      items: planningCase.items, networks: [])
    let points = DataLacks(
      AssessmentContext(StudyInput(model: model, planningCase: planningCase, toolVersion: "1"))
    ).points
    #expect(points.contains("Measured lead times into Stores: all 5 lanes say 1 week, which looks like an assumption."))
    #expect(points.contains { $0.contains("one lane into Centre says 3 weeks for all items") })
  }

  @Test("assumptions: targets and rates as set, and data that do not count yet")
  func assumptions() throws {
    let points = try AssessmentFixture.section("assumptions").points
    #expect(points.contains { $0.contains("(A 98.0%, B 95.0%, C 90.0%)") })
    #expect(points.contains("fixed_order_cost (1 lane) does not enter the plan yet."))
    #expect(points.contains { $0.hasPrefix("Demand of different weeks is independent") })
  }

  @Test("a year whose November sells twice as much")
  func season() throws {
    // 52 weeks from 2025-01-01, 10 units each; the five with their middle in November (the 305th, 312th, …, 333rd day) bring 20.
    let first = try #require(CalendarDate(year: 2025, month: 1, day: 1))
    let quantities = (0..<52).map { first.adding(days: 7 * $0 + 3).civil.month == 11 ? 20.0 : 10 }
    #expect(quantities.filter { $0 == 20 }.count == 5)
    var planningCase = AssessmentFixture.planningCase
    planningCase.history = DemandHistory(
      firstDate: first, bucketDays: 7, bucketCount: 52, series: [.init(item: 0, location: 1)], quantities: quantities)
    let assessment = Assessment(try AssessmentFixture.input(planningCase))
    let section = try #require(assessment.sections.first { $0.id == "season" })
    // The mean is 570 ÷ 52; November stands at 20 against it, 82.5 % above, the others at 10, 8.8 % below.
    #expect(
      section.sentences[0] == "Total demand is highest in November (+82% against the mean) and lowest in January "
        + "(−8.8%).")
    #expect(section.texts == [["91", "91", "91", "91", "91", "91", "91", "91", "91", "91", "182", "91"]])
    #expect(section.sentences.count == 1)
  }

  @Test("a stage network has no items, stock or season, and still an assessment")
  func stageNetwork() throws {
    let network = try StageNetwork(
      name: "two",
      stages: [
        Stage(id: "1", processingTime: 4, holdingCostRate: 1),
        Stage(id: "2", processingTime: 2, holdingCostRate: 3, demand: .normal(mean: 10, sd: 5)),
      ], links: [Link(supplier: 0, customer: 1, units: 2)])
    let assessment = Assessment(
      StudyInput(model: NetworkModel(network: network, settings: CaseSettings()), toolVersion: "1"))
    #expect(
      assessment.sections.map(\.id) == [
        "structure", "demand", "variability", "flows", "lead-times", "costs", "service", "findings", "lacks",
        "assumptions",
      ])
    let flows = try #require(assessment.sections.first { $0.id == "flows" })
    #expect(flows.tables[0].rows.map { $0.cells[1].value } == [7300, 3650])
    let times = try #require(assessment.sections.first { $0.id == "lead-times" })
    #expect(
      times.sentences == [
        "From the order to the outside supplier until a unit stands where customers draw it takes 6 days."
      ])
  }

  @Test("quantiles interpolate between order statistics")
  func quantiles() {
    let quantile = SampleQuantiles([4, 1, 3, 2])
    #expect(quantile(0) == 1 && quantile(0.5) == 2.5 && quantile(1) == 4)
    #expect(quantile(0.25) == 1.75)
    #expect(SampleQuantiles([])(0.5) == nil)
    #expect(SampleQuantiles([7])(0.9) == 7)
  }
}

extension Assessment.Section {
  /// Texts of the first table.
  fileprivate var texts: [[String]] { tables.first?.rows.map { $0.cells.map(\.text) } ?? [] }
}
