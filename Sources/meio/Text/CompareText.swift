import Findings

/// A comparison of two runs as text.
enum CompareText {
  static func text(of findings: SinceReviewFindings) -> String {
    var report = TextReport()
    report.add(title: findings.lead)
    report.add(paragraph: findings.basis)
    report.add(findings.bridge)
    report.add(paragraph: findings.order)
    report.add(heading: "What changed in the data")
    report.add(list: findings.changes.isEmpty ? ["Nothing that the plan rests on."] : findings.changes)
    report.add(findings.keyFigures)
    if let stock = findings.stock { report.add(stock) }
    if !findings.promises.isEmpty {
      report.add(heading: "What became of the plan before")
      report.add(list: findings.promises)
    }
    if let followUp = findings.followUp { report.add(followUp) }
    return report.text
  }
}
