internal import Findings

/// Which files of a report are taken over from the run before, and what has to be made.
///
/// A picture in the PDF or the HTML report is laid out again where that report is made anew, although its files are
/// taken over: a scene costs little beside a PNG file, and no file holds one.
struct ReportReuse: Sendable {
  /// Files taken over.
  private(set) var kept: [OutputFolder.File] = []
  /// Whether the HTML report is to be made.
  private(set) var needsPage: Bool
  /// Whether the PDF is to be made.
  private(set) var needsDocument: Bool
  /// Figures whose files are to be drawn.
  private var drawn: Set<String> = []

  init(_ sources: ReportSources, figures: [ReportFigure], options: ReportOptions, previous: PreviousOutput?) {
    needsPage = options.formats.contains(.html)
    needsDocument = options.formats.contains(.pdf)
    if needsPage, let bytes = previous?.bytes(of: ReportPath.page, from: sources.page) {
      kept.append((ReportPath.page, bytes))
      needsPage = false
    }
    if needsDocument, let bytes = previous?.bytes(of: ReportPath.document, from: sources.document) {
      kept.append((ReportPath.document, bytes))
      needsDocument = false
    }
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
  func needs(of figure: ReportFigure) -> FigureNeeds {
    FigureNeeds(files: drawn.contains(figure.heading.id), picture: needsDocument, page: needsPage)
  }
}
