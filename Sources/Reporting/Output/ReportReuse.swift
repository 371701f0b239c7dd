internal import Findings

/// Which files of a report are taken over from the run before, and what has to be made.
///
/// A picture in the PDF or the HTML report is laid out again where that report is made anew, although its files are
/// taken over: a scene costs little beside a PNG file, and no file holds one.
struct ReportReuse: Sendable {
  /// Files taken over.
  private(set) var kept: [OutputFolder.File] = []
  /// Whether the HTML report is to be made.
  private(set) var needsPage = false
  /// Whether the PDF is to be made.
  private(set) var needsDocument = false
  /// Whether the workbook is to be made.
  private(set) var needsWorkbook = false
  /// Figures whose files are to be drawn.
  private var drawn: Set<String> = []

  /// - Parameter isStudyKept: Whether findings were taken over, and the workbook with them.
  init(
    _ sources: ReportSources, figures: [ReportFigure], options: ReportOptions, previous: PreviousOutput?,
    isStudyKept: Bool
  ) {
    func needs(_ format: ReportFormat, _ path: String, from source: String?) -> Bool {
      guard options.formats.contains(format) else { return false }
      guard let bytes = previous?.bytes(of: path, from: source) else { return true }
      kept.append((path, bytes))
      return false
    }
    needsPage = needs(.html, ReportPath.page, from: sources.page)
    needsDocument = needs(.pdf, ReportPath.document, from: sources.document)
    if !isStudyKept { needsWorkbook = needs(.xlsx, ReportPath.workbook, from: sources.workbook) }
    // The Markdown report shows its pictures from files.
    guard !options.formats.isDisjoint(with: [.png, .md]) else { return }
    for figure in figures {
      let id = figure.heading.id
      let paths = ChartFormat.allCases.map { FigureFile.path(id, $0.rawValue) }
      let files = paths.compactMap { path -> OutputFolder.File? in
        previous?.bytes(of: path, from: sources.figure(id)).map { (path, $0) }
      }
      if files.count == paths.count {
        kept += files
      } else {
        drawn.insert(id)
      }
    }
  }

  /// What is to be made of a figure.
  func needs(of figure: ReportFigure, in placement: FigurePlacement) -> FigureNeeds {
    let id = figure.heading.id
    return FigureNeeds(
      files: drawn.contains(id), fullPicture: needsDocument && placement.full.contains(id),
      halfPicture: needsDocument && placement.half.contains(id), page: needsPage)
  }
}
