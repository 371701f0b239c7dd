public import SupplyNetwork

/// Turns issues into text for a terminal or a log.
public enum IssueFormatter {
  /// One issue: `error: demand.csv:17: quantity: "1,5" is not a number …`, the hint on a line of its own.
  ///
  /// Control characters from input files are made visible, so that no file can steer a terminal.
  public static func text(_ issue: Issue) -> String {
    var parts: [String] = []
    if let place = issue.place {
      var file = place.file
      if let line = place.line { file += ":\(line)" }
      if !file.isEmpty { parts.append(file) }
      if let column = place.column { parts.append(column) }
    }
    parts.append(issue.message)
    var text = "\(issue.severity.rawValue): \(visible(parts.joined(separator: ": ")))"
    if let hint = issue.hint { text += "\n  hint: \(visible(hint))" }
    return text
  }

  /// All issues, one after the other, with a closing line that counts them.
  public static func text(_ issues: [Issue]) -> String {
    (issues.map { text($0) } + [summary(issues)]).joined(separator: "\n")
  }

  /// `2 errors, 1 warning, 3 notes`.
  public static func summary(_ issues: [Issue]) -> String {
    func counted(_ severity: Issue.Severity) -> String? {
      let count = issues.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let parts = [Issue.Severity.error, .warning, .note].compactMap(counted)
    return parts.isEmpty ? "no issues" : parts.joined(separator: ", ")
  }

  /// Text with its control characters made visible, so that no input can steer a terminal.
  public static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
