import ArgumentParser
import Solver
import SupplyNetwork

/// How `meio drp` sizes orders, as it is written on the command line.
enum LotChoice {
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

  /// Reads a choice.
  ///
  /// - Throws: a validation error that says what was expected.
  static func read(_ text: String) throws -> LotChoice {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count > 1 ? parts[1] : nil) {
    case ("review", nil): return .review
    case ("lot-for-lot", nil): return .rule(.lotForLot)
    case ("least-cost", nil): return .leastCost
    case ("periods", let number?):
      let longest = PlanningHorizon.longest
      return .rule(
        .periodOrderQuantity(
          try NumberArgument.whole(
            number, in: 1...longest, expected: "periods:N with a whole number of periods from 1 to \(longest)")))
    case ("quantity", let number?):
      guard let quantity = try? NumberArgument.positive(number), quantity <= 1e12 else {
        throw NumberArgument.unexpected("quantity:Q with a number of units above 0, up to 1e12")
      }
      return .rule(.fixedOrderQuantity(quantity))
    default:
      throw NumberArgument.unexpected("review, lot-for-lot, least-cost, periods:N or quantity:Q")
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
