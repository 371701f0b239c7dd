public import Drawing

/// Horizontal stacked bars: rows of segments by role, in groups of rows by category.
public struct StackedBarChart: Chart, Equatable {
  /// One role of segments, the same in every row.
  public struct Role: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its colour.
    public var ink: Ink

    /// Makes a role.
    public init(name: String, ink: Ink) {
      self.name = name
      self.ink = ink
    }
  }

  /// One stacked bar.
  public struct Row: Sendable, Equatable {
    /// Its name within the category ("current").
    public var name: String
    /// One segment for each role, in their order.
    public var segments: [Quantity]
    /// Text at the bar end.
    public var total: String
    /// Whether the row is planned, not yet real: its segments are hatched.
    public var isPlanned: Bool

    /// Makes a row.
    public init(name: String, segments: [Quantity], total: String = "", isPlanned: Bool = false) {
      self.name = name
      self.segments = segments
      self.total = total
      self.isPlanned = isPlanned
    }
  }

  /// Rows that belong together.
  public struct Category: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its rows, top to bottom.
    public var rows: [Row]

    /// Makes a category.
    public init(name: String, rows: [Row]) {
      self.name = name
      self.rows = rows
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The roles of segments, from zero outwards.
  public var roles: [Role]
  /// The categories, top to bottom.
  public var categories: [Category]
  /// Charts of the same width beside this one: a unit is as long in them as here.
  public var beside: [GroupedBarChart] = []

  /// Makes a chart.
  public init(heading: ChartHeading, roles: [Role], categories: [Category]) {
    self.heading = heading
    self.roles = roles
    self.categories = categories
  }

  /// Whether there is nothing to stack.
  public var isEmpty: Bool { roles.isEmpty || categories.allSatisfy(\.rows.isEmpty) }

  /// Refuses rows whose segments do not match the roles, and values that are not finite.
  public func validate() throws(ChartError) {
    for category in categories {
      for row in category.rows {
        try requireCount(row.segments.count, roles.count, series: "\(category.name), \(row.name)")
        for segment in row.segments { try requireFinite(segment, series: "\(category.name), \(row.name)") }
      }
    }
  }

  /// Where names, bars and totals stand.
  private struct Columns {
    let layout: RowLayout
    /// Width of the names of rows.
    let rowNames: Double
    /// Where bars begin.
    let left: Double
    /// Width of the totals.
    let totals: Double
    /// The scale that fills what is left.
    let scale: LinearScale

    init<Text>(_ chart: StackedBarChart, _ pen: Pen<Text>, left start: Double, width: Double) {
      layout = RowLayout(pen, left: start, width: width, names: chart.categories.map(\.name), nameShare: 0.26)
      let rows = chart.categories.flatMap(\.rows)
      rowNames = min(pen.widest(rows.map(\.name), .axis).rounded(.up), layout.plotWidth * 0.25)
      left = layout.plotLeft + (rowNames > 0 ? rowNames + 6 : 0)
      totals = min(pen.widest(rows.map(\.total), .strongValue), layout.plotWidth * 0.3) + 6
      scale = LinearScale(
        LinearScale.fromZero(
          rows.flatMap { [StackedBarChart.sum($0, above: true), StackedBarChart.sum($0, above: false)] }), from: left,
        to: layout.plotRight - totals)
    }
  }

  /// Points of a unit where nothing stands beside the chart.
  func density<Text>(_ pen: Pen<Text>, width: Double) -> Double {
    Columns(self, pen, left: 0, width: width).scale.density
  }

  /// Draws the bars.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let columns = Columns(self, pen, left: origin.x, width: width)
    let (layout, rowNameWidth, left, totals) = (columns.layout, columns.rowNames, columns.left, columns.totals)
    let scale = columns.scale.limited(to: beside.map { $0.density(pen, width: width) }.min())
    var plot = pen.key(
      roles.map { KeyEntry(.bar(.solid($0.ink)), $0.name) }, left: layout.namesAbove ? origin.x : left, top: origin.y,
      width: layout.plotRight - (layout.namesAbove ? origin.x : left))

    let barHeight = 13.0
    var y = origin.y + plot.height
    let top = y + layout.nameHeight(pen)
    for category in categories where !category.rows.isEmpty {
      y += layout.nameHeight(pen)
      let bands = BandScale(start: y, band: barHeight, gap: 2, count: category.rows.count)
      var parts = layout.name(category.name, pen, top: y, height: bands.extent)
      for (index, row) in category.rows.enumerated() {
        let center = bands.center(of: index)
        let name = pen.fitted(row.name, .axis, width: rowNameWidth + 0.5)
        parts.append(pen.line(name, .axis, pen.color(.muted), x: layout.plotLeft, center: center))
        parts += segments(of: row, scale, pen, top: bands.start(of: index), height: barHeight)
        parts.append(
          pen.line(
            pen.fitted(row.total, .strongValue, width: totals), .strongValue, pen.color(.text),
            x: scale.position(Self.sum(row, above: true)) + 4, center: center))
      }
      if layout.namesAbove {
        let zero = scale.position(0)
        parts.append(pen.zeroLine(from: Point(zero, y), to: Point(zero, bands.end)))
      }
      plot.addGroup("category", tooltip: category.name, parts)
      y = bands.end + 10
    }
    if !layout.namesAbove {
      let zero = scale.position(0)
      plot.add(pen.zeroLine(from: Point(zero, top - 2), to: Point(zero, y - 8)))
    }
    plot.height = y - 6 - origin.y
    return plot
  }

  /// Segments side by side from zero, positive to the right and negative to the left.
  private func segments<Text>(
    of row: Row, _ scale: LinearScale, _ pen: Pen<Text>, top: Double, height: Double
  ) -> [SceneElement] {
    var (above, below) = (0.0, 0.0)
    var parts: [SceneElement] = []
    for (role, segment) in zip(roles, row.segments) where segment.value != 0 {
      let start = segment.value > 0 ? above : below
      let end = start + segment.value
      if segment.value > 0 { above = end } else { below = end }
      let (from, to) = (scale.position(min(start, end)), scale.position(max(start, end)))
      let area = Rectangle(x: from, y: top, width: to - from, height: height)
      parts.append(pen.bar(area, row.isPlanned ? .hatched(role.ink) : .solid(role.ink)))
      // A segment is parted from the next by a hair of paper, which also helps where colours do not.
      parts.append(
        .shape(
          SceneShape(
            .polyline([Point(to, top), Point(to, top + height)]), stroke: Stroke(pen.theme.paper, width: 1))))
      let labelWidth = pen.width(segment.label, .fineValue)
      guard !segment.label.isEmpty, labelWidth + 6 <= area.width else { continue }
      if row.isPlanned {
        let ground = Rectangle(
          x: area.center.x - labelWidth / 2 - 2, y: top + 1.5, width: labelWidth + 4, height: height - 3)
        parts.append(.shape(SceneShape(.rectangle(ground), fill: .solid(pen.theme.paper.opacity(0.85)))))
      }
      let ink = row.isPlanned ? pen.theme.text : pen.contrasting(pen.color(role.ink))
      parts.append(
        pen.line(segment.label, .fineValue, ink, x: area.center.x, center: area.center.y, anchor: .middle))
    }
    return parts
  }

  private static func sum(_ row: Row, above: Bool) -> Double {
    row.segments.reduce(0) { ($1.value > 0) == above ? $0 + $1.value : $0 }
  }
}
