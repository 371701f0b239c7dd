import Findings
import Reporting

/// What is said of a report that was made.
enum ReportText {
  /// "Wrote 70 files (2784 kB)", and where not everything was made, how much was.
  static func work(_ made: ReportRun.Written) -> String {
    let written = Set(made.paths)
    let files = made.report.files + made.report.history
    let size = files.reduce(0) { $0 + (written.contains($1.path) ? $1.bytes.count : 0) }
    // The manifest is always written.
    let total = files.count + 1
    let kilobytes = "\((size + 512) / 1024) kB"
    guard made.paths.count + 1 < total else { return "Wrote \(total) files (\(kilobytes))" }
    var parts = [kilobytes]
    if made.isStudyKept { parts.append("findings taken over") }
    if made.report.files.contains(where: { $0.path.hasPrefix("figures/") }) {
      parts.append("\(made.report.drawnFigures.count) of \(made.report.figures.count) charts drawn")
    }
    return "Wrote \(made.paths.count + 1) of \(total) files (\(parts.joined(separator: ", ")))"
  }

  /// Key figures that differ, a line for each: "Inventory value, optimised: $6.42M → $6.40M"; what is held against the
  /// plan under its name, a benchmark where today is unknown.
  static func changes(from before: StudyFindings, to after: StudyFindings) -> [String] {
    let old = Dictionary(before.summary.keyFigures.map { ($0.name, $0) }) { first, _ in first }
    let new = Dictionary(after.summary.keyFigures.map { ($0.name, $0) }) { first, _ in first }
    let gone = before.summary.keyFigures.filter { new[$0.name] == nil }.map { "\($0.name): no longer known" }
    let labels = [before, after].map { $0.summary.currentLabel.lowercased() }
    let current = labels[0] == labels[1] ? labels[1] : labels.joined(separator: " → ")
    return after.summary.keyFigures.flatMap { figure -> [String] in
      guard let known = old[figure.name] else { return ["\(figure.name): now known, \(figure.optimised)"] }
      return [(current, known.current, figure.current), ("optimised", known.optimised, figure.optimised)]
        .filter { $0.1 != $0.2 }.map { "\(figure.name), \($0.0): \($0.1) → \($0.2)" }
    } + gone
  }
}
