import Drawing
import Testing

@testable import Charting

/// What a network keeps of its words where room is short.
@Suite struct NetworkTextTests {
  private static func texts(_ chart: NetworkDiagram, width: Double) throws -> [String] {
    let text = TextEngine()
    let checks = SceneChecks(
      scene: try chart.scene(width: width, theme: Fixture.theme, text: text), text: text)
    #expect(checks.faults == [])
    return checks.texts.map(\.string)
  }

  @Test("one long name is cut, and every figure stays", arguments: [1, 14])
  func longName(stores: Int) throws {
    var chart = SampleNetworks.tree([1, 2, stores])
    let name = "An exceptionally long name of a place that nobody shortens 1"
    #expect(name.count == 60)
    chart.nodes[1].name = name
    chart.nodes[3].name = name
    let texts = try Self.texts(chart, width: 493)
    for node in chart.nodes {
      for row in 0..<2 {
        #expect(texts.contains { $0 == node.lines[row] || $0 == node.figures[row] }, "\(node.lines[row])")
      }
    }
    // Where few words stand beside it, it fits on two lines.
    #expect(stores == 1 || texts.contains { $0.hasPrefix("An ex") && $0.hasSuffix("…") })
  }

  @Test("how many siblings there are is never cut", arguments: [240.0, 320, 493, 900])
  func counts(width: Double) throws {
    let chart = try #require(SampleNetworks.all.first { $0.name == "network-4555" }).chart
    let texts = try Self.texts(chart, width: width)
    let counts = texts.compactMap { text -> Int? in
      guard let open = text.lastIndex(of: "("), text.hasSuffix(")") else { return nil }
      return Int(text[text.index(after: open)...].dropLast())
    }
    // The largest three of a layer stand alone.
    let all = counts.reduce(0, +)
    #expect(all == 4544)
    #expect(width < 400 || texts.contains { $0.contains(" less, ") })
  }

  @Test("a mark that stands for several changes shows the share of each")
  func shares() throws {
    let counts = TrendCounts([.falls, .falls, .rises, .same])
    #expect(counts.falling == 2 && counts.rising == 1 && counts.steady == 1)
    #expect(counts.only == nil && TrendCounts([.rises, .rises]).only == .rises)
    #expect(TrendCounts([]).only == .same)
    let pen = Pen(theme: Fixture.theme, text: TextEngine())
    let parts = Self.shapes(pen.dividedSquare(counts, at: Point(0, 0), size: 10))
    let areas = parts.map { Self.area($0.path) }
    let whole = areas.reduce(0, +)
    // As large as the triangle of a node alone.
    let triangle = Self.area(try #require(Self.shapes([pen.trendMark(.falls, at: Point(0, 0), size: 10)]).first).path)
    #expect(abs(whole - triangle) < 0.001 * triangle)
    // Rises, neither, falls.
    for (area, share) in zip(areas, [0.25, 0.25, 0.5]) { #expect(abs(area / whole - share) < 1e-9) }
    #expect(parts[2].fill == .solid(pen.color(.proposal)))
    #expect(parts[0].stroke?.color == pen.color(.proposal) && parts[0].fill == .solid(pen.theme.paper))
  }

  @Test("a mark points the way its node goes, with one area and no judgement")
  func directions() throws {
    let pen = Pen(theme: Fixture.theme, text: TextEngine())
    let center = Point(50, 20)
    func points(_ trend: Trend) throws -> (shape: SceneShape, points: [Point]) {
      let shape = try #require(Self.shapes([pen.trendMark(trend, at: center, size: 12)]).first)
      return (shape, Self.points(shape.path))
    }
    let (falls, down) = try points(.falls)
    let (rises, up) = try points(.rises)
    #expect(down.count == 3 && up.count == 3)
    // One corner below, two above; the other way round for a rise.
    #expect(down.filter { $0.y > center.y }.map(\.x) == [center.x] && down.count { $0.y < center.y } == 2)
    #expect(up.filter { $0.y < center.y }.map(\.x) == [center.x] && up.count { $0.y > center.y } == 2)
    #expect(abs(Self.area(falls.path) - Self.area(rises.path)) < 1e-9)
    // What stays is round: it has curves, which no triangle has.
    let level = try points(.same).shape.path
    #expect(level.steps.contains { if case .curve = $0 { true } else { false } })
    for shape in [falls, rises] {
      for role in [Ink.good, .bad] {
        #expect(shape.fill != .solid(pen.color(role)) && shape.stroke?.color != pen.color(role))
      }
    }
    // Filled against open, so that grey print is enough.
    #expect(falls.stroke == nil && rises.fill == .solid(pen.theme.paper))
  }

  @Test("lanes that become one say what the chart says of them together")
  func joinedLanes() {
    var chart = SampleNetworks.tree([1, 4, 60])
    for index in chart.lanes.indices { chart.lanes[index].label = "\(index % 7) d" }
    #expect(CondensedNetwork(chart).links.contains { $0.label.isEmpty })
    chart.joinedLanes = { "\($0.count) lanes" }
    let labels = CondensedNetwork(chart).links.map(\.label)
    #expect(labels.contains { $0.hasSuffix(" lanes") } && !labels.contains(""))
  }

  private static func shapes(_ elements: [SceneElement]) -> [SceneShape] {
    elements.compactMap { if case .shape(let shape) = $0 { shape } else { nil } }
  }

  private static func points(_ path: Path) -> [Point] {
    path.steps.compactMap { step in
      switch step {
      case .move(let point), .line(let point): point
      default: nil
      }
    }
  }

  /// The area that a polygon encloses.
  private static func area(_ path: Path) -> Double {
    let points = points(path)
    var doubled = 0.0
    for (from, to) in zip(points, points.dropFirst() + points.prefix(1)) {
      doubled += from.x * to.y - to.x * from.y
    }
    return abs(doubled) / 2
  }
}
