internal import Drawing
import Findings
import Foundation
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
  /// An organisation's own look.
  public var brand = ReportBrand()
  /// Pictures drawn at a time. The files do not depend on it.
  public var threads = 2
  /// When the PDF and the workbook say they were made, in seconds since 1970: SOURCE_DATE_EPOCH, or the data cut-off.
  /// Never the clock.
  public var creationTime = 0

  /// Everything, on A4.
  public init() {}
}

/// Turns findings into the files of a report.
public enum ReportWriter {
  /// All files below the output folder, without the manifest; of figures, those that the template shows.
  ///
  /// - Parameters:
  ///   - material: What the report says; what was taken over is for the options that it was taken over for.
  ///   - previous: The output of the run before; what of it is still good is not made again. The files are the same.
  public static func report(
    of material: ReportMaterial, options: ReportOptions, reusing previous: PreviousOutput? = nil
  ) async throws(ReportError) -> MadeReport {
    let findings = material.findings
    async let details = material.files
    let library = try library(options.templatesFolder)
    let markdown = try markdown(of: findings, library: library, template: options.template)
    let theme = try theme(library, options.brand)
    let logo = try logo(options.brand)
    let tree = MarkdownParser.parse(markdown)
    let placement = FigurePlacement(tree)
    let figures = FigureCatalogue.figures(of: findings).filter { placement.all.contains($0.heading.id) }
    let sources = ReportSources(material, figures: figures, markdown: markdown, library: library, options: options)
    let reuse = ReportReuse(
      sources, figures: figures, options: options, previous: previous, isStudyKept: material.isKept)
    let format = NumberFormat(findings.cover)
    async let sheets =
      reuse.needsWorkbook
      ? workbook(material, theme: theme, options: options) : .success([])
    let scenes = try await FigureDrawing.map(figures, threads: options.threads) { figure, text in
      Result { () throws(ReportError) in
        try figure.scenes(reuse.needs(of: figure, in: placement), theme: theme, text: text)
      }
    }
    // The PDF is the longest single piece of work, so it goes beside the rest.
    async let pdf =
      reuse.needsDocument
      ? PagedReport(
        findings: findings, figures: scenes, theme: theme, logo: logo, words: library.words, options: options
      ).pdf(tree) : .success([])
    let rendered = try await FigureDrawing.map(scenes, threads: options.threads) { figure, text in
      Result { () throws(ReportError) in try figure.rendered(theme: theme, text: text, format: format) }
    }
    var files = reuse.kept
    if options.formats.contains(.md) { files.append((ReportPath.markdown, Array(markdown.utf8))) }
    if reuse.needsPage {
      files.append(
        (
          ReportPath.page,
          html(
            tree, findings: findings, figures: rendered, theme: theme, logo: logo, library: library)
        ))
    }
    for figure in rendered { files += figure.files }
    let beside = await details
    files += beside
    for (path, result) in [(ReportPath.document, await pdf), (ReportPath.workbook, await sheets)] {
      switch result {
      case .success(let bytes): if !bytes.isEmpty { files.append((path, bytes)) }
      case .failure(let error): throw error
      }
    }
    var report = MadeReport(files: files.sorted { $0.path < $1.path }, runID: findings.cover.runID)
    report.figures = figures.map(\.heading.id)
    report.drawnFigures = rendered.filter { !$0.files.isEmpty }.map(\.figure.heading.id)
    report.keptPaths = Set(reuse.kept.map(\.path))
    report.sources = sources.byPath.merging(beside.map { ($0.path, material.source) }) { first, _ in first }
      .compactMapValues { $0 }
    return report
  }

  /// Writes the files and the manifest; nothing of the previous output is touched unless everything was written, and
  /// what stands there already stays.
  ///
  /// - Returns: paths of the files written, without the manifest.
  @discardableResult
  public static func write(
    _ report: MadeReport, from inputs: ReportInputs, to folder: String, over previous: PreviousOutput? = nil
  ) throws(ReportError) -> [String] {
    let entries = zip(report.files, FileHashes.of(report.files)).map { file, hash in
      Manifest.Entry(
        path: file.path, bytes: file.bytes.count, contentHash: hash, source: report.sources[file.path])
    }
    let manifest = Manifest(run: report.runID, review: report.review, inputs: inputs, files: entries)
    let written = zip(report.files, entries).filter { file, entry in
      guard let previous else { return true }
      return !report.keptPaths.contains(file.path) && !previous.holds(entry.contentHash, at: file.path)
    }.map { $0.0 }
    let kept = ReviewHistory(folder: folder)
    let history = report.history.filter { previous == nil || kept.content($0.path) != $0.bytes }
    let all = Set(report.files.map(\.path))
    do {
      try OutputFolder(path: folder).write(
        written + history + [(Manifest.path, StableJSON.bytes(manifest))],
        replacing: Manifest.paths(folder: folder).filter { !all.contains($0) } + report.removedHistory)
    } catch {
      throw ReportError(message: error.message, isOutput: true)
    }
    return (written + history).map(\.path)
  }

  /// The templates and the look, those of a folder in place of the built-in ones.
  static func library(_ folder: String?) throws(ReportError) -> TemplateLibrary {
    guard let folder else { return TemplateLibrary() }
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

  private static func logo(_ brand: ReportBrand) throws(ReportError) -> PixelImage? {
    guard let png = brand.logo else { return nil }
    do {
      return try PixelImage(png: png)
    } catch {
      throw ReportError(message: "report.brand.logo: \(error)", isOutput: false)
    }
  }

  /// The theme of a library in the colours of a brand.
  static func theme(_ library: TemplateLibrary, _ brand: ReportBrand) throws(ReportError) -> Theme {
    do {
      var theme = try Theme(json: Array(library.theme.utf8))
      _ = brand.apply(to: &theme)
      return theme
    } catch {
      throw ReportError(message: "theme.json: \(error)", isOutput: false)
    }
  }

  private static func html(
    _ tree: [MarkdownBlock], findings: StudyFindings, figures: [RenderedFigure], theme: Theme,
    logo: PixelImage?, library: TemplateLibrary
  ) -> [UInt8] {
    let pages = figures.compactMap { figure in figure.page.map { (figure.figure.heading.id, $0) } }
    let tables = findings.tables.map { ($0.caption, "tables/\($0.id).csv") }
    let writer = HTMLWriter(
      theme: theme, language: findings.cover.language, title: findings.cover.title,
      figures: Dictionary(pages) { first, _ in first }, tableFiles: Dictionary(tables) { first, _ in first },
      wording: library.words.page, styleSheet: library.styleSheet, format: NumberFormat(findings.cover),
      brand: findings.cover.brand ?? "", logo: logo?.png)
    return writer.page(tree)
  }

  /// Temporary files are output too: a full disk is told as such.
  private static func workbook(
    _ material: ReportMaterial, theme: Theme, options: ReportOptions
  ) -> Result<[UInt8], ReportError> {
    guard let workbook = material.workbook else { return .success([]) }
    do {
      return .success(try PolicyWorkbook.bytes(material.findings, workbook, theme: theme, options: options))
    } catch {
      return .failure(ReportError(message: "\(ReportPath.workbook): \(error.message)", isOutput: true))
    }
  }
}
