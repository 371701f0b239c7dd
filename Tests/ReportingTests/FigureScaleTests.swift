import Assets
import Drawing
import Findings
import Foundation
import PageLayout
import Testing

@testable import Reporting

/// Lengths, amounts and sizes that readers compare across the figures of a report.
@Suite struct FigureScaleTests {
  private static func figure(_ id: String) async throws -> ReportFigure {
    try #require(try await ReportWriterTests.figures().first { $0.heading.id == id })
  }

  /// Groups of a role, in drawing order.
  private static func groups(_ role: String, in elements: [SceneElement]) -> [SceneGroup] {
    elements.flatMap { element -> [SceneGroup] in
      guard case .group(let group) = element else { return [] }
      return (group.role == role ? [group] : []) + groups(role, in: group.elements)
    }
  }

  /// The filled rectangles of a group from left to right in its first row.
  private static func firstRow(_ group: SceneGroup) -> ClosedRange<Double>? {
    let bars = group.elements.compactMap { element -> [Point]? in
      guard case .shape(let shape) = element, shape.fill != nil else { return nil }
      return shape.path.steps.compactMap { step in
        switch step {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }.filter { $0.count == 4 }
    guard let top = bars.first?.map(\.y).min() else { return nil }
    let xs = bars.filter { $0.map(\.y).min() == top }.flatMap { $0.map(\.x) }
    return xs.min().flatMap { low in xs.max().map { low...$0 } }
  }

  @Test(
    "the figures by tier and by role, which stand beside each other, have one scale",
    arguments: [ReportFigure.halfWidth, 320, ReportFigure.fullWidth])
  func pair(width: Double) async throws {
    let theme = try Theme(json: Assets.theme)
    let text = TextEngine()
    /// Points of a unit, by category: the length of today's bar over its value.
    func densities(_ id: String, _ value: ([FigureData.Cell]) -> Double) async throws -> [Double] {
      let figure = try await Self.figure(id)
      let scene = try figure.scene(width: width, theme: theme, text: text)
      let values = figure.data.rows.map { row -> (String, Double) in
        guard case .text(let name) = row[0] else { return ("", 0) }
        return (name, value(row))
      }
      return try Self.groups("category", in: scene.elements).map { group in
        let bar = try #require(Self.firstRow(group))
        let first = try #require(values.first { $0.0 == group.tooltip })
        return (bar.upperBound - bar.lowerBound) / first.1
      }
    }
    func number(_ cell: FigureData.Cell) -> Double { if case .number(let value) = cell { value } else { 0 } }
    let byTier = try await densities("inventory-by-tier") { number($0[1]) }
    let byRole = try await densities("inventory-by-role") { $0.dropFirst(2).reduce(0) { $0 + number($1) } }
    #expect(byTier.count > 1 && byTier.count == byRole.count)
    let one = try #require(byTier.first)
    #expect(one > 0)
    for density in byTier + byRole { #expect(abs(density - one) < 1e-6 * one, "\(density) for \(one)") }
  }

  @Test("amounts that stand beside each other share one scale", arguments: ["inventory-by-tier", "inventory-by-role"])
  func texts(id: String) async throws {
    let scene = try await Self.figure(id).scene(
      width: ReportFigure.fullWidth, theme: try Theme(json: Assets.theme), text: TextEngine())
    let amounts = Self.groups("category", in: scene.elements).flatMap(\.elements).compactMap { element -> String? in
      guard case .text(let text) = element, text.string.hasPrefix("$") else { return nil }
      return text.string
    }
    #expect(amounts.count > 4)
    /// What stands for the scale: letters behind the digits, and the number of decimals.
    let shapes = Set(
      amounts.map { amount in
        "\(amount.filter(\.isLetter)) \(amount.firstIndex(of: ".").map { amount[$0...].filter(\.isNumber).count } ?? 0)"
      })
    #expect(shapes.count == 1, "\(amounts)")
  }

  @Test("no word of the network is smaller than 6.5 points on paper", arguments: [false, true])
  func networkInPrint(usesLetterPaper: Bool) async throws {
    let findings = StudyFindings(try await SmallStudies.consumerGoods.value)
    let title = findings.optimisedPolicy.network.heading.title
    for template in ["executive", "technical"] {
      let document = try PagedReportTests.pages(of: findings, template: template, usesLetterPaper: usesLetterPaper)
      var scales: [Double] = []
      for page in document.pages {
        for frame in page.frames {
          guard case .picture(let scene) = frame.content, scene.title == title else { continue }
          scales.append(frame.area.width / scene.size.width * (Self.sizes(scene.elements).min() ?? 0))
        }
      }
      #expect(scales.count == 1 && scales.allSatisfy { $0 >= 6.5 }, "\(template): \(scales)")
    }
  }

  private static func sizes(_ elements: [SceneElement]) -> [Double] {
    elements.flatMap { element -> [Double] in
      switch element {
      case .shape: return []
      case .text(let text): return [text.font.size]
      case .group(let group): return sizes(group.elements)
      }
    }
  }
}
