import Drawing

/// How a bar is painted.
public enum BarFill: Sendable, Equatable {
  /// What is.
  case solid(Ink)
  /// What is planned, not yet real: hatched and outlined.
  case hatched(Ink)
}

extension Pen {
  /// A horizontal bar between two positions.
  func bar(from start: Double, to end: Double, top: Double, height: Double, _ fill: BarFill) -> SceneElement {
    bar(Rectangle(x: min(start, end), y: top, width: abs(end - start), height: height), fill)
  }

  /// A bar that fills an area; an outline stays inside of it.
  func bar(_ area: Rectangle, _ fill: BarFill) -> SceneElement {
    switch fill {
    case .solid(let ink): return .shape(SceneShape(.rectangle(area), fill: .solid(color(ink))))
    case .hatched(let ink):
      let half = min(0.5, area.width / 2)
      let inner = area.inset(left: half, top: 0.5, right: half, bottom: 0.5)
      return .shape(
        SceneShape(
          .rectangle(inner),
          fill: .hatched(
            line: color(Ink(ink.role, strength: 0.55)), ground: color(Ink(ink.role, strength: 0.12))),
          stroke: Stroke(color(ink), width: 1)))
    }
  }
}
