internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func frontier(_ figure: FrontierFigure, format: NumberFormat) -> ReportFigure {
    let scale = AxisScale(highest: figure.lines.flatMap(\.stock).max() ?? 0)
    let rows =
      figure.lines.flatMap { line in
        zip(line.stock, line.service).map { stock, service -> [FigureData.Cell] in
          [.text(line.name), .number(stock), .number(service)]
        }
      } + figure.marks.map { [.text($0.kind.rawValue), .number($0.stock), .number($0.service)] }
    return ReportFigure(figure.heading, of: [figure], data: FigureData(["line", "stock", "service"], rows)) { heading in
      LineChart(
        heading: heading,
        horizontal: .amounts(figure.stockTitle, on: scale, format, includesZero: false),
        vertical: .percentages(figure.serviceTitle, format, includesZero: false),
        series: figure.lines.map { line in
          LineChart.Series(
            name: line.name, data: zip(line.stock, line.service).map { LineChart.Datum($0, $1) },
            ink: line.keepsTargets ? .proposal : .muted, dash: line.keepsTargets ? [] : [4, 3],
            weight: line.keepsTargets ? 2 : 1.5, isPlanned: line.keepsTargets)
        }, highlights: figure.marks.map(highlight))
    }
  }

  /// The look of a plan: filled where it is real, open where it is proposed or only possible.
  private static func highlight(_ mark: FrontierFigure.Mark) -> LineChart.Highlight {
    let (symbol, isFilled, ink): (Symbol, Bool, Ink) =
      switch mark.kind {
      case .current: (.square, true, .baseline)
      case .proposal: (.circle, false, .proposal)
      case .sameService: (.diamond, false, .muted)
      case .sameStock: (.triangle, false, .muted)
      }
    return LineChart.Highlight(
      LineChart.Datum(mark.stock, mark.service), label: mark.text, symbol: symbol, isFilled: isFilled, ink: ink)
  }
}
