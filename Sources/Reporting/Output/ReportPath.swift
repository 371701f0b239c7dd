/// Where the files of a report stand below the output folder; figures have ``FigureFile``.
enum ReportPath {
  static let markdown = "report.md"
  static let page = "report.html"
  static let document = "report.pdf"
  static let workbook = "policy.xlsx"
  static let findings = "findings.json"
}
