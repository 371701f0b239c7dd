import SupplyNetwork

/// The words and figures of where ordering by one's own outflow gets caught.
struct SignalTrapTexts {
  let context: FindingsContext
  let study: SignalTrapStudy

  init(_ context: FindingsContext, _ study: SignalTrapStudy) {
    self.context = context
    self.study = study
  }

  private var format: NumberFormat { context.format }

  private var source: String {
    let all = context.model.networks.count
    return "Simulated on the same demand, \(SignalTrapStudy.replications) replications"
      + (study.playedNetworks < all ? ", the \(study.playedNetworks) largest of \(all) networks" : "")
  }

  var latencyFigure: CurveFigure? {
    guard let first = study.byLatency.first?.outcome, let last = study.byLatency.last?.outcome else { return nil }
    let latest = study.byLatency.last?.latency ?? 0
    let loss = last.fillRate - first.fillRate
    let title =
      abs(loss) < 0.0005
      ? "News \(latest) \(context.period)s late cost no service"
      : "News \(latest) \(context.period)s late \(loss < 0 ? "cost" : "bring") \(format.points(abs(loss)).dropFirst())"
    return CurveFigure(
      heading: FigureHeading(
        id: "latency", title: String(title),
        subtitle: "Consumers' units delivered on time under the rules proposed, %", source: source,
        alternativeText: "Service by the latency of point-of-sale data: \(format.percent(first.fillRate)) without, "
          + "\(format.percent(last.fillRate)) at \(latest) \(context.period)s."),
      xTitle: "\(context.periodsTitle) until points of sale are heard",
      yTitle: "On time", yUnit: "percent",
      curves: [
        .init(
          name: "Proposed", role: "optimised", x: study.byLatency.map { Double($0.latency) },
          y: study.byLatency.map(\.outcome.fillRate))
      ])
  }

  var signals: [String] {
    var sentences: [String] = []
    if let first = study.byLatency.first?.outcome, let last = study.byLatency.last?.outcome {
      let latest = study.byLatency.last?.latency ?? 0
      sentences.append(
        "Point-of-sale data \(format.count(latest, context.period)) late: \(format.percent(last.fillRate)) on time instead of "
          + "\(format.percent(first.fillRate)), with stock of \(context.stock(last.stock)) instead of "
          + "\(context.stock(first.stock)).")
    }
    if let censored = study.censored {
      let (sales, demand) = (censored.recordedSales, censored.consumerDemand)
      sentences.append(
        "Recorded sales instead of consumers' demand (an empty shelf hides what would have been bought): "
          + "\(format.percent(sales.fillRate)) on time instead of \(format.percent(demand.fillRate)), with stock of "
          + "\(context.stock(sales.stock)) instead of \(context.stock(demand.stock)).")
      if let corrected = censored.correctedSales {
        sentences.append(
          "Recorded sales corrected for empty shelves (a point of sale that ran out reports what it usually sells): "
            + "\(format.percent(corrected.fillRate)) on time, with stock of \(context.stock(corrected.stock)).")
      }
    }
    return sentences
  }

  private func words(_ factor: SignalTrapStudy.Factor) -> (name: String, axis: String, id: String) {
    switch factor {
    case .safetyFactor: ("safety factor", "Safety factor of today's rules", "trap-safety-factor")
    case .smoothing: ("smoothing", "Weight of the latest \(context.period) in forecasts", "trap-smoothing")
    case .disruption: ("disruption", "Length of the disruption, \(context.period)s", "trap-disruption")
    case .startingStock: ("starting stock", "Starting stock, share of the levels", "trap-starting-stock")
    }
  }

  var factorFigures: [CurveFigure] {
    study.curves.map { curve in
      let words = words(curve.factor)
      let (lowest, highest) = (curve.current.min() ?? 1, curve.current.max() ?? 1)
      let title =
        highest - lowest < 0.01
        ? "Today's service does not hang on the \(words.name)"
        : "Today's service runs from \(format.percent(lowest, decimals: 0)) to "
          + "\(format.percent(highest, decimals: 0)) with the \(words.name)"
      return CurveFigure(
        heading: FigureHeading(
          id: words.id, title: title, subtitle: "Consumers' units delivered on time, %",
          source: source + (curve.standard.map { "; the case: \(format.trimmed($0))" } ?? ""),
          alternativeText: "Service by \(words.name). "
            + zip(curve.values, zip(curve.current, curve.proposed)).map { value, pair in
              "\(format.trimmed(value)): \(format.percent(pair.0)) today, \(format.percent(pair.1)) proposed."
            }.joined(separator: " ")),
        xTitle: words.axis, yTitle: "On time", yUnit: "percent",
        curves: [
          .init(name: "Today", role: "current", x: curve.values, y: curve.current),
          .init(name: "Proposed", role: "optimised", x: curve.values, y: curve.proposed),
        ])
    }
  }

  var factorSentence: String? {
    guard !study.curves.isEmpty else { return nil }
    let worst = study.curves.flatMap(\.proposed).min() ?? 1
    let trapped = study.curves.flatMap(\.current).min() ?? 1
    return
      "One factor at a time, the others as in the case: today's rules fall to \(format.percent(trapped)) on time at "
      + "worst, those proposed to \(format.percent(worst))."
  }
}
