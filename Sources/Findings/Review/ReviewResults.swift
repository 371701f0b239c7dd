import Probability
import SupplyNetwork

/// The results of a run as plain numbers, for the reviews that come after it.
public struct ReviewResults: Sendable, Codable, Equatable {
  /// A figure of today and of the plan.
  public struct Pair: Sendable, Codable, Equatable {
    /// Today: measured where it is, else simulated.
    public var current: Double
    /// Under the plan, simulated.
    public var optimised: Double
    /// Half of the 95 % interval today; 0 where it is measured or has none.
    public var currentHalfWidth = 0.0
    /// Half of the 95 % interval under the plan; 0 where it has none.
    public var optimisedHalfWidth = 0.0
  }

  /// Whether stock is counted in money; in units where unit costs are unknown.
  public var hasValue: Bool
  /// Whether inventory.csv gave today's stock of every stage.
  public var isStockMeasured: Bool
  /// Whether it gave today's fill rate of every stage that serves customers.
  public var isServiceMeasured: Bool
  /// Stock on hand: money, or units.
  public var stock: Pair
  /// Cost of carrying it for a year, in money.
  public var annualHolding: Pair
  /// Customers' fill rate, a fraction.
  public var fillRate: Pair
  /// Stockout events a month.
  public var stockouts: Pair
  /// Days that the stock lasts at the customers' mean demand; `nil` without demand.
  public var daysOfSupply: Pair?
  /// What the plan holds by the model.
  public var plan: PlanTotals
  /// Stock on hand today by location of the model: money, or units.
  public var locationsToday: [Double]
  /// Stock on hand under the plan by location, simulated.
  public var locationsPlanned: [Double]

  init(_ context: FindingsContext) {
    hasValue = context.ledger.hasValue
    isStockMeasured = context.ledger.isMeasured
    isServiceMeasured = context.ledger.serviceBasis == .measured
    stock = Pair(
      current: context.current(context.total), optimised: context.optimised(context.total),
      optimisedHalfWidth: context.study.optimised.estimate(context.stockQuantity).halfWidth)
    let year = context.ledger.periodsPerYear
    annualHolding = Pair(
      current: context.total.currentHolding * year, optimised: context.total.optimisedHolding * year)
    let fill = context.study.optimised.customerFillRate
    let now = context.customerFillNow
    fillRate = Pair(
      current: now.mean, optimised: fill.mean, currentHalfWidth: now.halfWidth, optimisedHalfWidth: fill.halfWidth)
    let today = FinancialFindings.currentStockouts(context)
    let planned = context.study.optimised.estimate(.stockoutEvents)
    let month = context.periodsPerMonth
    stockouts = Pair(
      current: today.value, optimised: planned.mean * month,
      currentHalfWidth: today.isMeasured ? 0 : context.study.current.estimate(.stockoutEvents).halfWidth * month,
      optimisedHalfWidth: planned.halfWidth * month)
    if let current = context.daysOfSupply(stock.current, perPeriod: context.consumption),
      let optimised = context.daysOfSupply(stock.optimised, perPeriod: context.consumption)
    {
      daysOfSupply = Pair(current: current, optimised: optimised)
    }
    plan = PlanTotals(context.study.networks.map(\.optimised), of: context.model)
    let locations = context.model.locations.indices.map { context.sums(location: $0) }
    locationsToday = locations.map(context.current)
    locationsPlanned = locations.map(context.optimised)
  }
}
