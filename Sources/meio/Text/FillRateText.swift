import Findings
import Probability
import Solver
import SupplyNetwork

/// What became of fill-rate targets under stochastic service, for a terminal.
enum FillRateText {
  /// The fill rate of the only network, and in how many a fill rate counted as a cycle service level; none where no
  /// stage has a fill rate to attain, or those that do state a backorder cost rate.
  static func sentences(_ networks: [StageNetwork], plans: [StockingPlan], format: NumberFormat) -> [String] {
    var sentences: [String] = []
    var taken = 0
    for (network, plan) in zip(networks, plans) where plan.status != .infeasible {
      guard
        let target = network.stages.first(where: {
          $0.service.measure == .fillRate && ($0.demand?.mean ?? 0) > 0 && !($0.backorderCostRate > 0)
        })?.service.target
      else { continue }
      // Series and assembly alone have these measures.
      guard let measures = try? EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network) else {
        taken += 1
        continue
      }
      guard networks.count == 1 else { continue }
      sentences.append(
        "Fill rate \(format.percent(measures.fillRate, decimals: 2)) by the model, target "
          + "\(format.percent(target, decimals: 2)).")
    }
    guard taken > 0 else { return sentences }
    let place = networks.count == 1 ? "" : " in \(format.count(taken, "network"))"
    return [
      "Fill-rate targets count as cycle service levels\(place), which as a rule serve more than a fill rate asks for."
    ]
  }
}
