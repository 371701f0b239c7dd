import Findings
import Probability
import SupplyNetwork
import Testing

/// What readers can add up adds up, over random cases.
struct ReconciledFindingsTests {
  private static func study(_ seed: Int) async throws -> Study {
    // Some cases fully measured, some in part, some not at all; large and small amounts.
    let share = [1.0, 0.6, 0][seed % 3]
    return try await SampleModels.Distribution(
      stores: 2 + seed % 4, unitCosts: [[3.37, 12_345.6, 0.49], [129.95]][seed % 2],
      inventory: SampleModels.randomInventory(seed: UInt64(seed), share: share)
    ).study()
  }

  @Test("Stock on hand is the sum of cycle, buffer and excess", arguments: 0..<3)
  func roles(seed: Int) async throws {
    let ledger = Ledger(try await Self.study(seed))
    let sums = ledger.sums()
    let pipeline = ledger.lines.reduce(0) { $0 + $1.currentPipelineStock }
    #expect(abs(sums.currentRoles.units.reduce(0, +) - sums.currentUnits - pipeline) < 1e-6)
    let planned = ledger.lines.reduce(0) { $0 + $1.optimisedPipelineStock }
    #expect(abs(sums.optimisedRoles.units.reduce(0, +) - sums.optimisedUnits - planned) < 1e-6)
    let excess = ledger.lines.reduce(0) {
      $0 + max(0, $1.currentOnHand - max($1.currentBaseStock, $1.optimisedBaseStock)) * $1.unitCost
    }
    #expect(abs(sums.currentRoles.value[3] - excess) < 1e-6 * max(1, excess))
  }

  @Test("Sums by tier and location are the sums of the lines", arguments: 0..<3)
  func ledgerSums(seed: Int) async throws {
    let study = try await Self.study(seed)
    let ledger = Ledger(study)
    let total = ledger.sums()
    let tiers = ledger.sums(groups: study.model.tiers.count, by: \.tier)
    let locations = ledger.sums(groups: study.model.locations.count, by: \.location)
    for groups in [tiers, locations] {
      #expect(groups.reduce(0) { $0 + $1.stages } == ledger.lines.count)
      #expect(abs(groups.reduce(0) { $0 + $1.currentValue } - total.currentValue) < 1e-6)
      #expect(abs(groups.reduce(0) { $0 + $1.optimisedHolding } - total.optimisedHolding) < 1e-9)
    }
    #expect(abs(total.currentValue - ledger.lines.reduce(0) { $0 + $1.currentOnHand * $1.unitCost }) < 1e-6)
    #expect(
      abs(study.optimised.estimate(.onHandValue).mean - total.optimisedValue) < 1e-6 * max(1, total.optimisedValue))
  }

  @Test(
    "Days with a stockout are one less the cycle service level of the stages that serve customers", arguments: 0..<3)
  func stockoutDays(seed: Int) async throws {
    let study = try await Self.study(seed)
    let row = try #require(
      StudyFindings(study).financialImpact.impact.rows.first { $0.cells[0].text == "Days with a stockout, simulated" })
    let ends = Ledger(study).lines.filter(\.facesCustomers)
    for (column, stages) in [(2, study.networks.map(\.currentStages)), (3, study.networks.map(\.optimisedStages))] {
      let sum = ends.reduce(0) { $0 + 1 - stages[$1.network][$1.stage].cycleServiceLevel }
      #expect(abs((row.cells[column].value ?? -1) - sum / Double(ends.count)) < 1e-9)
    }
  }

  @Test("Safety stock at the nodes of the network is that of the table", arguments: 0..<3)
  func safetyStock(seed: Int) async throws {
    let policy = StudyFindings(try await Self.study(seed)).optimisedPolicy
    let shown = policy.network.nodes.map { readFigure($0.lines[1].dropFirst("safety ".count)) ?? 0 }
    let total = try #require(policy.byTier.rows.last).cells[3].text
    #expect(abs(shown.reduce(0, +) - (readFigure(total) ?? -1)) < 1e-9)
    #expect(
      policy.byCentre?.rows[0].cells[3].text == String(policy.network.nodes[0].lines[1].dropFirst("safety ".count)))
  }

  @Test("A tier's stock and its change read alike in figure and tables", arguments: 0..<6)
  func tierChanges(seed: Int) async throws {
    let findings = StudyFindings(try await Self.study(seed))
    let figure = findings.currentState.inventoryByTier.categories
    let column = try #require(findings.optimisedPolicy.byTier.columns.firstIndex { $0.title == "Change" })
    #expect(findings.optimisedPolicy.byTier.rows.prefix(2).map { $0.cells[column].text } == figure.map(\.changeText))
    #expect(findings.optimisedPolicy.byTier.rows[2].cells[column].text == findings.summary.keyFigures[0].change)
    #expect(findings.optimisedPolicy.byCentre?.rows[0].cells[column].text == figure[0].changeText)
  }

  @Test("Waterfall: start and steps as displayed give the end", arguments: 0..<9)
  func waterfall(seed: Int) async throws {
    let figure = StudyFindings(try await Self.study(seed)).financialImpact.waterfall
    let texts = try [figure.startText, figure.endText].map { try #require(readFigure($0)) }
    let steps = try figure.steps.map { try #require(readFigure($0.text)) }
    let unit = max(1, abs(texts[0])) * 1e-6
    #expect(abs(texts[0] + steps.reduce(0, +) - texts[1]) < unit)
    #expect(abs(figure.start + figure.steps.reduce(0) { $0 + $1.change } - figure.end) < unit)
    for step in figure.steps { #expect(step.change != 0) }
  }

  @Test("Totals of tables are the sums of the rows displayed", arguments: 0..<6)
  func tables(seed: Int) async throws {
    let findings = StudyFindings(try await Self.study(seed))
    let additive = [
      "Inventory", "Value", "Share", "Order-up-to", "Safety stock", "Expected stock", "Expected value", "Cash",
    ]
    var checked = 0
    for table in findings.tables {
      guard let total = table.rows.first(where: \.isTotal) else { continue }
      for (column, head) in table.columns.enumerated() {
        let isStock = table.id == "back-test" && ["Measured", "Simulated"].contains(head.title)
        guard isStock || additive.contains(where: { head.title.hasPrefix($0) }) else { continue }
        let rows = table.rows.prefix { !$0.isTotal }.map { readFigure($0.cells[column].text) ?? 0 }
        let shown = try #require(readFigure(total.cells[column].text))
        #expect(abs(rows.reduce(0, +) - shown) < 1e-6 * max(1, abs(shown)), "\(table.id), \(head.title)")
        checked += 1
      }
    }
    #expect(checked >= 7)
  }

  @Test("Displayed differences are those of the displayed figures, percentages of the figures behind", arguments: 0..<6)
  func keyFigures(seed: Int) async throws {
    let findings = StudyFindings(try await Self.study(seed))
    let format = NumberFormat(currency: "USD")
    #expect(findings.summary.keyFigures.count == 6)
    for figure in findings.summary.keyFigures {
      guard let now = readFigure(figure.current), let then = readFigure(figure.optimised) else { continue }
      switch figure.name {
      case "Days of supply": #expect(figure.change == format.signed(then - now, decimals: 1) + " days")
      case _ where figure.change == "no clear difference": #expect(figure.direction == .neutral)
      case "Customers' fill rate": #expect(figure.change == format.points(then - now))
      default:
        let (from, to) = (try #require(figure.currentValue), try #require(figure.optimisedValue))
        #expect(figure.change == (now == 0 ? NumberFormat.none : format.change(from: from, to: to)), "\(figure.name)")
      }
    }
    // The capital freed is the difference of the two tiles of inventory.
    let inventory = findings.summary.keyFigures[0]
    let capital = findings.summary.keyFigures[5]
    let now = try #require(readFigure(inventory.current))
    let then = try #require(readFigure(inventory.optimised))
    let amount = try #require(readFigure(capital.optimised))
    #expect(abs(abs(now - then) - amount) < 1e-6 * max(1, now))
    #expect(
      capital.name
        == (seed % 3 == 2
          ? "\(then > now ? "More" : "Less") stock than the independent plan"
          : then > now ? "Working capital needed" : "Working capital freed"))
    for row in findings.financialImpact.impact.rows.filter({ $0.cells[1].text == "recurring" }) {
      let cells = row.cells.map { readFigure($0.text) ?? 0 }
      #expect(cells[4] == cells[3] - cells[2])
    }
  }

  @Test("Cash by month and by phase is the capital freed", arguments: 0..<6)
  func cash(seed: Int) async throws {
    let findings = StudyFindings(try await Self.study(seed))
    let investment = try #require(findings.financialImpact.impact.rows.first).cells.map { readFigure($0.text) ?? 0 }
    let freed = investment[2] - investment[3]
    if let release = findings.financialImpact.release {
      let months = release.rows.map { readFigure($0.cells[1].text) ?? 0 }
      #expect(abs(months.reduce(0, +) - freed) < 1e-6)
      #expect(readFigure(try #require(release.rows.last).cells[2].text) == months.reduce(0, +))
    } else {
      // No cash comes of leaving a benchmark.
      #expect(freed <= 100 || findings.summary.currentLabel == "Independent")
    }
    let total = try #require(findings.implementation.phases?.rows.last)
    #expect(total.isTotal)
    #expect(readFigure(total.cells[4].text) == freed)
  }

  @Test("No sentence shows what is no number, and percentages stand close to their sign", arguments: 0..<6)
  func texts(seed: Int) async throws {
    #expect(try faults(in: StudyFindings(try await Self.study(seed))) == [])
  }
}
