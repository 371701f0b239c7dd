internal import Charting
internal import Drawing
public import Findings
import Foundation
internal import PageLayout
internal import Spreadsheet

/// How a report is written.
public struct ReportOptions: Sendable {
  /// Name of the template.
  public var template = "executive"
  /// Folder of templates that replace built-in ones.
  public var templatesFolder: String?
  /// What to write.
  public var formats: Set<ReportFormat> = Set(ReportFormat.allCases)
  /// Whether the PDF is on Letter instead of A4.
  public var usesLetterPaper = false
  /// Pictures drawn at a time. The files do not depend on it.
  public var threads = 2
  /// When the PDF and the workbook say they were made, in seconds since 1970: SOURCE_DATE_EPOCH, or the data cut-off. Never the clock.
  public var creationTime = 0

  /// Everything, on A4.
  public init() {}
}

/// Turns findings into the files of a report.
public enum ReportWriter {
  /// All files below the output folder, in order, without the manifest.
  ///
  /// - Parameters:
  ///   - findings: What the report says.
  ///   - details: Tables that only `tables/` shows, such as the plan stage by stage.
  ///   - workbook: What only the workbook shows.
  public static func files(
    of findings: StudyFindings, details: [FindingsTable], workbook: WorkbookFindings, options: ReportOptions
  ) async throws(ReportError) -> [OutputFolder.File] {
    let library = try library(options)
    let markdown = try markdown(of: findings, library: library, template: options.template)
    // The Markdown report shows its pictures from files.
    let formats = options.formats.contains(.md) ? options.formats.union([.png]) : options.formats
    let theme = try theme(library)
    let rendered = try await render(
      FigureCatalogue.figures(of: findings), theme: theme, format: NumberFormat(currency: findings.cover.currency),
      formats: formats, threads: options.threads)
    let tree = MarkdownParser.parse(markdown)
    // The PDF is the longest single piece of work, so it goes beside the rest.
    async let pdf =
      options.formats.contains(.pdf)
      ? pdf(tree, findings: findings, figures: rendered, theme: theme, options: options) : .success([])
    async let sheets =
      options.formats.contains(.xlsx)
      ? Self.workbook(findings, workbook, theme: theme, options: options) : .success([])
    var files: [OutputFolder.File] = []
    if options.formats.contains(.md) { files.append(("report.md", Array(markdown.utf8))) }
    if options.formats.contains(.html) {
      files.append(
        ("report.html", html(tree, findings: findings, figures: rendered, theme: theme, styleSheet: library.styleSheet))
      )
    }
    for figure in rendered { files += figure.files }
    for table in findings.tables + details { files.append(("tables/\(table.id).csv", CSVWriter.bytes(table))) }
    files.append(("findings.json", StableJSON.bytes(findings)))
    for (path, result) in [("report.pdf", await pdf), (PolicyWorkbook.path, await sheets)] {
      switch result {
      case .success(let bytes): if !bytes.isEmpty { files.append((path, bytes)) }
      case .failure(let error): throw error
      }
    }
    return files.sorted { $0.path < $1.path }
  }

  /// The file that a reader opens first: the PDF, else the page, else the text.
  public static func firstToOpen(_ files: [OutputFolder.File]) -> String {
    let written = Set(files.map(\.path))
    return ["report.pdf", "report.html", "report.md", PolicyWorkbook.path].first(where: written.contains)
      ?? "findings.json"
  }

  /// Writes the files and the manifest; nothing of the previous output is touched unless everything was written.
  public static func write(
    _ files: [OutputFolder.File], of findings: StudyFindings, to folder: String
  ) throws(ReportError) {
    let previous = Manifest.read(folder: folder)?.files.map(\.path) ?? []
    let manifest = Manifest(
      run: findings.cover.runID, toolVersion: findings.cover.toolVersion,
      files: files.map { Manifest.Entry(path: $0.path, bytes: $0.bytes.count) })
    do {
      try OutputFolder(path: folder).write(
        files + [(Manifest.path, StableJSON.bytes(manifest))], replacing: previous)
    } catch {
      throw ReportError(message: error.message, isOutput: true)
    }
  }

  private static func library(_ options: ReportOptions) throws(ReportError) -> TemplateLibrary {
    guard let folder = options.templatesFolder else { return TemplateLibrary() }
    do {
      return try TemplateLibrary(overriddenBy: folder)
    } catch {
      throw ReportError(message: error.faults.joined(separator: "\n"), isOutput: false)
    }
  }

  private static func markdown(
    of findings: StudyFindings, library: TemplateLibrary, template: String
  ) throws(ReportError) -> String {
    do {
      return try library.markdown(of: findings, template: template)
    } catch {
      throw ReportError(message: error.faults.joined(separator: "\n"), isOutput: false)
    }
  }

  private static func theme(_ library: TemplateLibrary) throws(ReportError) -> Theme {
    do {
      return try Theme(json: Array(library.theme.utf8))
    } catch {
      throw ReportError(message: "theme.json: \(error)", isOutput: false)
    }
  }

  /// Draws the figures side by side; each task sets text with an engine of its own.
  private static func render(
    _ figures: [ReportFigure], theme: Theme, format: NumberFormat, formats: Set<ReportFormat>, threads: Int
  ) async throws(ReportError) -> [RenderedFigure] {
    var results = [Result<RenderedFigure, ReportError>?](repeating: nil, count: figures.count)
    let workers = max(1, min(threads, figures.count))
    await withTaskGroup(of: [(Int, Result<RenderedFigure, ReportError>)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          let text = TextEngine()
          return stride(from: worker, to: figures.count, by: workers).map { index in
            (index, figures[index].result(theme: theme, text: text, format: format, formats: formats))
          }
        }
      }
      for await own in group {
        for (index, result) in own { results[index] = result }
      }
    }
    var rendered: [RenderedFigure] = []
    for case let result? in results {
      switch result {
      case .success(let figure): rendered.append(figure)
      case .failure(let error): throw error
      }
    }
    return rendered
  }

  private static func html(
    _ tree: [MarkdownBlock], findings: StudyFindings, figures: [RenderedFigure], theme: Theme, styleSheet: String
  ) -> [UInt8] {
    let pages = figures.compactMap { figure in figure.page.map { (figure.figure.heading.id, $0) } }
    let tables = findings.tables.map { ($0.caption, "tables/\($0.id).csv") }
    let writer = HTMLWriter(
      theme: theme, language: findings.cover.language, title: findings.cover.title,
      figures: Dictionary(pages) { first, _ in first }, tableFiles: Dictionary(tables) { first, _ in first },
      styleSheet: styleSheet)
    return writer.page(tree)
  }

  private static func pdf(
    _ tree: [MarkdownBlock], findings: StudyFindings, figures: [RenderedFigure], theme: Theme, options: ReportOptions
  ) -> Result<[UInt8], ReportError> {
    var builder = DocumentBuilder(
      pictures: Dictionary(uniqueKeysWithValues: figures.map { ($0.figure.heading.id, $0.picture) }))
    let cover = findings.cover
    let document = Document(
      title: cover.title, footLabel: "Run \(cover.runID)", blocks: builder.blocks(of: tree))
    let style = PageStyle(
      paper: options.usesLetterPaper ? .letter : .a4, palette: PageStyle.Palette(theme), family: theme.family)
    let text = TextEngine()
    let pages = LayoutEngine(style: style, measurer: text).layout(document)
    let metadata = PDFMetadata(
      title: cover.title, author: cover.organisation ?? "", subject: cover.scope,
      keywords: ["inventory", "safety stock", "multi-echelon"], creator: "meio \(cover.toolVersion)",
      language: cover.language, creationTime: options.creationTime)
    do {
      return .success(try PDFRenderer.render(pages, metadata: metadata, text: text))
    } catch {
      return .failure(ReportError(message: "report.pdf: \(error)", isOutput: false))
    }
  }
}

extension ReportWriter {
  /// Temporary files are output too: a full disk is told as such.
  fileprivate static func workbook(
    _ findings: StudyFindings, _ workbook: WorkbookFindings, theme: Theme, options: ReportOptions
  ) -> Result<[UInt8], ReportError> {
    do {
      return .success(try PolicyWorkbook.bytes(findings, workbook, theme: theme, options: options))
    } catch {
      return .failure(ReportError(message: "\(PolicyWorkbook.path): \(error.message)", isOutput: true))
    }
  }
}

extension ReportFigure {
  /// The rendered figure, or why it cannot be drawn.
  fileprivate func result(
    theme: Theme, text: TextEngine, format: NumberFormat, formats: Set<ReportFormat>
  ) -> Result<RenderedFigure, ReportError> {
    do {
      return .success(try rendered(theme: theme, text: text, format: format, formats: formats))
    } catch {
      return .failure(error)
    }
  }
}
