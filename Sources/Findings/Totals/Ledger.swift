import Probability
public import SupplyNetwork

/// Every stage, today against optimised, and sums of them: the figures that all sections share.
public struct Ledger: Sendable {
  /// One stage.
  public struct Line: Sendable {
    /// Index of the network.
    public var network: Int
    /// Index of the stage within its network.
    public var stage: Int
    /// Index of the location.
    public var location: Int
    /// Index of the item.
    public var item: Int
    /// Index of the tier.
    public var tier: Int
    /// Value of one unit, in money. 0 where unknown.
    public var unitCost: Double
    /// Money per unit per period.
    public var holdingCostRate: Double
    /// Units per period that the stage must supply.
    public var meanDemand: Double
    /// Standard deviation of that, in units.
    public var demandSD: Double
    /// Whether consumers draw on the stage.
    public var facesCustomers: Bool
    /// Today's stock, in units: as measured, else as simulated.
    public var currentOnHand: Double
    /// Simulated stock of today's policy, in units.
    public var currentSimulated: Double
    /// Simulated stock of the optimised plan, in units.
    public var optimisedOnHand: Double
    /// Today's order-up-to level, in units.
    public var currentBaseStock: Double
    /// Proposed order-up-to level, in units.
    public var optimisedBaseStock: Double
    /// Safety stock in today's level, in units.
    public var currentSafetyStock: Double
    /// Proposed safety stock, in units.
    public var optimisedSafetyStock: Double
    /// Mean stock between two orders that is no safety stock, in units.
    public var cycleStock: Double
    /// Units on their way to the stage, on average.
    public var pipelineStock: Double
    /// Stock today above the highest target of the two policies, in units.
    public var excess: Double
    /// Today's service: fill rate as measured, else as simulated.
    public var currentFillRate: Double
    /// Simulated fill rate of the optimised plan.
    public var optimisedFillRate: Double
    /// Stockout events a month as measured, where known.
    public var measuredStockouts: Double?
    /// The promise.
    public var target: ServiceTarget
  }

  /// All stages, network by network.
  public let lines: [Line]
  /// Whether today's stock is measured (inventory.csv) at every stage.
  public let isMeasured: Bool
  /// Whether today's service is measured at every stage that faces customers.
  public let isServiceMeasured: Bool
  /// Whether every unit cost is known, so that stock has a value in money.
  public let hasValue: Bool
  /// Periods in a year.
  public let periodsPerYear: Double
  /// Days in a period.
  public let periodDays: Double

  /// Collects the lines of a study.
  public init(_ study: Study) {
    let model = study.model
    var lines: [Line] = []
    var measuredStock = true
    var measuredService = true
    for result in study.networks {
      let network = model.networks[result.index]
      for (index, stage) in network.stages.enumerated() {
        let record = model.inventory[result.index][index]
        let faces = stage.demand != nil
        measuredStock = measuredStock && record != nil
        measuredService = measuredService && (!faces || record?.fillRate != nil)
        let today = result.currentStages[index]
        let optimised = result.optimisedStages[index]
        let plan = result.optimised.stages[index]
        let now = result.current.plan.stages[index]
        let onHand = record?.onHand ?? today.onHand
        lines.append(
          Line(
            network: result.index, stage: index, location: stage.location, item: stage.item,
            tier: model.tier(of: stage), unitCost: model.unitCost(of: stage) ?? 0,
            holdingCostRate: stage.holdingCostRate, meanDemand: network.meanDemand[index],
            demandSD: network.pooledDemandSD[index], facesCustomers: faces, currentOnHand: onHand,
            currentSimulated: today.onHand, optimisedOnHand: optimised.onHand,
            currentBaseStock: now.installationBaseStock, optimisedBaseStock: plan.installationBaseStock,
            currentSafetyStock: now.safetyStock, optimisedSafetyStock: plan.safetyStock,
            cycleStock: network.meanDemand[index] * Double(stage.reviewPeriod - 1) / 2 + (stage.orderMultiple - 1) / 2,
            pipelineStock: optimised.inTransit,
            excess: max(0, onHand - max(now.installationBaseStock, plan.installationBaseStock)),
            currentFillRate: record?.fillRate ?? today.fillRate, optimisedFillRate: optimised.fillRate,
            measuredStockouts: record?.stockoutsPerMonth, target: stage.service))
      }
    }
    self.lines = lines
    isMeasured = measuredStock
    isServiceMeasured = measuredService
    hasValue = model.items.allSatisfy { $0.unitCost != nil }
    periodsPerYear = model.settings.period.perYear
    periodDays = Double(model.settings.period.days)
  }

  /// Sums over some of the lines.
  public func sums(where isIncluded: (Line) -> Bool = { _ in true }) -> Sums {
    var sums = Sums()
    for line in lines where isIncluded(line) { sums.add(line) }
    return sums
  }

  /// Sums by group, in one pass.
  public func sums(groups count: Int, by group: (Line) -> Int) -> [Sums] {
    var sums = [Sums](repeating: Sums(), count: count)
    for line in lines { sums[group(line)].add(line) }
    return sums
  }

  /// Cost of goods sold a year, in money: external demand × unit cost.
  public var annualCostOfGoods: Double {
    lines.reduce(0) { $0 + ($1.facesCustomers ? $1.meanDemand * $1.unitCost * periodsPerYear : 0) }
  }
}

extension Ledger {
  /// Sums over lines.
  public struct Sums: Sendable {
    /// Stages.
    public var stages = 0
    /// Units on hand today.
    public var currentUnits = 0.0
    /// Their value, in money.
    public var currentValue = 0.0
    /// Units on hand under the optimised plan.
    public var optimisedUnits = 0.0
    /// Their value, in money.
    public var optimisedValue = 0.0
    /// Value on hand that the simulation of today's policy gives.
    public var simulatedValue = 0.0
    /// Units on hand that the simulation of today's policy gives.
    public var simulatedUnits = 0.0
    /// Cost of carrying today's stock, in money per period.
    public var currentHolding = 0.0
    /// Cost of carrying the optimised stock, in money per period.
    public var optimisedHolding = 0.0
    /// Proposed order-up-to levels, in units.
    public var optimisedBaseStock = 0.0
    /// Proposed safety stock, in units.
    public var optimisedSafetyStock = 0.0
    /// Its value, in money.
    public var optimisedSafetyValue = 0.0
    /// Today's order-up-to levels, in units.
    public var currentBaseStock = 0.0
    /// Units per period to be supplied.
    public var demand = 0.0
    /// Their value, in money per period.
    public var demandValue = 0.0
    /// Σ demand × today's fill rate: divided by demand, a weighted fill rate.
    public var currentServed = 0.0
    /// Σ demand × optimised fill rate.
    public var optimisedServed = 0.0
    /// Σ demand × coefficient of variation of a period's demand.
    public var weightedVariation = 0.0
    /// Σ of the targets, per stage.
    public var targetSum = 0.0
    /// Measured stockouts a month.
    public var measuredStockouts = 0.0
    /// Value by role today: cycle, safety, excess; in money (units where values are unknown).
    public var currentRoles = Roles()
    /// The same under the optimised plan.
    public var optimisedRoles = Roles()

    mutating func add(_ line: Line) {
      stages += 1
      currentUnits += line.currentOnHand
      currentValue += line.currentOnHand * line.unitCost
      optimisedUnits += line.optimisedOnHand
      optimisedValue += line.optimisedOnHand * line.unitCost
      simulatedUnits += line.currentSimulated
      simulatedValue += line.currentSimulated * line.unitCost
      currentHolding += line.currentOnHand * line.holdingCostRate
      optimisedHolding += line.optimisedOnHand * line.holdingCostRate
      optimisedBaseStock += line.optimisedBaseStock
      optimisedSafetyStock += line.optimisedSafetyStock
      optimisedSafetyValue += line.optimisedSafetyStock * line.unitCost
      currentBaseStock += line.currentBaseStock
      demand += line.meanDemand
      demandValue += line.meanDemand * line.unitCost
      currentServed += line.meanDemand * line.currentFillRate
      optimisedServed += line.meanDemand * line.optimisedFillRate
      weightedVariation += line.demandSD
      targetSum += line.target.measure == .safetyFactor
        ? StandardNormal.cumulative(line.target.target) : line.target.target
      measuredStockouts += line.measuredStockouts ?? 0
      currentRoles.add(line, onHand: line.currentOnHand, excess: line.excess)
      optimisedRoles.add(line, onHand: line.optimisedOnHand, excess: 0)
    }

    /// Demand-weighted fill rate today.
    public var currentFillRate: Double { demand > 0 ? currentServed / demand : 1 }
    /// Demand-weighted fill rate under the optimised plan.
    public var optimisedFillRate: Double { demand > 0 ? optimisedServed / demand : 1 }
    /// Demand-weighted coefficient of variation of a period's demand.
    public var variation: Double { demand > 0 ? weightedVariation / demand : 0 }
    /// Mean target of the stages.
    public var meanTarget: Double { stages > 0 ? targetSum / Double(stages) : 0 }
  }

  /// Stock by what it is for, each in units and money.
  public struct Roles: Sendable {
    /// Names, in the order of ``units`` and ``value``.
    public static let names = ["Cycle", "Safety", "Pipeline", "Excess"]
    /// Units by role.
    public var units = [Double](repeating: 0, count: 4)
    /// Value by role, in money.
    public var value = [Double](repeating: 0, count: 4)

    /// Splits a line's stock: what is above the highest target is excess, then cycle stock, and the rest is safety.
    mutating func add(_ line: Line, onHand: Double, excess: Double) {
      let cycle = min(onHand - excess, line.cycleStock)
      let parts = [cycle, onHand - excess - cycle, line.pipelineStock, excess]
      for (role, part) in parts.enumerated() {
        units[role] += part
        value[role] += part * line.unitCost
      }
    }
  }
}
