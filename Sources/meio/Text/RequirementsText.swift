import Findings
import SupplyNetwork

/// Planned requirements as text for a terminal.
enum RequirementsText {
  /// Stages whose most urgent message is shown.
  private static let shownActions = 20

  /// What all networks need, and the records of some stages.
  static func text(of study: RequirementsStudy, stages: [(network: Int, stage: Int)]) -> String {
    var report = TextReport()
    let settings = study.model.settings
    report.add(title: settings.title.isEmpty ? "Requirements" : settings.title)
    report.add(
      paragraph: RequirementsFindings.basis(study, format: NumberFormat(settings)))
    report.add(RequirementsTables.exceptionsByTier(study))
    report.add(RequirementsTables.ordersByTier(study))
    if let actions = RequirementsTables.urgentActions(study, count: shownActions) { report.add(actions) }
    for place in stages {
      report.add(RequirementsTables.record(network: place.network, stage: place.stage, study))
    }
    return report.text
  }
}
