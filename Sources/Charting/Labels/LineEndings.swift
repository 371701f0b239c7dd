import Drawing

/// The names of lines where they end: beside each other without touching, in a column right of the lines.
struct LineEndings {
  /// Whether the names fit; otherwise a key above the lines carries them.
  let areShown: Bool
  /// Room the names take, with the space before them, in points.
  let width: Double

  private let lines: [[String]]
  private static let gap = 8.0

  /// Breaks the names into lines.
  init<Text>(_ series: [LineChart.Series], _ pen: Pen<Text>, width total: Double) {
    let share = total < 360 ? 0.3 : 0.25
    let names = series.map(\.name)
    let room = min(pen.widest(names, .strong).rounded(.up) + 1, total * share)
    let broken = names.map { pen.lines($0, .strong, width: room, limit: 2) }
    // A single line needs no name that the title does not give, but gets it where it has one.
    areShown = series.count <= 6 && names.contains { !$0.isEmpty } && broken.allSatisfy { !$0.joined().contains("…") }
    lines = areShown ? broken : series.map { _ in [] }
    let widest = lines.reduce(0) { max($0, pen.widest($1, .strong)) }
    width = areShown ? widest.rounded(.up) + Self.gap : 0
  }

  /// The names, each joined to its line by a hair where it had to move away.
  func labels<Text>(_ series: [LineChart.Series], in frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    guard areShown else { return [] }
    let height = pen.lineHeight(.strong)
    let boxes = boxes(series, in: frame, pen)
    var parts: [SceneElement] = []
    for (index, line) in series.enumerated() where !lines[index].isEmpty {
      let end = end(of: line, in: frame)
      let (box, center) = (boxes[index], boxes[index].center.y)
      let color = pen.color(line.ink)
      if abs(end.y - center) > height * 0.6 || end.x < frame.area.right - 12 {
        let path = Path.polyline([Point(end.x + 2, end.y), Point(box.left - 5, center), Point(box.left - 2, center)])
        parts.append(.shape(SceneShape(path, stroke: Stroke(color, width: 0.5))))
      }
      for (row, string) in lines[index].enumerated() {
        parts.append(
          pen.line(string, .strong, pen.readable(line.ink), x: box.left, top: box.top + Double(row) * height))
      }
    }
    return parts
  }

  /// Where the names stand, one box for each line; none where they are not shown.
  func boxes<Text>(_ series: [LineChart.Series], in frame: LineFrame, _ pen: Pen<Text>) -> [Rectangle] {
    guard areShown else { return [] }
    let height = pen.lineHeight(.strong)
    let wishes = zip(series, lines).map { line, lines in
      LabelStack.Wish(center: end(of: line, in: frame).y, extent: height * Double(lines.count) + 1)
    }
    let centers = LabelStack.centers(wishes, from: frame.area.top - height / 2, to: frame.area.bottom + height / 2)
    return zip(centers, lines).map { center, lines in
      let extent = height * Double(lines.count)
      return Rectangle(
        x: frame.area.right + Self.gap, y: center - extent / 2, width: pen.widest(lines, .strong), height: extent)
    }
  }

  private func end(of line: LineChart.Series, in frame: LineFrame) -> Point {
    line.data.max { $0.x < $1.x }.map { frame.point($0.x, $0.y) } ?? frame.area.center
  }
}
