import Probability
import SupplyNetwork

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
    /// Σ standard deviation of a period's demand: divided by demand, a weighted coefficient of variation.
    public var weightedVariation = 0.0
    /// Σ of the targets, per stage.
    public var targetSum = 0.0
    /// Measured stockouts a month.
    public var measuredStockouts = 0.0
    /// Safety stock in today's levels, in units.
    public var currentSafetyStock = 0.0
    /// Stock by role today.
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
      targetSum +=
        line.target.measure == .safetyFactor
        ? StandardNormal.cumulative(line.target.target) : line.target.target
      measuredStockouts += line.measuredStockouts ?? 0
      currentSafetyStock += line.currentSafetyStock
      currentRoles.add(line, onHand: line.currentOnHand, pipeline: line.currentPipelineStock, excess: line.excess)
      optimisedRoles.add(line, onHand: line.optimisedOnHand, pipeline: line.optimisedPipelineStock, excess: 0)
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
    public static let names = ["Cycle", "Buffer", "Pipeline", "Excess"]
    /// Units by role.
    public var units = [Double](repeating: 0, count: 4)
    /// Value by role, in money.
    public var value = [Double](repeating: 0, count: 4)

    /// Position of each role.
    enum Role: Int { case cycle, buffer, pipeline, excess }

    /// Splits a line's stock: what is above the highest target is excess, then cycle stock, and the rest is a buffer.
    /// Cycle, buffer and excess add up to the stock on hand.
    ///
    /// The buffer is what really stands there against uncertainty, while safety stock is what levels are set to leave
    /// there (``Line/currentSafetyStock``): no two names for one thing, nor one for two.
    mutating func add(_ line: Line, onHand: Double, pipeline: Double, excess: Double) {
      let cycle = min(onHand - excess, line.cycleStock)
      let parts = [cycle, onHand - excess - cycle, pipeline, excess]
      for (role, part) in parts.enumerated() {
        units[role] += part
        value[role] += part * line.unitCost
      }
    }
  }
}
