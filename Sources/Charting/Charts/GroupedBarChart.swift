public import Drawing

/// Horizontal bars by category, what is (solid) above what is proposed (hatched), with values at the bar ends and
/// the change at the right.
public struct GroupedBarChart: Chart, Equatable {
  /// One category, top to bottom in the order given.
  public struct Category: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What is.
    public var baseline: Quantity
    /// What is proposed.
    public var proposal: Quantity
    /// The change as text with its sign; may be empty.
    public var change: String
    /// Whether the change is welcome.
    public var verdict: Verdict

    /// Makes a category.
    public init(
      name: String, baseline: Quantity, proposal: Quantity, change: String = "", verdict: Verdict = .neutral
    ) {
      self.name = name
      self.baseline = baseline
      self.proposal = proposal
      self.change = change
      self.verdict = verdict
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// Name of what is.
  public var baselineName: String
  /// Name of what is proposed.
  public var proposalName: String
  /// Head of the column of changes.
  public var changeName: String
  /// The categories.
  public var categories: [Category]
  /// Charts of the same width beside this one: a unit is as long in them as here.
  public var beside: [StackedBarChart] = []

  /// Makes a chart.
  public init(
    heading: ChartHeading, baselineName: String, proposalName: String, changeName: String = "",
    categories: [Category]
  ) {
    self.heading = heading
    self.baselineName = baselineName
    self.proposalName = proposalName
    self.changeName = changeName
    self.categories = categories
  }

  /// Whether there is no category.
  public var isEmpty: Bool { categories.isEmpty }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    for category in categories {
      try requireFinite(category.baseline, series: "\(category.name), \(baselineName)")
      try requireFinite(category.proposal, series: "\(category.name), \(proposalName)")
    }
  }

  private func layout<Text>(_ pen: Pen<Text>, left: Double, width: Double) -> RowLayout {
    RowLayout(
      pen, left: left, width: width, names: categories.map(\.name), notes: categories.map(\.change) + [changeName],
      noteStyle: .strongValue)
  }

  private func barScale<Text>(_ pen: Pen<Text>, in rows: RowLayout, density: Double? = nil) -> BarScale {
    BarScale(
      categories.flatMap { [$0.baseline, $0.proposal] }, pen, from: rows.plotLeft, to: rows.plotRight, density: density)
  }

  /// Points of a unit where nothing stands beside the chart.
  func density<Text>(_ pen: Pen<Text>, width: Double) -> Double {
    barScale(pen, in: layout(pen, left: 0, width: width)).density
  }

  /// Draws the bars.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let rows = layout(pen, left: origin.x, width: width)
    var plot = pen.key(
      [KeyEntry(.bar(.solid(.baseline)), baselineName), KeyEntry(.bar(.hatched(.proposal)), proposalName)],
      left: rows.plotLeft, top: origin.y, width: rows.plotWidth)
    plot.add(
      rows.note(
        changeName, pen, style: .axis, pen.color(.muted), top: origin.y, height: pen.lineHeight(.label)))

    let barHeight = 12.0
    let bands = BandScale(
      start: origin.y + max(plot.height, pen.lineHeight(.label) + 6) + rows.nameHeight(pen), band: 2 * barHeight + 2,
      gap: 10 + rows.nameHeight(pen), count: categories.count)
    let scale = barScale(pen, in: rows, density: beside.map { $0.density(pen, width: width) }.min())
    for (index, category) in categories.enumerated() {
      let top = bands.start(of: index)
      var parts = rows.name(category.name, pen, top: top, height: bands.band)
      parts += scale.bar(category.baseline, .solid(.baseline), pen, top: top, height: barHeight)
      parts += scale.bar(
        category.proposal, .hatched(.proposal), pen, style: .strongValue, top: top + barHeight + 2, height: barHeight)
      parts += rows.note(
        category.change, pen, style: .strongValue, pen.color(category.verdict.ink), top: top, height: bands.band)
      plot.addGroup("category", tooltip: category.name, parts)
    }
    plot.add(rows.verticalLine(pen, x: scale.position(0), along: bands, top: bands.start - 2))
    plot.height = bands.end + 4 - origin.y
    return plot
  }
}
