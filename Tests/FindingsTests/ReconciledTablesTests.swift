import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// Every table with a line of totals adds up as displayed, and one quantity is one number wherever it stands, over random
/// cases.
///
/// The rule: where the unrounded parts of a column make its total, the displayed parts add up to the displayed total, to
/// the last digit shown, and none is moved by a whole unit of its last digit or more. (Parts that are rounded each for
/// itself would miss by up to half a unit for each of n parts and the total.)
struct ReconciledTablesTests {
  /// Random networks: 1–4 items of cheap and dear units in up to three classes, 1–6 stores, stock measured at all, some or
  /// no stages.
  private static func study(_ seed: Int) async throws -> Study {
    var stream = RandomStream(seed: UInt64(1000 + seed), path: [])
    func draw(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
    }
    let costs: [Double?] = (0..<1 + Int(draw(0...3.99))).map { _ in
      return (100 * pow(10, draw(-1...4))).rounded() / 100
    }
    let means = (0..<40).map { _ in draw(0.3...60) }
    let spreads = (0..<40).map { _ in draw(0.1...1.2) }
    var sample = SampleModels.Distribution(
      stores: 1 + Int(draw(0...5.99)), unitCosts: seed % 8 == 7 ? costs.map { _ in nil } : costs,
      inventory: SampleModels.randomInventory(seed: UInt64(seed), share: [1.0, 0.5, 0][seed % 3]))
    sample.demand = { item, store in
      let place = (item * 7 + store) % 40
      return .normal(mean: means[place], sd: means[place] * spreads[place])
    }
    var model = try sample.model()
    for index in model.items.indices { model.items[index].valueClass = [.a, .b, .c][index % 3] }
    return try await SampleModels.study(model)
  }

  @Test("Displayed parts make the displayed total in every table", arguments: 0..<24)
  func totals(seed: Int) async throws {
    let study = try await Self.study(seed)
    let findings = StudyFindings(study)
    let checked = try findings.tables.reduce(0) { try $0 + Self.checkTotals($1) }
    #expect(checked >= 4)
  }

  /// Checks a table; how many columns add up.
  static func checkTotals(_ table: FindingsTable) throws -> Int {
    guard let last = table.rows.firstIndex(where: \.isTotal) else { return 0 }
    var checked = 0
    let parts = table.rows[..<last]
    for (position, column) in table.columns.enumerated() {
      let values = parts.compactMap { $0.cells[position].value }
      guard let total = table.rows[last].cells[position].value, !values.isEmpty else { continue }
      let size = values.reduce(abs(total)) { $0 + abs($1) }
      guard abs(values.reduce(0, +) - total) <= 1e-9 * size, size > 0 else { continue }
      let text = table.rows[last].cells[position].text
      guard let shown = readFigure(text) else { continue }
      let unit = Self.unit(of: text)
      let cells = parts.filter { $0.cells[position].value != nil }.map { $0.cells[position] }
      let sum = cells.reduce(0) { $0 + (readFigure($1.text) ?? .nan) }
      #expect(abs(sum - shown) < 1e-6 * max(unit, abs(shown)), "\(table.id), \(column.title): \(sum) is not \(text)")
      // Large amounts of money are shown in hundreds.
      let isInHundreds = (cells.map(\.text) + [text]).allSatisfy { $0 == "0" || $0.hasSuffix("00") }
      let step = isInHundreds ? 100 * unit : unit
      for cell in cells {
        let moved = abs((readFigure(cell.text) ?? .nan) - (cell.value ?? .nan))
        #expect(moved < step + 1e-9 * size, "\(table.id), \(column.title): \(cell.text) for \(cell.value ?? .nan)")
      }
      checked += 1
    }
    return checked
  }

  /// Value of one in the last digit that a text shows.
  private static func unit(of text: String) -> Double {
    let digits = text.drop { !$0.isNumber }
    let decimals = digits.firstIndex(of: ".").map { digits[$0...].dropFirst().prefix(while: \.isNumber).count } ?? 0
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    for (suffix, size) in [("bn", 1e9), ("M", 1e6), ("k", 1e3), ("%", 0.01)] where text.hasSuffix(suffix) {
      unit *= size
    }
    return unit
  }

  @Test(
    "Stock, service, cost and stockouts are the same numbers in summary, tables, charts and workbook", arguments: 0..<24
  )
  func oneNumber(seed: Int) async throws {
    let study = try await Self.study(seed)
    let findings = StudyFindings(study)
    let workbook = WorkbookFindings(study, findings: findings)
    func expectSame(_ numbers: [Double?], _ name: String) {
      let found = numbers.compactMap { $0 }
      #expect(found.count == numbers.count, "\(name): \(numbers)")
      guard let first = found.first else { return }
      for other in found { #expect(abs(other - first) <= 1e-9 * max(1, abs(first)), "\(name): \(numbers)") }
    }
    let figures = findings.summary.keyFigures
    let impact = findings.financialImpact.impact
    func figure(_ name: String) -> KeyFigure? { figures.first { $0.name.hasPrefix(name) } }
    func line(_ table: FindingsTable, _ name: String) -> FindingsTable.Row? {
      table.rows.first { $0.cells[0].text.hasPrefix(name) }
    }
    func cell(_ table: FindingsTable, _ row: FindingsTable.Row?, _ head: String) -> FindingsTable.Cell? {
      table.columns.firstIndex { $0.title.hasPrefix(head) }.flatMap { row?.cells[$0] }
    }
    let hasValue = study.model.items.allSatisfy { $0.unitCost != nil }
    let (today, plan) = (findings.currentState.byTier, findings.optimisedPolicy.byTier)
    let scenarios = findings.scenarios.comparison
    let tiers = findings.currentState.inventoryByTier.categories
    let roles = findings.currentState.inventoryByRole
    func onHand(isPlanned: Bool) -> Double {
      let pipeline = roles.parts.firstIndex(of: "Pipeline") ?? 0
      return roles.bars.filter { $0.isPlanned == isPlanned }
        .reduce(0) { $0 + $1.values.reduce(0, +) - $1.values[pipeline] }
    }
    let stock = figure("Inventory")
    let stockLine = line(impact, hasValue ? "Inventory investment" : "Stock on hand")
    expectSame(
      [
        stock?.currentValue, cell(today, today.rows.last, hasValue ? "Value" : "Inventory, units")?.value,
        stockLine?.cells[2].value, tiers.reduce(0) { $0 + $1.current }, onHand(isPlanned: false),
        scenarios.rows[1].cells[1].value, workbook.summary.rows[0].cells[1].value,
      ], "stock before")
    expectSame(
      [
        stock?.optimisedValue, cell(plan, plan.rows.last, hasValue ? "Expected value" : "Expected stock")?.value,
        stockLine?.cells[3].value, tiers.reduce(0) { $0 + $1.optimised }, onHand(isPlanned: true),
        scenarios.rows[0].cells[1].value, workbook.summary.rows[0].cells[2].value,
      ], "optimised stock")
    expectSame(
      [
        figure("Customers' fill rate")?.currentValue, cell(today, today.rows.last, "Fill rate")?.value,
        line(impact, "Customers' fill rate")?.cells[2].value, scenarios.rows[1].cells[4].value,
      ], "fill rate before")
    expectSame(
      [
        figure("Customers' fill rate")?.optimisedValue, cell(plan, plan.rows.last, "On time")?.value,
        line(impact, "Customers' fill rate")?.cells[3].value, scenarios.rows[0].cells[4].value,
      ], "optimised fill rate")
    expectSame(
      [
        figure("Holding cost")?.currentValue, line(impact, "Annual holding cost")?.cells[2].value,
        scenarios.rows[1].cells[6].value,
      ], "holding cost before")
    expectSame(
      [
        figure("Holding cost")?.optimisedValue, line(impact, "Annual holding cost")?.cells[3].value,
        scenarios.rows[0].cells[6].value,
      ], "optimised holding cost")
    expectSame(
      [
        figure("Stockout events")?.optimisedValue, line(impact, "Stockout events")?.cells[3].value,
        scenarios.rows[0].cells[7].value,
      ], "optimised stockouts")
    // Units read the same in the plan and beside the model.
    let evidence = findings.evidence.byTier
    for (row, tier) in zip(evidence.rows, plan.rows) {
      let told = cell(evidence, row, "Stock, simulated")?.text.split(separator: " ").first.map(String.init)
      #expect(told == cell(plan, tier, "Expected stock")?.text)
    }
    // A percentage is one text wherever it stands.
    #expect(stock?.change == cell(plan, plan.rows.last, "Change")?.text)
    let lead = findings.financialImpact.lead
    #expect(
      stock?.change == NumberFormat.none || lead.contains(stock?.change ?? "") || lead.contains("as high as it is")
        || lead.contains("as much stock"))
    let nothing = study.scenarios.proposal.stock.mean
    #expect(abs(nothing - (stock?.optimisedValue ?? -1)) <= 1e-9 * max(1, nothing))
  }
}
