import ArgumentParser
import Solver
import SupplyNetwork

/// How `meio drp` sizes orders, as it is written on the command line.
enum LotChoice: ExpressibleByArgument {
  /// Each order covers a review period of its stage.
  case review
  /// Orders of least fixed and holding cost.
  case leastCost
  /// One rule for all stages.
  case rule(LotRule)

  /// The choices in words, for the help of commands.
  static let help: ArgumentHelp =
    """
    How orders are sized, before minimum and multiple: review (an order covers a review period), lot-for-lot, \
    least-cost (fixed_order_cost against holding cost, after Wagner and Whitin), \
    periods:N (an order covers N periods) or quantity:Q (whole multiples of Q units).
    """

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count > 1 ? parts[1] : nil) {
    case ("review", nil): self = .review
    case ("lot-for-lot", nil): self = .rule(.lotForLot)
    case ("least-cost", nil): self = .leastCost
    case ("periods", let text?):
      guard let periods = Int(text), (1...PlanningHorizon.longest).contains(periods) else { return nil }
      self = .rule(.periodOrderQuantity(periods))
    case ("quantity", let text?):
      guard let quantity = Double(text), quantity > 0, quantity <= 1e12 else { return nil }
      self = .rule(.fixedOrderQuantity(quantity))
    default: return nil
    }
  }

  /// The rule by stage; `nil` = an order covers a review period.
  var rule: (@Sendable (Stage) -> LotRule)? {
    switch self {
    case .review: nil
    case .leastCost: LotRule.leastCost
    case .rule(let rule): { _ in rule }
    }
  }
}
