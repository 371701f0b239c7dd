/// Lists of indices, one per row, stored back to back: row r is `values[offsets[r]..<offsets[r + 1]]`.
public struct CompressedRows: Sendable, Equatable {
  /// `rowCount + 1` ascending positions in ``values``.
  public private(set) var offsets: [Int]
  /// The entries of all rows, row after row.
  public private(set) var values: [Int]

  /// Groups `0..<keys.count` by key: row r lists, in ascending order, the positions whose key is r.
  ///
  /// Complexity: O(rows + keys).
  public init(grouping keys: [Int], rowCount: Int) {
    offsets = [Int](repeating: 0, count: rowCount + 1)
    for key in keys { offsets[key + 1] += 1 }
    for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
    values = [Int](repeating: 0, count: keys.count)
    var next = offsets
    for (position, key) in keys.enumerated() {
      values[next[key]] = position
      next[key] += 1
    }
  }

  /// Number of rows.
  public var rowCount: Int { offsets.count - 1 }
  /// Positions of a row's entries in ``values``.
  public func range(_ row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }
  /// The entries of a row.
  public subscript(row: Int) -> ArraySlice<Int> { values[range(row)] }
}
