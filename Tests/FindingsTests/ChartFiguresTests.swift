import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// The values behind charts against what tables and studies say.
@Suite struct ChartFiguresTests {
  /// Five items at a centre and three stores, today's stock twice or a third of demand's need by turns.
  private static func distribution(replications: Int = 24) -> SampleModels.Distribution {
    SampleModels.Distribution(
      stores: 3, unitCosts: [40, 10, 5, 2, 1],
      inventory: { item, location in
        InventoryRecord(
          location: location, item: item, onHand: (item + location) % 2 == 0 ? 260 : 8, orderUpTo: 60 + Double(item),
          fillRate: location == 0 ? nil : item % 2 == 0 ? 0.99 : 0.8)
      },
      settings: SampleModels.settings(periods: 45, replications: replications) {
        $0.asOf = CalendarDate(year: 2026, month: 10, day: 31)
      })
  }

  @Test("Cash by month is that of the table, to the same sum")
  func cash() async throws {
    let financial = try await Self.distribution().findings().financialImpact
    let figure = try #require(financial.releaseFigure)
    let table = try #require(financial.release)
    #expect(figure.months.last?.total == figure.months.reduce(0) { $0 + $1.cash })
    // The table leaves months without cash out, but the first.
    let moving = figure.months.enumerated().filter { $0.offset == 0 || $0.element.cash != 0 }.map(\.element)
    #expect(moving.count == table.rows.count)
    for (month, row) in zip(moving, table.rows) {
      #expect(readFigure(row.cells[1].text) == month.cash && readFigure(row.cells[2].text) == month.total)
    }
    #expect(figure.months[0].name == "Nov" && figure.months[0].year == "2026")
    #expect(figure.heading.title.contains(" released"))
  }

  @Test("Shares of items are cumulative sums of demand and stock at unit cost")
  func pareto() async throws {
    let study = try await Self.distribution().study()
    let figure = try #require(StudyFindings(study).currentState.pareto)
    let lines = Ledger(study).lines
    var demand = [Double](repeating: 0, count: 5)
    var stock = demand
    for line in lines {
      if line.facesCustomers { demand[line.item] += line.meanDemand * line.unitCost }
      stock[line.item] += line.currentOnHand * line.unitCost
    }
    // Unit costs fall faster than demand rises: the items are in order.
    #expect(figure.steps.map(\.items) == [0, 1, 2, 3, 4, 5])
    for step in figure.steps {
      #expect(abs(step.demand - demand.prefix(step.items).reduce(0, +) / demand.reduce(0, +)) < 1e-12)
      #expect(abs(step.stock - stock.prefix(step.items).reduce(0, +) / stock.reduce(0, +)) < 1e-12)
    }
    #expect(figure.sections.first?.start == 0 && figure.sections.last?.end == 5)
    for (left, right) in zip(figure.sections, figure.sections.dropFirst()) { #expect(left.end == right.start) }
  }

  @Test("Cover and service are stock ÷ demand and fill rates, and the title counts them")
  func cover() async throws {
    let study = try await Self.distribution().study()
    let figure = try #require(StudyFindings(study).currentState.coverAndService)
    let lines = Ledger(study).lines.filter(\.facesCustomers)
    #expect(figure.places.count == lines.count)
    for (place, line) in zip(figure.places, lines) {
      #expect(abs(place.daysNow - line.currentOnHand / line.meanDemand) < 1e-9)
      #expect(abs(place.fillNow - line.currentFillRate) < 1e-12)
      #expect(abs(place.daysThen - line.optimisedOnHand / line.meanDemand) < 1e-9)
    }
    let much = figure.places.count { $0.daysNow > figure.daysLimit && $0.fillNow >= figure.fillLimit }
    let little = figure.places.count { $0.daysNow <= figure.daysLimit && $0.fillNow < figure.fillLimit }
    let muchThen = figure.places.count { $0.daysThen > figure.daysLimit && $0.fillThen >= figure.fillLimit }
    let littleThen = figure.places.count { $0.daysThen <= figure.daysLimit && $0.fillThen < figure.fillLimit }
    #expect(
      figure.heading.title
        == "Too little at \(little) of 15 items at locations today and \(littleThen) in the plan, too much at \(much) and "
        + "\(muchThen)")
    #expect(figure.places.count { $0.daysThen > figure.daysLimit } <= 2)
  }

  @Test("The map adds up to today's stock less the plan's")
  func imbalances() async throws {
    let study = try await Self.distribution().study()
    let figure = try #require(StudyFindings(study).currentState.imbalanceMap)
    let total = Ledger(study).sums()
    let sum = figure.values.reduce(0) { $0 + $1.reduce(0, +) }
    #expect(abs(sum - (total.currentValue - total.optimisedValue)) < 1e-6)
    #expect(figure.rows.count == 5 && figure.columns.count == 4 && figure.restRows == 0 && figure.restColumns == 0)
    #expect(figure.heading.title.hasSuffix("at the same time"))
  }

  @Test("Many items and locations leave a row and a column of the rest")
  func rest() async throws {
    var many = Self.distribution(replications: 2)
    many.stores = 14
    many.unitCosts = (1...16).map(Double.init)
    let study = try await many.study()
    let figure = try #require(StudyFindings(study).currentState.imbalanceMap)
    #expect(figure.rows.count == 13 && figure.restRows == 4 && figure.rows.last == "4 other items")
    #expect(figure.columns.count == 11 && figure.restColumns == 5 && figure.columns.last == "5 others")
    let total = Ledger(study).sums()
    let sum = figure.values.reduce(0) { $0 + $1.reduce(0, +) }
    #expect(abs(sum - (total.currentValue - total.optimisedValue)) < 1e-6)
  }

  @Test("The fan holds the replications of every week, and its dates follow the data cut-off")
  func fan() async throws {
    let study = try await Self.distribution().study()
    let figure = try #require(StudyFindings(study).evidence.serviceFan)
    // 45 periods are six weeks and three days; the warm-up is 15.
    #expect(figure.x == [22, 29, 36, 43, 50, 57])
    #expect(figure.panels.count == 2 && figure.bandNames == ["95% of runs", "80% of runs", "50% of runs"])
    for (panel, totals) in zip(figure.panels, [study.current, study.optimised]) {
      for week in figure.x.indices {
        let fills = (0..<24).compactMap { totals.serviceCourse.fillRate(replication: $0, bucket: week) }.sorted()
        #expect(abs(panel.median[week] - (fills[11] + fills[12]) / 2) < 1e-12)
        for band in 0..<3 {
          let (low, high) = (panel.low[band][week], panel.high[band][week])
          #expect(low <= panel.median[week] && panel.median[week] <= high)
          if band > 0 { #expect(panel.low[band - 1][week] <= low && high <= panel.high[band - 1][week]) }
        }
        // Of 24 sorted values, 2.5 % lies 0.575 of the way from the first to the second.
        #expect(abs(panel.low[0][week] - (fills[0] + 0.575 * (fills[1] - fills[0]))) < 1e-12)
      }
    }
    // Period 0 is 1 November: December starts in period 30.
    #expect(figure.ticks.map(\.text) == ["Dec 2026"] && figure.ticks.map(\.x) == [30])
  }

  @Test("The course over all weeks is the fill rate of the run")
  func course() async throws {
    let study = try await Self.distribution(replications: 4).study()
    let course = study.optimised.serviceCourse
    for replication in 0..<4 {
      let weeks = replication * course.bucketCount..<(replication + 1) * course.bucketCount
      let share = course.deliveredOnTime[weeks].reduce(0, +) / course.due[weeks].reduce(0, +)
      #expect(share > 0.5 && share <= 1)
    }
    let due = course.due.reduce(0, +) / 4 / 45
    #expect(abs(due - study.optimised.estimate(.externalDue).mean) < 1e-9 * due)
  }

  @Test("Without records or costs there is no map, no shares and no cash")
  func absent() async throws {
    var bare = SampleModels.Distribution()
    bare.unitCosts = [nil, nil, nil]
    let findings = try await bare.findings()
    #expect(findings.currentState.imbalanceMap == nil && findings.currentState.pareto == nil)
    #expect(findings.financialImpact.releaseFigure == nil && findings.evidence.serviceFan == nil)
    #expect(findings.currentState.coverAndService?.places.count == 9)
  }

  @Test("What more service costs rises along the frontier that keeps targets")
  func marginalCost() async throws {
    let findings = try await Self.distribution(replications: 2).findings()
    let service = try #require(findings.serviceAgainstInventory)
    let figure = try #require(service.marginalCost)
    let kept = try #require(figure.lines.first { $0.keepsTargets })
    #expect(kept.cost.allSatisfy { $0 > 0 } && kept.service == kept.service.sorted())
    let last = try #require(kept.cost.last)
    #expect(last > figure.proposalCost)
    #expect(figure.heading.title.hasPrefix("The next 0.1 point of service costs $"))
  }
}
