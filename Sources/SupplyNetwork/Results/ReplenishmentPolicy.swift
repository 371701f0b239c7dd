/// How a stage orders at its review periods.
public enum ReplenishmentPolicy: Sendable, Equatable {
  /// Raise the stage's own inventory position to the level.
  case installationBaseStock(Double)
  /// (s, S): when the inventory position is at or below the reorder point, raise it to the order-up-to level.
  case reorderPointOrderUpTo(reorderPoint: Double, orderUpTo: Double)
  /// (R, Q): when the inventory position is at or below the reorder point, order one quantity.
  case reorderPointOrderQuantity(reorderPoint: Double, quantity: Double)
  /// Raise the echelon inventory position to the level: the stage's own position and, per unit that goes into them,
  /// those of all stages that it supplies; so its on-hand and on-order stock and all that is in transit to or on hand
  /// at stages below, less what their customers are owed (Clark & Scarf 1960, doi:10.1287/mnsc.6.4.475).
  case echelonBaseStock(Double)
  /// Raise the echelon inventory position to the level, but in an assembly no further than what the other components
  /// have coming in time (Rosling 1989, doi:10.1287/opre.37.4.565): what arrives without its counterparts only waits.
  ///
  /// M, the cumulative lead time of a stage, is the time from its order until its units are in the product sold: the
  /// longest lead time of its inputs, its processing time, and M of its customer. With u units of a stage's item in a unit
  /// of that product, stage i orders up to min(S_i, u_i X ÷ u_k), where k is the stage with the next longer M and X is the
  /// echelon inventory position of k before its order of the period, less its orders of the M_k − M_i − 1 periods before:
  /// what k ordered M_k − M_i periods ago or earlier, and demand has not taken. Where M_k = M_i, of which the one further
  /// upstream counts as the longer, X includes the period's order of k. In series that is to order what the supplier can
  /// ship; and an assembly whose stages all follow the rule does, once in balance, what a series of its stages by M does.
  ///
  /// It holds where all stages follow it, in a tree in which every stage has one customer and the last one all the external
  /// demand, where suppliers deliver at once and orders wait; elsewhere it is ``echelonBaseStock(_:)``.
  case balancedEchelonBaseStock(Double)
  /// Minimum and maximum that follow what the stage itself sees.
  case smoothedMinMax(SmoothedMinMax)
  /// An echelon order-up-to level that follows demand at the points of sale.
  case echelonReplenishment(EchelonReplenishment)
}

/// A forecast by exponential smoothing, with its mean absolute deviation (Brown 1959, Statistical Forecasting for
/// Inventory Control).
///
/// Every period, m ← m + α (x − m) and then d ← d + α (|x − m| − d) for what was seen, x.
public struct DemandSmoothing: Sendable, Equatable {
  /// Standard deviations in a mean absolute deviation, √(π/2) for normal errors; by custom 1.25.
  public static let deviationFactor = 1.25

  /// Weight of the latest period, α, in [0, 1]. 0 = mean and deviation stay as they start.
  public var weight: Double
  /// m before the first period, in units per period.
  public var startingMean: Double
  /// d before the first period, in units per period.
  public var startingDeviation: Double

  /// Makes a forecast.
  public init(weight: Double, startingMean: Double, startingDeviation: Double) {
    self.weight = weight
    self.startingMean = startingMean
    self.startingDeviation = startingDeviation
  }
}

/// Minimum and maximum of the stage's own inventory position, from a forecast of what the stage itself sees: where the
/// position is at or below min = mC + 1.25 kd√C, it is raised to max = min + nm (Silver, Pyke & Thomas 2017,
/// doi:10.1201/9781315374406).
///
/// A forecast from orders passes on, and amplifies, how customers order (Lee, Padmanabhan & Whang 1997,
/// doi:10.1287/mnsc.43.4.546). External demand is always seen as recorded sales: what was not sold because the shelf was
/// empty and the customer left is not there; a backorder is recorded.
public struct SmoothedMinMax: Sendable, Equatable {
  /// What the stage sees of its customers inside the network.
  public enum Signal: String, Sendable, Codable, CaseIterable {
    /// What they order.
    case ordersReceived = "orders_received"
    /// What was shipped to them since the stage looked last.
    case quantitiesShipped = "quantities_shipped"
  }

  /// The forecast, m and d.
  public var demand: DemandSmoothing
  /// Standard deviations of cover, k.
  public var safetyFactor: Double
  /// Periods that the minimum covers, C: lead time and review period.
  public var coverPeriods: Double
  /// Periods of mean demand between minimum and maximum, n.
  public var orderPeriods: Double
  /// What the stage sees.
  public var signal: Signal

  /// Makes a policy.
  public init(
    demand: DemandSmoothing, safetyFactor: Double, coverPeriods: Double, orderPeriods: Double,
    signal: Signal = .ordersReceived
  ) {
    self.demand = demand
    self.safetyFactor = safetyFactor
    self.coverPeriods = coverPeriods
    self.orderPeriods = orderPeriods
    self.signal = signal
  }
}

extension SmoothedMinMax {
  /// The maximum before the first period, in units.
  public var startingMaximum: Double {
    let mean = demand.startingMean
    let deviation = DemandSmoothing.deviationFactor * demand.startingDeviation
    return mean * (coverPeriods + orderPeriods) + safetyFactor * deviation * coverPeriods.squareRoot()
  }
}

/// Raises the echelon inventory position to m (C + extra) + 1.25 kd√C, with the forecast m, d of demand at all points of
/// sale below the stage: information shared along the chain, which keeps orders from being amplified (Chen, Drezner,
/// Ryan & Simchi-Levi 2000, doi:10.1287/mnsc.46.3.436.12069).
public struct EchelonReplenishment: Sendable, Equatable {
  /// What is known of the points of sale.
  public enum Signal: String, Sendable, Codable, CaseIterable {
    /// What they sold, backorders included and lost sales not.
    case recordedSales = "recorded_sales"
    /// What they sold, put up where sales are lost: a point of sale whose shelf was left empty reports the smoothed mean
    /// of its periods that ended with stock, where it sold less (imputation, of which Guo, Xiao & Li 2012 survey the kinds,
    /// doi:10.1155/2012/270910). That mean starts at mean demand, and its weight is α of the rule that listens: the
    /// point of sale's own, or the nearest one up the network.
    case correctedSales = "corrected_sales"
    /// What was asked for.
    case consumerDemand = "consumer_demand"
  }

  /// The forecast, m and d, per unit that goes into what is sold.
  public var demand: DemandSmoothing
  /// Standard deviations of cover, k.
  public var safetyFactor: Double
  /// Periods that the target covers, C: the time until an order has come through to the points of sale.
  public var coverPeriods: Double
  /// Further periods of mean demand in the target, such as half of what stages below order at a time.
  public var extraPeriods: Double
  /// What is known of the points of sale.
  public var signal: Signal
  /// Periods until it is known. Mean and deviation wait for the first news.
  public var latency: Int

  /// Makes a policy.
  public init(
    demand: DemandSmoothing, safetyFactor: Double, coverPeriods: Double, extraPeriods: Double,
    signal: Signal = .recordedSales, latency: Int = 0
  ) {
    self.demand = demand
    self.safetyFactor = safetyFactor
    self.coverPeriods = coverPeriods
    self.extraPeriods = extraPeriods
    self.signal = signal
    self.latency = latency
  }
}

/// What becomes of a customer's order that its supplier inside the network cannot fill.
public enum UnfilledOrders: String, Sendable, Codable, CaseIterable {
  /// It waits until the supplier has stock.
  case wait
  /// It is cancelled, and the customer orders again by its policy. A supplier then fills orders from what it has when
  /// they are due, before it orders itself. Orders of a stage with several kinds of input wait all the same, as do those
  /// of the other customers of its suppliers: a kit needs all its parts.
  case cancel
}

/// How every stage of a network is run: what the simulator plays.
public struct NetworkPolicy: Sendable, Equatable {
  /// One policy per stage.
  public var replenishment: [ReplenishmentPolicy]
  /// S per stage, in periods: an order is due this long after it arrived. 0 = at once.
  public var committedServiceTime: [Int]
  /// What becomes of orders between stages that cannot be filled.
  public var unfilledOrders: UnfilledOrders
  /// How suppliers share what is too little for all customers.
  public var allocation: AllocationRule

  /// Makes a policy.
  public init(
    replenishment: [ReplenishmentPolicy], committedServiceTime: [Int], unfilledOrders: UnfilledOrders = .wait,
    allocation: AllocationRule = .proportional
  ) {
    self.replenishment = replenishment
    self.committedServiceTime = committedServiceTime
    self.unfilledOrders = unfilledOrders
    self.allocation = allocation
  }

  /// The base stocks and committed service times of a plan.
  public init(_ plan: StockingPlan) {
    self.init(
      replenishment: plan.stages.map { .installationBaseStock($0.installationBaseStock) },
      committedServiceTime: plan.stages.map(\.committedServiceTime))
  }
}
