internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func scenarios(_ figure: ScenarioFigure, format: NumberFormat) -> ReportFigure {
    ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["scenario", "stock", "stock_half_width_95", "fill_rate", "fill_rate_half_width_95"],
        figure.rows.map {
          [
            .text($0.name), .number($0.stock), .number($0.stockHalfWidth), .number($0.service),
            .number($0.serviceHalfWidth),
          ]
        })
    ) { heading in
      BarIntervalChart(
        heading: heading, barName: figure.stockName, dotName: figure.serviceName,
        axis: .percentages("", format, includesZero: false),
        roleNames: [(.baseline, figure.currentName), (.proposal, "Proposal"), (.alternative, "Scenario")],
        categories: figure.rows.map { row in
          .init(
            name: row.name, role: role(row.role),
            bar: Quantity(
              row.stock, label: row.stockText,
              interval: row.stockHalfWidth > 0
                ? Interval(max(0, row.stock - row.stockHalfWidth), row.stock + row.stockHalfWidth) : nil),
            dot: Quantity(
              row.service, label: row.serviceText,
              interval: row.serviceHalfWidth > 0
                ? Interval(max(0, row.service - row.serviceHalfWidth), min(1, row.service + row.serviceHalfWidth))
                : nil))
        })
    }
  }

  private static func role(_ role: ScenarioFigure.Row.Role) -> BarIntervalChart.Role {
    switch role {
    case .current: .baseline
    case .proposal: .proposal
    case .other: .alternative
    }
  }
}
