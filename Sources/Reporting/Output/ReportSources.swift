internal import ContentHash
internal import Drawing
internal import Findings
internal import Spreadsheet

/// What each file of a report is made from, as a hash: two runs that agree in it write the same file.
///
/// Files that are quickly made (`report.md`) have none; those of the study have that of its input
/// (``ReportMaterial/source``).
struct ReportSources: Sendable {
  /// Hashes of the figures, by name; a figure without one is always drawn.
  private let figures: [String: String]
  /// Hash of the HTML report.
  let page: String?
  /// Hash of the PDF.
  let document: String?
  /// Hash of the workbook.
  let workbook: String?

  init(
    _ material: ReportMaterial, figures: [ReportFigure], markdown: String, library: TemplateLibrary,
    options: ReportOptions
  ) {
    let findings = material.findings
    workbook = Self.workbook(findings, of: material.source, library: library, options: options)
    let cover = findings.cover
    let maker = [cover.toolVersion, DrawingSystem.description]
    let amounts = [cover.currency, cover.locale, String(cover.abbreviatesThousands)]
    let look = SourceHash.hexadecimal(maker + [library.theme] + amounts + options.brand.colorTexts)
    let sources = figures.map { $0.source(look: look) }
    self.figures = Dictionary(
      zip(figures, sources).compactMap { figure, source in source.map { (figure.heading.id, $0) } }
    ) { first, _ in first }
    guard !sources.contains(nil) else {
      page = nil
      document = nil
      return
    }
    let common = [look, markdown] + sources.compactMap { $0 }
    let brand = [cover.brand ?? "", SHA256.hexadecimalDigest(of: options.brand.logo ?? [])]
    var ofPage = ["page", cover.title, cover.language, library.styleSheet, library.words.text]
    ofPage += brand + findings.tables.flatMap { [$0.id, $0.caption] }
    page = SourceHash.hexadecimal(ofPage + common)
    var ofDocument = ["document", cover.title, cover.organisation ?? "", cover.scope, cover.runID, cover.language]
    ofDocument += [library.words.text] + brand + Self.sheet(options) + CoverSummary(findings.summary).texts
    document = SourceHash.hexadecimal(ofDocument + common)
  }

  /// Hash of the workbook of findings, labels included, and of what else the study of an input found; `nil` where either
  /// cannot be told.
  static func workbook(
    _ findings: StudyFindings, of study: String?, library: TemplateLibrary, options: ReportOptions
  ) -> String? {
    guard let study, let text = StableJSON.text(findings) else { return nil }
    return SourceHash.hexadecimal(
      [
        "workbook", findings.cover.toolVersion, DrawingSystem.description, SpreadsheetSystem.description, study, text,
        library.theme,
      ] + options.brand.colorTexts + sheet(options))
  }

  /// Paper and time, which the PDF and the workbook show.
  private static func sheet(_ options: ReportOptions) -> [String] {
    [options.usesLetterPaper ? "letter" : "A4", String(options.creationTime)]
  }

  /// Hash of a figure.
  func figure(_ id: String) -> String? { figures[id] }

  /// Hashes by path, of figures, reports and the workbook.
  var byPath: [String: String?] {
    var byPath: [String: String?] = [
      ReportPath.page: page, ReportPath.document: document, ReportPath.workbook: workbook,
    ]
    for (id, source) in figures {
      for kind in ChartFormat.allCases { byPath[FigureFile.path(id, kind.rawValue)] = source }
    }
    return byPath
  }
}
