internal import Drawing
internal import Findings
internal import PageLayout

/// The report on pages.
struct PagedReport: Sendable {
  var findings: StudyFindings
  /// Those that are shown, with their pictures.
  var figures: [FigureScenes]
  var theme: Theme
  var logo: PixelImage?
  var words: ReportWords
  var options: ReportOptions

  /// The pages of a tree.
  func pages(_ tree: [MarkdownBlock], text: TextEngine) -> PagedDocument {
    let cover = findings.cover
    var builder = DocumentBuilder(
      pictures: Dictionary(
        uniqueKeysWithValues: figures.compactMap { figure in figure.picture.map { (figure.figure.heading.id, $0) } }),
      brand: cover.brand ?? "", logo: logo, summary: CoverSummary(findings.summary), words: words)
    var document = Document(
      title: cover.title, footLabel: "\(words["run"]) \(cover.runID)", blocks: builder.blocks(of: tree))
    document.brand = cover.brand ?? ""
    var style = PageStyle(
      paper: options.usesLetterPaper ? .letter : .a4, palette: PageStyle.Palette(theme), family: theme.family)
    style.wording = words.sheet
    style.runsFromRightToLeft = LanguageTag.isRightToLeft(cover.language)
    return LayoutEngine(style: style, measurer: text).layout(document)
  }

  /// The bytes of the file.
  func pdf(_ tree: [MarkdownBlock]) -> Result<[UInt8], ReportError> {
    let cover = findings.cover
    let text = TextEngine(language: cover.language)
    let metadata = PDFMetadata(
      title: cover.title, author: cover.organisation ?? "", subject: cover.scope,
      keywords: ["inventory", "safety stock", "multi-echelon"], creator: "meio \(cover.toolVersion)",
      language: cover.language, creationTime: options.creationTime)
    do {
      return .success(try PDFRenderer.render(pages(tree, text: text), metadata: metadata, text: text))
    } catch {
      return .failure(ReportError(message: "\(ReportPath.document): \(error)", isOutput: false))
    }
  }
}
