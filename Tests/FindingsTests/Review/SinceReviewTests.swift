import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// What a report says of an earlier review: figures add up as shown, and words fit them.
struct SinceReviewTests {
  private static let labels = ReviewLabels(opening: "From A to B", then: "A", now: "B")

  private static func findings(_ then: NetworkModel, _ now: NetworkModel) async throws -> SinceReviewFindings {
    SinceReviewFindings(
      try await ReviewComparison(from: ReviewFixture.side(then), to: ReviewFixture.side(now)), labels: labels)
  }

  /// Figures of a column of a bridge: the first, those between and the last.
  private func check(_ table: FindingsTable, _ column: Int) throws {
    let values = try table.rows.map { try #require(readFigure($0.cells[column].text), "\($0.cells[column].text)") }
    let sum = values.dropLast().reduce(0, +)
    #expect(abs(sum - (values.last ?? 0)) < 1e-6, "\(table.id), column \(column): \(values)")
    for row in table.rows {
      let value = try #require(row.cells[column].value)
      #expect(abs(value - (readFigure(row.cells[column].text) ?? .nan)) < 1e-6)
    }
  }

  private func check(_ figure: WaterfallFigure) throws {
    let shown = try ([figure.startText] + figure.steps.map(\.text) + [figure.endText]).map {
      try #require(readFigure($0), "\($0)")
    }
    let sum = shown.dropLast().reduce(0, +)
    let scale = shown.map(abs).max() ?? 1
    #expect(abs(sum - (shown.last ?? 0)) < 1e-9 * max(1, scale), "\(figure.heading.id): \(shown)")
    #expect(abs(figure.steps.reduce(figure.start) { $0 + $1.change } - figure.end) < 1e-9 * max(1, scale))
    for step in figure.steps { #expect(readFigure(step.text) != 0 && step.direction != .neutral) }
  }

  @Test("displayed figures add up, over many pairs of models", arguments: 0..<120)
  func reconciles(seed: UInt64) async throws {
    let then = try ReviewFixture.random(seed, variant: seed % 3)
    let now = try ReviewFixture.random(seed, variant: 3 + seed % 2)
    let findings = try await Self.findings(then, now)
    for column in [1, 2] { try check(findings.bridge, column) }
    if let stock = findings.stock { try check(stock, 1) }
    for figure in [findings.inventory, findings.holdingCost].compactMap({ $0 }) { try check(figure) }
    let texts = [findings.lead, findings.basis, findings.order] + findings.changes + findings.promises
    for text in texts {
      #expect(text.hasSuffix(".") && !text.contains("  ") && !text.contains("nan") && !text.contains("inf "), "\(text)")
      #expect(!text.contains(/\b1 (stages|items|locations|lanes|networks)\b/), "\(text)")
      #expect(!text.contains(/(^|[ (])-[0-9$]/), "\(text)")
    }
  }

  @Test("changes are shown in a unit of their own: as they are, and the same in sentence, charts and tables")
  func unitOfChanges() async throws {
    let then = try ReviewFixture.model()
    let edits: [@Sendable (inout Case) -> Void] = [
      { $0.lanes[2].leadTime += 1 },
      {
        $0.lanes[2].leadTime += 1
        $0.items[5].unitCost = ($0.items[5].unitCost ?? 1) * 1.03
      },
      {
        $0.settings.carryingRate *= 1.1
        $0.lanes[20].leadTimeSD += 0.1
        $0.stockLimits.append(StockLimit(item: 2, minimumStock: 400))
      },
    ]
    var multiples = 0
    for edit in edits {
      let now = try ReviewFixture.model(edit)
      let comparison = try await ReviewComparison(from: ReviewFixture.side(then), to: ReviewFixture.side(now))
      let findings = SinceReviewFindings(comparison, labels: Self.labels)
      let bridge = comparison.bridge
      let figures = [findings.inventory, findings.holdingCost]
      for (column, measure) in [(1, \PlanTotals.value), (2, \.annualHolding)] {
        // What is the other at one rate has no figure of its own.
        let rate = bridge.end.annualHolding / bridge.end.value
        let isMultiple = bridge.steps.allSatisfy {
          abs($0.change.annualHolding - rate * $0.change.value) <= 1e-9 * bridge.end.annualHolding
        }
        if column == 2, isMultiple {
          #expect(figures[1] == nil)
          multiples += 1
          continue
        }
        let figure = try #require(figures[column - 1])
        let changes = bridge.steps.dropFirst().map { $0.change[keyPath: measure] }
        let largest = changes.map(abs).max() ?? 0
        let rows = findings.bridge.rows.dropFirst().dropLast()
        let shown = try rows.map { try #require($0.cells[column].value) }
        for (shown, change) in zip(shown, changes) {
          #expect(abs(shown - change) <= 0.0101 * largest, "\(shown) for \(change)")
          #expect(shown != 0 || abs(change) <= largest / 10_000, "\(change) is hidden beside \(largest)")
        }
        let visible = zip(rows, shown).filter { $1 != 0 }
        #expect(figure.steps.map(\.name) == visible.map { $0.0.cells[0].text })
        #expect(figure.steps.map(\.change) == visible.map(\.1))
        #expect(figure.startText == findings.keyFigures.rows[column - 1].cells[1].text)
        #expect(figure.endText == findings.keyFigures.rows[column - 1].cells[2].text)
      }
      let cost = bridge.end.annualHolding - bridge.start.annualHolding
      let told = try #require(findings.lead.firstMatch(of: /costs (\S+) a year/)).1
      #expect(abs((readFigure(told) ?? .nan) - abs(cost)) <= 0.06 * abs(cost), "\(findings.lead), truly \(cost)")
      // Once for each half of the sentence, where it is so.
      let causes = bridge.steps.filter { $0.change != .zero }.count
      let halves = findings.lead.components(separatedBy: ", all of it by ").count - 1
      #expect(halves == (causes == 1 ? 2 : 0), "\(findings.lead)")
    }
    #expect(multiples > 0 && multiples < edits.count)
  }

  @Test("what is simulated of a benchmark is not called today's")
  func benchmark() async throws {
    var sample = SampleModels.Distribution(stores: 2, unitCosts: [10])
    func side() async throws -> ReviewSide {
      let study = try await sample.study()
      return try ReviewSide(ReviewRecord(study.input, findings: StudyFindings(study), study: nil))
    }
    func names(_ then: ReviewSide, _ now: ReviewSide) async throws -> [String] {
      let comparison = try await ReviewComparison(from: then, to: now)
      return SinceReviewFindings(comparison, labels: Self.labels).keyFigures.rows.map { $0.cells[0].text }
    }
    let unknown = try await side()
    sample.inventory = { item, location in
      location == 1 ? nil : InventoryRecord(location: location, item: item, onHand: 90, orderUpTo: 100)
    }
    let partly = try await side()
    let none = try await names(unknown, unknown)
    #expect(none.contains("Inventory value of the benchmark, simulated"))
    #expect(none.contains("Customers' fill rate under the benchmark, simulated"))
    #expect(none.contains("Stockout events a month under the benchmark, simulated"))
    #expect(!none.contains { $0.contains("today") || $0.contains("measured") })
    let some = try await names(partly, partly)
    #expect(some.contains("Inventory value today, as far as measured"))
    #expect(some.contains("Customers' fill rate today, simulated"))
    // A benchmark beside a record says nothing.
    let mixed = try await names(unknown, partly)
    #expect(!mixed.contains { $0.contains("today") || $0.contains("benchmark") })
    #expect(mixed.contains("Inventory value under the plan, simulated"))
  }

  @Test("the lead names the cause, and what is equal says so")
  func leads() async throws {
    var sample = SampleModels.Distribution(unitCosts: [10])
    let then = try sample.model()
    let same = try await Self.findings(then, then)
    #expect(same.lead.hasPrefix("From A to B nothing that the plan rests on has changed: its inventory stays at $"))
    #expect(same.inventory == nil && same.holdingCost == nil && same.changes == [] && same.stock == nil)
    sample.centreLeadTime = 15
    let longer = try await Self.findings(then, try sample.model())
    #expect(
      longer.lead.contains(
        /^From A to B the plan's inventory rose by \$[\d.k]+ \(\+\d+%\) to \$[\d.k]+, all of it by lead/))
    #expect(longer.lead.contains(/; carrying it costs \$[\d.k]+ a year more, all of it by lead times\.$/))
    #expect(longer.changes == ["Lead times, their spread or review periods differ at 1 of 4 stages."])
    #expect(longer.inventory?.heading.title.hasPrefix("Lead times raise the plan's inventory: +$") == true)
    let back = try await Self.findings(try sample.model(), then)
    #expect(back.lead.contains(" fell by ") && back.lead.contains("costs $"))
    sample.centreLeadTime = 5
    sample.stores = 4
    let wider = try await Self.findings(then, try sample.model())
    #expect(wider.changes.contains("1 location came (“Store 4”)."))
    #expect(wider.changes.contains("1 lane came (“Centre → Store 4”)."))
    #expect(wider.changes.contains("1 stage came (a stage is an item at a location)."))
  }

  @Test("what is in money and what is in units or other periods is not compared")
  func obstacles() throws {
    var sample = SampleModels.Distribution()
    let side = ReviewFixture.side(try sample.model())
    #expect(side.obstacle(against: side) == nil)
    sample.settings.currency = "CHF"
    #expect(
      side.obstacle(against: ReviewFixture.side(try sample.model())) == "amounts are in USD there and in CHF here")
    sample.settings.currency = "USD"
    sample.settings.period = .week
    #expect(
      side.obstacle(against: ReviewFixture.side(try sample.model())) == "the periods are days there and weeks here")
  }

  @Test("stock measured then and now is told apart by tier, price, and what came and went")
  func stock() async throws {
    var sample = SampleModels.Distribution(stores: 2, unitCosts: [10, 4])
    sample.inventory = { item, location in
      InventoryRecord(location: location, item: item, onHand: Double(100 * (location + 1) + item), orderUpTo: 50)
    }
    let then = try sample.model()
    sample.unitCosts = [12, 4]
    sample.inventory = { item, location in
      item == 1 && location == 2
        ? nil : InventoryRecord(location: location, item: item, onHand: location == 0 ? 80 : 250, orderUpTo: 50)
    }
    let comparison = try await ReviewComparison(
      from: ReviewFixture.side(then), to: ReviewFixture.side(try sample.model()))
    let stock = try #require(comparison.stock)
    // 600 and 603 units then, 580 and 330 now; one store's 301 units of the second item are no longer measured.
    #expect(stock.start == 8_412 && stock.end == 8_280)
    #expect(stock.quantityByTier == [-284, 196])
    #expect(stock.price == 1_160 && stock.went == -1_204 && stock.came == 0 && stock.stagesInBoth == 5)
    let moves = stock.quantityByTier[0] + stock.quantityByTier[1] + stock.price + stock.went + stock.came
    #expect(abs(stock.start + moves - stock.end) < 1e-9)
  }

  @Test("what became of a plan: stock moved to it, levels stand, service as measured")
  func followUp() async throws {
    var sample = SampleModels.Distribution(stores: 3, unitCosts: [10])
    sample.inventory = { item, location in
      InventoryRecord(
        location: location, item: item, onHand: 900, orderUpTo: 1_000, fillRate: location == 0 ? nil : 0.99)
    }
    let study = try await sample.study()
    let record = ReviewRecord(study.input, findings: StudyFindings(study), study: nil)
    let planned = study.networks[0].optimised.stages.map(\.installationBaseStock)
    let onHand = study.networks[0].optimisedStages.map(\.onHand)
    func findings(_ change: @escaping (Int) -> (onHand: Double, level: Double)) async throws -> SinceReviewFindings {
      var later = sample
      later.inventory = { item, location in
        let (onHand, level) = change(location)
        return InventoryRecord(
          location: location, item: item, onHand: onHand, orderUpTo: level, fillRate: location == 0 ? nil : 0.97)
      }
      let now = try await later.study()
      let side = ReviewSide(now.input, results: StudyFindings(now).results)
      return SinceReviewFindings(
        try await ReviewComparison(from: try ReviewSide(record), to: side), labels: Self.labels)
    }
    let followed = try await findings { (onHand[$0], planned[$0]) }
    #expect(followed.promises.contains { $0.contains("(100% of the way)") })
    #expect(followed.promises.contains { $0.hasPrefix("4 of 4 locations came closer to the stock planned;") })
    #expect(followed.promises.contains("4 of the 4 order-up-to levels that it changed stand in inventory.csv now."))
    #expect(followed.promises.contains { $0.hasSuffix("measured now: 97.0%.") })
    let table = try #require(followed.followUp)
    #expect(table.rows.last?.cells.last?.text == "100%" && table.rows.count == 3)
    let still = try await findings { _ in (900, 1_000) }
    #expect(still.promises.contains { $0.contains("stands where it stood") })
    #expect(still.promises.contains("No location moved by a tenth of the distance to the stock that it planned."))
    #expect(still.promises.contains("None of the 4 order-up-to levels that it changed stand in inventory.csv now."))
    let away = try await findings { $0 == 0 ? (2_000, 1_000) : (onHand[$0], planned[$0]) }
    #expect(away.promises.contains { $0.contains("3 of 4 locations came closer") && $0.contains(", 1 moved away;") })
    // A record through its bytes says the same.
    let again = try ReviewSide(try ReviewRecord(bytes: record.bytes))
    #expect(again.results == record.results)
  }
}
