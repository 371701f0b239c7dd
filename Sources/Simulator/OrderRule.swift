import Probability
public import SupplyNetwork

/// How a stage orders: the branches that all worlds share.
struct OrderKind: Equatable {
  enum Formula {
    case baseStock, orderUpTo, fixedQuantity, echelonBaseStock, balancedEchelonBaseStock, smoothedMinMax
    case echelonReplenishment
  }

  var formula: Formula
  /// Whether its forecast is made from what customers order.
  var recordsOrders = false
  /// Whether its forecast is made from what is shipped to customers.
  var recordsShipments = false
  /// Whether its forecast is made from recorded sales below, and not from all demand.
  var hearsSales = false
  /// Whether these are put up where the shelf was empty.
  var hearsCorrection = false
  /// Periods until the points of sale are known.
  var latency = 0
  /// Whether orders follow a forecast of the stage's own.
  let isSmoothed: Bool
  /// Whether orders depend on the stages below.
  let looksDown: Bool

  init(_ policy: ReplenishmentPolicy) {
    switch policy {
    case .installationBaseStock: formula = .baseStock
    case .reorderPointOrderUpTo: formula = .orderUpTo
    case .reorderPointOrderQuantity: formula = .fixedQuantity
    case .echelonBaseStock: formula = .echelonBaseStock
    case .balancedEchelonBaseStock: formula = .balancedEchelonBaseStock
    case .smoothedMinMax(let rule):
      formula = .smoothedMinMax
      recordsOrders = rule.signal == .ordersReceived
      recordsShipments = rule.signal == .quantitiesShipped
    case .echelonReplenishment(let rule):
      formula = .echelonReplenishment
      hearsSales = rule.signal != .consumerDemand
      hearsCorrection = rule.signal == .correctedSales
      latency = max(0, rule.latency)
    }
    isSmoothed = formula == .smoothedMinMax || formula == .echelonReplenishment
    looksDown =
      switch formula {
      case .echelonBaseStock, .balancedEchelonBaseStock, .echelonReplenishment: true
      case .baseStock, .orderUpTo, .fixedQuantity, .smoothedMinMax: false
      }
  }
}

/// A stage's replenishment policy with its order multiple, smallest and largest order in every world, ready for vectors.
///
/// What an order may not exceed is ordered at later reviews, as the position stays below: under a base stock, the modified
/// base-stock policy that is optimal where production is limited (Federgruen & Zipkin 1986, doi:10.1287/moor.11.2.193).
struct OrderRule<Scalar: LaneScalar> {
  // What every stage reads in every period stands first, close together.
  let formula: OrderKind.Formula
  /// Whether a multiple, a minimum or a maximum restricts orders in any world.
  private(set) var isRestricted = false
  /// Backorders, orders and stock up to this many units are rounding noise.
  private(set) var negligible = Lanes<Scalar>()
  /// Level that orders raise the position to; the quantity of an order under (R, Q).
  private(set) var level = Lanes<Scalar>()
  /// Orders are placed at or below this inventory position.
  private(set) var reorderPoint = Lanes<Scalar>()
  /// 0 where any quantity may be ordered.
  private var multiple = Lanes<Scalar>()
  private var minimum = Lanes<Scalar>()
  private var maximum = Lanes<Scalar>()
  /// Below this a need is rounding noise, which must not grow into a whole minimum order; below zero where nothing
  /// raises orders.
  private var tolerance = Lanes<Scalar>()
  /// The net stock below which goods are expedited.
  private(set) var expeditingLevel = Lanes<Scalar>()
  /// The forecast's parameters, where there is one.
  private(set) var forecast = Forecast<Scalar>()
  /// Mean demand on the stage, in units per period.
  private(set) var meanDemand = Lanes<Scalar>()
  /// Mean of its external demand, in units per period.
  private(set) var meanExternalDemand = Lanes<Scalar>()
  /// Weight of the latest sales of a point of sale where they are corrected.
  private var salesWeight = Lanes<Scalar>()

  /// A rule without a world.
  init(_ kind: OrderKind) { formula = kind.formula }

  /// Joins a world's policy with its stage's restrictions.
  ///
  /// A multiple of 1, the standard one, restricts nothing: demand and levels in whole units already give whole orders,
  /// and models in real quantities must not be rounded.
  ///
  /// - Parameters:
  ///   - lanes: of the world.
  ///   - policy: of the rule's kind.
  ///   - meanDemand: on the stage, in units per period.
  ///   - salesWeight: of the latest sales where they are corrected.
  mutating func set(
    _ lanes: Range<Int>, to policy: ReplenishmentPolicy, stage: Stage, meanDemand: Double, salesWeight: Double? = nil
  ) {
    let levels = Self.levels(of: policy)
    let ownMultiple = stage.orderMultiple > 0 && stage.orderMultiple != 1 ? stage.orderMultiple : 0
    let ownMinimum = max(0, stage.minimumOrder)
    let raises = ownMultiple > 0 || ownMinimum > 0
    isRestricted = isRestricted || raises || stage.maximumOrder != nil
    for lane in lanes {
      level[lane] = levels.level
      reorderPoint[lane] = levels.reorderPoint
      multiple[lane] = ownMultiple
      minimum[lane] = ownMinimum
      maximum[lane] = stage.orderSizes.largest
      tolerance[lane] = raises ? Scalar.noise * max(1, abs(levels.level)) : -.infinity
      negligible[lane] = Scalar.noise * max(1, meanDemand)
      self.meanDemand[lane] = meanDemand
      meanExternalDemand[lane] = stage.demand?.mean ?? 0
      expeditingLevel[lane] = stage.expediting?.below ?? 0
    }
    if formula == .smoothedMinMax || formula == .echelonReplenishment { forecast.set(lanes, to: policy) }
    guard let salesWeight else { return }
    for lane in lanes { self.salesWeight[lane] = min(1, max(0, salesWeight)) }
  }

  /// Level and reorder point of a policy; for those that follow a forecast, the level they start with.
  private static func levels(of policy: ReplenishmentPolicy) -> (level: Double, reorderPoint: Double) {
    switch policy {
    case .installationBaseStock(let target), .echelonBaseStock(let target), .balancedEchelonBaseStock(let target):
      (target, .infinity)
    case .reorderPointOrderUpTo(let point, let target): (target, point)
    case .reorderPointOrderQuantity(let point, let quantity): (quantity, point)
    case .smoothedMinMax, .echelonReplenishment: (policy.highestPosition, .infinity)
    }
  }

  /// What a stage lacks at a review, in units, where its level does not follow a forecast. Always inlined: a call would
  /// copy the rule.
  ///
  /// - Parameter position: the inventory position before it; of the echelon, where the rule looks down.
  @inline(__always)
  func need(at position: Lanes<Scalar>) -> Lanes<Scalar> {
    switch formula {
    case .orderUpTo:
      Lanes().replacing(with: (level - position).positivePart, where: position .<= reorderPoint)
    case .fixedQuantity:
      Lanes().replacing(with: level.positivePart, where: position .<= reorderPoint)
    default:
      (level - position).positivePart
    }
  }

  /// The correction of sales before the first period.
  var startingCorrection: SalesCorrection<Scalar> {
    SalesCorrection(mean: meanExternalDemand, weight: salesWeight, tolerance: negligible)
  }

  /// What a plain stage's inventory position is counted down from (see ``LeafStates/need``).
  var leafGoal: Lanes<Scalar> { formula == .fixedQuantity ? reorderPoint : level }

  /// The need at which a plain stage orders, or how much it orders under (R, Q) (see ``LeafStates/trigger``).
  var leafTrigger: Lanes<Scalar> {
    formula == .fixedQuantity ? level.positivePart : (level - reorderPoint).positivePart
  }

  /// Raises an order to the minimum and then to a whole multiple, up to the maximum.
  @inline(__always)
  func restricted(_ need: Lanes<Scalar>) -> Lanes<Scalar> {
    let raised = need.replacing(with: minimum, where: need .< minimum)
    let whole = (raised / multiple - Lanes(every: Scalar.noise)).roundedUp * multiple
    return raised.replacing(with: whole, where: multiple .> Lanes()).lesser(maximum)
      .replacing(with: Lanes(), where: need .<= tolerance)
  }
}

extension ReplenishmentPolicy {
  /// Weight of the latest period in its forecast; 0 where there is none.
  var smoothing: Double {
    switch self {
    case .smoothedMinMax(let rule): rule.demand.weight
    case .echelonReplenishment(let rule): rule.demand.weight
    case .installationBaseStock, .reorderPointOrderUpTo, .reorderPointOrderQuantity, .echelonBaseStock,
      .balancedEchelonBaseStock:
      0
    }
  }

  /// The highest position that the policy orders up to before it has seen anything: of the stage, or of its echelon.
  var highestPosition: Double {
    switch self {
    case .installationBaseStock(let level), .echelonBaseStock(let level), .balancedEchelonBaseStock(let level): level
    case .reorderPointOrderUpTo(_, let target): target
    case .reorderPointOrderQuantity(let point, let quantity): max(0, point) + quantity
    case .smoothedMinMax(let rule):
      rule.demand.startingMean * (rule.coverPeriods + rule.orderPeriods)
        + rule.safetyFactor * DemandSmoothing.deviationFactor * max(0, rule.coverPeriods).squareRoot()
        * rule.demand.startingDeviation
    case .echelonReplenishment(let rule):
      rule.demand.startingMean * (rule.coverPeriods + rule.extraPeriods)
        + rule.safetyFactor * DemandSmoothing.deviationFactor * max(0, rule.coverPeriods).squareRoot()
        * rule.demand.startingDeviation
    }
  }
}

extension StageNetwork {
  /// Stock on hand by stage that a run starts with: what is given, else what brings every position to the highest that its
  /// policy orders up to. Nothing is in transit then, so that an echelon holds its stage's stock and that of those below.
  public func startingOnHand(_ policy: NetworkPolicy, given: [Double]? = nil) -> [Double] {
    precondition(given?.count ?? stageCount == stageCount, "starting stock covers every stage")
    if let given { return given }
    var onHand = [Double](repeating: 0, count: stageCount)
    var echelon = onHand
    for stage in upstreamFirst.reversed() {
      let below = customerLinks[stage].reduce(0.0) { sum, link in
        sum + links[link].units * links[link].share * echelon[links[link].customer]
      }
      let highest = policy.replenishment[stage].highestPosition
      onHand[stage] = max(0, OrderKind(policy.replenishment[stage]).looksDown ? highest - below : highest)
      echelon[stage] = onHand[stage] + below
    }
    return onHand
  }
}
