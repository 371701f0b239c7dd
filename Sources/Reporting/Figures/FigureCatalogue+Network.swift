internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func network(_ figure: NetworkFigure, format: NumberFormat, isMoney: Bool) -> ReportFigure {
    /// An amount on the scale of another, or of its own.
    let amount: @Sendable (Double, Double) -> String = { value, largest in
      isMoney
        ? format.shortMoney(value, on: format.moneyScale(largest))
        : format.scaled(value, on: NumberScale(fitting: largest))
    }
    return ReportFigure(
      figure.heading, of: [figure, isMoney],
      data: FigureData(
        ["location", "tier", "supplied_by", "stock", "change"],
        figure.nodes.map {
          [.text($0.name), .text(figure.tiers[$0.tier]), .text($0.group), .number($0.size), .number($0.change)]
        })
    ) { heading in
      NetworkDiagram(
        heading: heading, layers: figure.tiers,
        nodes: figure.nodes.map {
          .init(
            name: $0.name, layer: $0.tier, group: $0.group, value: $0.size, lines: $0.lines, figures: $0.figures,
            trend: trend(ofChange: $0.change))
        },
        lanes: figure.edges.map { .init(from: $0.from, to: $0.to, label: $0.text) },
        names: .init(
          size: "Expected stock", falls: "falls", rises: "rises", same: "about the same", mixed: "shares of a group"),
        figureNames: figure.figureNames, joinedLanes: { figure.text(ofEdges: $0) },
        caption: { siblings in
          let changes = [
            (siblings.trends.falling, "fall"), (siblings.trends.rising, "rise"), (siblings.trends.steady, "same"),
          ].filter { $0.0 > 0 }.map { "\(format.number(Double($0))) \($1)" }
          return .init(
            name: "\(siblings.layer), \(siblings.group.isEmpty ? "others" : siblings.group)",
            count: "(\(format.number(Double(siblings.count))))",
            lines: [
              "\(amount(siblings.sum, siblings.sum)) in all",
              // Where all do the same, the shape of the mark says so.
              changes.count > 1 ? changes.joined(separator: ", ") : "",
              "median \(amount(siblings.median, siblings.high)), \(amount(siblings.low, siblings.high))–"
                + amount(siblings.high, siblings.high),
            ].filter { !$0.isEmpty })
        })
    }
  }

  /// Which way the mark of a location points.
  static func trend(ofChange change: Double) -> Trend {
    if change < -NetworkFigure.noticeable { return .falls }
    return change > NetworkFigure.noticeable ? .rises : .same
  }
}
