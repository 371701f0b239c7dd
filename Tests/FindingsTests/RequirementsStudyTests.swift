import Foundation
import Probability
import Solver
import SupplyNetwork
import Testing

@testable import Findings

/// Requirements of a whole model: dates become periods, and tables say what the plans hold.
struct RequirementsStudyTests {
  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso8601: text)) }

  /// A centre and three stores with one item, stock everywhere, today 2026-11-01 (a Sunday).
  private static func input(
    period: CaseSettings.Period = .day, receipts: [ScheduledReceipt] = [], forecast: [ForecastRecord] = [],
    inventory: @escaping (Int, Int) -> InventoryRecord? = SampleModels.randomInventory(seed: 5)
  ) throws -> StudyInput {
    var sample = SampleModels.Distribution()
    let today = try day("2026-11-01")
    sample.settings = SampleModels.settings {
      $0.asOf = today
      $0.period = period
    }
    sample.inventory = inventory
    let model = try sample.model()
    var planningCase = SampleModels.planningCase(of: model)
    planningCase.scheduledReceipts = receipts
    planningCase.forecast = forecast
    return StudyInput(model: model, planningCase: planningCase, toolVersion: "0.0.0")
  }

  private static func study(
    _ input: StudyInput, periods: Int? = nil, firmPeriods: Int = 0
  ) throws -> RequirementsStudy {
    try RequirementsStudy(
      input, plans: input.model.networks.map { IndependentPlanner.plan(for: $0) }, periods: periods,
      firmPeriods: firmPeriods)
  }

  @Test("receipts are due in the period of their day, overdue ones in the first")
  func receipts() throws {
    func receipt(_ location: Int, _ date: String, _ quantity: Double, item: Int = 0) throws -> ScheduledReceipt {
      ScheduledReceipt(location: location, item: item, date: try Self.day(date), quantity: quantity)
    }
    let receipts = [
      try receipt(1, "2026-10-20", 1), try receipt(1, "2026-11-01", 2), try receipt(1, "2026-11-02", 4),
      try receipt(1, "2026-11-08", 8), try receipt(1, "2026-11-09", 16), try receipt(1, "2026-11-02", 5, item: 3),
    ]
    let days = try Self.study(try Self.input(receipts: receipts), periods: 8)
    #expect(days.plans[0].stages[1].scheduledReceipts == [7, 0, 0, 0, 0, 0, 8, 16])
    #expect(days.unusedRows == 1)
    let format = NumberFormat(currency: "")
    #expect(days.calendar.cell(1, format).text == "2026-11-02" && days.calendar.cell(0, format).text == "2026-11-01")
    let weeks = try Self.study(try Self.input(period: .week, receipts: receipts), periods: 3)
    #expect(weeks.plans[0].stages[1].scheduledReceipts == [15, 16, 0])
    #expect(weeks.calendar.cell(2, format).text == "2026-11-09" && weeks.calendar.cell(-1, format).text == "2026-10-19")
  }

  @Test("a forecast is spread over its days; days that the file does not speak of have the mean")
  func forecast() throws {
    func record(_ date: String, days: Int, _ quantity: Double, location: Int = 1) throws -> ForecastRecord {
      ForecastRecord(location: location, item: 0, date: try Self.day(date), days: days, quantity: quantity)
    }
    // The mean of the first store is 10 a period. The file speaks of 30 October to 9 November.
    let records = [
      try record("2026-10-30", days: 4, 40), try record("2026-11-03", days: 7, 70 * 2),
      try record("2026-10-30", days: 4, 8, location: 2),
    ]
    let days = try Self.study(try Self.input(forecast: records), periods: 10)
    let stores = days.plans[0].stages
    #expect(stores[1].grossRequirements == [10] + Array(repeating: 20, count: 7) + [10, 10])
    #expect(stores[2].grossRequirements == [2] + Array(repeating: 0, count: 7) + [13, 13])
    #expect(stores[3].grossRequirements == Array(repeating: 16, count: 10))
    let weeks = try Self.study(try Self.input(period: .week, forecast: records), periods: 3)
    let store = weeks.plans[0].stages[1].grossRequirements
    // One day of the first record and six of the second; one of the second and six days at the mean of 10 a week.
    #expect(zip(store, [10 + 120, 20 + 60.0 / 7, 10]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("stock and receipts are not made or lost, and the tables add up")
  func tables() throws {
    for seed in 0..<20 as Range<UInt64> {
      let input = try Self.input(inventory: SampleModels.randomInventory(seed: seed, share: 0.8))
      let study = try Self.study(input, firmPeriods: seed % 2 == 0 ? 0 : 2)
      let (network, plan) = (input.model.networks[0], study.plans[0])
      let exceptions = RequirementsTables.exceptions(study)
      #expect(exceptions.rows.count == plan.exceptions.count)
      let byTier = RequirementsTables.exceptionsByTier(study)
      let total = try #require(byTier.rows.last)
      let messages = total.cells.dropFirst(2).reduce(0) { $0 + ($1.value ?? .nan) }
      #expect(messages == Double(plan.exceptions.count))
      #expect(total.cells[1].value == 4)
      for column in 1..<byTier.columns.count {
        let sum = byTier.rows.dropLast().reduce(0) { $0 + ($1.cells[column].value ?? .nan) }
        #expect(sum == total.cells[column].value)
      }
      let records = RequirementsTables.records(study)
      #expect(records.rows.count == 4 * study.periods)
      for (index, record) in plan.stages.enumerated() {
        var stock = record.onHand
        for period in 0..<study.periods {
          stock += record.scheduledReceipts[period] + record.plannedReceipts[period] - record.grossRequirements[period]
          #expect(abs(record.projectedOnHand[period] - stock) < 1e-6)
          let row = records.rows[index * study.periods + period].cells
          #expect(row[7].value == record.projectedOnHand[period])
        }
      }
      // What the centre must ship is what the stores order.
      for period in 0..<study.periods {
        let released = plan.stages.dropFirst().reduce(0) { $0 + $1.plannedReleases[period] }
        #expect(abs(plan.stages[0].grossRequirements[period] - released) < 1e-9)
      }
      let orders = RequirementsTables.plannedOrders(study)
      let shipments = RequirementsTables.plannedShipments(study)
      let ordered = orders.rows.filter { $0.cells[0].text != "DC" }.reduce(0) { $0 + ($1.cells[4].value ?? .nan) }
      #expect(abs(ordered - shipments.rows.reduce(0) { $0 + ($1.cells[4].value ?? .nan) }) < 1e-6)
      #expect(shipments.rows.allSatisfy { $0.cells[0].text == "DC" && $0.cells.count == shipments.columns.count })
      #expect(orders.rows.allSatisfy { $0.cells[3].text == ($0.cells[0].text == "DC" ? "" : "DC") })
      let first = RequirementsTables.ordersByTier(study)
      let soon = orders.rows.filter { $0.cells[2].text == "Stores" && $0.cells[6].value ?? 99 <= 7 }
      #expect(abs((first.rows[1].cells[1].value ?? .nan) - soon.reduce(0) { $0 + ($1.cells[5].value ?? .nan) }) < 1e-6)
      #expect(network.stageCount == 4)
    }
  }

  @Test("the section stands where stock is known, and reads well")
  func section() async throws {
    var sample = SampleModels.Distribution(unitCosts: [10, 4])
    #expect(try await sample.findings().requirements == nil)
    for seed in 0..<6 as Range<UInt64> {
      sample.inventory = SampleModels.randomInventory(seed: seed, share: seed < 3 ? 1 : 0.6)
      let study = try await sample.study()
      let findings = StudyFindings(study)
      let section = try #require(findings.requirements)
      #expect(try faults(in: findings) == [])
      #expect(findings.tables.contains(section.exceptions) && findings.tables.contains(section.orders))
      #expect((section.actions == nil) == (section.actionsAbsent != nil))
      #expect(section.actions?.rows.count ?? 0 <= 10)
      #expect(RequirementsFindings.detailTables(study).map(\.id) == ["exceptions", "planned-orders"])
    }
    sample.inventory = { _, location in InventoryRecord(location: location, item: 0, onHand: 10_000) }
    let calm = try #require(try await sample.findings().requirements)
    #expect(calm.lead == "Stock and orders under way keep 8 stages at safety stock or above until new orders arrive.")
    #expect(calm.actions == nil)
  }

  @Test("messages ask for whole units, rounded up, where goods come in whole units")
  func wholeUnits() throws {
    for multiple in [1.0, 6, 0.5] {
      var input = try Self.input { _, location in
        InventoryRecord(location: location, item: 0, onHand: [5_000, 0.25, 28.4, 31.5][location])
      }
      let network = input.model.networks[0]
      let stages = network.stages.map { stage in
        var stage = stage
        stage.orderMultiple = multiple
        return stage
      }
      input.model.networks[0] = try StageNetwork(
        name: network.name, stages: stages, links: network.links, correlation: network.correlation)
      let study = try Self.study(input)
      #expect(study.plans[0].exceptions.contains { $0.quantity != $0.quantity.rounded() })
      let table = try #require(RequirementsTables.urgentActions(study, count: 5))
      let units = table.rows.compactMap { $0.cells[2].value }
      let messages = RequirementsTables.exceptions(study).rows.compactMap { $0.cells[4].value }
      #expect(messages.count == study.plans[0].exceptions.count)
      for (shown, exception) in zip(messages, study.plans[0].exceptions) {
        #expect(multiple == 0.5 ? shown == exception.quantity : (0..<1).contains(shown - exception.quantity + 1e-6))
      }
      guard multiple >= 1 else { continue }
      #expect((units + messages).allSatisfy { $0 == $0.rounded() && $0 >= 1 })
      #expect(table.rows.allSatisfy { !$0.cells[2].text.contains(".") })
    }
  }

  @Test("the most urgent message of a stage stands for it, shortages of a unit or more first")
  func urgency() throws {
    // The first store is empty for two days of 10 units, the other two have less than the proposed safety stock.
    let input = try Self.input { _, location in
      InventoryRecord(location: location, item: 0, onHand: [5_000, 0, 28, 31.5][location])
    }
    let table = try #require(RequirementsTables.urgentActions(try Self.study(input), count: 5))
    #expect(table.rows.map { $0.cells[0].text } == ["Cover a shortage", "Release at once", "Release at once"])
    #expect(table.rows[0].cells[1].text == "Store 1")
    #expect(table.rows[0].cells[2].value == 20)
  }
}
