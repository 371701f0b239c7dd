import Findings
import Solver

/// The methods as text for a terminal.
enum MethodText {
  /// A heading per model, a block of lines per method.
  static func text(of methods: [MethodDescription], planning: Set<String>) -> String {
    var report = TextReport()
    var model: MethodDescription.Model?
    for method in methods {
      if method.model != model {
        model = method.model
        report.add(heading: method.model.rawValue.prefix(1).uppercased() + method.model.rawValue.dropFirst())
      }
      let mark = planning.contains(method.name) ? "*" : ""
      let shapes = method.topologies.map(\.rawValue).joined(separator: ", ")
      let details = [
        method.summary, "Demand: \(method.demand)", "Source: \(method.source)",
        "Command: \(MethodCommand.name(for: method) ?? "none, it is part of the library")",
      ]
      report.add(
        preformatted: (["\(method.name)\(mark): \(method.guarantee.rawValue); networks: \(shapes)"]
          + details.flatMap { TextLines.wrap($0, width: Terminal.width - 2, indent: "  ").map { "  " + $0 } })
          .joined(separator: "\n"))
    }
    return report.text
  }
}
