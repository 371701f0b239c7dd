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
    let services = figure.lines.flatMap(\.service) + figure.marks.map(\.service)
    // Where the axis covers points, tenths of them are enough.
    let step = (services.max() ?? 1) - (services.min() ?? 0) > 0.01 ? 1000.0 : 1e5
    return ReportFigure(figure.heading, of: [figure], data: FigureData(["line", "stock", "service"], rows)) { heading in
      LineChart(
        heading: heading,
        horizontal: ValueAxis(title: figure.stockTitle + scale.suffix, includesZero: false) {
          format.trimmed($0 / scale.divisor)
        },
        vertical: ValueAxis(title: figure.serviceTitle, includesZero: false) {
          format.trimmedPercent(($0 * step).rounded() / step)
        },
        series: figure.lines.map { line in
          LineChart.Series(
            name: line.name, data: zip(line.stock, line.service).map { LineChart.Datum($0, $1) },
            ink: line.keepsTargets ? .proposal : .baseline, dash: line.keepsTargets ? [] : [4, 3],
            weight: line.keepsTargets ? 2 : 1.5)
        }, highlights: figure.marks.map(highlight))
    }
  }

  /// The look of a plan: filled where it is real or proposed, open where it is only possible.
  private static func highlight(_ mark: FrontierFigure.Mark) -> LineChart.Highlight {
    let (symbol, isFilled, ink): (Symbol, Bool, Ink) =
      switch mark.kind {
      case .current: (.square, true, .baseline)
      case .proposal: (.circle, true, .highlight)
      case .sameService: (.diamond, false, .proposal)
      case .sameStock: (.triangle, false, .proposal)
      }
    return LineChart.Highlight(
      LineChart.Datum(mark.stock, mark.service), label: mark.text, symbol: symbol, isFilled: isFilled, ink: ink)
  }
}
