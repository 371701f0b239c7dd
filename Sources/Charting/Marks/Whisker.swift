import Drawing

extension Pen {
  /// A horizontal whisker with end caps.
  func whisker(from start: Double, to end: Double, center: Double, cap: Double, _ color: Color) -> SceneElement {
    let path = Path([
      .move(Point(start, center)), .line(Point(end, center)),
      .move(Point(start, center - cap / 2)), .line(Point(start, center + cap / 2)),
      .move(Point(end, center - cap / 2)), .line(Point(end, center + cap / 2)),
    ])
    return .shape(SceneShape(path, stroke: Stroke(color, width: 1)))
  }
}
