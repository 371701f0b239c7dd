internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func schedule(_ figure: ScheduleFigure) -> ReportFigure {
    ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["phase", "start_month", "months", "note"],
        figure.phases.map {
          [.text($0.name), .number($0.startMonth + 1), .number($0.months), .text($0.note)]
        })
    ) { heading in
      GanttChart(
        heading: heading, periods: figure.months.map { .init(name: $0.name, group: $0.year) },
        phases: figure.phases.map {
          .init(name: $0.name, start: $0.startMonth, end: $0.startMonth + $0.months, note: $0.note)
        }, gateName: "Gate", noteName: figure.noteName)
    }
  }

  static func sensitivity(_ figure: SensitivityFigure) -> ReportFigure {
    ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["parameter", "low", "base", "high"],
        figure.parameters.map {
          [.text($0.name), .number($0.low), .number(figure.base), .number($0.high)]
        })
    ) { heading in
      TornadoChart(
        heading: heading, base: Quantity(figure.base, label: figure.baseText), lowName: "Lower", highName: "Higher",
        inputs: figure.parameters.map {
          .init(name: $0.name, low: Quantity($0.low, label: $0.lowText), high: Quantity($0.high, label: $0.highText))
        })
    }
  }
}
