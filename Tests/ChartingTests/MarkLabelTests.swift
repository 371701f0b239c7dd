import Drawing
import Testing

@testable import Charting

/// Words beside points, and the figures of ticks.
@Suite struct MarkLabelTests {
  /// The words of highlights, and the circles of the clouds, of a scene.
  private static func parts(
    _ elements: [SceneElement], role: String = ""
  ) -> (words: [SceneText], shapes: [SceneShape]) {
    elements.reduce(into: (words: [], shapes: [])) { result, element in
      switch element {
      case .group(let group):
        let inner = parts(group.elements, role: group.role ?? role)
        result.words += inner.words
        result.shapes += inner.shapes
      case .text(let text): if role == "highlight" { result.words.append(text) }
      case .shape(let shape): if role == "series" { result.shapes.append(shape) }
      }
    }
  }

  @Test("words of a scatter chart lie over no mark", arguments: ["scatter", "scatter-many"], [240.0, 320, 493, 900])
  func scatter(name: String, width: Double) throws {
    let chart = try #require(SampleClouds.all.first { $0.name == name }).chart
    let text = TextEngine()
    let scene = try chart.scene(width: width, theme: Fixture.theme, text: text)
    let (words, shapes) = Self.parts(scene.elements)
    let pen = Pen(theme: Fixture.theme, text: text)
    let points = shapes.flatMap { $0.path.steps }.compactMap { step -> Point? in
      if case .curve(_, _, let end) = step { end } else { nil }
    }
    #expect(!words.isEmpty && points.count > 100)
    for word in words {
      let box = pen.box(of: word)
      let covered = points.count { point in
        point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom
      }
      #expect(covered == 0, "“\(word.string)”")
    }
  }

  @Test("a place further away is reached by a hair that crosses no words")
  func hair() throws {
    var field = LabelField(area: Rectangle(x: 0, y: 0, width: 200, height: 200))
    field.reserve(Rectangle(x: 60, y: 60, width: 80, height: 80))
    field.reserve(Rectangle(x: 140, y: 0, width: 10, height: 200), forWords: true)
    let found = field.placeOrReach(Size(40, 10), around: Point(110, 100), gap: 5)
    let placement = try #require(found)
    let leader = try #require(placement.leader)
    #expect(leader.to.x < 140 && placement.box.right < 140)
    var full = LabelField(area: Rectangle(x: 0, y: 0, width: 50, height: 50))
    full.reserve(full.area)
    let none = full.placeOrReach(Size(10, 10), around: Point(25, 25), gap: 5)
    #expect(none == nil)
  }

  @Test("ticks of an axis have one number of decimals, and no two read the same")
  func decimals() {
    let powers: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]
    let axis = ValueAxis(includesZero: false, unit: 0.01) { value, decimals in
      // Tenths and more, without a formatter.
      let digits = (value * 100 * powers[decimals]).rounded()
      return "\(Int(digits))e-\(decimals)"
    }
    for range in [0.85...1.0, 0.965...0.9999, 0.9985...0.9999, 0.99985...0.99991, 0...1.0] {
      let ticks = axis.ticks(range, length: 226, spacing: 38) { _ in 9 }
      #expect(ticks.values.count > 1)
      #expect(Set(ticks.labels).count == ticks.labels.count)
      #expect(Set(ticks.labels.map { $0.suffix(3) }).count == 1, "\(ticks.labels)")
      for (value, label) in zip(ticks.values, ticks.labels) {
        let parts = label.split(separator: "e")
        let digits = Double(parts[0]) ?? .nan
        let told = digits * 0.01 / powers[Int(parts[1].dropFirst()) ?? 0]
        #expect(abs(told - value) < 1e-9, "\(label) is not \(value)")
      }
    }
  }
}
