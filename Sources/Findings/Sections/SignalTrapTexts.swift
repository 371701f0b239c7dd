import Probability
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
      + (SignalTrapStudy.replications < context.settings.simulation.replications
        ? " (the report's means: \(format.number(Double(context.settings.simulation.replications))))" : "")
  }

  /// What a point reaches, as readers see it: the mean of the report, moved as the point is from the case on the same
  /// draws (a control variate, as for scenarios). As played where only some networks are.
  private func told(_ outcome: SignalTrapStudy.Outcome) -> SignalTrapStudy.Outcome {
    let own = context.settings.simulation.posLatency
    guard study.playedNetworks == context.model.networks.count,
      let base = study.byLatency.first(where: { $0.latency == own })?.outcome, base.stock > 0
    else { return outcome }
    let whole = context.study.optimised
    return SignalTrapStudy.Outcome(
      fillRate: min(1, max(0, whole.customerFillRate.mean + outcome.fillRate - base.fillRate)),
      stock: whole.estimate(context.stockQuantity).mean * outcome.stock / base.stock)
  }

  /// The points by latency, as readers see them.
  private var byLatency: [SignalTrapStudy.Delayed] {
    study.byLatency.map { SignalTrapStudy.Delayed(latency: $0.latency, outcome: told($0.outcome)) }
  }

  /// Whether demand of every day is drawn alike, so that old news is nearly as good as new.
  private var isStationary: Bool {
    context.settings.simulation.demand == .model
      && context.model.networks.allSatisfy { $0.stages.allSatisfy { $0.demandCourse == nil } }
  }

  /// Service differs by less than half a point over all latencies.
  private static let flat = 0.005

  var latencyFigure: CurveFigure? {
    let points = byLatency
    guard let first = points.first?.outcome, let latest = points.last else { return nil }
    let rates = points.map(\.outcome.fillRate)
    let (lowest, highest) = (rates.min() ?? 1, rates.max() ?? 1)
    let last = latest.outcome
    let loss = last.fillRate - first.fillRate
    let span = "0–\(latest.latency) \(context.period)s"
    let title =
      highest - lowest < Self.flat
      ? "Service hardly depends on latency: "
        + (format.percent(lowest) == format.percent(highest)
          ? "\(format.percent(highest)) at \(span)"
          : "\(format.percent(lowest)) to \(format.percent(highest)) at \(span)")
      : "News \(latest.latency) \(context.period)s late \(loss < 0 ? "cost" : "bring") \(format.points(of: abs(loss)))"
    return CurveFigure(
      heading: FigureHeading(
        id: "latency", title: title,
        subtitle: "Consumers' units delivered on time under the rules proposed, %", source: source,
        alternativeText: "Service by the latency of point-of-sale data: \(format.percent(first.fillRate)) without, "
          + "\(format.percent(last.fillRate)) at \(format.count(latest.latency, context.period))."),
      xTitle: "\(context.periodsTitle) until points of sale are heard",
      yTitle: "On time", yUnit: "percent",
      curves: [
        .init(
          name: "Proposed", role: "optimised", x: points.map { Double($0.latency) }, y: rates)
      ])
  }

  /// Which networks were played, where not all.
  private var scope: String {
    let all = context.model.networks.count
    return study.playedNetworks < all ? " (the \(study.playedNetworks) largest of \(all) networks)" : ""
  }

  var signals: [String] {
    var sentences: [String] = []
    let points = byLatency
    if let first = points.first?.outcome, let latest = points.last {
      let last = latest.outcome
      let rates = points.map(\.outcome.fillRate)
      let isFlat = (rates.max() ?? 1) - (rates.min() ?? 1) < Self.flat
      let late = format.count(latest.latency, context.period)
      let stock = "stock of \(pair(last, first))"
      sentences.append(
        isFlat
          ? "Service hardly depends on how late point-of-sale data come\(scope): \(late) late it is "
            + "\(format.percent(last.fillRate)), at once \(format.percent(first.fillRate)), with \(stock)"
            + (isStationary ? "; demand is alike every \(context.period) here, so that old news is still true." : ".")
          : "Point-of-sale data \(late) late\(scope): \(format.percent(last.fillRate)) on time instead of "
            + "\(format.percent(first.fillRate)), with \(stock).")
    }
    if let censored = study.censored {
      let (sales, demand) = (told(censored.recordedSales), told(censored.consumerDemand))
      sentences.append(
        "Recorded sales instead of consumers' demand (an empty shelf hides what would have been bought): "
          + "\(format.percent(sales.fillRate)) on time instead of \(format.percent(demand.fillRate)), with stock of "
          + "\(pair(sales, demand)).")
      if let corrected = censored.correctedSales.map(told) {
        sentences.append(
          "Recorded sales corrected for empty shelves (a point of sale that ran out reports what it usually sells): "
            + "\(format.percent(corrected.fillRate)) on time, with stock of \(context.stock(corrected.stock)).")
      }
    }
    return sentences
  }

  /// "$12.2k instead of $6.5k", or "$6.5k either way": the stock of two outcomes on one scale.
  private func pair(_ one: SignalTrapStudy.Outcome, _ other: SignalTrapStudy.Outcome) -> String {
    let scale = context.stockScale(max(one.stock, other.stock))
    guard scale.shown(one.stock) != scale.shown(other.stock) else {
      return "\(context.stock(one.stock, on: scale)) either way"
    }
    return "\(context.stock(one.stock, on: scale)) instead of \(context.stock(other.stock, on: scale))"
  }

  private func words(_ factor: SignalTrapStudy.Factor) -> (name: String, axis: String, id: String) {
    switch factor {
    case .safetyFactor: ("safety factor", "Safety factor of \(context.currentRules)", "trap-safety-factor")
    case .smoothing: ("smoothing", "Weight of the latest \(context.period) in forecasts", "trap-smoothing")
    case .disruption: ("disruption", "Length of the disruption, \(context.period)s", "trap-disruption")
    case .startingStock: ("starting stock", "Starting stock, share of the levels", "trap-starting-stock")
    }
  }

  /// The state before the change inside a sentence.
  private var place: String { context.currentPhrase }

  var factorFigures: [CurveFigure] {
    study.curves.map { curve in
      let words = words(curve.factor)
      let (lowest, highest) = (curve.current.min() ?? 1, curve.current.max() ?? 1)
      let title =
        highest - lowest < 0.01
        ? "Service \(place) does not hang on the \(words.name)"
        : "Service \(place) runs from \(format.percent(lowest, decimals: 0)) to "
          + "\(format.percent(highest, decimals: 0)) with the \(words.name)"
      return CurveFigure(
        heading: FigureHeading(
          id: words.id, title: title, subtitle: "Consumers' units delivered on time, %",
          source: source + (curve.standard.map { "; the case: \(format.trimmed($0))" } ?? ""),
          alternativeText: "Service by \(words.name). "
            + zip(curve.values, zip(curve.current, curve.proposed)).map { value, pair in
              "\(format.trimmed(value)): \(format.percent(pair.0)) \(place), \(format.percent(pair.1)) proposed."
            }.joined(separator: " ")),
        xTitle: words.axis, yTitle: "On time", yUnit: "percent",
        curves: [
          .init(name: context.currentLabel, role: "current", x: curve.values, y: curve.current),
          .init(name: "Proposed", role: "optimised", x: curve.values, y: curve.proposed),
        ])
    }
  }

  var factorSentence: String? {
    guard !study.curves.isEmpty else { return nil }
    let worst = study.curves.flatMap(\.proposed).min() ?? 1
    let trapped = study.curves.flatMap(\.current).min() ?? 1
    return
      "One factor at a time, the others as in the case: service \(place) falls to \(format.percent(trapped)) on time at "
      + "worst, as proposed to \(format.percent(worst))."
  }
}
