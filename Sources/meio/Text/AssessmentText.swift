import CaseFiles
import Findings
import SupplyNetwork

/// An assessment as text for a terminal.
enum AssessmentText {
  /// The issues, then the sections.
  static func text(of assessment: Assessment, issues: [Issue]) -> String {
    var report = TextReport()
    report.add(title: assessment.title)
    report.add(heading: "Issues in the input")
    report.add(preformatted: IssueFormatter.text(issues))
    for section in assessment.sections {
      report.add(heading: section.title)
      if !section.sentences.isEmpty { report.add(paragraph: section.sentences.joined(separator: " ")) }
      if !section.points.isEmpty { report.add(list: section.points) }
      for table in section.tables { report.add(table) }
    }
    return report.text
  }
}
