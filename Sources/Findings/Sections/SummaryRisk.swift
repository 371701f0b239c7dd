import Probability
import SupplyNetwork

/// Something that the figures show could go wrong.
struct SummaryRisk {
  /// What it is about, relative to the whole: risks are ranked by it.
  var weight: Double
  /// In one sentence.
  var text: String

  /// The gravest risks first.
  static func largest(_ context: FindingsContext, count: Int) -> [SummaryRisk] {
    let all =
      sensitivities(context) + [correlation(context)].compactMap { $0 } + service(context)
      + [fixedLevels(context)].compactMap { $0 }
    return Array(all.sorted { $0.weight > $1.weight }.prefix(count))
  }

  /// What the optimal plan holds when the world differs from the data.
  private static func sensitivities(_ context: FindingsContext) -> [SummaryRisk] {
    let hasValue = context.ledger.hasValue
    func stock(_ outcome: (SensitivityStudy) -> SensitivityStudy.Outcome) -> Double {
      context.study.networks.reduce(0) {
        let found = outcome($1.sensitivity)
        return $0 + (hasValue ? found.value : found.units)
      }
    }
    let base = stock(\.base)
    guard base > 0 else { return [] }
    return SensitivityStudy.Parameter.allCases.compactMap { parameter in
      let extra = stock { $0.high[parameter.rawValue] } - base
      guard extra > 0.02 * base else { return nil }
      let need = "\(context.stock(extra)) more safety stock for the same promise."
      switch parameter {
      case .demandVariability:
        let more = context.format.percent(0.2, decimals: 0)
        return SummaryRisk(weight: extra / base, text: "Demand \(more) more variable than in the data needs \(need)")
      case .leadTime:
        return SummaryRisk(
          weight: extra / base,
          text: SensitivityStudy.movesByOnePeriod(context.model.networks)
            ? "Lead times one \(context.period) longer need \(need)"
            : "Lead times a quarter longer (rounded up to whole \(context.period)s) need \(need)")
      case .serviceTarget: return nil
      }
    }
  }

  private static func correlation(_ context: FindingsContext) -> SummaryRisk? {
    let totals = PoolingTotals(context)
    let measured = totals.amount(context, totals.coordinated[PoolingStudy.asIs])
    let unpooled = totals.amount(context, totals.coordinated[2])
    guard measured > 0, unpooled > measured * 1.02 else { return nil }
    return SummaryRisk(
      weight: unpooled / measured - 1,
      text:
        "If demands moved fully together, the network would need \(context.stock(unpooled - measured)) more safety stock."
    )
  }

  private static func service(_ context: FindingsContext) -> [SummaryRisk] {
    EvidenceFindings.tiers(context).filter(\.isBelow).map { tier in
      // A promise that is missed outranks a parameter that may move.
      SummaryRisk(
        weight: tier.promise - tier.simulated.mean + 0.3,
        text: "Without expediting, the simulated service of \(tier.name) is "
          + "\(context.format.percent(tier.simulated.mean)) against a promise of "
          + "\(context.format.percent(tier.promise)).")
    }
  }

  /// What planners have decided against a target comes before whatever may happen.
  private static func fixedLevels(_ context: FindingsContext) -> SummaryRisk? {
    FixedLevels(context).risk(context).map { SummaryRisk(weight: .infinity, text: $0) }
  }
}
