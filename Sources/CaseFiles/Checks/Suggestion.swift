/// Finds the name that someone probably meant.
public enum Suggestion {
  /// The nearest of some names, or `nil` where none is near: at most one edit in three characters.
  public static func nearest(to text: String, among names: [String]) -> String? {
    let folded = text.lowercased()
    if let same = names.first(where: { $0.lowercased() == folded && $0 != text }) { return same }
    let wanted = Array(folded.unicodeScalars.prefix(64))
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = Array(name.lowercased().unicodeScalars.prefix(64))
      guard abs(candidate.count - wanted.count) <= limit, candidate.count > 1 || wanted.count > 1 else { continue }
      let distance = editDistance(wanted, candidate)
      if distance <= limit, distance < (best?.distance ?? .max) { best = (name, distance) }
    }
    return best?.name
  }

  /// `did you mean "…"?`, where there is a near name.
  static func hint(for text: String, among names: [String]) -> String? {
    nearest(to: text, among: names).map { "did you mean \(Quotation.of($0))?" }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other
  /// (optimal string alignment; Damerau 1964, doi:10.1145/363958.363994). Complexity: O(n·m).
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [Int](repeating: row, count: right.count + 1)
      for column in 1...right.count {
        let replaced = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
        var distance = min(replaced, last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          distance = min(distance, beforeLast[column - 2] + 1)
        }
        current[column] = distance
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}

/// How values seen in a file are shown in a message.
enum Quotation {
  /// The value in quotes, shortened to 60 characters, control characters made visible.
  static func of(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      default:
        if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format {
          shown += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          shown.unicodeScalars.append(scalar)
        }
      }
    }
    return "\"\(shown)\(text.unicodeScalars.count > 60 ? "…" : "")\""
  }
}
