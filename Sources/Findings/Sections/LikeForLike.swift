import Probability
import SupplyNetwork

/// The change from today's levels to the plan with both simulated on the same demand, beside that from the stock measured
/// today to the simulated plan.
///
/// What stands on the shelves today has causes beside the levels (one day's chance, stock that was bought or moved by
/// hand): where the simulation of today's levels does not give that stock, the difference of the measured stock and the
/// plan is not the plan's doing alone.
struct LikeForLike {
  /// Stock of today's levels and of the plan, both simulated, on the scale of ``FindingsContext/totalStock``.
  let stock: DisplayedPair
  /// What it costs a year to hold them.
  let holding: DisplayedPair
  /// The simulation of today's levels against the stock measured.
  let backTest: BackTest
  /// Whether this change is told first: where outages are played, which the stock measured knows nothing of, and where the
  /// back-test fails and it is the less welcome of the two.
  let leads: Bool

  /// `nil` where no stock is measured, so that all figures are simulated anyway, or none is on hand.
  init?(_ context: FindingsContext) {
    guard let backTest = BackTest(context), backTest.deviation != nil else { return nil }
    self.backTest = backTest
    stock = DisplayedPair(
      context.simulated(context.total), context.optimised(context.total), on: context.totalStock.scale)
    holding = DisplayedPair(
      context.study.current.estimate(.holdingCost).mean * context.ledger.periodsPerYear,
      context.total.optimisedHolding * context.ledger.periodsPerYear, on: context.annualHolding.scale)
    leads = context.ledger.playsOutages || backTest.fails && stock.change > context.totalStock.change
  }

  /// Measured stock beyond what today's levels give in simulation, as shown; below zero where it is less.
  func unexplained(_ context: FindingsContext) -> Double {
    stock.scale.shown(context.totalStock.current - stock.current)
  }

  /// The change that the headline does not tell, which is which, and why they differ; `nil` where the back-test fails, of
  /// which the warning tells.
  func sentence(_ context: FindingsContext) -> String? {
    if backTest.fails { return nil }
    if leads { return changes(context) + rest(context) }
    let simulated = context.stock(stock.current, on: stock.scale)
    return "Like for like, against today's levels simulated on the same demand (\(simulated)), the plan holds "
      + "\(difference(context, stock)).\(rest(context))"
  }

  /// "$1.44M less (−18%)", "as much".
  private func difference(_ context: FindingsContext, _ pair: DisplayedPair) -> String {
    guard pair.change != 0 else { return "as much" }
    let amount = context.stock(abs(pair.change), on: pair.scale)
    return "\(amount) \(pair.change < 0 ? "less" : "more") (\(context.change(pair)))"
  }

  /// Which change is which.
  private func changes(_ context: FindingsContext) -> String {
    let measured = context.totalStock
    return
      "Against the stock \(context.stockSource) today (\(context.stock(measured.current, on: measured.scale))) the plan, "
      + "simulated (\(context.stock(measured.optimised, on: measured.scale))), holds "
      + "\(difference(context, measured)); like for like, against today's levels simulated on the same demand (\(context.stock(stock.current, on: stock.scale))), "
      + "\(difference(context, stock))."
  }

  /// Why the two differ, where the back-test allows it.
  private func rest(_ context: FindingsContext) -> String {
    let rest = unexplained(context)
    guard rest != 0 else { return "" }
    return " The \(context.stock(abs(rest), on: stock.scale)) between both changes "
      + (rest > 0
        ? "stand in stock beyond what today's levels give in simulation"
        : "are what today's levels give in simulation beyond what stands in stock")
      + ", which the back-test allows (\(backTest.change); at most \(Self.tolerance(context)))."
  }

  private static func tolerance(_ context: FindingsContext) -> String {
    "±\(context.format.percent(BackTest.tolerance, decimals: 0))"
  }

  /// The change against measured stock, which the headline does not tell then, and why; `nil` where the back-test passes.
  func warning(_ context: FindingsContext) -> String? {
    guard backTest.fails else { return nil }
    let unexplained = unexplained(context)
    let rest = context.stock(abs(unexplained), on: stock.scale)
    guard unexplained >= 0 else {
      return "Warning: the back-test fails (\(backTest.change), \(Self.tolerance(context)) allowed): today's levels, "
        + "simulated, hold \(rest) more than is \(context.stockSource). Find the cause before relying on figures of the "
        + "simulation."
    }
    return "Warning: against the stock \(context.stockSource) today the plan holds "
      + "\(difference(context, context.totalStock)), but the back-test fails (\(backTest.change), "
      + "\(Self.tolerance(context)) allowed). Do not count on the other \(rest) before their cause is known."
  }
}
