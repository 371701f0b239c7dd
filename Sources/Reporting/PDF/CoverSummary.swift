internal import Findings

/// What a cover says of a report: its recommendation and the first of its key figures.
struct CoverSummary {
  /// In one sentence.
  var recommendation = ""
  /// As many as stand side by side.
  var keyFigures: [KeyFigure] = []

  /// All that it says.
  var texts: [String] {
    [recommendation] + keyFigures.flatMap { [$0.name, $0.current, $0.optimised, $0.change, $0.direction.rawValue] }
  }
}

extension CoverSummary {
  private static let figureCount = 3

  init(_ summary: SummaryFindings) {
    recommendation = summary.recommendation
    keyFigures = Array(summary.keyFigures.prefix(Self.figureCount))
  }
}
