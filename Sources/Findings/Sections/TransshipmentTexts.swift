import Probability
import SupplyNetwork

/// What was simulated of help between peers, in words.
enum TransshipmentTexts {
  /// One sentence for every group of the case, and one on what they sent; none where there are no peers.
  static func sentences(_ context: FindingsContext) -> [String] {
    let groups = context.settings.simulation.transshipments
    guard !groups.isEmpty else { return [] }
    let names = Dictionary(context.model.locations.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return groups.map { group in
      let peers: String
      switch group.peers {
      case .between(let ids): peers = ids.map { "“\(names[$0] ?? $0)”" }.joined(separator: ", ")
      case .tier(let name): peers = "locations of the tier “\(name)” with the same suppliers"
      }
      return sentence(group, among: peers, context.format, period: context.period)
    } + [measured(context)]
  }

  private static func sentence(
    _ group: CaseSettings.LocationTransshipment, among peers: String, _ format: NumberFormat, period: String
  ) -> String {
    let reserve = group.reservePeriods
    let kept =
      reserve > 0
      ? "stock above \(format.trimmed(reserve)) \(reserve == 1 ? period : period + "s") of mean demand"
      : "what stock they have"
    let arrival =
      group.leadTime > 0
      ? "which arrives \(format.count(group.leadTime, period)) later" : "in time for the demand of the same \(period)"
    return "The simulation lets peers help where one is short (\(peers)): the others send \(kept), \(arrival). The "
      + "plan does not count on it."
  }

  /// What peers sent each other under the plan proposed.
  private static func measured(_ context: FindingsContext) -> String {
    let format = context.format
    let units = context.study.optimised.estimate(.transshipped)
    let decimals = format.shortDecimals(units.mean)
    let cost = context.study.optimised.estimate(.transshipmentCost).mean * context.settings.period.perYear
    return "As proposed, peers send each other \(format.number(units.mean, decimals: decimals)) units a "
      + "\(context.period) (simulated, \(format.plusMinus(units.halfWidth, decimals: decimals)))"
      + (cost > 0
        ? "; it costs \(format.shortMoney(cost)) a year, which no other figure of this report includes." : ".")
  }
}
