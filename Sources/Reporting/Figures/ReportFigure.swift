internal import Charting
internal import Drawing
internal import Findings

/// A figure of the report: the chart, the words around it and the data behind it.
struct ReportFigure: Sendable {
  var heading: FigureHeading
  var chart: any Chart
  /// The data behind it.
  var data: FigureData
  /// Whether it stands beside another at half the width.
  var isHalf = false

  init(_ heading: FigureHeading, data: FigureData, chart: (ChartHeading) -> any Chart) {
    self.heading = heading
    self.data = data
    self.chart = chart(
      ChartHeading(
        title: heading.title, subtitle: heading.subtitle, source: heading.source, summary: heading.alternativeText))
  }

  /// Width of a page's text, in points: 174 mm.
  static let fullWidth = 493.0
  /// Pixels to the inch of pictures: good print.
  static let resolution = 200.0
  /// Two figures side by side with the gap that the page layout leaves between them.
  static let halfWidth = 240.0
}

/// The files and scenes of one figure.
struct RenderedFigure: Sendable {
  var figure: ReportFigure
  var picture: DocumentBuilder.Picture
  /// For the HTML report, where that is asked for.
  var page: HTMLFigure?
  var files: [OutputFolder.File]
}

extension ReportFigure {
  /// Draws the figure in every format asked for.
  func rendered(
    theme: Theme, text: TextEngine, format: NumberFormat, formats: Set<ReportFormat>
  ) throws(ReportError) -> RenderedFigure {
    let full = try scene(width: Self.fullWidth, theme: theme, text: text)
    let half = try isHalf ? scene(width: Self.halfWidth, theme: theme, text: text) : full
    var files: [OutputFolder.File] = []
    if formats.contains(.png) {
      do {
        files = try pictures(full, theme: theme, text: text)
      } catch {
        throw ReportError(message: "figure \(heading.id): \(error)", isOutput: false)
      }
    }
    let page = try formats.contains(.html) ? htmlFigure(theme: theme, text: text, format: format) : nil
    return RenderedFigure(figure: self, picture: .init(full: full, half: half), page: page, files: files)
  }

  /// The figure for wide windows and for phones, with its data.
  private func htmlFigure(
    theme: Theme, text: TextEngine, format: NumberFormat
  ) throws(ReportError) -> HTMLFigure {
    HTMLFigure(
      id: heading.id, wide: try scene(width: HTMLFigure.wideWidth, theme: theme, text: text),
      narrow: try scene(width: HTMLFigure.narrowWidth, theme: theme, text: text), theme: theme,
      caption: "", data: data.shown(format: format))
  }

  private func scene(width: Double, theme: Theme, text: TextEngine) throws(ReportError) -> Scene {
    do {
      return try chart.scene(width: width, theme: theme, text: text)
    } catch {
      throw ReportError(message: "figure \(heading.id): \(error)", isOutput: false)
    }
  }

  /// The picture in each format, with its data beside it.
  private func pictures(_ scene: Scene, theme: Theme, text: TextEngine) throws(DrawingError) -> [OutputFolder.File] {
    let id = heading.id
    let metadata = PDFMetadata(title: heading.title, subject: heading.subtitle, creator: "meio")
    return [
      (
        FigureFile.path(id, "png"),
        try PNGWriter.png(scene, dotsPerInch: Self.resolution, background: theme.paper, text: text)
      ),
      (FigureFile.path(id, "pdf"), try PDFDocument.single(scene, metadata: metadata, text: text)),
      (FigureFile.path(id, "svg"), Array(SVGWriter.svg(scene, idPrefix: id, paint: .literal).utf8)),
      (FigureFile.path(id, "csv"), data.csv),
    ]
  }
}
