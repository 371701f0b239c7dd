import Drawing

/// A table as it will be set: its cells measured in a type size, its columns in place.
struct TableSetting {
  /// Cells of a row, one for each column.
  struct Row {
    enum Part { case head, body, total }

    var part: Part
    var cells: [[StyledRun]]

    /// The same row in another type size.
    func scaled(by factor: Double) -> Row {
      var row = self
      for cell in row.cells.indices {
        for run in row.cells[cell].indices { row.cells[cell][run].font.size *= factor }
      }
      return row
    }
  }

  var size: Double
  var isLandscape: Bool
  var alignments: [TextAlignment]
  var rows: [Row]
  /// Where the columns stand, measured from the left of the content area.
  var columns: [Column]

  /// White to the right of each column, in points: more where figures, which end there, meet a column of text.
  static func gaps(after columns: [Table.Column], size: Double) -> [Double] {
    columns.indices.map { index in
      let meetsText =
        columns[index].alignment == .end && index + 1 < columns.count && columns[index + 1].alignment != .end
      return size * (meetsText ? 2.4 : 1.3)
    }
  }
}

extension Composer {
  /// The longest line of text that a table column takes before it wraps, in type sizes.
  private static let textMeasure = 15.0

  /// How much of the way from the narrowest to the comfortable width a table gets at least while it stands upright.
  private static let tightness = 0.3

  /// A table as one setting or, where a single one would be wider than a page on its side, as several that each
  /// repeat the first column.
  mutating func settings(of table: Table, in column: Column) -> [TableSetting] {
    let columnCount = table.columnCount
    guard columnCount > 0 else { return [] }
    let columns = (0..<columnCount).map { $0 < table.columns.count ? table.columns[$0] : .text }
    let mayTurn = column.width >= contentSize(landscape: false).width - 0.01
    let landscape = mayTurn ? max(contentSize(landscape: true).width, column.width) : column.width
    let (rows, natural) = measured(table, columns)

    // Type as large as fits; rather wrap text upright than turn the page on its side.
    let smallest = style.smallestTableSize
    let sizes = Array(stride(from: style.tableSize, to: smallest, by: -0.5)) + [smallest]
    for (width, turned, comfort) in [
      (column.width, false, 1), (column.width, false, Self.tightness), (landscape, true, 1),
    ] {
      for size in sizes {
        let widths = natural.scaled(by: size / style.tableSize)
        guard widths.narrowest + comfort * (widths.comfortable - widths.narrowest) <= width else { continue }
        return [setting(rows, columns, widths, size, left: column.x, width: width, turned && width > column.width)]
      }
    }
    let widths = natural.scaled(by: smallest / style.tableSize)
    let turned = landscape > column.width
    if widths.narrowest <= column.width || columnCount <= 2 {
      return [setting(rows, columns, widths, smallest, left: column.x, width: column.width, false)]
    }
    if widths.narrowest <= landscape {
      return [setting(rows, columns, widths, smallest, left: column.x, width: landscape, turned)]
    }
    return parts(of: widths, within: landscape).map { indices in
      let part = widths.part(indices)
      let partRows = rows.map { row in TableSetting.Row(part: row.part, cells: indices.map { row.cells[$0] }) }
      return setting(partRows, indices.map { columns[$0] }, part, smallest, left: column.x, width: landscape, turned)
    }
  }

  /// Columns by part, the first column in each: as many as fit.
  private func parts(of widths: ColumnWidths, within available: Double) -> [[Int]] {
    var parts: [[Int]] = []
    var current = [0]
    for index in widths.needs.indices.dropFirst() {
      if current.count > 1, widths.part(current + [index]).narrowest > available {
        parts.append(current)
        current = [0]
      }
      current.append(index)
    }
    return parts + [current]
  }

  private func setting(
    _ rows: [TableSetting.Row], _ columns: [Table.Column], _ widths: ColumnWidths, _ size: Double, left: Double,
    width: Double, _ isLandscape: Bool
  ) -> TableSetting {
    var x = left
    let placed = zip(widths.widths(within: width), widths.gaps).map { width, gap in
      defer { x += width + gap }
      return Column(x: x, width: width)
    }
    return TableSetting(
      size: size, isLandscape: isLandscape, alignments: columns.map(\.alignment),
      rows: size == style.tableSize ? rows : rows.map { $0.scaled(by: size / style.tableSize) }, columns: placed)
  }

  /// The cells in the type size of the style, with what their columns need.
  private mutating func measured(
    _ table: Table, _ columns: [Table.Column]
  ) -> ([TableSetting.Row], ColumnWidths) {
    let size = style.tableSize
    var needs = [ColumnWidths.Need](repeating: .init(), count: columns.count)
    var rows: [TableSetting.Row] = []
    rows.reserveCapacity(table.body.count + table.totals.count + 1)
    func add(_ row: Table.Row, _ part: TableSetting.Row.Part, _ textStyle: TextStyle) {
      var cells: [[StyledRun]] = []
      cells.reserveCapacity(columns.count)
      for index in columns.indices {
        let runs = index < row.count ? style.runs(of: headings.withoutDeadLinks(row[index]), textStyle) : []
        let (narrowest, widest) = meter.contentWidths(of: runs)
        needs[index].narrowest = max(needs[index].narrowest, narrowest)
        needs[index].widest = max(needs[index].widest, widest)
        // A head may always wrap, and so may long text; figures should not.
        let comfort =
          part == .head
          ? max(narrowest, min(widest, size * 6))
          : columns[index].alignment == .end ? widest : max(narrowest, min(widest, size * Self.textMeasure))
        needs[index].comfortable = max(needs[index].comfortable, comfort)
        cells.append(runs)
      }
      rows.append(TableSetting.Row(part: part, cells: cells))
    }
    if !table.head.isEmpty { add(table.head, .head, style.cell(size: size, .semibold)) }
    for row in table.body { add(row, .body, style.cell(size: size)) }
    for row in table.totals { add(row, .total, style.cell(size: size, .semibold)) }
    for (index, column) in columns.enumerated() {
      guard let width = column.width, width.isFinite else { continue }
      needs[index].comfortable = max(needs[index].narrowest, width)
      needs[index].widest = max(needs[index].narrowest, width)
    }
    return (rows, ColumnWidths(gaps: TableSetting.gaps(after: columns, size: size), needs: needs))
  }
}

extension Table {
  /// Columns, given or met in a row.
  var columnCount: Int {
    (body + totals).reduce(max(columns.count, head.count)) { max($0, $1.count) }
  }
}
