import Drawing

/// Shaded stretches of a horizontal axis, with their words above them: each as many as fit between its edges. A name that
/// does not may run on beyond the right one, as far as the next stretch.
struct SpanHeads {
  /// Room for the words above the area, in points.
  let height: Double

  private typealias Stretch = (left: Double, right: Double, lines: [String], runsOn: Bool)
  private let stretches: [Stretch]
  private let area: Rectangle

  /// Breaks the words for stretches that keep the place they have in a frame.
  init<Text>(_ spans: [LineChart.Span], in frame: LineFrame, _ pen: Pen<Text>) {
    let stretches = spans.enumerated().map { index, span -> Stretch in
      let left = min(max(frame.position(span.from), frame.area.left), frame.area.right)
      let right = min(max(frame.position(span.to), left), frame.area.right)
      let room = right - left - 4
      let next = index + 1 < spans.count ? frame.position(spans[index + 1].from) : frame.area.right
      let width = pen.width(span.name, .strong)
      if width > room, width <= min(next, frame.area.right) - left - 4 { return (left, right, [span.name], true) }
      let name = pen.fitted(span.name, .strong, width: room)
      let notes = span.notes.filter { pen.width($0, .fine) <= room }
      return (left, right, name.isEmpty || name == "…" ? [] : [name] + notes, false)
    }
    let most = stretches.map(\.lines.count).max() ?? 0
    self.stretches = stretches
    area = frame.area
    height = most == 0 ? 0 : pen.lineHeight(.strong) + Double(most - 1) * pen.lineHeight(.fine) + 4
  }

  /// Shades, by turns where stretches adjoin, and the words.
  func elements<Text>(_ pen: Pen<Text>) -> [SceneElement] {
    var plot = Plot()
    var shaded: Double?
    for stretch in stretches {
      let box = Rectangle(
        x: stretch.left, y: area.top - height, width: stretch.right - stretch.left, height: area.height + height)
      if shaded.map({ stretch.left > $0 + 0.5 }) ?? true {
        shaded = stretch.right
        plot.add(.shape(SceneShape(.rectangle(box), fill: .solid(pen.color(Ink(.grid, strength: 0.45))))))
      }
      var y = area.top - height + 2
      for (row, line) in stretch.lines.enumerated() {
        let style: TextStyle = row == 0 ? .strong : .fine
        plot.add(
          pen.line(
            line, style, pen.color(row == 0 ? .text : .muted), x: stretch.runsOn ? stretch.left + 2 : box.center.x,
            top: y, anchor: stretch.runsOn ? .start : .middle))
        y += pen.lineHeight(style)
      }
    }
    return plot.elements
  }
}
