import Drawing
import Foundation
import Testing

@testable import Charting

/// Frontiers of small cases: a few whole units apart, and the plans at their very ends.
@Suite struct FrontierChartTests {
  private static func chart(_ line: [LineChart.Datum], marks: [LineChart.Highlight]) -> LineChart {
    LineChart(
      heading: ChartHeading(title: "Frontier"),
      horizontal: ValueAxis(title: "Stock, USD", includesZero: false) { String(format: "%g", $0) },
      vertical: ValueAxis(title: "Service", includesZero: false) { String(format: "%g%%", ($0 * 1e5).rounded() / 1e3) },
      series: [.init(name: "Any mix", data: line, dash: [4, 3]), .init(name: "Targets kept", data: line)],
      highlights: marks)
  }

  /// A line whose first point is a plan, up to a second and a third.
  private static let lines: [[LineChart.Datum]] = [
    [.init(14.25, 0.9648), .init(20.25, 0.9897), .init(23.25, 0.9947)],
    [.init(1152, 0.92737), .init(1164, 0.9312), .init(1176, 0.9341)],
    [.init(10, 0.95), .init(20, 0.951), .init(30, 0.952)],
    [.init(10, 0.5), .init(10.5, 0.99), .init(300, 0.9999)],
    [.init(100, 0.98), .init(105, 0.985), .init(110, 0.989), .init(130, 0.9999)],
  ]

  @Test("The label of the first plan touches no line, its symbol no edge", arguments: lines.indices, [320.0, 493, 900])
  func corner(index: Int, width: Double) throws {
    let line = Self.lines[index]
    let chart = Self.chart(line, marks: [.init(line[0], label: "Proposal")])
    let text = TextEngine()
    let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
    let checks = SceneChecks(scene: scene, text: text)
    #expect(checks.faults == [])
    let label = try #require(checks.texts.first { $0.string == "Proposal" }).box.inset(top: 1.2, bottom: 1.2)
    let frame = LineFrame(
      chart, Pen(theme: Fixture.theme, text: text), at: Point(0, 0), width: width, endingWidth: 0)
    // The symbol has a radius of 4.5 points.
    let place = frame.point(line[0].x, line[0].y)
    #expect(place.x - frame.area.left >= 5 && frame.area.bottom - place.y >= 5)
    for part in Self.segments(scene.elements) {
      for step in 0...200 {
        let share = Double(step) / 200
        let (x, y) = (
          part.from.x + share * (part.to.x - part.from.x), part.from.y + share * (part.to.y - part.from.y)
        )
        let isInside = x > label.left && x < label.right && y > label.top && y < label.bottom
        #expect(!isInside, "at \(x), \(y)")
        if isInside { return }
      }
    }
  }

  @Test("Every plan of a frontier has its words at half width, and they touch neither line nor other words")
  func halfWidth() throws {
    let data = (0...30).map { step -> LineChart.Datum in
      let stock = 5.6 + Double(step) * 0.08
      return .init(stock, 1 - 0.14 * exp((5.6 - stock) / 0.55))
    }
    let marks: [LineChart.Highlight] = [
      .init(data[15], label: "Proposal"), .init(.init(7.9, 0.94), label: "Today", symbol: .square),
      .init(data[5], label: "Same service, less stock", symbol: .diamond),
      .init(data[29], label: "Same stock, more service", symbol: .triangle),
    ]
    let text = TextEngine()
    for width in [240.0, 246, 260, 320] {
      let scene = try Self.chart(data, marks: marks).scene(width: width, theme: Fixture.theme, text: text)
      let checks = SceneChecks(scene: scene, text: text)
      #expect(checks.faults == [])
      let told = checks.texts.map(\.string).joined(separator: " ")
      for mark in marks { #expect(told.contains(mark.label), "\(mark.label) at \(width)") }
      let words = Set(marks.flatMap { $0.label.split(separator: " ").map(String.init) })
      let boxes = checks.texts.filter { $0.string.split(separator: " ").allSatisfy { words.contains(String($0)) } }
      #expect(boxes.count >= marks.count)
      for part in Self.segments(scene.elements) {
        for step in 0...50 {
          let share = Double(step) / 50
          let x = part.from.x + share * (part.to.x - part.from.x)
          let y = part.from.y + share * (part.to.y - part.from.y)
          let crossed = boxes.first {
            x > $0.box.left && x < $0.box.right && y > $0.box.top + 1.2 && y < $0.box.bottom - 1.2
          }
          #expect(crossed == nil, "\(crossed?.string ?? "") at \(width)")
        }
      }
    }
  }

  /// The plans of two cases, as they stand to each other in the report: at half its width, the words of two plans of one
  /// service met on a line, "Same service, Today's levels".
  @Test("Words of two plans, or of a plan and a line, are not read as one", arguments: [240.0, 246, 260, 320, 493])
  func neighbours(width: Double) throws {
    let data = (0...30).map { step -> LineChart.Datum in
      let stock = 5.55 + Double(step) * 0.08
      return .init(stock, 1 - 0.143 * exp((5.55 - stock) / 0.5))
    }
    for today in [0.943, 0.96, 0.975] {
      let same = data.min { abs($0.y - today) < abs($1.y - today) } ?? data[0]
      let marks: [LineChart.Highlight] = [
        .init(.init(6.51, 0.97), label: "Proposal"),
        .init(.init(7.94, same.y), label: "Today's levels", symbol: .square),
        .init(same, label: "Same service, less stock", symbol: .diamond),
        .init(data[30], label: "Same stock, more service", symbol: .triangle),
      ]
      let text = TextEngine()
      let scene = try Self.chart(data, marks: marks).scene(width: width, theme: Fixture.theme, text: text)
      let checks = SceneChecks(scene: scene, text: text)
      #expect(checks.faults == [])
      let owners = marks.map(\.label) + ["Any mix", "Targets kept"]
      let words = checks.texts.compactMap { found in
        owners.first { $0.contains(found.string) }.map { (owner: $0, box: found.box) }
      }
      for owner in owners { #expect(words.contains { $0.owner == owner }, "\(owner)") }
      for (index, word) in words.enumerated() {
        for other in words[(index + 1)...] where other.owner != word.owner {
          let isOnOneLine = word.box.top + 2.4 < other.box.bottom && other.box.top + 2.4 < word.box.bottom
          let gap = max(other.box.left - word.box.right, word.box.left - other.box.right)
          // The name of a line has another colour or a hair of its own.
          let isPlan = marks.contains { $0.label == word.owner } && marks.contains { $0.label == other.owner }
          #expect(!isOnOneLine || gap >= (isPlan ? 12 : 8) - 1e-6, "\(word.owner), \(other.owner) at \(today): \(gap)")
        }
      }
    }
  }

  /// Straight parts of the lines drawn.
  private static func segments(_ elements: [SceneElement]) -> [(from: Point, to: Point)] {
    elements.flatMap { element -> [(from: Point, to: Point)] in
      guard case .group(let group) = element else { return [] }
      guard group.role == "series" else { return segments(group.elements) }
      return group.elements.flatMap { inner -> [(from: Point, to: Point)] in
        guard case .shape(let shape) = inner else { return [] }
        let points = shape.path.steps.compactMap { step -> Point? in
          switch step {
          case .move(let point), .line(let point): point
          default: nil
          }
        }
        return zip(points, points.dropFirst()).map { (from: $0, to: $1) }
      }
    }
  }

  @Test("An axis without zero begins at a tick", arguments: [0.92737...0.9412, 0.844...0.981, 0.5012...0.5019])
  func start(data: ClosedRange<Double>) throws {
    let axis = ValueAxis(includesZero: false) { String(format: "%g", $0) }
    for length in [130.0, 226, 400] {
      let ticks = axis.ticks(data, length: length, spacing: 38) { _ in 9 }
      #expect(ticks.values.first == ticks.domain.lowerBound && ticks.domain.lowerBound <= data.lowerBound)
      #expect(ticks.values.count == ticks.labels.count && Set(ticks.labels).count == ticks.labels.count)
      let step = ticks.values[1] - ticks.values[0]
      #expect(data.lowerBound - ticks.domain.lowerBound < step * (1 + 1e-9))
      for (low, high) in zip(ticks.values, ticks.values.dropFirst()) { #expect(abs(high - low - step) < 1e-9) }
    }
  }
}
