internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  /// A change of stock smaller than this share counts as none.
  private static let noticeable = 0.05

  static func network(_ figure: NetworkFigure, format: NumberFormat, isMoney: Bool) -> ReportFigure {
    let amount: @Sendable (Double) -> String = { isMoney ? format.shortMoney($0) : format.scaled($0) }
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
            name: $0.name, layer: $0.tier, group: $0.group, value: $0.size, lines: $0.lines,
            verdict: $0.change < -noticeable ? .good : $0.change > noticeable ? .bad : .neutral)
        },
        lanes: figure.edges.map { .init(from: $0.from, to: $0.to, label: $0.text) },
        names: .init(
          size: "Expected stock", good: "falls", bad: "rises", neutral: "about the same", mixed: "shares of a group"),
        caption: { siblings in
          let changes = [
            (siblings.verdicts.good, "fall"), (siblings.verdicts.bad, "rise"), (siblings.verdicts.neutral, "same"),
          ].filter { $0.0 > 0 }.map { "\(format.number(Double($0))) \($1)" }
          return .init(
            name: "\(siblings.layer), \(siblings.group.isEmpty ? "others" : siblings.group)",
            count: "(\(format.number(Double(siblings.count))))",
            lines: [
              "\(amount(siblings.sum)) in all",
              // Where all do the same, the colour of the mark says so.
              changes.count > 1 ? changes.joined(separator: ", ") : "",
              "median \(amount(siblings.median)), \(amount(siblings.low))–\(amount(siblings.high))",
            ].filter { !$0.isEmpty })
        })
    }
  }
}
