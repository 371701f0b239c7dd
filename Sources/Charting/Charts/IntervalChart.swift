public import Drawing

/// Dots with whiskers: for each category what was found, with its interval, against a promise (a tick).
public struct IntervalChart: Chart {
  /// One row.
  public struct Category: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What was promised; nil = nothing.
    public var promise: Double?
    /// What was found, with its interval; the label stands at the right.
    public var found: Quantity
    /// Whether it keeps the promise: a filled circle (good), an open diamond (bad) or a filled square (neither).
    public var verdict: Verdict

    /// Makes a row.
    public init(name: String, promise: Double?, found: Quantity, verdict: Verdict) {
      self.name = name
      self.promise = promise
      self.found = found
      self.verdict = verdict
    }
  }

  /// The words of the key; an empty one is left out.
  public struct Names: Sendable, Equatable {
    /// Name of the promise.
    public var promise: String
    /// Name of what keeps the promise.
    public var good: String
    /// Name of what does not.
    public var bad: String
    /// Name of what cannot be told.
    public var neutral: String
    /// Head of the column of texts at the right.
    public var found: String

    /// Makes names.
    public init(promise: String, good: String, bad: String, neutral: String = "", found: String = "") {
      self.promise = promise
      self.good = good
      self.bad = bad
      self.neutral = neutral
      self.found = found
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The axis of values, usually zoomed; it says so where it does not start at zero.
  public var axis: ValueAxis
  /// The words of the key.
  public var names: Names
  /// The rows, top to bottom.
  public var categories: [Category]

  /// Makes a chart.
  public init(heading: ChartHeading, axis: ValueAxis, names: Names, categories: [Category]) {
    self.heading = heading
    self.axis = axis
    self.names = names
    self.categories = categories
  }

  /// Whether there is no row.
  public var isEmpty: Bool { categories.isEmpty }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    for category in categories {
      try requireFinite(category.found, series: category.name)
      if let promise = category.promise { try requireFinite([promise], series: category.name) }
    }
  }

  /// Draws the rows.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let rows = RowLayout(
      pen, left: origin.x, width: width, names: categories.map(\.name),
      notes: categories.map(\.found.label) + [names.found], noteStyle: .strongValue)
    var plot = pen.key(keyEntries, left: rows.plotLeft, top: origin.y, width: rows.plotWidth)
    plot.add(
      rows.note(names.found, pen, style: .axis, pen.color(.muted), top: origin.y, height: pen.lineHeight(.label)))

    let bands = BandScale(
      start: origin.y + max(plot.height, pen.lineHeight(.label) + 6) + 4 + rows.nameHeight(pen), band: 14,
      gap: 6 + rows.nameHeight(pen), count: categories.count)
    let values = categories.flatMap { category in
      [category.found.value, category.found.interval?.low, category.found.interval?.high, category.promise]
        .compactMap { $0 }
    }
    let extremes = LinearScale.extremes(values) ?? (0, 1)
    let ticks = axis.ticks(extremes.low...extremes.high, length: rows.plotWidth - 12, spacing: 64) {
      pen.width($0, .axis)
    }
    let scale = LinearScale(ticks.domain, from: rows.plotLeft + 6, to: rows.plotRight - 6)
    let drawnAxis = pen.horizontalAxis(
      ticks, scale: scale, top: bands.start - 4, bottom: bands.end + 4, within: origin.x...rows.plotRight)
    // Names above their rows stand on the plot: the grid keeps out of their way.
    if !rows.namesAbove { plot.add(drawnAxis.grid) }
    plot.add(drawnAxis.labels)
    for (index, category) in categories.enumerated() {
      let (top, center) = (bands.start(of: index), bands.center(of: index))
      var parts = rows.name(category.name, pen, top: top, height: bands.band)
      parts += mark(of: category, scale, pen, center: center)
      parts += rows.note(
        category.found.label, pen, style: .strongValue, pen.color(category.verdict == .bad ? .bad : .text), top: top,
        height: bands.band)
      plot.addGroup("category", tooltip: category.name, parts)
    }
    var y = bands.end + 4 + 5 + pen.lineHeight(.axis)
    for line in pen.lines(axis.heading(for: ticks), .axis, width: rows.noteRight - rows.plotLeft, limit: 3) {
      plot.add(pen.line(line, .axis, pen.color(.muted), x: rows.plotLeft, top: y))
      y += pen.lineHeight(.axis)
    }
    plot.height = y - origin.y
    return plot
  }

  private var keyEntries: [KeyEntry] {
    let verdicts = Set(categories.map(\.verdict.symbol))
    let found = [(Verdict.good, names.good), (.bad, names.bad), (.neutral, names.neutral)]
      .filter { verdicts.contains($0.0.symbol) }
      .map { KeyEntry(.symbol($0.0.symbol, $0.0.ink, filled: $0.0 != .bad), $0.1) }
    return (categories.contains { $0.promise != nil } ? [KeyEntry(.tick(.text), names.promise)] : []) + found
  }

  /// Promise, whisker and dot of a row.
  private func mark<Text>(
    of category: Category, _ scale: LinearScale, _ pen: Pen<Text>, center: Double
  ) -> [SceneElement] {
    let color = pen.color(category.verdict.ink)
    var parts: [SceneElement] = []
    if let interval = category.found.interval, interval.low < interval.high {
      let (low, high) = (scale.position(interval.low), scale.position(interval.high))
      parts.append(pen.whisker(from: low, to: high, center: center, cap: 5, color))
    }
    if let promise = category.promise.map(scale.position) {
      let path = Path.polyline([Point(promise, center - 7), Point(promise, center + 7)])
      parts.append(.shape(SceneShape(path, stroke: Stroke(pen.color(.text), width: 2))))
    }
    parts.append(
      pen.symbol(
        category.verdict.symbol, at: Point(scale.position(category.found.value), center), size: 7.5, color,
        filled: category.verdict != .bad))
    return parts
  }
}

extension Verdict {
  /// The shape that repeats the verdict.
  var symbol: Symbol {
    switch self {
    case .good: .circle
    case .bad: .diamond
    case .neutral: .square
    }
  }
}
