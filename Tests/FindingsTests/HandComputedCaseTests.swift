import Findings
import Probability
import SupplyNetwork
import Testing

/// One centre, two stores, one item at $2 and 36.5% a year, certain demand of 10 and 5 a day: all figures by hand.
///
/// A stage that raises its position to S every day holds S − μL at the end of a day. The plan's levels are fixed at 45,
/// 24 and 8 over needs of 30, 10 and 5, so that it holds 15, 14 and 3 units: 32, worth $64. On hand today: 100, 25 and
/// 10, so 135 units worth $270, at levels of 30, 20 and 5, which hold 0, 10 and 0 units in the long run.
struct HandComputedCaseTests {
  private func study() async throws -> Study {
    let onHand = [100.0, 25, 10]
    let levels = [30.0, 20, 5]
    let fills: [Double?] = [nil, 0.9, 0.96]
    let stockouts: [Double?] = [nil, 3, 1]
    return try await SampleModels.Distribution(
      stores: 2, unitCosts: [2], demand: { _, store in .deterministic(mean: store == 0 ? 10 : 5) }, correlation: 0,
      centreLeadTime: 2, storeLeadTime: 1, centreQuotesAtOnce: true,
      inventory: { _, location in
        InventoryRecord(
          location: location, item: 0, onHand: onHand[location], orderUpTo: levels[location], fillRate: fills[location],
          stockoutsPerMonth: stockouts[location])
      },
      overrides: { _, location in [45, 24, 8][location] },
      settings: SampleModels.settings { $0.carryingRate = 0.365 }
    ).study()
  }

  @Test("Ledger")
  func ledger() async throws {
    let ledger = Ledger(try await study())
    #expect(ledger.isMeasured)
    #expect(ledger.serviceBasis == .measured)
    #expect(ledger.hasValue)
    #expect(ledger.lines.map(\.currentOnHand) == [100, 25, 10])
    #expect(ledger.lines.map(\.currentSimulated) == [0, 10, 0])
    #expect(ledger.lines.map(\.optimisedOnHand) == [15, 14, 3])
    #expect(ledger.lines.map(\.meanDemand) == [15, 10, 5])
    // Highest targets: 45, 24, 8.
    #expect(ledger.lines.map(\.excess) == [55, 1, 2])
    #expect(ledger.lines.map(\.optimisedSafetyStock) == [15, 14, 3])
    #expect(ledger.lines.map(\.optimisedPipelineStock) == [30, 10, 5])
    let total = ledger.sums()
    #expect(total.currentValue == 270)
    #expect(total.optimisedValue == 64)
    #expect(abs(ledger.annualCostOfGoods - 15 * 2 * 365) < 1e-9)
    // A day costs 0.2% of $270 less a half: 2 × 0.365 ÷ 365 = $0.002 a unit.
    #expect(abs(total.currentHolding - 135 * 0.002) < 1e-12)
    #expect(abs(ledger.sums { $0.facesCustomers }.currentFillRate - (10 * 0.9 + 5 * 0.96) / 15) < 1e-12)
  }

  @Test("Key figures")
  func keyFigures() async throws {
    let figures = StudyFindings(try await study()).summary.keyFigures
    func figure(_ name: String) throws -> KeyFigure { try #require(figures.first { $0.name == name }) }
    let inventory = try figure("Inventory value")
    #expect(inventory.current == "$270" && inventory.optimised == "$64" && inventory.change == "−76%")
    // No gain while nobody knows what it is less than: today's levels, simulated, hold $20.
    #expect(inventory.direction == .neutral)
    #expect(inventory.note.contains("its levels simulated: $20"))
    // 135 ÷ 15 and 32 ÷ 15.
    let days = try figure("Days of supply")
    #expect(days.current == "9.0" && days.optimised == "2.1" && days.change == "−6.9 days")
    let fill = try figure("Customers' fill rate")
    #expect(fill.current == "92.0%" && fill.optimised == "100.0%" && fill.change == "+8.0 pts")
    // $270 and $64 at 36.5%.
    let holding = try figure("Holding cost a year")
    #expect(readFigure(holding.current) == 98.55 && readFigure(holding.optimised) == 23.36)
    let stockouts = try figure("Stockout events a month")
    #expect(stockouts.current == "4" && stockouts.optimised == "0" && stockouts.change == "−100%")
    let cash = try figure("Working capital freed")
    #expect(cash.optimised == "$206" && cash.change == "+$206 within 12 months")
  }

  @Test("Financial impact, waterfall and release")
  func financial() async throws {
    let financial = StudyFindings(try await study()).financialImpact
    let rows = Dictionary(uniqueKeysWithValues: financial.impact.rows.map { ($0.cells[0].text, $0.cells.map(\.text)) })
    #expect(rows["Inventory investment"]?[2...] == ["$270", "$64", "−206"])
    #expect(rows["Working capital freed"]?[2...] == ["–", "$206", ""])
    #expect(rows["Annual holding cost"]?[2...] == ["$99", "$23", "−76"])
    // $10,950 ÷ $270 and ÷ $64.
    #expect(rows["Inventory turns a year"]?[2...] == ["40.6", "171.1", "+130.5"])
    #expect(financial.waterfall.start == 270 && financial.waterfall.end == 64)
    // Excess of 58 units; the rest of 45, −(… ) by tier: 100 − 55 − 15 = 30 and (25 − 1 − 14) + (10 − 2 − 3) = 15 units.
    #expect(financial.waterfall.steps.map(\.change) == [-116, -60, -30])
    // Today's levels hold $20 in the long run: like for like the plan needs more.
    #expect(rows["Like for like, both simulated"]?[2...] == ["$20", "$64", "+44"])
    #expect(
      financial.lead == "Stock falls by $206 once (−76%); carrying it costs $75.19 a year less. Like for like, with "
        + "today's levels simulated as the plan is, stock rises by $44 (+220%).")
    // 85 units leave the centre in the month after preparing, 11 and 7 the stores two months later.
    let release = try #require(financial.release)
    #expect(
      release.rows.map { $0.cells.map(\.text) } == [
        ["Month 1", "0", "0"], ["Month 2", "+170", "+170"], ["Month 4", "+36", "+206"],
      ])
  }

  @Test("Current state and imbalances")
  func currentState() async throws {
    let state = StudyFindings(try await study()).currentState
    #expect(
      state.byTier.rows.map { $0.cells.map(\.text) } == [
        ["Distribution centre", "1", "100", "200", "74%", "6.7", "100.0%", "Overstocked"],
        ["Stores", "2", "35", "70", "26%", "2.3", "92.0%", "Overstocked, Frequent stockouts"],
        ["Total", "3", "135", "270", "100%", "9.0", "92.0%", ""],
      ])
    #expect(
      state.lead == "74% of the $270 in stock today is at the tier “Distribution centre”; in all it lasts 9.0 days.")
    #expect(state.inventoryByTier.heading.title == "Inventory falls from $270 to $64")
    #expect(state.imbalances == nil)
  }

  @Test("The back-test says that the levels do not explain the stock")
  func backTest() async throws {
    let evidence = StudyFindings(try await study()).evidence
    let table = try #require(evidence.backTest)
    #expect(
      table.rows.map { $0.cells[1...].map(\.text) } == [
        ["200", "0", "−100%"], ["70", "20", "−71%"], ["270", "20", "−93%"], ["92.0%", "100.0%", "+8.0 pts"],
      ])
    #expect(evidence.backTestVerdict.contains("does not reproduce the measured stock (−93%)"))
    #expect(evidence.backTestVerdict.contains("$116 stands above every target"))
    #expect(evidence.lead.contains("every tier keeps its promise"))
  }

  @Test("Phases: the top alone, then the stores; cash adds up")
  func implementation() async throws {
    let plan = StudyFindings(try await study()).implementation
    #expect(
      plan.phases?.rows.map { [$0.cells[0].text, $0.cells[4].text] } == [
        ["Prepare", "–"], ["Top of the network", "+170"], ["Stores", "+36"], ["Total", "+206"],
      ])
    #expect(plan.start == nil)
  }
}
