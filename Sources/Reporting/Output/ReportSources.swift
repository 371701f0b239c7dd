internal import Drawing
internal import Findings

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

  init(
    _ findings: StudyFindings, figures: [ReportFigure], markdown: String, library: TemplateLibrary,
    options: ReportOptions
  ) {
    let cover = findings.cover
    let maker = [cover.toolVersion, DrawingSystem.description]
    let look = SourceHash.hexadecimal(maker + [library.theme, cover.currency])
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
    page = SourceHash.hexadecimal(
      ["page", cover.title, cover.language, library.styleSheet] + findings.tables.flatMap { [$0.id, $0.caption] }
        + common)
    document = SourceHash.hexadecimal(
      [
        "document", cover.title, cover.organisation ?? "", cover.scope, cover.runID, cover.language,
        options.usesLetterPaper ? "letter" : "A4", String(options.creationTime),
      ] + common)
  }

  /// Hash of a figure.
  func figure(_ id: String) -> String? { figures[id] }

  /// Hashes by path, of figures and reports.
  var byPath: [String: String?] {
    var byPath: [String: String?] = [ReportPath.page: page, ReportPath.document: document]
    for (id, source) in figures {
      for kind in ChartFormat.allCases { byPath[FigureFile.path(id, kind.rawValue)] = source }
    }
    return byPath
  }
}
