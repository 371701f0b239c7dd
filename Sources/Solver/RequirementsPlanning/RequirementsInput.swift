import Probability
public import SupplyNetwork

/// An order under way: so much of a stage's item arrives at the start of a period.
public struct ScheduledArrival: Sendable, Equatable {
  /// Index of the receiving stage.
  public var stage: Int
  /// Period in which it is due, at least 1.
  public var period: Int
  /// Units.
  public var quantity: Double
  /// Whether the period is an assumption. No message then asks to move the arrival.
  public var isAssumed: Bool

  /// Makes an arrival.
  public init(stage: Int, period: Int, quantity: Double, isAssumed: Bool = false) {
    self.stage = stage
    self.period = period
    self.quantity = quantity
    self.isAssumed = isAssumed
  }
}

/// External demand expected at one stage.
public struct ExternalForecast: Sendable, Equatable {
  /// Units in period 1, 2, ….
  public var values: [Double]
  /// Units per period after the last of ``values``.
  public var mean: Double

  /// Makes a forecast.
  public init(values: [Double] = [], mean: Double = 0) {
    self.values = values
    self.mean = mean
  }

  /// Units in a period, from 1.
  public func units(in period: Int) -> Double { period <= values.count ? values[period - 1] : mean }
}

/// What is known and wanted of one network before its requirements are planned.
public struct RequirementsInput: Sendable {
  /// Periods to plan, at least 1.
  public var periods: Int
  /// Periods at the start of the horizon in which no order may be released any more, below ``periods``.
  public var firmPeriods: Int
  /// Per stage, units on hand at the end of today; below zero what is owed to customers.
  public var onHand: [Double]
  /// Per stage, units that the projected stock shall not fall below.
  public var safetyStock: [Double]
  /// Orders under way, in any order.
  public var arrivals: [ScheduledArrival]
  /// Per stage, external demand.
  public var forecast: [ExternalForecast]
  /// Stages whose stock is not known: what they need until an order can arrive counts as under way.
  public var startsInBalance: [Bool]
  /// Per stage, how orders are sized.
  public var lotRules: [LotRule]

  /// Makes an input; what is left out is empty stock without safety stock, the mean external demand of each stage, and
  /// the usual lot rule of each stage (``LotRule/usual(for:)``).
  public init(
    network: StageNetwork, periods: Int, firmPeriods: Int = 0, onHand: [Double]? = nil, safetyStock: [Double]? = nil,
    arrivals: [ScheduledArrival] = [], forecast: [ExternalForecast]? = nil, lotRules: [LotRule]? = nil
  ) {
    let none = [Double](repeating: 0, count: network.stageCount)
    self.periods = periods
    self.firmPeriods = firmPeriods
    self.onHand = onHand ?? none
    self.safetyStock = safetyStock ?? none
    self.arrivals = arrivals
    startsInBalance = [Bool](repeating: false, count: network.stageCount)
    self.forecast = forecast ?? network.stages.map { ExternalForecast(mean: $0.demand?.mean ?? 0) }
    self.lotRules = lotRules ?? network.stages.map(LotRule.usual)
  }

  /// An input from today's stock and the safety stock of a plan.
  ///
  /// - A stage with a record has its units on hand. What it has on order and no arrival is known of counts as ordered in
  ///   equal parts at every review, the last of them today: the parts are due after the lead time L, and R periods, 2R
  ///   periods, … before that.
  /// - A stage without a record starts in balance (``startsInBalance``): its safety stock on hand, and under way what it
  ///   needs until an order can arrive.
  ///
  /// - Parameters:
  ///   - plan: the plan whose safety stocks count; one below zero counts as none.
  ///   - inventory: today's stock per stage, where known.
  ///   - arrivals: arrivals that are known.
  public init(
    network: StageNetwork, plan: StockingPlan, inventory: [InventoryRecord?], arrivals: [ScheduledArrival],
    periods: Int, firmPeriods: Int = 0, forecast: [ExternalForecast]? = nil
  ) {
    self.init(network: network, periods: periods, firmPeriods: firmPeriods, arrivals: arrivals, forecast: forecast)
    var isKnown = [Bool](repeating: false, count: network.stageCount)
    for arrival in arrivals where isKnown.indices.contains(arrival.stage) { isKnown[arrival.stage] = true }
    let leadTimes = PlanningHorizon.leadTimes(of: network)
    for stage in network.stages.indices {
      safetyStock[stage] = plan.stages.indices.contains(stage) ? max(0, plan.stages[stage].safetyStock) : 0
      if let record = inventory[stage] {
        onHand[stage] = record.onHand
        let onOrder = record.onOrder ?? 0
        guard !isKnown[stage], onOrder > 0 else { continue }
        self.arrivals += Self.parts(
          of: onOrder, leadTime: leadTimes[stage], reviewPeriod: max(1, network.stages[stage].reviewPeriod)
        ).map {
          ScheduledArrival(stage: stage, period: $0.period, quantity: $0.quantity, isAssumed: true)
        }
      } else {
        onHand[stage] = safetyStock[stage]
        startsInBalance[stage] = true
      }
    }
  }

  /// The parts of what is on order, the latest first; whole units where it is whole, the later parts the larger ones.
  private static func parts(
    of onOrder: Double, leadTime: Int, reviewPeriod: Int
  ) -> [(period: Int, quantity: Double)] {
    let last = max(1, leadTime)
    let count = (last + reviewPeriod - 1) / reviewPeriod
    var rest = onOrder
    let isWhole = onOrder == onOrder.rounded()
    return (0..<count).compactMap { index in
      let share = rest / Double(count - index)
      let quantity = isWhole ? share.rounded(.up) : share
      rest -= quantity
      return quantity > 0 ? (last - index * reviewPeriod, quantity) : nil
    }
  }
}
