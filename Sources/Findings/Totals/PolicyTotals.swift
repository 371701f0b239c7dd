public import Probability
public import SupplyNetwork

/// Simulated quantities of one policy, summed over items: per tier, class of item and replication, and per location.
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
    /// Units due and not delivered.
    case backorderUnits
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
    /// Units ordered by a fast way, per period.
    case expedited
    /// What that costs, in money per period.
    case expeditingCost
  }

  /// Tiers in the model.
  public let tierCount: Int
  /// Replications of the simulation.
  public let replications: Int
  /// Stages per tier.
  public private(set) var stageCount: [Int]
  /// Quantity, then tier, then class, then replication.
  private var values: [Double]
  /// Per location: mean units on hand.
  public private(set) var locationUnits: [Double]
  /// Per location: mean value on hand, in money.
  public private(set) var locationValue: [Double]
  /// Per location: units due per period.
  public private(set) var locationDue: [Double]
  /// Per location: of these, delivered on time.
  public private(set) var locationDeliveredOnTime: [Double]
  /// How customers were served over time, by replication.
  public private(set) var serviceCourse: ServiceCourse

  /// All zero.
  public init(model: NetworkModel) {
    tierCount = model.tiers.count
    replications = model.settings.simulation.replications
    stageCount = [Int](repeating: 0, count: tierCount)
    values = [Double](
      repeating: 0, count: Quantity.allCases.count * tierCount * Self.classes.count * replications)
    let zero = [Double](repeating: 0, count: model.locations.count)
    locationUnits = zero
    locationValue = zero
    locationDue = zero
    locationDeliveredOnTime = zero
    serviceCourse = ServiceCourse(replications: replications, periods: model.settings.simulation.periods)
  }

  /// Classes of items, the most important first.
  private static let classes = Item.ValueClass.allCases

  /// The place of a class among all.
  private static func place(_ valueClass: Item.ValueClass) -> Int { classes.firstIndex(of: valueClass) ?? 0 }

  private func position(_ quantity: Quantity, _ tier: Int, _ valueClass: Int, _ replication: Int) -> Int {
    ((quantity.rawValue * tierCount + tier) * Self.classes.count + valueClass) * replications + replication
  }

  /// Adds what a run measured.
  public mutating func add(_ run: SimulationRun, network: StageNetwork, model: NetworkModel) {
    serviceCourse.add(run.serviceCourse)
    for (index, stage) in network.stages.enumerated() {
      let tier = model.tier(of: stage)
      let cost = model.unitCost(of: stage) ?? 0
      let hasExternalDemand = stage.demand != nil
      let valueClass = Self.place(model.items[stage.item].valueClass)
      stageCount[tier] += 1
      for replication in 0..<replications {
        func measured(_ measure: SimulationRun.Measure) -> Double {
          run.value(measure, replication: replication, stage: index)
        }
        let onHand = measured(.onHand)
        let inTransit = measured(.inTransit)
        let due = measured(.due)
        func add(_ quantity: Quantity, _ value: Double) {
          values[position(quantity, tier, valueClass, replication)] += value
        }
        add(.onHandUnits, onHand)
        add(.onHandValue, onHand * cost)
        add(.inTransitUnits, inTransit)
        add(.inTransitValue, inTransit * cost)
        add(.backorderUnits, measured(.backorders))
        add(.holdingCost, onHand * stage.holdingCostRate)
        add(.due, due)
        add(.deliveredOnTime, measured(.deliveredOnTime))
        add(.externalDue, measured(.externalDue))
        add(.externalDeliveredOnTime, measured(.externalDeliveredOnTime))
        add(
          .promisedService,
          stage.service.measure != .fillRate
            ? measured(.periodsWithoutStockout) : due > 0 ? measured(.deliveredOnTime) / due : 1)
        add(.lost, measured(.lost))
        add(.transshipped, measured(.transshippedIn))
        add(.transshipmentCost, measured(.transshipmentCost))
        add(.expedited, measured(.expedited))
        add(.expeditingCost, measured(.expeditingCost))
        if hasExternalDemand {
          add(.stockoutEvents, measured(.stockoutEvents))
          add(.periodsWithStockout, 1 - measured(.periodsWithoutStockout))
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
    serviceCourse.add(other.serviceCourse)
  }

  /// One value per replication, of one tier or of all, of one class or of all.
  func perReplication(_ quantity: Quantity, tier: Int?, valueClass: Item.ValueClass? = nil) -> [Double] {
    let tiers = tier.map { $0..<$0 + 1 } ?? 0..<tierCount
    let classes = valueClass.map { Self.place($0)..<Self.place($0) + 1 } ?? Self.classes.indices
    return (0..<replications).map { replication in
      var sum = 0.0
      for tier in tiers {
        for place in classes { sum += values[position(quantity, tier, place, replication)] }
      }
      return sum
    }
  }

  /// The sum over the stages of a tier (of all tiers where `nil`) and of a class of items (of all where `nil`), with its
  /// 95 % interval.
  public func estimate(_ quantity: Quantity, tier: Int? = nil, valueClass: Item.ValueClass? = nil) -> Estimate {
    Estimate(perReplication(quantity, tier: tier, valueClass: valueClass))
  }

  /// The sum over all tiers divided by a number of stages, with its 95 % interval.
  public func mean(_ quantity: Quantity, over stages: Int) -> Estimate {
    Estimate(perReplication(quantity, tier: nil).map { $0 / Double(max(1, stages)) })
  }

  /// A ratio of two sums, per replication; 1 where the divisor is zero.
  public func ratio(
    _ quantity: Quantity, to divisor: Quantity, tier: Int? = nil, valueClass: Item.ValueClass? = nil
  ) -> Estimate {
    let above = perReplication(quantity, tier: tier, valueClass: valueClass)
    let below = perReplication(divisor, tier: tier, valueClass: valueClass)
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
