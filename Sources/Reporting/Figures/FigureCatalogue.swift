internal import Charting
internal import Drawing
internal import Findings

/// Every figure of the findings as a chart with its data: the one place that knows which chart shows what.
enum FigureCatalogue {
  /// The figures of a report, in its order.
  static func figures(of findings: StudyFindings) -> [ReportFigure] {
    let format = NumberFormat(findings.cover)
    var figures = [composition(findings.summary.stockByRole)]
    figures += [findings.sinceReview?.inventory, findings.sinceReview?.holdingCost].compactMap { $0 }.map(waterfall)
    figures += [
      // These two stand beside each other, on one scale.
      comparison(
        findings.currentState.inventoryByTier, beside: findings.currentState.inventoryByRole),
      composition(
        findings.currentState.inventoryByRole, beside: findings.currentState.inventoryByTier),
    ]
    if let pareto = findings.currentState.pareto { figures.append(self.pareto(pareto, format: format)) }
    if let places = findings.currentState.coverAndService { figures.append(coverAndService(places, format: format)) }
    if let map = findings.currentState.imbalanceMap { figures.append(imbalanceMap(map, format: format)) }
    figures.append(network(findings.optimisedPolicy.network, format: format, isMoney: findings.cover.hasValue))
    if let service = findings.serviceAgainstInventory {
      figures.append(frontier(service.frontier, format: format))
      if let cost = service.marginalCost { figures.append(marginalCost(cost, format: format)) }
    }
    figures.append(promise(findings.evidence.simulatedService, format: format))
    if let fan = findings.evidence.serviceFan { figures.append(serviceFan(fan, format: format)) }
    if let course = findings.course {
      figures.append(curves(course.service, format: format))
      if let variation = course.orderVariation { figures.append(comparison(variation)) }
      figures += ([course.currentStock, course.proposedStock] + course.factors).map { curves($0, format: format) }
      if let latency = course.latency { figures.append(curves(latency, format: format)) }
    }
    figures.append(waterfall(findings.financialImpact.waterfall))
    if let release = findings.financialImpact.releaseFigure {
      figures.append(cashRelease(release, format: format))
    }
    figures.append(sensitivity(findings.financialImpact.sensitivity))
    figures += [findings.riskPooling.curve, findings.riskPooling.reduction].compactMap { $0 }
      .map { curves($0, format: format) }
    figures.append(scenarios(findings.scenarios.figure, format: format))
    if let plan = findings.implementation.schedule { figures.append(schedule(plan)) }
    return figures
  }

  static func verdict(_ direction: KeyFigure.Direction) -> Verdict {
    switch direction {
    case .good: .good
    case .bad: .bad
    case .neutral: .neutral
    }
  }

  private static func comparison(
    _ figure: ComparisonFigure, beside other: CompositionFigure? = nil
  ) -> ReportFigure {
    let content: [any Encodable & Sendable] = other.map { [figure, $0] } ?? [figure]
    return ReportFigure(
      figure.heading, of: content,
      data: FigureData(
        ["category", "current", "current_half_width_95", "optimised", "optimised_half_width_95"],
        figure.categories.map {
          [
            .text($0.name), .number($0.current), .number($0.currentHalfWidth), .number($0.optimised),
            .number($0.optimisedHalfWidth),
          ]
        })
    ) { heading in
      var bars = chart(figure, heading)
      bars.beside = other.map { [chart($0, ChartHeading(title: ""))] } ?? []
      return bars
    }
  }

  private static func chart(_ figure: ComparisonFigure, _ heading: ChartHeading) -> GroupedBarChart {
    GroupedBarChart(
      heading: heading, baselineName: figure.currentName, proposalName: figure.proposedName,
      changeName: figure.changeName,
      categories: figure.categories.map { category in
        GroupedBarChart.Category(
          name: category.name,
          baseline: Quantity(
            category.current, label: category.currentText,
            interval: category.currentHalfWidth > 0
              ? interval(category.current, category.currentHalfWidth) : nil),
          proposal: Quantity(
            category.optimised, label: category.optimisedText,
            interval: interval(category.optimised, category.optimisedHalfWidth)),
          change: category.changeText, verdict: verdict(category.direction))
      })
  }

  private static func interval(_ mean: Double, _ halfWidth: Double) -> Interval {
    Interval(mean >= 0 ? max(0, mean - halfWidth) : mean - halfWidth, mean + halfWidth)
  }

  private static func composition(
    _ figure: CompositionFigure, beside other: ComparisonFigure? = nil
  ) -> ReportFigure {
    let data = FigureData(
      ["category", "state"] + figure.parts.map { $0.lowercased() },
      figure.bars.map { [.text($0.category), .text($0.state)] + $0.values.map { .number($0) } })
    guard let other else {
      return ReportFigure(figure.heading, of: [figure], data: data) { chart(figure, $0) }
    }
    return ReportFigure(figure.heading, of: [figure, other], data: data) { heading in
      var bars = chart(figure, heading)
      bars.beside = [chart(other, ChartHeading(title: ""))]
      return bars
    }
  }

  private static func chart(_ figure: CompositionFigure, _ heading: ChartHeading) -> StackedBarChart {
    // A role keeps its ink, whichever others a figure leaves out: greys, as none of them is the proposal, which is
    // hatched; what is too much stands out.
    let inks = [Ink(.baseline, strength: 0.35), Ink(.baseline), Ink(.baseline, strength: 0.6), Ink(.highlight)]
    var categories: [StackedBarChart.Category] = []
    for bar in figure.bars {
      let row = StackedBarChart.Row(
        name: bar.state, segments: zip(bar.values, bar.texts).map { Quantity($0, label: $1) }, total: bar.totalText,
        isPlanned: bar.isPlanned)
      if categories.last?.name == bar.category {
        categories[categories.count - 1].rows.append(row)
      } else {
        categories.append(StackedBarChart.Category(name: bar.category, rows: [row]))
      }
    }
    return StackedBarChart(
      heading: heading,
      roles: figure.parts.enumerated().map { position, name in
        let role = Ledger.Roles.names.firstIndex(of: name) ?? position
        return StackedBarChart.Role(name: name, ink: inks[role % inks.count])
      },
      categories: categories)
  }

  private static func waterfall(_ figure: WaterfallFigure) -> ReportFigure {
    ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["step", "value"],
        [[.text(figure.startName), .number(figure.start)]]
          + figure.steps.map { [.text($0.name), .number($0.change)] }
          + [[.text(figure.endName), .number(figure.end)]])
    ) { heading in
      WaterfallChart(
        heading: heading, start: .init(name: figure.startName, Quantity(figure.start, label: figure.startText)),
        steps: figure.steps.map { .init(name: $0.name, Quantity($0.change, label: $0.text)) },
        end: .init(name: figure.endName, Quantity(figure.end, label: figure.endText)), direction: .lowerIsBetter,
        tolerance: 0.5)
    }
  }
}
