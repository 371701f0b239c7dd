public import Probability
public import SupplyNetwork

/// Simulated quantities of one policy, summed over items: per tier and replication, and per location.
///
/// Kept per replication so that sums and ratios over many items carry an honest interval.
public struct PolicyTotals: Sendable {
  /// A quantity that adds up over stages.
  public enum Quantity: Int, Sendable, CaseIterable {
    /// Units on hand.
    case onHandUnits
    /// Value on hand, in money.
    case onHandValue
    /// Units on their way.
    case inTransitUnits
    /// Value on its way, in money.
    case inTransitValue
    /// Cost of carrying the stock on hand, in money per period.
    case holdingCost
    /// Units that fell due, per period.
    case due
    /// Of these, delivered on time.
    case deliveredOnTime
    /// Units of external demand that fell due, per period.
    case externalDue
    /// Of these, delivered on time.
    case externalDeliveredOnTime
    /// Stockout events at stages with external demand, per period.
    case stockoutEvents
    /// Sum over stages with external demand of the share of periods with a stockout.
    case periodsWithStockout
    /// Sum over stages of what their targets count: the fill rate where the target is one, else the share of periods
    /// without a stockout.
    case promisedService
    /// Units of external demand lost, per period.
    case lost
    /// Units that peers sent each other, per period.
    case transshipped
    /// Cost of these, in money per period.
    case transshipmentCost
  }

  /// Tiers in the model.
  public let tierCount: Int
  /// Replications of the simulation.
  public let replications: Int
  /// Stages per tier.
  public private(set) var stageCount: [Int]
  /// Quantity, then tier, then replication.
  private var values: [Double]
  /// Per location: mean units on hand.
  public private(set) var locationUnits: [Double]
  /// Per location: mean value on hand, in money.
  public private(set) var locationValue: [Double]
  /// Per location: units due per period.
  public private(set) var locationDue: [Double]
  /// Per location: of these, delivered on time.
  public private(set) var locationDeliveredOnTime: [Double]

  /// All zero.
  public init(model: NetworkModel) {
    tierCount = model.tiers.count
    replications = model.settings.simulation.replications
    stageCount = [Int](repeating: 0, count: tierCount)
    values = [Double](repeating: 0, count: Quantity.allCases.count * tierCount * replications)
    let zero = [Double](repeating: 0, count: model.locations.count)
    locationUnits = zero
    locationValue = zero
    locationDue = zero
    locationDeliveredOnTime = zero
  }

  private func position(_ quantity: Quantity, _ tier: Int, _ replication: Int) -> Int {
    (quantity.rawValue * tierCount + tier) * replications + replication
  }

  /// Adds what a run measured.
  public mutating func add(_ run: SimulationRun, network: StageNetwork, model: NetworkModel) {
    for (index, stage) in network.stages.enumerated() {
      let tier = model.tier(of: stage)
      let cost = model.unitCost(of: stage) ?? 0
      let hasExternalDemand = stage.demand != nil
      stageCount[tier] += 1
      for replication in 0..<replications {
        func measured(_ measure: SimulationRun.Measure) -> Double {
          run.value(measure, replication: replication, stage: index)
        }
        let onHand = measured(.onHand)
        let inTransit = measured(.inTransit)
        let due = measured(.due)
        values[position(.onHandUnits, tier, replication)] += onHand
        values[position(.onHandValue, tier, replication)] += onHand * cost
        values[position(.inTransitUnits, tier, replication)] += inTransit
        values[position(.inTransitValue, tier, replication)] += inTransit * cost
        values[position(.holdingCost, tier, replication)] += onHand * stage.holdingCostRate
        values[position(.due, tier, replication)] += due
        values[position(.deliveredOnTime, tier, replication)] += measured(.deliveredOnTime)
        values[position(.externalDue, tier, replication)] += measured(.externalDue)
        values[position(.externalDeliveredOnTime, tier, replication)] += measured(.externalDeliveredOnTime)
        values[position(.promisedService, tier, replication)] +=
          stage.service.measure != .fillRate
          ? measured(.periodsWithoutStockout) : due > 0 ? measured(.deliveredOnTime) / due : 1
        values[position(.lost, tier, replication)] += measured(.lost)
        values[position(.transshipped, tier, replication)] += measured(.transshippedIn)
        values[position(.transshipmentCost, tier, replication)] += measured(.transshipmentCost)
        if hasExternalDemand {
          values[position(.stockoutEvents, tier, replication)] += measured(.stockoutEvents)
          values[position(.periodsWithStockout, tier, replication)] += 1 - measured(.periodsWithoutStockout)
        }
        let share = 1 / Double(replications)
        locationUnits[stage.location] += onHand * share
        locationValue[stage.location] += onHand * cost * share
        locationDue[stage.location] += due * share
        locationDeliveredOnTime[stage.location] += measured(.deliveredOnTime) * share
      }
    }
  }

  /// Adds the totals of other networks.
  mutating func add(_ other: PolicyTotals) {
    func sum(_ left: inout [Double], _ right: [Double]) {
      for index in left.indices { left[index] += right[index] }
    }
    for tier in 0..<tierCount { stageCount[tier] += other.stageCount[tier] }
    sum(&values, other.values)
    sum(&locationUnits, other.locationUnits)
    sum(&locationValue, other.locationValue)
    sum(&locationDue, other.locationDue)
    sum(&locationDeliveredOnTime, other.locationDeliveredOnTime)
  }

  /// One value per replication, of one tier or of all.
  private func perReplication(_ quantity: Quantity, tier: Int?) -> [Double] {
    (0..<replications).map { replication in
      if let tier { return values[position(quantity, tier, replication)] }
      return (0..<tierCount).reduce(0) { $0 + values[position(quantity, $1, replication)] }
    }
  }

  /// The sum over the stages of a tier (of all tiers where `nil`), with its 95 % interval.
  public func estimate(_ quantity: Quantity, tier: Int? = nil) -> Estimate {
    Estimate(perReplication(quantity, tier: tier))
  }

  /// The sum over all tiers divided by a number of stages, with its 95 % interval.
  public func mean(_ quantity: Quantity, over stages: Int) -> Estimate {
    Estimate(perReplication(quantity, tier: nil).map { $0 / Double(max(1, stages)) })
  }

  /// A ratio of two sums, per replication; 1 where the divisor is zero.
  public func ratio(_ quantity: Quantity, to divisor: Quantity, tier: Int? = nil) -> Estimate {
    let above = perReplication(quantity, tier: tier)
    let below = perReplication(divisor, tier: tier)
    return Estimate(zip(above, below).map { $1 > 0 ? $0 / $1 : 1 })
  }

  /// What the targets of a tier count (cycle service level or fill rate), averaged over its stages.
  public func promisedService(tier: Int) -> Estimate {
    let stages = Double(max(1, stageCount[tier]))
    return Estimate(perReplication(.promisedService, tier: tier).map { $0 / stages })
  }

  /// Fill rate of external demand.
  public var customerFillRate: Estimate { ratio(.externalDeliveredOnTime, to: .externalDue) }
}
