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
      #expect(texts.contains { $0.hasPrefix(node.lines[0]) }, "\(node.lines[0])")
      #expect(texts.contains { $0.contains(node.lines[1]) }, "\(node.lines[1])")
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
    let counts = VerdictCounts([.good, .good, .bad, .neutral])
    #expect(counts.good == 2 && counts.bad == 1 && counts.neutral == 1)
    #expect(counts.only == nil && VerdictCounts([.bad, .bad]).only == .bad)
    #expect(VerdictCounts([]).only == .neutral)
    let pen = Pen(theme: Fixture.theme, text: TextEngine())
    let parts = pen.dividedTriangle(counts, at: Point(0, 0), size: 10).compactMap { element -> SceneShape? in
      if case .shape(let shape) = element { shape } else { nil }
    }
    let areas = parts.map { Self.area($0.path) }
    let whole = areas.reduce(0, +)
    let wanted = 10.0 * 8.66 / 2
    #expect(abs(whole - wanted) < 1e-9)
    // Unwelcome, neither, welcome.
    for (area, share) in zip(areas, [0.25, 0.25, 0.5]) { #expect(abs(area / whole - share) < 1e-9) }
    #expect(parts[2].fill == .solid(pen.color(.good)))
    #expect(parts[0].stroke?.color == pen.color(.bad))
  }

  /// The area that a polygon encloses.
  private static func area(_ path: Path) -> Double {
    let points = path.steps.compactMap { step -> Point? in
      switch step {
      case .move(let point), .line(let point): point
      default: nil
      }
    }
    var doubled = 0.0
    for (from, to) in zip(points, points.dropFirst() + points.prefix(1)) {
      doubled += from.x * to.y - to.x * from.y
    }
    return abs(doubled) / 2
  }
}
