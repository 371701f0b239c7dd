public import Drawing

/// Two panels over the same rows: bars of one measure at the left, dots with whiskers of another at the right.
public struct BarIntervalChart: Chart {
  /// What a row stands for.
  public enum Role: Sendable, Equatable {
    /// What is: solid.
    case baseline
    /// What is proposed: hatched.
    case proposal
    /// Something else that is not real: hatched in grey.
    case alternative
  }

  /// One row.
  public struct Category: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it stands for.
    public var role: Role
    /// The bar, with its label and interval.
    public var bar: Quantity
    /// The dot; the label stands at the right.
    public var dot: Quantity

    /// Makes a row.
    public init(name: String, role: Role, bar: Quantity, dot: Quantity) {
      self.name = name
      self.role = role
      self.bar = bar
      self.dot = dot
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// Head of the left panel.
  public var barName: String
  /// Head of the right panel.
  public var dotName: String
  /// The axis of the dots, usually zoomed; it says so where it does not start at zero.
  public var axis: ValueAxis
  /// The words of the key by role; a role without words, or without a row, is left out.
  public var roleNames: [(role: Role, name: String)]
  /// The rows, top to bottom.
  public var categories: [Category]

  /// Makes a chart.
  public init(
    heading: ChartHeading, barName: String, dotName: String, axis: ValueAxis, roleNames: [(role: Role, name: String)],
    categories: [Category]
  ) {
    self.heading = heading
    self.barName = barName
    self.dotName = dotName
    self.axis = axis
    self.roleNames = roleNames
    self.categories = categories
  }

  /// Whether there is no row.
  public var isEmpty: Bool { categories.isEmpty }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    for category in categories {
      try requireFinite(category.bar, series: "\(category.name), \(barName)")
      try requireFinite(category.dot, series: "\(category.name), \(dotName)")
    }
  }

  /// Draws both panels.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let rows = RowLayout(
      pen, left: origin.x, width: width, names: categories.map(\.name), notes: categories.map(\.dot.label),
      noteStyle: .strongValue, nameShare: 0.36, noteShare: 0.2)
    let middle = rows.plotLeft + rows.plotWidth * 0.56
    let entries = roleNames.filter { role in categories.contains { $0.role == role.role } }
      .map { KeyEntry(.bar($0.role.fill), $0.name) }
    var plot = pen.key(entries, left: rows.plotLeft, top: origin.y, width: rows.noteRight - rows.plotLeft)

    let headTop = origin.y + plot.height + (plot.height > 0 ? 4 : 0)
    let barHeads = pen.lines(barName, .axis, width: middle - 16 - rows.plotLeft, limit: 2)
    let dotHeads = pen.lines(dotName, .axis, width: rows.noteRight - middle, limit: 2)
    for (heads, x) in [(barHeads, rows.plotLeft), (dotHeads, middle)] {
      for (index, line) in heads.enumerated() {
        plot.add(pen.line(line, .axis, pen.color(.muted), x: x, top: headTop + Double(index) * pen.lineHeight(.axis)))
      }
    }
    let headHeight = Double(max(barHeads.count, dotHeads.count)) * pen.lineHeight(.axis)
    let bands = BandScale(
      start: headTop + headHeight + 8 + rows.nameHeight(pen), band: 13, gap: 6 + rows.nameHeight(pen),
      count: categories.count)

    let bars = BarScale(categories.map(\.bar), pen, from: rows.plotLeft, to: middle - 16)
    let values = categories.flatMap { category in
      [category.dot.value, category.dot.interval?.low, category.dot.interval?.high].compactMap { $0 }
    }
    let extremes = LinearScale.extremes(values) ?? (0, 1)
    let ticks = axis.ticks(extremes.low...extremes.high, length: rows.plotRight - middle - 12, spacing: 48) {
      pen.width($0, .axis)
    }
    let dots = LinearScale(ticks.domain, from: middle + 6, to: rows.plotRight - 6)
    let drawnAxis = pen.horizontalAxis(
      ticks, scale: dots, top: bands.start - 4, bottom: bands.end + 4, within: middle - 12...rows.plotRight)
    if !rows.namesAbove { plot.add(drawnAxis.grid) }
    plot.add(drawnAxis.labels)
    for (index, category) in categories.enumerated() {
      let (top, center) = (bands.start(of: index), bands.center(of: index))
      var parts = rows.name(category.name, pen, top: top, height: bands.band)
      parts += bars.bar(category.bar, category.role.fill, pen, top: top, height: bands.band)
      let ink = pen.color(category.role.ink)
      if let interval = category.dot.interval, interval.low < interval.high {
        parts.append(
          pen.whisker(
            from: dots.position(interval.low), to: dots.position(interval.high), center: center, cap: 5, ink))
      }
      parts.append(
        pen.symbol(
          category.role.symbol, at: Point(dots.position(category.dot.value), center), size: 7, ink,
          filled: category.role == .baseline))
      parts += rows.note(
        category.dot.label, pen, style: .strongValue, pen.color(.text), top: top, height: bands.band)
      plot.addGroup("category", tooltip: category.name, parts)
    }
    plot.add(rows.verticalLine(pen, x: bars.position(0), along: bands, top: bands.start - 2))
    var y = bands.end + 4 + 5 + pen.lineHeight(.axis)
    for line in pen.lines(axis.heading(for: ticks), .axis, width: rows.noteRight - middle, limit: 2) {
      plot.add(pen.line(line, .axis, pen.color(.muted), x: middle, top: y))
      y += pen.lineHeight(.axis)
    }
    plot.height = y - origin.y
    return plot
  }
}

extension BarIntervalChart.Role {
  fileprivate var ink: Ink {
    switch self {
    case .baseline: .baseline
    case .proposal: .proposal
    case .alternative: .muted
    }
  }

  fileprivate var fill: BarFill { self == .baseline ? .solid(.baseline) : .hatched(ink) }

  /// The shape that repeats the colour.
  fileprivate var symbol: Symbol {
    switch self {
    case .baseline: .square
    case .proposal: .circle
    case .alternative: .diamond
    }
  }
}
