public import Drawing

/// How a measure spreads over time, one panel for each state on one scale: the middle as a line, and bands that hold
/// growing shares of the outcomes, the palest the widest.
public struct FanChart: Chart {
  /// One state.
  public struct Panel: Sendable, Equatable {
    /// Its name, above it.
    public var name: String
    /// Abscissae, ascending.
    public var x: [Double]
    /// The middle.
    public var median: [Double]
    /// The bands, the widest first; each with one interval for each abscissa.
    public var bands: [[Interval]]
    /// Whether the state is planned, not yet real.
    public var isPlanned: Bool

    /// Makes a panel.
    public init(name: String, x: [Double], median: [Double], bands: [[Interval]], isPlanned: Bool = false) {
      self.name = name
      self.x = x
      self.median = median
      self.bands = bands
      self.isPlanned = isPlanned
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The horizontal axis of every panel.
  public var horizontal: ValueAxis
  /// The vertical axis, which all panels share.
  public var vertical: ValueAxis
  /// Name of the middle in the key.
  public var medianName: String
  /// Names of the bands in the key, the widest first.
  public var bandNames: [String]
  /// The panels, side by side, or below each other where the picture is narrow.
  public var panels: [Panel]
  /// Shaded stretches of the horizontal axis, in every panel; their words do not show.
  public var spans: [LineChart.Span]

  /// Makes a chart.
  public init(
    heading: ChartHeading, horizontal: ValueAxis, vertical: ValueAxis, medianName: String, bandNames: [String],
    panels: [Panel], spans: [LineChart.Span] = []
  ) {
    self.heading = heading
    self.horizontal = horizontal
    self.vertical = vertical
    self.medianName = medianName
    self.bandNames = bandNames
    self.panels = panels
    self.spans = spans
  }

  /// Whether there is no point in time.
  public var isEmpty: Bool { panels.allSatisfy(\.x.isEmpty) }

  /// Refuses values that are not finite, and bands without a name or of another length.
  public func validate() throws(ChartError) {
    for span in spans { try requireFinite([span.from, span.to], series: span.name) }
    for panel in panels {
      try requireFinite(panel.x, series: panel.name)
      try require(panel.median, on: vertical, series: panel.name)
      try requireCount(panel.median.count, panel.x.count, series: panel.name)
      try requireCount(panel.bands.count, bandNames.count, series: panel.name)
      for band in panel.bands {
        try requireCount(band.count, panel.x.count, series: panel.name)
        try require(band.flatMap { [$0.low, $0.high] }, on: vertical, series: panel.name)
      }
    }
  }

  /// Draws the panels.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let isPlanned = panels.first?.isPlanned ?? false
    var plot = pen.key(
      [KeyEntry(.line(isPlanned ? .proposal : .baseline, dash: []), medianName)]
        + bandNames.indices.map {
          KeyEntry(.bar(.solid(Ink(.baseline, strength: Self.strength($0, bandNames.count)))), bandNames[$0])
        },
      left: origin.x, top: origin.y, width: width)
    let perRow = width < 400 ? 1 : min(max(panels.count, 1), 2)
    let gap = 18.0
    let panelWidth = (width - gap * Double(perRow - 1)) / Double(perRow)
    // Every panel has the extent of all of them, so that equal heights are equal values.
    let contents = LineFrame.Contents(
      xs: panels.flatMap(\.x),
      ys: panels.flatMap { $0.median + $0.bands.flatMap { $0.flatMap { [$0.low, $0.high] } } })
    var (y, rowHeight) = (origin.y + plot.height, 0.0)
    for (index, panel) in panels.enumerated() {
      if index > 0, index % perRow == 0 {
        y += rowHeight + 10
        rowHeight = 0
      }
      let left = origin.x + Double(index % perRow) * (panelWidth + gap)
      let name = pen.fitted(panel.name, .strong, width: panelWidth)
      plot.add(pen.line(name, .strong, pen.readable(Self.ink(of: panel)), x: left, top: y))
      let head = name.isEmpty ? 0 : pen.lineHeight(.strong) + 2
      let frame = LineFrame(
        contents, horizontal, vertical, pen, at: Point(left, y + head), width: panelWidth, endingWidth: 0,
        height: min(max(panelWidth * 0.5, 110), 190).rounded())
      plot.add(shades(in: frame, pen))
      plot.add(frame.grid(pen))
      plot.addGroup("panel", tooltip: panel.name, marks(of: panel, in: frame, pen))
      rowHeight = max(rowHeight, frame.bottom - y)
    }
    plot.height = y + rowHeight - origin.y
    return plot
  }

  /// The shaded stretches, as far as they lie in a frame.
  private func shades<Text>(in frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    spans.compactMap { span in
      let left = max(frame.position(span.from), frame.area.left)
      let right = min(frame.position(span.to), frame.area.right)
      guard right > left else { return nil }
      let box = Rectangle(x: left, y: frame.area.top, width: right - left, height: frame.area.height)
      return .shape(SceneShape(.rectangle(box), fill: .solid(pen.color(Ink(.grid, strength: 0.45)))))
    }
  }

  private static func ink(of panel: Panel) -> Ink { panel.isPlanned ? .proposal : .baseline }

  /// How strong a band is: the widest the palest.
  private static func strength(_ rank: Int, _ count: Int) -> Double {
    0.14 + 0.36 * Double(rank) / Double(max(count - 1, 1))
  }

  private func marks<Text>(of panel: Panel, in frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    let ink = Self.ink(of: panel)
    var parts: [SceneElement] = []
    if panel.x.count > 1 {
      for (rank, band) in panel.bands.enumerated() {
        let lower = zip(panel.x, band).map { frame.point($0, $1.low) }
        let upper = zip(panel.x, band).map { frame.point($0, $1.high) }
        let color = pen.color(Ink(ink.role, strength: Self.strength(rank, panel.bands.count)))
        parts.append(pen.band(lower: lower, upper: upper, color))
      }
    }
    let points = zip(panel.x, panel.median).map { frame.point($0, $1) }
    if points.count == 1 {
      parts.append(pen.symbol(.circle, at: points[0], size: 6, pen.color(ink)))
    } else if points.count > 1 {
      parts.append(pen.curve(points, pen.color(ink)))
    }
    return parts
  }
}
