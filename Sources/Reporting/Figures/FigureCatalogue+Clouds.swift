internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func pareto(_ figure: ParetoFigure, format: NumberFormat) -> ReportFigure {
    func line(_ share: KeyPath<ParetoFigure.Step, Double>) -> [LineChart.Datum] {
      figure.steps.map { .init(Double($0.items), $0[keyPath: share]) }
    }
    let marked = figure.marked
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["items", "class", "share_of_demand", "share_of_stock"],
        figure.steps.map { step in
          let section = figure.sections.first { step.items <= $0.end }
          return [
            .number(Double(step.items)), .text(section?.name ?? ""), .number(step.demand), .number(step.stock),
          ]
        })
    ) { heading in
      LineChart(
        heading: heading,
        horizontal: ValueAxis(title: "Items", kind: itemTicks(figure, format), format: { format.trimmed($0) }),
        vertical: .percentages("Cumulative share", format),
        series: [
          .init(name: "", data: line(\.demand), ink: .text, weight: 2),
          .init(name: "", data: line(\.stock), ink: .baseline, dash: [5, 3]),
        ],
        highlights: [
          .init(.init(Double(marked.items), marked.demand), label: figure.demandText, ink: .text),
          .init(.init(Double(marked.items), marked.stock), label: figure.stockText, symbol: .square, ink: .baseline),
        ],
        spans: figure.sections.count > 1
          ? figure.sections.map {
            .init(from: Double($0.start), to: Double($0.end), name: $0.name, notes: $0.notes)
          } : [])
    }
  }

  /// Ticks at round numbers of items and at the last one, where the classes end.
  private static func itemTicks(_ figure: ParetoFigure, _ format: NumberFormat) -> ValueAxis.Kind {
    guard let last = figure.steps.last?.items, last > 0 else { return .linear }
    var (step, power) = (1, 1)
    while last > 12 * step || step > 1 && last > 6 * step {
      switch step / power {
      case 1: step = 2 * power
      case 2: step = 5 * power
      default:
        power *= 10
        step = power
      }
    }
    var ticks = Array(stride(from: 0, through: last, by: step))
    if let end = ticks.last, end < last {
      if 2 * (last - end) < step { ticks.removeLast() }
      ticks.append(last)
    }
    return .marked(ticks.map { ValueAxis.Mark(Double($0), format.number(Double($0))) })
  }

  static func coverAndService(_ figure: CoverServiceFigure, format: NumberFormat) -> ReportFigure {
    let (shortest, longest) = (figure.daysRange[0], figure.daysRange[1])
    let places = figure.places
    /// A place on the axes; what is beyond them stands at their edge.
    func point(_ days: Double, _ fill: Double) -> Point {
      Point(min(max(days, shortest), longest), max(fill, figure.lowestFill))
    }
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["item", "location", "days_of_supply_current", "fill_rate_current", "days_of_supply", "fill_rate"],
        places.map {
          [
            .text($0.item), .text($0.location), .number($0.daysNow), .number($0.fillNow), .number($0.daysThen),
            .number($0.fillThen),
          ]
        })
    ) { heading in
      ScatterChart(
        heading: heading,
        horizontal: ValueAxis(
          title: "Days of supply" + (figure.isLogarithmic ? ", log scale" : ""),
          kind: figure.isLogarithmic ? .logarithmic : .linear, format: { format.trimmed($0) }),
        vertical: .percentages("Fill rate", format, includesZero: false),
        series: [
          .init(name: figure.currentName, points: places.map { point($0.daysNow, $0.fillNow) }),
          .init(name: "Optimised", points: places.map { point($0.daysThen, $0.fillThen) }, isPlanned: true),
        ],
        quarters: .init(
          x: figure.daysLimit, y: figure.fillLimit, upperLeft: "Enough", upperRight: "Too much",
          lowerLeft: "Too little", lowerRight: "Much, yet short"),
        highlights: figure.named.map { index in
          let place = places[index]
          return .init(
            point(place.daysNow, place.fillNow),
            label: place.location.isEmpty ? place.item : "\(place.item), \(place.location)")
        },
        sizeName: { "1 to \(format.number(Double($0))) \(figure.placeName)" })
    }
  }

  static func imbalanceMap(_ figure: ImbalanceMapFigure, format: NumberFormat) -> ReportFigure {
    let largest = figure.values.joined().reduce(0) { max($0, abs($1)) }
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["item"] + figure.columns,
        zip(figure.rows, figure.values).map { name, row in [.text(name)] + row.map { .number($0) } })
    ) { heading in
      HeatMapChart(
        heading: heading, rows: figure.rows, columns: figure.columns, values: figure.values, restRows: figure.restRows,
        restColumns: figure.restColumns, names: .init(above: "above the plan", below: "below the plan"),
        format: { format.signedCompact($0, among: largest) },
        restName: { format.count($0, "other") })
    }
  }

  static func marginalCost(_ figure: MarginalCostFigure, format: NumberFormat) -> ReportFigure {
    let scale = AxisScale(highest: figure.isLogarithmic ? 0 : figure.lines.flatMap(\.cost).max() ?? 0)
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["line", "service", "cost_of_next_tenth_of_a_point"],
        figure.lines.flatMap { line in
          zip(line.service, line.cost).map { [.text(line.name), .number($0), .number($1)] }
        } + [[.text("proposal"), .number(figure.proposalService), .number(figure.proposalCost)]])
    ) { heading in
      LineChart(
        heading: heading,
        horizontal: .percentages(figure.serviceTitle, format, includesZero: false),
        vertical: figure.isLogarithmic
          ? ValueAxis(title: figure.costTitle + ", log scale", kind: .logarithmic) { format.compact($0) }
          : .amounts(figure.costTitle, on: scale, format),
        series: figure.lines.map { line in
          LineChart.Series(
            name: line.name, data: zip(line.service, line.cost).map { LineChart.Datum($0, $1) },
            ink: line.keepsTargets ? .proposal : .muted, dash: line.keepsTargets ? [] : [4, 3],
            weight: line.keepsTargets ? 2 : 1.5, isPlanned: line.keepsTargets)
        },
        highlights: [
          .init(
            .init(figure.proposalService, figure.proposalCost), label: figure.proposalText, isFilled: false,
            ink: .proposal)
        ])
    }
  }
}
