import Drawing
import Foundation
import Testing

@testable import Charting

/// What every scene must hold, whatever its data.
struct SceneChecks {
  let scene: Scene
  let text: TextEngine

  /// All texts with their boxes, in drawing order.
  var texts: [(string: String, box: Rectangle, size: Double)] {
    func texts(_ elements: [SceneElement]) -> [SceneText] {
      elements.flatMap { element -> [SceneText] in
        switch element {
        case .shape: []
        case .text(let text): [text]
        case .group(let group): texts(group.elements)
        }
      }
    }
    let pen = Pen(theme: Fixture.theme, text: text)
    return texts(scene.elements).map { ($0.string, pen.box(of: $0), $0.font.size) }
  }

  /// Sentences about texts that overlap, leave the scene or are too small, and marks that are off the scene.
  var faults: [String] {
    var faults: [String] = []
    let texts = texts.sorted { $0.box.top < $1.box.top }
    for (index, text) in texts.enumerated() {
      let box = text.box
      if text.size < 7 { faults.append("“\(text.string)” is set in \(text.size) pt") }
      if box.left < -0.6 || box.top < -0.6 || box.right > scene.size.width + 0.6 || box.bottom > scene.size.height + 0.6
      {
        faults.append("“\(text.string)” leaves the scene: \(box)")
      }
      // Boxes hold the font's whole ascent and descent; letters themselves keep a point away from either.
      let core = box.inset(top: 1.2, bottom: 1.2)
      for other in texts[(index + 1)...] {
        if other.box.top >= box.bottom { break }
        if core.overlaps(other.box.inset(top: 1.2, bottom: 1.2)) {
          faults.append("“\(text.string)” touches “\(other.string)”")
        }
      }
    }
    for point in points {
      if !point.x.isFinite || !point.y.isFinite { return faults + ["a mark is nowhere"] }
      if point.x < -2 || point.y < -2 || point.x > scene.size.width + 2 || point.y > scene.size.height + 2 {
        return faults + ["a mark leaves the scene at \(point)"]
      }
    }
    return faults
  }

  /// All points that marks run through, control points too.
  var points: [Point] { Self.points(of: scene.elements) }

  private static func points(of elements: [SceneElement]) -> [Point] {
    elements.flatMap { element -> [Point] in
      switch element {
      case .shape(let shape):
        shape.path.steps.flatMap { step -> [Point] in
          switch step {
          case .move(let point), .line(let point): [point]
          case .curve(let first, let second, let end): [first, second, end]
          case .close: []
          }
        }
      case .text: []
      case .group(let group): points(of: group.elements)
      }
    }
  }
}

/// Shared by the tests of charts.
enum Fixture {
  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The theme of the product.
  static let theme: Theme = {
    let file = root.appending(path: "Assets/theme.json")
    guard let data = try? Data(contentsOf: file), let theme = try? Theme(json: Array(data)) else {
      preconditionFailure("Assets/theme.json cannot be read")
    }
    return theme
  }()
}
