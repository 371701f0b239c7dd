/// Widths of table columns by their content, as browsers set tables (CSS 2.1, 17.5.2.2, automatic table layout):
/// no column narrower than its longest word, and what is left goes where the text is longest.
struct ColumnWidths {
  /// What a column needs, in points without padding.
  struct Need: Equatable {
    /// The longest word.
    var narrowest = 0.0
    /// The width at which the column reads well: figures on one line, text in lines of a few words.
    var comfortable = 0.0
    /// Every cell on one line.
    var widest = 0.0
  }

  /// White to the right of each column, in points; that of the last does not count.
  let gaps: [Double]
  let needs: [Need]

  private var white: Double { gaps.prefix(max(needs.count - 1, 0)).reduce(0, +) }

  /// Widths of the whole table, in points.
  var narrowest: Double { needs.reduce(white) { $0 + $1.narrowest } }
  var comfortable: Double { needs.reduce(white) { $0 + $1.comfortable } }
  var widest: Double { needs.reduce(white) { $0 + $1.widest } }

  /// What the columns need in another type size. Letters scale as their size does, but for a hair of rounding.
  func scaled(by factor: Double) -> ColumnWidths {
    guard factor != 1 else { return self }
    let hair = 0.1
    return ColumnWidths(
      gaps: gaps.map { $0 * factor },
      needs: needs.map { need in
        Need(
          narrowest: need.narrowest * factor + hair, comfortable: need.comfortable * factor + hair,
          widest: need.widest * factor + hair)
      })
  }

  /// Some of the columns alone.
  func part(_ indices: [Int]) -> ColumnWidths {
    ColumnWidths(gaps: indices.map { gaps[$0] }, needs: indices.map { needs[$0] })
  }

  /// The width of each column, without the gaps, in a table of at most a width.
  func widths(within available: Double) -> [Double] {
    let room = available - white
    if widest <= available {
      // A small table does not stretch across the page: the eye would lose the row.
      let target = widest >= available * 0.5 ? room : min(room, (widest - white) * 1.3)
      return spread(needs.map(\.widest), by: needs.map(\.widest), to: target)
    }
    if comfortable <= available {
      return spread(needs.map(\.comfortable), by: needs.map { $0.widest - $0.comfortable }, to: room)
    }
    if narrowest <= available {
      return spread(needs.map(\.narrowest), by: needs.map { $0.comfortable - $0.narrowest }, to: room)
    }
    return capped(to: room)
  }

  /// Widths with what is left shared out by weight.
  private func spread(_ widths: [Double], by weights: [Double], to target: Double) -> [Double] {
    let rest = max(target - widths.reduce(0, +), 0)
    let total = weights.reduce(0, +)
    guard total > 0 else { return widths.map { $0 + rest / Double(max(widths.count, 1)) } }
    return zip(widths, weights).map { $0 + rest * $1 / total }
  }

  /// Widths that break the longest words alone: as wide a limit as fits.
  private func capped(to room: Double) -> [Double] {
    var left = max(room, Double(needs.count))
    var widths = [Double](repeating: 0, count: needs.count)
    let ascending = needs.indices.sorted { (needs[$0].narrowest, $0) < (needs[$1].narrowest, $1) }
    for (rank, index) in ascending.enumerated() {
      let share = left / Double(needs.count - rank)
      widths[index] = min(max(needs[index].narrowest, 1), share)
      left -= widths[index]
    }
    return widths
  }
}
