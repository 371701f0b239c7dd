/// Names of cells in formulas.
public enum CellAddress {
  /// The letters of a column ("A", "Z", "AA"), counted from 0.
  public static func column(_ index: Int) -> String {
    var letters = ""
    var left = index + 1
    while left > 0 {
      left -= 1
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(left % 26))) + letters
      left /= 26
    }
    return letters
  }

  /// A cell ("$C$5"), row and column counted from 0.
  public static func cell(row: Int, column: Int) -> String { "$\(self.column(column))$\(row + 1)" }

  /// The cells of some rows of a column ("$C$5:$C$9").
  public static func range(rows: ClosedRange<Int>, column: Int) -> String {
    "\(cell(row: rows.lowerBound, column: column)):\(cell(row: rows.upperBound, column: column))"
  }
}
