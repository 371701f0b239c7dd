public import Drawing

/// How far each input moves a result: bars from the base value to what a low and a high input lead to, the widest
/// on top.
public struct TornadoChart: Chart, Equatable {
  /// One input.
  public struct Input: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What the result is at the low input.
    public var low: Quantity
    /// What the result is at the high input.
    public var high: Quantity

    /// Makes an input.
    public init(name: String, low: Quantity, high: Quantity) {
      self.name = name
      self.low = low
      self.high = high
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The result at the base inputs; its label stands above the line of the base.
  public var base: Quantity
  /// Name of low inputs in the key.
  public var lowName: String
  /// Name of high inputs in the key.
  public var highName: String
  /// The inputs, in any order.
  public var inputs: [Input]

  /// Makes a chart.
  public init(heading: ChartHeading, base: Quantity, lowName: String, highName: String, inputs: [Input]) {
    self.heading = heading
    self.base = base
    self.lowName = lowName
    self.highName = highName
    self.inputs = inputs
  }

  /// Whether there is no input.
  public var isEmpty: Bool { inputs.isEmpty }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    try requireFinite(base, series: base.label)
    for input in inputs {
      try requireFinite(input.low, series: "\(input.name), \(lowName)")
      try requireFinite(input.high, series: "\(input.name), \(highName)")
    }
  }

  /// Draws the bars.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let sorted = inputs.enumerated().sorted {
      let (left, right) = (reach($0.element), reach($1.element))
      return left != right ? left > right : $0.offset < $1.offset
    }.map(\.element)
    let rows = RowLayout(pen, left: origin.x, width: width, names: sorted.map(\.name))
    var plot = pen.key(
      [KeyEntry(.bar(.solid(Ink(.proposal, strength: 0.45))), lowName), KeyEntry(.bar(.solid(.proposal)), highName)],
      left: rows.plotLeft, top: origin.y, width: rows.plotWidth)

    // Where both ends lie on one side of the base, the two bars stand below each other.
    let barHeight = 12.0
    let band = sorted.contains { isOneSided($0) } ? 2 * barHeight + 1 : 15
    let labelHeight = pen.lineHeight(.strongValue) + 4
    let bands = BandScale(
      start: origin.y + plot.height + labelHeight + rows.nameHeight(pen), band: band, gap: 8 + rows.nameHeight(pen),
      count: sorted.count)
    let labelWidth = rows.plotWidth * 0.32
    let scale = scale(sorted, pen, rows, labelWidth: labelWidth)
    let center = scale.position(base.value)
    for (index, input) in sorted.enumerated() {
      let top = bands.start(of: index)
      var parts = rows.name(input.name, pen, top: top, height: band)
      let split = isOneSided(input)
      let height = split ? barHeight : 15
      let first = split ? top : top + (band - height) / 2
      parts += bar(
        input.low, Ink(.proposal, strength: 0.45), scale, pen, top: first, height: height, labelWidth: labelWidth,
        leftwards: input.low.value <= input.high.value)
      parts += bar(
        input.high, .proposal, scale, pen, top: split ? top + barHeight + 1 : first, height: height,
        labelWidth: labelWidth, leftwards: input.high.value < input.low.value)
      plot.addGroup("input", tooltip: input.name, parts)
    }
    let lineTop = origin.y + plot.height + labelHeight - 2
    plot.add(rows.verticalLine(pen, x: center, along: bands, top: lineTop))
    let label = pen.fitted(base.label, .strongValue, width: rows.plotWidth)
    let half = pen.width(label, .strongValue) / 2
    plot.add(
      pen.line(
        label, .strongValue, pen.color(.text), x: min(max(center, rows.plotLeft + half), rows.plotRight - half),
        top: origin.y + plot.height, anchor: .middle))
    plot.height = bands.end + 4 - origin.y
    return plot
  }

  private func reach(_ input: Input) -> Double {
    max(input.low.value, input.high.value, base.value) / 2 - min(input.low.value, input.high.value, base.value) / 2
  }

  private func isOneSided(_ input: Input) -> Bool {
    (input.low.value > base.value && input.high.value > base.value)
      || (input.low.value < base.value && input.high.value < base.value)
  }

  /// A bar from the base with its label beyond; one without length has its label on the side it would be.
  private func bar<Text>(
    _ quantity: Quantity, _ ink: Ink, _ scale: LinearScale, _ pen: Pen<Text>, top: Double, height: Double,
    labelWidth: Double, leftwards side: Bool
  ) -> [SceneElement] {
    let (start, end) = (scale.position(base.value), scale.position(quantity.value))
    let leftwards = quantity.value != base.value ? quantity.value < base.value : side
    return [
      pen.bar(from: start, to: end, top: top, height: height, .solid(ink)),
      pen.line(
        pen.fitted(quantity.label, .value, width: labelWidth), .value, pen.color(.text),
        x: end + (leftwards ? -4 : 4), center: top + height / 2, anchor: leftwards ? .end : .start),
    ]
  }

  /// A scale with room for the labels at both sides.
  private func scale<Text>(
    _ inputs: [Input], _ pen: Pen<Text>, _ rows: RowLayout, labelWidth limit: Double
  ) -> LinearScale {
    let extremes = LinearScale.extremes(inputs.flatMap { [$0.low.value, $0.high.value, base.value] }) ?? (0, 1)
    let room = min(pen.widest(inputs.flatMap { [$0.low.label, $0.high.label] }, .value), limit) + 6
    return LinearScale(extremes.low...extremes.high, from: rows.plotLeft + room, to: rows.plotRight - room)
  }
}
