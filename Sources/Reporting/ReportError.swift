/// Why a report cannot be made.
public struct ReportError: Error, Sendable, Equatable {
  /// What is wrong, naming the file or figure.
  public var message: String
  /// Whether the output could not be written, rather than drawn or filled.
  public var isOutput: Bool
}

/// A kind of file that a report consists of.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// `report.md`.
  case md
  /// `report.html`, one self-contained page.
  case html
  /// `report.pdf`.
  case pdf
  /// `figures/`: every chart as PNG, PDF, SVG and CSV.
  case png
  /// `policy.xlsx`: every table, the plan stage by stage and checks, as an Excel workbook.
  case xlsx
}
