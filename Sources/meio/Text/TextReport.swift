import CaseFiles
import Findings

/// Headings, sentences and tables as plain text for a terminal.
struct TextReport {
  private var lines: [String] = []

  /// The text, ending with a line end.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Adds a title with a double rule.
  mutating func add(title: String) { add(heading: title, rule: "=") }

  /// Adds a heading with a rule.
  mutating func add(heading: String) { add(heading: heading, rule: "-") }

  /// Adds sentences as a paragraph.
  mutating func add(paragraph: String) {
    separate()
    lines += TextLines.wrap(IssueFormatter.visible(paragraph), width: Terminal.width)
  }

  /// Adds sentences as a list.
  mutating func add(list: [String]) {
    separate()
    for entry in list {
      lines += TextLines.wrap("- " + IssueFormatter.visible(entry), width: Terminal.width, indent: "  ")
    }
  }

  /// Adds lines as they are.
  mutating func add(preformatted: String) {
    separate()
    lines += preformatted.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Adds a table under its caption.
  mutating func add(_ table: FindingsTable) {
    separate()
    lines += TextLines.wrap(IssueFormatter.visible(table.caption), width: Terminal.width)
    lines.append("")
    lines += TextTable(table, width: Terminal.width).lines
    if let note = table.note {
      lines.append("")
      lines += TextLines.wrap(IssueFormatter.visible(note), width: Terminal.width)
    }
  }

  private mutating func add(heading: String, rule: String) {
    separate()
    let shown = TextLines.wrap(IssueFormatter.visible(heading), width: Terminal.width)
    lines += shown
    lines.append(String(repeating: rule, count: shown.map(\.count).max() ?? 0))
  }

  private mutating func separate() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }
}
