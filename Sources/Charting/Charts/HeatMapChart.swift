public import Drawing

/// A table of amounts above and below zero, each cell shaded by its size: solid above, hatched below, with its sign.
///
/// Only the rows and columns with the largest amounts have a place of their own; the others are added up in a row and a
/// column of the rest. Narrow pictures have fewer columns.
public struct HeatMapChart: Chart {
  /// The words of the key and of the rest.
  public struct Names: Sendable, Equatable {
    /// Name of amounts above zero.
    public var above: String
    /// Name of amounts below zero.
    public var below: String

    /// Makes names.
    public init(above: String, below: String) {
      self.above = above
      self.below = below
    }
  }

  /// Title, subtitle, source.
  public var heading: ChartHeading
  /// Names of the rows.
  public var rows: [String]
  /// Names of the columns.
  public var columns: [String]
  /// Row by row, one value for each column.
  public var values: [[Double]]
  /// How many rows and columns already are sums of others, at the end of each list, and how many of these; 0 = none.
  public var restRows: Int
  /// The same of the last column.
  public var restColumns: Int
  /// The words of the key.
  public var names: Names
  /// Text of a value with its sign.
  public var format: @Sendable (Double) -> String
  /// Name of a row or a column that stands for so many others.
  public var restName: @Sendable (_ count: Int) -> String

  /// Makes a chart.
  public init(
    heading: ChartHeading, rows: [String], columns: [String], values: [[Double]], restRows: Int = 0,
    restColumns: Int = 0, names: Names, format: @escaping @Sendable (Double) -> String,
    restName: @escaping @Sendable (_ count: Int) -> String
  ) {
    self.heading = heading
    self.rows = rows
    self.columns = columns
    self.values = values
    self.restRows = restRows
    self.restColumns = restColumns
    self.names = names
    self.format = format
    self.restName = restName
  }

  /// Whether there is no cell.
  public var isEmpty: Bool { rows.isEmpty || columns.isEmpty }

  /// Refuses values that are not finite, and rows of another length.
  public func validate() throws(ChartError) {
    try requireCount(values.count, rows.count, series: heading.title)
    for (name, row) in zip(rows, values) {
      try requireCount(row.count, columns.count, series: name)
      try requireFinite(row, series: name)
    }
  }

  private static let mostRows = 14
  private static let rowHeight = 19.0
  /// The least and the largest width that a column is given for the longest word of its name, in points.
  private static let columnWidths = (least: 41.0, most: 60.0)

  /// Draws the cells.
  public func plot<Text>(with pen: Pen<Text>, at origin: Point, width: Double) -> Plot {
    let nameShare = width < 360 ? 0.34 : 0.27
    let nameWidth = min(pen.widest(rows + [restName(restRows)], .label).rounded(.up), width * nameShare)
    let left = origin.x + nameWidth + 8
    let room = origin.x + width - left
    let word = pen.widest(columns.flatMap { $0.split(separator: " ").map(String.init) }, .fine) + 5
    let least = min(max(word, Self.columnWidths.least), Self.columnWidths.most)
    let table = HeatTable(self, mostRows: Self.mostRows, mostColumns: max(Int(room / least), 2))
    let band = min(room / Double(max(table.columns.count, 1)), 96)
    let entries = [
      KeyEntry(.bar(.solid(Ink(.highlight, strength: 0.75))), names.above),
      KeyEntry(.bar(.hatched(.proposal)), names.below),
    ]
    var plot = pen.key(entries, left: origin.x, top: origin.y, width: width)
    let heads = table.columns.map { pen.lines($0, .fine, width: band - 5, limit: 3) }
    let headHeight = Double(heads.map(\.count).max() ?? 0) * pen.lineHeight(.fine) + 4
    let top = origin.y + plot.height + headHeight
    for (column, lines) in heads.enumerated() {
      let first = top - 4 - Double(lines.count) * pen.lineHeight(.fine)
      for (row, line) in lines.enumerated() {
        plot.add(
          pen.line(
            line, .fine, pen.color(.muted), x: left + (Double(column) + 0.5) * band,
            top: first + Double(row) * pen.lineHeight(.fine), anchor: .middle))
      }
    }
    let largest = table.largest
    for (row, name) in table.rows.enumerated() {
      let y = top + Double(row) * Self.rowHeight
      var parts = [
        pen.line(
          pen.fitted(name, .label, width: nameWidth), .label, pen.color(.text), x: origin.x,
          center: y + Self.rowHeight / 2)
      ]
      for (column, value) in table.values[row].enumerated() {
        let box = Rectangle(
          x: left + Double(column) * band, y: y, width: band, height: Self.rowHeight
        ).inset(left: 0.75, top: 0.75, right: 0.75, bottom: 0.75)
        parts += cell(value, in: box, largest: largest, pen)
      }
      plot.addGroup("row", tooltip: name, parts)
    }
    plot.height = top + Double(table.rows.count) * Self.rowHeight + 4 - origin.y
    return plot
  }

  /// A cell in one of five strengths, its text whole or, where it has no room, its sign alone.
  private func cell<Text>(_ value: Double, in box: Rectangle, largest: Double, _ pen: Pen<Text>) -> [SceneElement] {
    // Areas of equal ratio look equally different: by the root, small amounts stay visible beside large ones.
    let share = largest > 0 ? min(abs(value) / largest, 1).squareRoot() : 0
    let strength = (share * 5).rounded(.up) / 5
    guard value != 0, strength > 0 else {
      return [.shape(SceneShape(.rectangle(box), fill: .solid(pen.color(Ink(.grid, strength: 0.35)))))]
    }
    let whole = format(value)
    let isWhole = pen.width(whole, .fineValue) + 4 <= box.width
    let text = isWhole ? whole : value > 0 ? "+" : "−"
    if value > 0 {
      let ground = pen.color(Ink(.highlight, strength: 0.1 + 0.65 * strength))
      return [
        .shape(SceneShape(.rectangle(box), fill: .solid(ground))),
        pen.line(
          text, .fineValue, pen.contrasting(ground), x: box.center.x, center: box.center.y, anchor: .middle),
      ]
    }
    let width = pen.width(text, .fineValue)
    let paper = Rectangle(x: box.center.x - width / 2 - 2, y: box.top + 3, width: width + 4, height: box.height - 6)
    return [
      .shape(
        SceneShape(
          .rectangle(box),
          fill: .hatched(
            line: pen.color(Ink(.proposal, strength: 0.15 + 0.7 * strength)),
            ground: pen.color(Ink(.proposal, strength: 0.03 + 0.2 * strength))))),
      .shape(SceneShape(.rectangle(paper), fill: .solid(pen.theme.paper.opacity(0.9)))),
      pen.line(text, .fineValue, pen.color(.text), x: box.center.x, center: box.center.y, anchor: .middle),
    ]
  }
}

/// A table whose smaller rows and columns are added up, in the order of their amounts.
struct HeatTable {
  /// Names of the rows, the largest first and the rest last.
  let rows: [String]
  /// Names of the columns, likewise.
  let columns: [String]
  /// Row by row.
  let values: [[Double]]
  /// The largest amount of a cell that stands for itself; sums of the rest would make all others pale.
  let largest: Double

  /// Keeps the largest rows and columns of a chart.
  init(_ chart: HeatMapChart, mostRows: Int, mostColumns: Int) {
    let byRow = Self.parts(
      chart.values.map { $0.reduce(0) { $0 + abs($1) } }, rest: chart.restRows, most: mostRows)
    let byColumn = Self.parts(
      chart.columns.indices.map { column in chart.values.reduce(0) { $0 + abs($1[column]) } }, rest: chart.restColumns,
      most: mostColumns)
    func name(_ part: (members: [Int], count: Int), _ names: [String]) -> String {
      part.count == 1 ? names[part.members[0]] : chart.restName(part.count)
    }
    rows = byRow.map { name($0, chart.rows) }
    columns = byColumn.map { name($0, chart.columns) }
    values = byRow.map { row in
      byColumn.map { column in
        row.members.reduce(0) { sum, index in column.members.reduce(sum) { $0 + chart.values[index][$1] } }
      }
    }
    let single = (rows: byRow.prefix { $0.count == 1 }.count, columns: byColumn.prefix { $0.count == 1 }.count)
    let cells = values.prefix(single.rows).flatMap { $0.prefix(single.columns) }
    largest = (cells.isEmpty ? Array(values.joined()) : cells).map(abs).max() ?? 0
  }

  /// Indices that stay by themselves, the largest first, then those that are added up with how many they stand for.
  private static func parts(_ sizes: [Double], rest: Int, most: Int) -> [(members: [Int], count: Int)] {
    let single = rest > 0 ? Array(sizes.indices.dropLast()) : Array(sizes.indices)
    let ordered = single.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
    let hasRest = rest > 0 || ordered.count > most
    let kept = hasRest ? max(min(ordered.count, most - 1), 0) : ordered.count
    let dropped = ordered.dropFirst(kept) + (rest > 0 ? [sizes.count - 1] : [])
    let count = ordered.count - kept + rest
    return ordered.prefix(kept).map { ([$0], 1) } + (dropped.isEmpty ? [] : [(dropped.sorted(), count)])
  }
}
