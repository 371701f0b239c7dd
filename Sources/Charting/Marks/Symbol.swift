import Drawing

/// The outline of a point mark; shapes repeat what colour says.
public enum Symbol: Sendable, Equatable {
  case circle, diamond, square, triangle, invertedTriangle
}

extension Pen {
  /// A point mark, filled or open; the size is its width in points, `weight` that of an open outline.
  func symbol(
    _ symbol: Symbol, at center: Point, size: Double, _ color: Color, filled: Bool = true, weight: Double = 1.5
  ) -> SceneElement {
    let r = size / 2
    let path: Path =
      switch symbol {
      case .circle: .circle(center: center, radius: r)
      case .square: .rectangle(Rectangle(x: center.x - r, y: center.y - r, width: size, height: size))
      case .diamond:
        .polyline(
          [
            Point(center.x, center.y - r), Point(center.x + r, center.y), Point(center.x, center.y + r),
            Point(center.x - r, center.y),
          ], closed: true)
      case .triangle: triangle(center, apex: -r)
      case .invertedTriangle: triangle(center, apex: r)
      }
    return .shape(
      SceneShape(
        path, fill: .solid(filled ? color : theme.paper), stroke: filled ? nil : Stroke(color, width: weight)))
  }

  /// An equilateral triangle, its box centred on a point; the apex is up where its half width is below zero.
  private func triangle(_ center: Point, apex r: Double) -> Path {
    .polyline(
      [
        Point(center.x, center.y + r * 0.866), Point(center.x - r, center.y - r * 0.866),
        Point(center.x + r, center.y - r * 0.866),
      ], closed: true)
  }
}
