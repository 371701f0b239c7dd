/// Names that Excel accepts for tables and their columns.
enum TableName {
  /// The most characters of a column's head.
  private static let headLimit = 255

  /// A name near the one wanted: letters, digits and underscores, no cell's address, none of those taken.
  static func legal(_ wanted: String, taken: Set<String>) -> String {
    var name = String(wanted.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(200))
    // A name such as DC1 or R1C1 is the address of a cell.
    let looksLikeAnAddress = name.contains { $0.isNumber } && !name.contains("_")
    if name.first?.isLetter != true || looksLikeAnAddress || name.count < 2 { name = "Table_" + name }
    var number = 1
    var unique = name
    while taken.contains(unique.lowercased()) {
      number += 1
      unique = "\(name)_\(number)"
    }
    return unique
  }

  /// Heads in one line, none empty, none twice whatever its case: Excel mends files that have such.
  static func distinct(_ heads: [String]) -> [String] {
    var seen: Set<String> = []
    return heads.enumerated().map { position, head in
      var name = String(CellText.clean(head).replacing("\n", with: " ").unicodeScalars.prefix(headLimit - 8))
      if name.allSatisfy(\.isWhitespace) { name = "Column \(position + 1)" }
      var number = 1
      var unique = name
      while !seen.insert(unique.lowercased()).inserted {
        number += 1
        unique = "\(name) (\(number))"
      }
      return unique
    }
  }
}
