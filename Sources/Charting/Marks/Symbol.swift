import Drawing

/// The outline of a point mark; shapes repeat what colour says.
public enum Symbol: Sendable, Equatable {
  case circle, diamond, square, triangle
}

extension Pen {
  /// A point mark, filled or open; the size is its width in points.
  func symbol(_ symbol: Symbol, at center: Point, size: Double, _ color: Color, filled: Bool = true) -> SceneElement {
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
      case .triangle:
        // Equilateral, its box centred on the point.
        .polyline(
          [
            Point(center.x, center.y - r * 0.866), Point(center.x + r, center.y + r * 0.866),
            Point(center.x - r, center.y + r * 0.866),
          ], closed: true)
      }
    return .shape(
      SceneShape(
        path, fill: .solid(filled ? color : theme.paper), stroke: filled ? nil : Stroke(color, width: 1.5)))
  }
}
