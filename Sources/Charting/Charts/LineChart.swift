public import Drawing

/// Lines over a numeric axis, named where they end, with optional bands and highlighted points.
public struct LineChart: Chart {
  /// A point of a line.
  public struct Datum: Sendable, Equatable {
    /// Where it stands on the horizontal axis.
    public var x: Double
    /// Where it stands on the vertical axis.
    public var y: Double
    /// How uncertain `y` is, drawn as a band.
    public var interval: Interval?

    /// Makes a point.
    public init(_ x: Double, _ y: Double, interval: Interval? = nil) {
      self.x = x
      self.y = y
      self.interval = interval
    }
  }

  /// One line.
  public struct Series: Sendable, Equatable {
    /// Its name, which stands at its end.
    public var name: String
    /// Its points, joined in this order.
    public var data: [Datum]
    /// Its colour.
    public var ink: Ink
    /// Lengths of dashes and gaps, in points; empty = solid.
    public var dash: [Double]
    /// Width of the line, in points.
    public var weight: Double
    /// Whether it is planned, not yet real: two thin lines in place of one.
    public var isPlanned: Bool

    /// Makes a line.
    public init(
      name: String, data: [Datum], ink: Ink = .proposal, dash: [Double] = [], weight: Double = 1.75,
      isPlanned: Bool = false
    ) {
      self.name = name
      self.data = data
      self.ink = ink
      self.dash = dash
      self.weight = weight
      self.isPlanned = isPlanned
    }
  }

  /// A point set apart from the lines, with words beside it.
  public struct Highlight: Sendable, Equatable {
    /// Where it stands.
    public var datum: Datum
    /// The words beside it.
    public var label: String
    /// Its shape.
    public var symbol: Symbol
    /// Whether the shape is filled.
    public var isFilled: Bool
    /// Its colour.
    public var ink: Ink

    /// Makes a highlighted point.
    public init(
      _ datum: Datum, label: String, symbol: Symbol = .circle, isFilled: Bool = true, ink: Ink = .highlight
    ) {
      self.datum = datum
      self.label = label
      self.symbol = symbol
      self.isFilled = isFilled
      self.ink = ink
    }
  }

  /// A stretch of the horizontal axis that is shaded, with words above it.
  public struct Span: Sendable, Equatable {
    /// Where it begins.
    public var from: Double
    /// Where it ends.
    public var to: Double
    /// Its name, shown wherever it fits.
    public var name: String
    /// More words, shown where each of them fits whole.
    public var notes: [String]

    /// Makes a stretch.
    public init(from: Double, to: Double, name: String, notes: [String] = []) {
      self.from = from
      self.to = to
      self.name = name
      self.notes = notes
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The horizontal axis.
  public var horizontal: ValueAxis
  /// The vertical axis; it says so where it does not start at zero.
  public var vertical: ValueAxis
  /// The lines, the first drawn first.
  public var series: [Series]
  /// The points set apart.
  public var highlights: [Highlight]
  /// Shaded stretches of the horizontal axis, side by side.
  public var spans: [Span]

  /// Makes a chart.
  public init(
    heading: ChartHeading, horizontal: ValueAxis, vertical: ValueAxis, series: [Series], highlights: [Highlight] = [],
    spans: [Span] = []
  ) {
    self.heading = heading
    self.horizontal = horizontal
    self.vertical = vertical
    self.series = series
    self.highlights = highlights
    self.spans = spans
  }

  /// Whether there is no point.
  public var isEmpty: Bool { highlights.isEmpty && series.allSatisfy(\.data.isEmpty) }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    for line in series {
      for datum in line.data { try requireFinite(datum, series: line.name) }
      try requireFinite(line.dash + [line.weight], series: line.name)
    }
    for highlight in highlights { try requireFinite(highlight.datum, series: highlight.label) }
    for span in spans { try requireFinite([span.from, span.to], series: span.name) }
  }

  private func requireFinite(_ datum: Datum, series: String) throws(ChartError) {
    try require([datum.x], on: horizontal, series: series)
    try require([datum.y], on: vertical, series: series)
    if let interval = datum.interval { try require([interval.low, interval.high], on: vertical, series: series) }
  }

  /// What has to find its place on the axes.
  var contents: LineFrame.Contents {
    let data = series.flatMap(\.data) + highlights.map(\.datum)
    return LineFrame.Contents(
      xs: data.map(\.x) + spans.flatMap { [$0.from, $0.to] },
      ys: data.flatMap { [$0.y, $0.interval?.low ?? $0.y, $0.interval?.high ?? $0.y] },
      highlights: highlights.map(\.datum))
  }

  /// Draws the lines.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    var plot = Plot()
    let drawn = series.filter { !$0.data.isEmpty }
    let endings = LineEndings(drawn, pen, width: width)
    if !endings.areShown {
      plot = pen.key(
        drawn.map { KeyEntry(.line($0.ink, dash: $0.dash, isPlanned: $0.isPlanned), $0.name) }, left: origin.x,
        top: origin.y, width: width)
    }
    let corner = Point(origin.x, origin.y + plot.height)
    var frame = LineFrame(self, pen, at: corner, width: width, endingWidth: endings.width)
    if !spans.isEmpty {
      let headRoom = SpanHeads(spans, in: frame, pen).height
      frame = LineFrame(
        contents, horizontal, vertical, pen, at: corner, width: width, endingWidth: endings.width, headRoom: headRoom)
      plot.add(SpanHeads(spans, in: frame, pen).elements(pen))
    }
    plot.add(frame.grid(pen))
    for line in drawn { plot.add(band(of: line, frame, pen)) }
    for line in drawn { plot.addGroup("series", tooltip: line.name, mark(of: line, frame, pen)) }
    plot.add(endings.labels(drawn, in: frame, pen))
    plot.add(highlightMarks(drawn, endings.boxes(drawn, in: frame, pen), frame, pen))
    plot.height = frame.bottom - origin.y
    return plot
  }

  /// The band of a line, as wide as its points are uncertain.
  private func band<Text>(of line: Series, _ frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    let uncertain = line.data.filter { $0.interval != nil }
    guard uncertain.count > 1 else { return [] }
    let bounds = uncertain.map { datum in
      let interval = datum.interval ?? Interval(datum.y, datum.y)
      return (low: frame.point(datum.x, interval.low), high: frame.point(datum.x, interval.high))
    }
    let color = pen.color(Ink(line.ink.role, strength: pen.theme.bandOpacity))
    return [pen.band(lower: bounds.map(\.low), upper: bounds.map(\.high), color)]
  }

  /// The line itself; a single point is a dot.
  private func mark<Text>(of line: Series, _ frame: LineFrame, _ pen: Pen<Text>) -> [SceneElement] {
    let points = line.data.map { frame.point($0.x, $0.y) }
    let color = pen.color(line.ink)
    if points.count == 1 { return [pen.symbol(.circle, at: points[0], size: 6, color, filled: !line.isPlanned)] }
    if line.isPlanned { return pen.outlinedCurve(points, color, width: line.weight) }
    return [pen.curve(points, color, dash: line.dash, width: line.weight)]
  }

  /// Between the words of two points on one line, and between those and the name of a line, in points.
  static var wordSpace: Double { 12 }
  static var nameSpace: Double { 8 }

  /// The highlighted points, each with its words where they touch neither line nor other words, nor are read with them;
  /// without where there is no such place.
  private func highlightMarks<Text>(
    _ drawn: [Series], _ names: [Rectangle], _ frame: LineFrame, _ pen: Pen<Text>
  ) -> [SceneElement] {
    // Above the area stand the words of the spans.
    let area = frame.area.inset(top: spans.isEmpty ? -6 : 3, right: -frame.endingRoom)
    var free = LabelField(area: area, wordSpace: Self.wordSpace)
    for name in names { free.reserve(name.inset(left: Self.wordSpace - Self.nameSpace), forWords: true) }
    for line in drawn { for box in frame.columns(under: line.data) { free.reserve(box) } }
    if frame.endingRoom > 0 {
      free.reserve(Rectangle(x: frame.area.right + 2, y: frame.area.top - 20, width: 1e4, height: 1e4))
    }
    let centers = highlights.map { frame.point($0.datum.x, $0.datum.y) }
    for center in centers { free.reserve(Rectangle(x: center.x - 4.5, y: center.y - 4.5, width: 9, height: 9)) }
    let words = highlights.map { pen.lines($0.label, .strong, width: max(frame.area.width * 0.38, 64), limit: 3) }
    let placements = free.placeOrReach(
      zip(words, centers).map { (size: $0.isEmpty ? Size(0, 0) : pen.extent(of: $0, .strong), point: $1) }, gap: 6)
    var parts: [SceneElement] = []
    for (index, highlight) in highlights.enumerated() {
      let center = centers[index]
      var group: [SceneElement] = []
      if let placement = placements[index] {
        group += pen.label(words[index], .strong, pen.readable(highlight.ink), at: placement, beside: center)
      }
      group.append(
        pen.symbol(highlight.symbol, at: center, size: 9, pen.color(highlight.ink), filled: highlight.isFilled))
      var inner = Plot()
      inner.addGroup("highlight", tooltip: highlight.label, group)
      parts += inner.elements
    }
    return parts
  }
}
