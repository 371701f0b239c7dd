import Drawing

/// The axes of a chart of lines or points: where each value stands, the grid behind, and the titles.
struct LineFrame {
  /// Where the lines are drawn.
  let area: Rectangle
  /// Room at the right for the names of lines, in points.
  let endingRoom: Double
  /// Lower edge of everything.
  let bottom: Double

  private let horizontal: ValueScale
  private let vertical: ValueScale
  private let horizontalTicks: ValueAxis.Ticks
  private let verticalTicks: ValueAxis.Ticks
  private let verticalTitle: [String]
  private let horizontalTitle: [String]
  private let left: Double
  private let top: Double

  /// What has to find its place on the axes.
  struct Contents {
    /// Abscissae.
    var xs: [Double]
    /// Ordinates.
    var ys: [Double]
    /// Points whose symbols keep clear of the start of the axes.
    var highlights: [LineChart.Datum] = []
  }

  /// Divides a width among tick texts, lines and the names at their ends.
  init<Text>(_ chart: LineChart, _ pen: Pen<Text>, at origin: Point, width: Double, endingWidth: Double) {
    self.init(
      chart.contents, chart.horizontal, chart.vertical, pen, at: origin, width: width, endingWidth: endingWidth)
  }

  /// The same for any contents.
  /// - Parameters:
  ///   - headRoom: left free between the title of the vertical axis and the lines, in points.
  ///   - footRoom: left free below the lowest value, in points.
  ///   - height: of the lines, in points; nil = in proportion to the width.
  init<Text>(
    _ contents: Contents, _ horizontalAxis: ValueAxis, _ verticalAxis: ValueAxis, _ pen: Pen<Text>, at origin: Point,
    width: Double, endingWidth: Double, headRoom: Double = 0, footRoom: Double = 0, height wanted: Double? = nil
  ) {
    let xs = LinearScale.extremes(contents.xs) ?? (0, 1)
    let ys = LinearScale.extremes(contents.ys) ?? (0, 1)
    let height = wanted ?? min(max(width * 0.46, 130), 300).rounded()
    let marks = LinearScale.extremes(contents.highlights.map(\.y))
    let lowest =
      verticalAxis.includesZero || verticalAxis.kind == .logarithmic
      ? ys.low : Self.start(ys, clearing: marks?.low, length: height)
    let axisHeight = pen.lineHeight(.axis)

    verticalTicks = verticalAxis.ticks(lowest...ys.high, length: height, spacing: 38) { _ in axisHeight }
    let gutter = min(pen.widest(verticalTicks.labels, .axis) + 6, width * 0.3)
    endingRoom = endingWidth
    left = origin.x
    top = origin.y
    let plotWidth = width - gutter - max(endingWidth, 6)
    let leftmost =
      horizontalAxis.kind == .logarithmic
      ? xs.low
      : Self.start(
        xs, clearing: LinearScale.extremes(contents.highlights.map(\.x))?.low, length: plotWidth)
    let ticks = horizontalAxis.ticks(xs.low...xs.high, length: plotWidth, spacing: 64) { pen.width($0, .axis) }
    horizontalTicks = horizontalAxis.clipped(ticks, to: leftmost...xs.high)
    verticalTitle = pen.lines(verticalAxis.heading(for: verticalTicks), .axis, width: width, limit: 3)
    horizontalTitle = pen.lines(horizontalAxis.title, .axis, width: width - gutter, limit: 2)
    let titleHeight = verticalTitle.isEmpty ? axisHeight / 2 : Double(verticalTitle.count) * axisHeight + 8
    area = Rectangle(
      x: origin.x + gutter, y: origin.y + titleHeight + headRoom, width: plotWidth, height: height + footRoom)
    horizontal = horizontalTicks.scale(from: area.left, to: area.right)
    vertical = verticalTicks.scale(from: area.bottom - footRoom, to: area.top)
    bottom = area.bottom + 4 + axisHeight * Double(1 + horizontalTitle.count) + (horizontalTitle.isEmpty ? 0 : 2)
  }

  /// Where an axis has to begin so that the symbol of a highlighted point stands clear of its start.
  private static func start(
    _ data: (low: Double, high: Double), clearing highlight: Double?, length: Double
  ) -> Double {
    guard let highlight, data.high > data.low else { return data.low }
    let margin = 8 / (length - 8) * (data.high - data.low)
    let start = min(data.low, highlight - margin)
    return data.low >= 0 ? max(start, 0) : start
  }

  /// The position of a pair of values.
  func point(_ x: Double, _ y: Double) -> Point { Point(horizontal.position(x), vertical.position(y)) }

  /// Where a value of the horizontal axis stands.
  func position(_ x: Double) -> Double { horizontal.position(x) }

  /// Grid, tick texts and titles.
  func grid<Text>(_ pen: Pen<Text>) -> [SceneElement] {
    let muted = pen.color(.muted)
    let line = pen.lineHeight(.axis)
    var parts: [SceneElement] = []
    for (value, label) in zip(verticalTicks.values, verticalTicks.labels) {
      let y = vertical.position(value)
      parts.append(pen.gridLine(from: Point(area.left, y), to: Point(area.right, y)))
      let text = pen.fitted(label, .axis, width: area.left - left - 5)
      parts.append(pen.line(text, .axis, muted, x: area.left - 5, center: y, anchor: .end))
    }
    let positions = horizontalTicks.values.map(horizontal.position)
    let ground = vertical.domain.contains(0) ? vertical.position(0) : area.bottom
    let strong = vertical.domain.contains(0) ? pen.color(.text) : muted
    parts.append(
      .shape(
        SceneShape(
          .polyline([Point(area.left, ground), Point(area.right, ground)]), stroke: Stroke(strong, width: 0.75))))
    for x in positions {
      parts.append(
        .shape(
          SceneShape(
            .polyline([Point(x, area.bottom), Point(x, area.bottom + 3)]), stroke: Stroke(muted, width: 0.5))))
    }
    parts += pen.tickLabels(
      positions, horizontalTicks.labels, top: area.bottom + 4, within: area.left - 4...area.right + max(endingRoom, 6))
    for (index, title) in verticalTitle.enumerated() {
      parts.append(pen.line(title, .axis, muted, x: left, top: top + Double(index) * line))
    }
    for (index, title) in horizontalTitle.enumerated() {
      parts.append(
        pen.line(title, .axis, muted, x: area.left, top: area.bottom + 6 + Double(index + 1) * line))
    }
    return [.group(SceneGroup(role: "axis", elements: parts.filter(\.isVisible)))]
  }

  /// Boxes a few points wide that cover a line, for words to keep away from.
  func columns(under data: [LineChart.Datum]) -> [Rectangle] {
    let (step, margin) = (4.0, 2.0)
    let count = Int(area.width / step) + 1
    var spans = [(low: Double, high: Double)?](repeating: nil, count: count)
    func cover(_ x: Double, _ y: Double) {
      let column = min(max(Int((x - area.left) / step), 0), count - 1)
      let known = spans[column] ?? (y, y)
      spans[column] = (min(known.low, y), max(known.high, y))
    }
    var previous: Point?
    for datum in data {
      let point = point(datum.x, datum.y)
      let from = previous ?? point
      let pieces = max(Int(abs(point.x - from.x) / step * 2), 1)
      for piece in 0...pieces {
        let share = Double(piece) / Double(pieces)
        cover(from.x + (point.x - from.x) * share, from.y + (point.y - from.y) * share)
      }
      previous = point
    }
    return spans.enumerated().compactMap { index, span in
      span.map {
        Rectangle(
          x: area.left + Double(index) * step, y: $0.low - margin, width: step, height: $0.high - $0.low + 2 * margin)
      }
    }
  }
}

extension SceneElement {
  /// Whether the element is more than a text without characters.
  var isVisible: Bool {
    if case .text(let text) = self { return !text.string.isEmpty }
    return true
  }
}
