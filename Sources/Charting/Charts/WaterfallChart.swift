public import Drawing

/// From a start through signed steps to an end, top to bottom; the end must be the start plus the steps.
public struct WaterfallChart: Chart, Equatable {
  /// One bar: a total or a step.
  public struct Step: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its value and text; a step's value and text carry the sign.
    public var quantity: Quantity

    /// Makes a step.
    public init(name: String, _ quantity: Quantity) {
      self.name = name
      self.quantity = quantity
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// Where the walk begins.
  public var start: Step
  /// The steps, in order.
  public var steps: [Step]
  /// Where it ends.
  public var end: Step
  /// Which way the measure should move.
  public var direction: Direction
  /// How far the end may be from start plus steps: the rounding of the displayed values.
  public var tolerance: Double

  /// Makes a chart.
  public init(
    heading: ChartHeading, start: Step, steps: [Step], end: Step, direction: Direction, tolerance: Double
  ) {
    self.heading = heading
    self.start = start
    self.steps = steps
    self.end = end
    self.direction = direction
    self.tolerance = tolerance
  }

  /// Whether there is no step and nothing at either end.
  public var isEmpty: Bool { steps.isEmpty && start.quantity.value == 0 && end.quantity.value == 0 }

  /// Refuses values that are not finite and an end that the steps do not lead to.
  public func validate() throws(ChartError) {
    for step in [start] + steps + [end] { try requireFinite(step.quantity, series: step.name) }
    try requireFinite([tolerance], series: end.name)
    let reached = steps.reduce(start.quantity.value) { $0 + $1.quantity.value }
    let rounding = 1e-9 * steps.reduce(abs(start.quantity.value)) { max($0, abs($1.quantity.value)) }
    guard abs(reached - end.quantity.value) <= max(tolerance, rounding) else {
      throw ChartError(
        chart: heading.title, series: end.name,
        reason: .notReconciled(expected: reached, actual: end.quantity.value))
    }
  }

  /// Draws the bars and the lines that join them.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let all = [start] + steps + [end]
    let rows = RowLayout(pen, left: origin.x, width: width, names: all.map(\.name), nameStyle: .strong)
    let bands = BandScale(
      start: origin.y + rows.nameHeight(pen), band: 15, gap: 7 + rows.nameHeight(pen), count: all.count)
    var level = start.quantity.value
    var spans: [(from: Double, to: Double)] = [(0, level)]
    for step in steps {
      spans.append((level, level + step.quantity.value))
      level += step.quantity.value
    }
    spans.append((0, end.quantity.value))
    let scale = scale(spans, labels: all.map(\.quantity.label), pen, rows)

    var plot = Plot()
    for (index, step) in all.enumerated() {
      let span = spans[index]
      let isTotal = index == 0 || index == all.count - 1
      let top = bands.start(of: index)
      var parts = rows.name(step.name, pen, style: isTotal ? .strong : .label, top: top, height: bands.band)
      let verdict = direction.verdict(ofChange: step.quantity.value)
      let fill: BarFill =
        isTotal ? (index == 0 ? .solid(.baseline) : .hatched(.proposal)) : .solid(verdict.ink)
      let (from, to) = (scale.position(span.from), scale.position(span.to))
      parts.append(pen.bar(from: from, to: to, top: top, height: bands.band, fill))
      let ink: Ink = isTotal ? .text : verdict.ink
      parts.append(
        label(step.quantity, from: from, to: to, pen, pen.color(ink), center: top + bands.band / 2))
      plot.addGroup(isTotal ? "total" : "step", tooltip: step.name, parts)
      guard index + 1 < all.count else { continue }
      let nameEnd = origin.x + pen.width(all[index + 1].name, .strong) + 2
      // A joint would run through a name that stands above its row.
      if rows.namesAbove, to < nameEnd { continue }
      let joint = Path.polyline([Point(to, top + bands.band), Point(to, bands.start(of: index + 1))])
      plot.add(.shape(SceneShape(joint, stroke: Stroke(pen.color(.muted), width: 0.5))))
    }
    plot.add(rows.verticalLine(pen, x: scale.position(0), along: bands, top: bands.start - 2))
    plot.height = bands.end + 4 - origin.y
    return plot
  }

  /// The label stands where the bar points to: at the left of a fall, at the right of a rise.
  private func label<Text>(
    _ quantity: Quantity, from: Double, to: Double, _ pen: Pen<Text>, _ color: Color, center: Double
  ) -> SceneElement {
    let falls = quantity.value < 0
    return pen.line(
      quantity.label, .strongValue, color, x: falls ? min(from, to) - 4 : max(from, to) + 4, center: center,
      anchor: falls ? .end : .start)
  }

  /// A scale on which each bar and its label stay between the names and the right edge.
  private func scale<Text>(
    _ spans: [(from: Double, to: Double)], labels: [String], _ pen: Pen<Text>, _ rows: RowLayout
  ) -> LinearScale {
    let domain = LinearScale.fromZero(spans.flatMap { [$0.from, $0.to] })
    var (left, right) = (rows.plotLeft, rows.plotRight)
    // Room is needed only where a label would stick out; two rounds settle it, as each only shrinks the scale.
    for _ in 0..<8 {
      let trial = LinearScale(domain, from: left, to: right)
      var (over, under) = (0.0, 0.0)
      for (span, label) in zip(spans, labels) {
        let need = pen.width(label, .strongValue) + 6
        let (low, high) = (trial.position(min(span.from, span.to)), trial.position(max(span.from, span.to)))
        if span.to < span.from {
          under = max(under, rows.plotLeft - (low - need))
        } else {
          over = max(over, high + need - rows.plotRight)
        }
      }
      if over < 0.1, under < 0.1 { break }
      right = max(right - over, left + 20)
      left = min(left + under, right - 20)
    }
    return LinearScale(domain, from: left, to: right)
  }
}
