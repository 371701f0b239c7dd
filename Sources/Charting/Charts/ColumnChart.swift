public import Drawing

/// Columns over time, left to right, above or below zero, with a line of their running total on the same scale.
public struct ColumnChart: Chart {
  /// One column, and what the total has come to.
  public struct Column: Sendable, Equatable {
    /// Its name ("Mar").
    public var name: String
    /// What several columns share, shown once ("2027"); may be empty.
    public var group: String
    /// Its value, with the text at its end.
    public var quantity: Quantity
    /// The running total, with the text where it is shown.
    public var total: Quantity

    /// Makes a column.
    public init(name: String, group: String = "", _ quantity: Quantity, total: Quantity) {
      self.name = name
      self.group = group
      self.quantity = quantity
      self.total = total
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// The axis of values.
  public var axis: ValueAxis
  /// Name of the columns in the key.
  public var columnName: String
  /// Name of the line in the key.
  public var totalName: String
  /// Whether the columns are planned, not yet real: hatched.
  public var isPlanned: Bool
  /// The columns, left to right.
  public var columns: [Column]

  /// Makes a chart.
  public init(
    heading: ChartHeading, axis: ValueAxis, columnName: String, totalName: String, isPlanned: Bool, columns: [Column]
  ) {
    self.heading = heading
    self.axis = axis
    self.columnName = columnName
    self.totalName = totalName
    self.isPlanned = isPlanned
    self.columns = columns
  }

  /// Whether there is no column.
  public var isEmpty: Bool { columns.isEmpty }

  /// Refuses values that are not finite.
  public func validate() throws(ChartError) {
    for column in columns {
      try requireFinite(column.quantity, series: column.name)
      try requireFinite(column.total, series: column.name)
    }
  }

  private var fill: BarFill { isPlanned ? .hatched(.proposal) : .solid(.baseline) }

  /// Draws the columns and the line.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    var plot = pen.key(
      [KeyEntry(.bar(fill), columnName), KeyEntry(.line(.text, dash: []), totalName)], left: origin.x,
      top: origin.y, width: width)
    let lineHeight = pen.lineHeight(.axis)
    let height = min(max(width * 0.4, 120), 240).rounded()
    let values = LinearScale.fromZero(columns.flatMap { [$0.quantity.value, $0.total.value] })
    let ticks = axis.ticks(values, length: height, spacing: 38) { _ in lineHeight }
    let title = pen.lines(axis.title, .axis, width: width, limit: 2)
    let titleTop = origin.y + plot.height
    // A label above the highest mark, and one below the lowest, need room of their own.
    let area = self.area(
      pen, ticks, left: origin.x, width: width,
      top: titleTop + Double(title.count) * lineHeight + pen.lineHeight(.value) + 4, height: height)
    let scale = ticks.scale(from: area.bottom, to: area.top)
    for (row, string) in title.enumerated() {
      plot.add(pen.line(string, .axis, pen.color(.muted), x: origin.x, top: titleTop + Double(row) * lineHeight))
    }
    for (value, label) in zip(ticks.values, ticks.labels) {
      let y = scale.position(value)
      plot.add(pen.gridLine(from: Point(area.left, y), to: Point(area.right, y)))
      let text = pen.fitted(label, .axis, width: area.left - origin.x - 5)
      plot.add(pen.line(text, .axis, pen.color(.muted), x: area.left - 5, center: y, anchor: .end))
    }
    let slot = area.width / Double(columns.count)
    let band = min(slot * 0.7, 48)
    let bands = BandScale(start: area.left + (slot - band) / 2, band: band, gap: slot - band, count: columns.count)
    plot.add(marks(bands, scale, area, pen))
    let namesTop = area.bottom + (values.lowerBound < 0 ? pen.lineHeight(.value) + 4 : 4)
    let names = pen.bandNames(
      columns.map { ($0.name, $0.group) }, bands, top: namesTop,
      within: origin.x...origin.x + width)
    plot.add(names.elements)
    plot.height = namesTop + names.height - origin.y
    return plot
  }

  /// Where the columns stand: right of the ticks, left of the last total.
  private func area<Text>(
    _ pen: Pen<Text>, _ ticks: ValueAxis.Ticks, left: Double, width: Double, top: Double, height: Double
  ) -> Rectangle {
    let gutter = min(pen.widest(ticks.labels, .axis) + 6, width * 0.3)
    let ending = min(pen.width(columns.last?.total.label ?? "", .strongValue) + 8, width * 0.25)
    return Rectangle(x: left + gutter, y: top, width: width - gutter - ending, height: height)
  }

  private func marks<Text>(
    _ bands: BandScale, _ scale: ValueScale, _ area: Rectangle, _ pen: Pen<Text>
  ) -> [SceneElement] {
    var plot = Plot()
    let ground = scale.position(0)
    let line = pen.lineHeight(.value)
    var field = LabelField(
      area: Rectangle(
        x: area.left, y: area.top - line - 2, width: area.width,
        height: area.height + line + 2 + (scale.domain.lowerBound < 0 ? line + 2 : 0)))
    let totals = columns.indices.map { Point(bands.center(of: $0), scale.position(columns[$0].total.value)) }
    for box in Self.boxes(along: totals) { field.reserve(box) }
    for (index, column) in columns.enumerated() where column.quantity.value != 0 {
      field.reserve(box(of: column, bands.start(of: index), bands.band, scale))
    }
    let ending = columns.last.map { pen.fitted($0.total.label, .strongValue, width: max(area.width * 0.4, 40)) } ?? ""
    let endingLeft = (totals.last?.x ?? area.right) + bands.band / 2 + 4
    if let last = totals.last {
      field.reserve(
        Rectangle(
          x: endingLeft, y: last.y - line / 2, width: pen.width(ending, .strongValue), height: line))
    }
    var labels: [SceneElement] = []
    // Where not every label has the room of its column, only the highest and the lowest are told.
    let order = columns.indices.sorted { columns[$0].quantity.value > columns[$1].quantity.value }
    let isRoomy = pen.widest(columns.map(\.quantity.label), .value) <= bands.band + bands.gap
    let told = isRoomy ? order : Array(order.prefix(1) + order.dropFirst().suffix(1))
    for index in told where columns[index].quantity.value != 0 {
      let quantity = columns[index].quantity
      let size = Size(pen.width(quantity.label, .value), line)
      let end = scale.position(quantity.value)
      let below = quantity.value < 0
      let outside = Rectangle(
        x: bands.center(of: index) - size.width / 2, y: below ? end + 1.5 : end - size.height - 1.5, width: size.width,
        height: size.height)
      guard size.width > 0 else { continue }
      // Where the line is in the way, as where the first column is all of the total, beside it.
      let beside = Point(bands.center(of: index), end)
      var place = field.take(outside, margin: 1) ? outside : nil
      if place == nil, isRoomy { place = field.place(size, around: beside, gap: 5) }
      guard let box = place else { continue }
      labels.append(
        pen.line(quantity.label, .value, pen.color(.text), x: box.center.x, center: box.center.y, anchor: .middle))
    }
    for (index, column) in columns.enumerated() where column.quantity.value != 0 {
      let box = box(of: column, bands.start(of: index), bands.band, scale)
      plot.addGroup("column", tooltip: "\(column.name) \(column.group): \(column.quantity.label)", [pen.bar(box, fill)])
    }
    plot.add(pen.zeroLine(from: Point(area.left, ground), to: Point(area.right, ground)))
    if totals.count > 1 { plot.add(pen.curve(totals, pen.color(.text), width: 1.5)) }
    for (point, column) in zip(totals, columns) {
      plot.addGroup(
        "total", tooltip: "\(column.name) \(column.group): \(column.total.label)",
        [pen.symbol(.circle, at: point, size: totals.count > 60 ? 2 : 4.5, pen.color(.text))])
    }
    plot.add(labels)
    if let last = totals.last {
      plot.add(pen.line(ending, .strongValue, pen.color(.text), x: endingLeft, center: last.y))
    }
    return plot.elements
  }

  /// The area of a column, from zero to its value.
  private func box(of column: Column, _ left: Double, _ width: Double, _ scale: ValueScale) -> Rectangle {
    let (end, ground) = (scale.position(column.quantity.value), scale.position(0))
    return Rectangle(x: left, y: min(end, ground), width: width, height: max(abs(end - ground), 0.5))
  }

  /// Boxes that cover a line, for labels to keep away from.
  private static func boxes(along points: [Point]) -> [Rectangle] {
    let dots = points.map { Rectangle(x: $0.x - 3, y: $0.y - 3, width: 6, height: 6) }
    return dots
      + zip(points, points.dropFirst()).flatMap { from, to -> [Rectangle] in
        let pieces = max(Int(max(abs(to.x - from.x), abs(to.y - from.y)) / 4), 1)
        return (0...pieces).map { piece in
          let share = Double(piece) / Double(pieces)
          return Rectangle(
            x: from.x + (to.x - from.x) * share - 2, y: from.y + (to.y - from.y) * share - 2, width: 4, height: 4)
        }
      }
  }
}
