public import Probability

/// One item at one location: what solvers and the simulator decide about.
public struct Stage: Sendable, Equatable {
  /// Unique within its network.
  public var id: String
  /// Name shown to readers.
  public var name: String
  /// Index of the location in the model.
  public var location: Int
  /// Index of the item in the model.
  public var item: Int
  /// Time from all inputs being there to the unit being available, T, in periods.
  public var processingTime: Int
  /// Standard deviation of the processing time, in periods; 0 = it does not vary, nor does one of 0 periods.
  public var processingTimeSD: Double
  /// Periods between two orders, R ≥ 1.
  public var reviewPeriod: Int
  /// Local holding cost rate h, in money per unit per period.
  public var holdingCostRate: Double
  /// Backorder cost rate p, in money per unit per period. 0 = not stated.
  public var backorderCostRate: Double
  /// Committed service time of the outside supplier, in periods (a lower bound on the inbound service time).
  public var externalInboundServiceTime: Int
  /// Largest inbound service time accepted, in periods. `nil` = no bound.
  public var maximumInboundServiceTime: Int?
  /// Largest committed service time allowed, in periods. `nil` = no bound.
  public var maximumCommittedServiceTime: Int?
  /// Demand from outside the network per period. `nil` = none.
  public var demand: DemandDistribution?
  /// How its mean changes over time; simulations heed it, plans do not. `nil` = it does not change.
  public var demandCourse: DemandCourse?
  /// The service promised.
  public var service: ServiceTarget
  /// Standard deviation per period that the demand bound uses, where the input gives it.
  public var givenPooledDemandSD: Double?
  /// Money per order, whatever its size.
  public var fixedOrderCost: Double
  /// Orders are whole multiples of this many units.
  public var orderMultiple: Double
  /// Smallest order, in units.
  public var minimumOrder: Double
  /// Largest order, in units, such as a truck, or what a plant makes in a review period; of that, the largest whole
  /// multiple. `nil` = no limit. Simulations heed it, plans do not.
  public var maximumOrder: Double?
  /// Least safety stock, such as what a shelf must show, in units: where the service target asks for less, the base
  /// stock is this many units above the mean demand over the net replenishment lead time. It serves customers like any
  /// other stock and so may be short for a while. 0 = none.
  public var minimumStock: Double
  /// Largest base stock, in units. `nil` = no limit.
  public var maximumStock: Double?
  /// Whether goods may be kept at the stage. One that may not, such as a cross-dock, passes on what arrives: its net
  /// replenishment lead time is 0.
  public var mayHoldStock: Bool
  /// Longest time in stock, in periods: what is on hand on average when an order has arrived may not exceed the mean
  /// demand over it. `nil` = no limit.
  public var shelfLife: Int?
  /// Base stock that planners have fixed, in units: it replaces that of a plan, whatever the limits above say. `nil` =
  /// the plan decides.
  public var fixedBaseStock: Double?
  /// Times in which the stage ships nothing to others.
  public var disruptions: [Disruption] = []
  /// Times in which the outside supplier ships nothing to the stage.
  public var outsideDisruptions: [Disruption] = []
  /// A faster way to get goods. `nil` = none.
  public var expediting: Expediting?

  /// Makes a stage; every field but the identifier has the default of the file format.
  public init(
    id: String, name: String? = nil, location: Int = 0, item: Int = 0, processingTime: Int = 0,
    processingTimeSD: Double = 0, reviewPeriod: Int = 1,
    holdingCostRate: Double = 0, backorderCostRate: Double = 0, externalInboundServiceTime: Int = 0,
    maximumInboundServiceTime: Int? = nil, maximumCommittedServiceTime: Int? = nil,
    demand: DemandDistribution? = nil, service: ServiceTarget = ServiceTarget(.cycleServiceLevel, 0.95),
    givenPooledDemandSD: Double? = nil,
    fixedOrderCost: Double = 0, orderMultiple: Double = 1, minimumOrder: Double = 0, maximumOrder: Double? = nil,
    minimumStock: Double = 0, maximumStock: Double? = nil, mayHoldStock: Bool = true, shelfLife: Int? = nil,
    fixedBaseStock: Double? = nil
  ) {
    self.id = id
    self.name = name ?? id
    self.location = location
    self.item = item
    self.processingTime = processingTime
    self.processingTimeSD = processingTimeSD
    self.reviewPeriod = reviewPeriod
    self.holdingCostRate = holdingCostRate
    self.backorderCostRate = backorderCostRate
    self.externalInboundServiceTime = externalInboundServiceTime
    self.maximumInboundServiceTime = maximumInboundServiceTime
    self.maximumCommittedServiceTime = maximumCommittedServiceTime
    self.demand = demand
    self.service = service
    self.givenPooledDemandSD = givenPooledDemandSD
    self.fixedOrderCost = fixedOrderCost
    self.orderMultiple = orderMultiple
    self.minimumOrder = minimumOrder
    self.maximumOrder = maximumOrder
    self.minimumStock = minimumStock
    self.maximumStock = maximumStock
    self.mayHoldStock = mayHoldStock
    self.shelfLife = shelfLife
    self.fixedBaseStock = fixedBaseStock
  }

  /// Whether the processing time varies.
  public var variesProcessingTime: Bool { processingTime > 0 && processingTimeSD > 0 && processingTimeSD.isFinite }
}

/// A supply relation between two stages of a network.
public struct Link: Sendable, Equatable {
  /// Index of the supplying stage.
  public var supplier: Int
  /// Index of the receiving stage.
  public var customer: Int
  /// Units of the supplier's item in one unit of the customer's.
  public var units: Double
  /// Transport time beyond the customer's processing time, in periods.
  public var leadTime: Int
  /// Share of the customer's orders that this supplier gets. Below 1, the customer's other links of the same item
  /// get the rest; the suppliers of different components have 1 each.
  public var share: Double
  /// Times in which nothing is shipped on it.
  public var disruptions: [Disruption] = []
  /// Rank of its orders among those of the supplier's customers under ``AllocationRule/priority``: lower is served first.
  /// Simulations heed it, plans do not.
  public var priority = 0

  /// Makes a link.
  public init(supplier: Int, customer: Int, units: Double = 1, leadTime: Int = 0, share: Double = 1) {
    self.supplier = supplier
    self.customer = customer
    self.units = units
    self.leadTime = leadTime
    self.share = share
  }
}
