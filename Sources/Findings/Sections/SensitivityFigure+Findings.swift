import SupplyNetwork

extension SensitivityFigure {
  /// What parameters do to the cost of the optimal safety stock, each optimised again.
  init(_ context: FindingsContext) {
    let format = context.format
    let year = context.ledger.periodsPerYear
    let studies = context.study.networks.map(\.sensitivity)
    func cost(_ outcome: (SensitivityStudy) -> SensitivityStudy.Outcome) -> Double {
      studies.reduce(0) { $0 + outcome($1).cost } * year
    }
    let base = cost(\.base)
    var found: [(name: String, low: Double, high: Double)] = SensitivityStudy.Parameter.allCases.map { parameter in
      let name =
        switch parameter {
        case .demandVariability: "Demand variability ±\(format.percent(0.2, decimals: 0))"
        case .leadTime:
          SensitivityStudy.movesByOnePeriod(context.model.networks)
            ? "Lead times ±1 \(context.period)" : "Lead times ±\(format.percent(0.25, decimals: 0)), rounded outward"
        case .serviceTarget: "Service targets ±1 point"
        }
      return (name, cost { $0.low[parameter.rawValue] }, cost { $0.high[parameter.rawValue] })
    }
    if context.ledger.hasValue {
      found.append(
        ("Carrying rate ±5 points", Self.cost(context, ratesMovedBy: -0.05), Self.cost(context, ratesMovedBy: 0.05)))
    }
    found.sort { abs($0.high - $0.low) > abs($1.high - $1.low) }
    let scale = format.moneyScale(found.reduce(abs(base)) { max($0, abs($1.low), abs($1.high)) })
    let parameters = found.map {
      Parameter(
        name: $0.name, low: $0.low, high: $0.high, lowText: format.shortMoney($0.low, on: scale),
        highText: format.shortMoney($0.high, on: scale))
    }
    let baseText = format.shortMoney(base, on: scale)
    let title =
      parameters.first.flatMap { first in
        first.low == first.high
          ? nil
          : "Largest swing: \(first.name.prefix(1).lowercased() + first.name.dropFirst()), \(first.lowText) to "
            + "\(first.highText) a year"
      } ?? "The optimal plan costs \(baseText) a year whatever the parameters"
    self.init(
      heading: FigureHeading(
        id: "sensitivity", title: title,
        subtitle:
          "Holding cost of the optimal safety stock, \(context.currency) a year, optimised again with each parameter "
          + "lower and higher by what stands beside it",
        source: "Guaranteed service, exact; lead times of processing, transport and outside supply, in whole "
          + "\(context.period)s"
          + (studies.contains { ($0.low + $0.high).contains(where: \.leavesLimitsAside) }
            ? "; where limits on stock leave no plan, without them" : ""),
        alternativeText: "Tornado around \(baseText) a year: "
          + parameters.map { "\($0.name) \($0.lowText) to \($0.highText)" }.joined(separator: "; ") + "."),
      base: base, baseText: baseText, parameters: parameters)
  }

  /// Cost a year of the plan as it is when every carrying rate moves.
  private static func cost(_ context: FindingsContext, ratesMovedBy difference: Double) -> Double {
    var sum = 0.0
    for study in context.study.networks {
      for (stage, decision) in zip(context.model.networks[study.index].stages, study.exact.stages) {
        let rate = context.model.items[stage.item].carryingRate ?? context.settings.carryingRate
        guard rate > 0 else { continue }
        sum += decision.holdingCost * max(0, rate + difference) / rate
      }
    }
    return sum * context.ledger.periodsPerYear
  }
}
