internal import Charting
internal import Drawing
internal import Findings

/// A figure of the report: the chart, the words around it and the data behind it.
struct ReportFigure: Sendable {
  var heading: FigureHeading
  var chart: any Chart
  /// The data behind it.
  var data: FigureData
  /// All that the chart was made of, as text; `nil` where that cannot be told.
  private var content: String?

  /// Makes a figure of findings, which the chart depends on and on nothing else besides the number format.
  init(
    _ heading: FigureHeading, of findings: [any Encodable & Sendable], data: FigureData,
    chart: (ChartHeading) -> any Chart
  ) {
    self.heading = heading
    self.data = data
    self.chart = chart(
      ChartHeading(
        title: heading.title, subtitle: heading.subtitle, source: heading.source, summary: heading.alternativeText))
    let parts = findings.map { StableJSON.text($0) }
    content = parts.contains(nil) ? nil : parts.compactMap { $0 }.joined()
  }

  /// Width of a page's text, in points: 174 mm.
  static let fullWidth = 493.0
  /// Pixels to the inch of pictures: good print.
  static let resolution = 200.0
  /// White around a picture that stands alone, in points.
  static let margin = 16.0
  /// Two figures side by side with the gap that the page layout leaves between them.
  static let halfWidth = 240.0

  /// Hash of what the pictures are drawn from: data, texts, look and number format, and what draws them.
  func source(look: String) -> String? {
    content.map { SourceHash.hexadecimal(["figure", heading.id, $0, look]) }
  }
}

/// What is needed of a figure.
struct FigureNeeds: Sendable {
  /// Its files.
  var files: Bool
  /// Its scene across a page of the PDF.
  var fullPicture: Bool
  /// Its scene beside another one.
  var halfPicture: Bool
  /// Its pictures in the HTML report.
  var page: Bool
}

/// A figure laid out for a page of print.
struct FigureScenes: Sendable {
  var figure: ReportFigure
  var needs: FigureNeeds
  /// Across the page; also what the files are drawn from.
  var full: Scene?
  /// Beside another one.
  var half: Scene?

  /// For the PDF, where that is to be made.
  var picture: DocumentBuilder.Picture? {
    if needs.fullPicture, let full { return .init(full: full, half: half ?? full) }
    return half.map { .init(full: $0, half: $0) }
  }
}

/// The files of one figure.
struct RenderedFigure: Sendable {
  var figure: ReportFigure
  /// For the HTML report, where that is to be made.
  var page: HTMLFigure?
  var files: [OutputFolder.File]
}

extension FigureScenes {
  /// Draws the figure in every format needed.
  func rendered(theme: Theme, text: TextEngine, format: NumberFormat) throws(ReportError) -> RenderedFigure {
    var rendered = RenderedFigure(figure: figure, files: [])
    if needs.files, let full {
      for kind in ChartFormat.allCases {
        rendered.files.append(
          (
            FigureFile.path(figure.heading.id, kind.rawValue),
            try figure.bytes(kind, full, theme: theme, text: text, format: format)
          ))
      }
    }
    if needs.page { rendered.page = try figure.htmlFigure(theme: theme, text: text, format: format) }
    return rendered
  }
}

extension ReportFigure {
  /// Lays the figure out for the pages that need it.
  func scenes(_ needs: FigureNeeds, theme: Theme, text: TextEngine) throws(ReportError) -> FigureScenes {
    FigureScenes(
      figure: self, needs: needs,
      full: try needs.files || needs.fullPicture ? scene(width: Self.fullWidth, theme: theme, text: text) : nil,
      half: try needs.halfPicture ? scene(width: Self.halfWidth, theme: theme, text: text) : nil)
  }

  /// The figure for wide windows and for phones, with its data.
  fileprivate func htmlFigure(
    theme: Theme, text: TextEngine, format: NumberFormat
  ) throws(ReportError) -> HTMLFigure {
    HTMLFigure(
      id: heading.id, wide: try scene(width: HTMLFigure.wideWidth, theme: theme, text: text),
      narrow: try scene(width: HTMLFigure.narrowWidth, theme: theme, text: text), theme: theme,
      caption: "", data: data.shown(format: format))
  }

  /// The chart laid out for a width, in points.
  func scene(width: Double, theme: Theme, text: TextEngine) throws(ReportError) -> Scene {
    do {
      return try chart.scene(width: width, theme: theme, text: text)
    } catch {
      throw ReportError(message: "figure \(heading.id): \(error)", isOutput: false)
    }
  }

  /// The picture in a format, or the data behind it.
  func bytes(
    _ kind: ChartFormat, _ scene: Scene, theme: Theme, text: TextEngine, format: NumberFormat
  ) throws(ReportError) -> [UInt8] {
    do {
      switch kind {
      case .png:
        return try PNGWriter.png(
          scene, dotsPerInch: Self.resolution, margin: Self.margin, background: theme.paper, text: text)
      case .pdf:
        let metadata = PDFMetadata(title: heading.title, subject: heading.subtitle, creator: "meio")
        return try PDFDocument.single(scene, margin: Self.margin, metadata: metadata, text: text)
      case .svg:
        return Array(SVGWriter.svg(scene, idPrefix: heading.id, paint: .literal, margin: Self.margin).utf8)
      case .csv: return data.csv(format: format)
      }
    } catch {
      throw ReportError(message: "figure \(heading.id): \(error)", isOutput: false)
    }
  }
}
