/// Names that Excel accepts for sheets.
enum SheetName {
  /// The most characters of a name.
  static let limit = 31

  /// A name near the one wanted: legal, and none of those taken, whatever their case.
  ///
  /// - Parameters:
  ///   - wanted: Any text.
  ///   - taken: Names of the other sheets, lowercased.
  static func legal(_ wanted: String, taken: Set<String>) -> String {
    var name = CellText.clean(wanted).filter { !"[]:*?/\\\n".contains($0) }
    name = trimmed(name)
    // Excel keeps the name of its record of changes for itself.
    if name.isEmpty || name.lowercased() == "history" { name = trimmed("Sheet " + name) }
    name = cut(name, to: limit)
    var number = 1
    var unique = name
    while taken.contains(unique.lowercased()) {
      number += 1
      let ending = " \(number)"
      unique = cut(name, to: limit - ending.count) + ending
    }
    return unique
  }

  /// Without spaces and apostrophes at either end, where names may not have them.
  private static func trimmed(_ name: String) -> String {
    var name = Substring(name)
    while let first = name.first, first == "'" || first.isWhitespace { name.removeFirst() }
    while let last = name.last, last == "'" || last.isWhitespace { name.removeLast() }
    return String(name)
  }

  /// No more UTF-16 units than allowed, whole characters only.
  private static func cut(_ name: String, to units: Int) -> String {
    var kept = ""
    var left = units
    for character in name {
      left -= character.utf16.count
      guard left >= 0 else { break }
      kept.append(character)
    }
    return trimmed(kept)
  }

  /// The name as formulas and links have it.
  static func quoted(_ name: String) -> String { "'" + name.replacing("'", with: "''") + "'" }
}
