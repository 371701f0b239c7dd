internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func cashRelease(_ figure: CashReleaseFigure, format: NumberFormat) -> ReportFigure {
    let scale = AxisScale(highest: figure.months.map { max(abs($0.cash), abs($0.total)) }.max() ?? 0)
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["month", "cash", "cumulative"],
        figure.months.map { [.text($0.key), .number($0.cash), .number($0.total)] })
    ) { heading in
      ColumnChart(
        heading: heading,
        axis: .amounts(figure.unit, on: scale, format),
        columnName: "In the month", totalName: "In all", isPlanned: true,
        columns: figure.months.map { month in
          .init(
            name: month.name, group: month.year, Quantity(month.cash, label: month.cashText),
            total: Quantity(month.total, label: month.totalText))
        })
    }
  }

  static func serviceFan(_ figure: ServiceFanFigure, format: NumberFormat) -> ReportFigure {
    let names = figure.bandNames.map { $0.filter(\.isNumber) }
    let rows = figure.panels.flatMap { panel in
      figure.x.indices.map { index -> [FigureData.Cell] in
        [.text(panel.name), .number(figure.x[index]), .number(panel.median[index])]
          + names.indices.flatMap { [.number(panel.low[$0][index]), .number(panel.high[$0][index])] }
      }
    }
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(["policy", "period", "median"] + names.flatMap { ["low_\($0)", "high_\($0)"] }, rows)
    ) { heading in
      FanChart(
        heading: heading,
        horizontal: ValueAxis(
          title: figure.xTitle, kind: kind(figure.ticks), includesZero: false, startNote: nil,
          format: { format.trimmed($0) }),
        vertical: .percentages(figure.yTitle, format, includesZero: false),
        medianName: "Median", bandNames: figure.bandNames,
        panels: figure.panels.map { panel in
          .init(
            name: panel.name, x: figure.x, median: panel.median,
            bands: panel.low.indices.map { band in zip(panel.low[band], panel.high[band]).map { Interval($0, $1) } },
            isPlanned: panel.isPlanned)
        }, spans: spans(figure.spans))
    }
  }
}
