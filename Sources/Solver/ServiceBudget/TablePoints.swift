/// The points of all curves that are given by points, each on its concave envelope, one curve after the other.
struct TablePoints {
  private var values: [PreparedCurve.Value] = []
  /// Per point, its position in the list it came from.
  private var positions: [Int] = []

  /// Adds the upper concave envelope of a list of points from a floor on; the range of its points.
  ///
  /// The monotone chain (Andrew 1979, doi:10.1016/0020-0190(79)90072-3). Complexity: O(points × log points).
  mutating func append(stock: [Double], service: [Double], floor: Double) -> Range<Int> {
    let start = values.count
    let order = stock.indices.filter { service[$0] >= floor }
      .sorted { (stock[$0], -service[$0], $0) < (stock[$1], -service[$1], $1) }
    for index in order {
      let point = PreparedCurve.Value(shortfall: 1 - service[index], stock: stock[index])
      if let last = values[start...].last, point.shortfall >= last.shortfall { continue }
      while values.count - start >= 2 {
        let (middle, first) = (values[values.count - 1], values[values.count - 2])
        // The middle point stays where it lies above the line from the first to the new one.
        let turn =
          (first.shortfall - middle.shortfall) * (point.stock - first.stock)
          - (first.shortfall - point.shortfall) * (middle.stock - first.stock)
        if turn > 0 { break }
        values.removeLast()
        positions.removeLast()
      }
      values.append(point)
      positions.append(index)
    }
    return start..<values.count
  }

  /// A point.
  func value(at index: Int) -> PreparedCurve.Value { values[index] }
  /// Its position in the list it came from.
  func position(at index: Int) -> Int { positions[index] }
}
