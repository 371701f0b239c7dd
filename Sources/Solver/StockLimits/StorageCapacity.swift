public import SupplyNetwork

/// Stock of all items together at one location, against what it can hold.
public struct LocationStock: Sendable, Equatable {
  /// Index of the location in the model.
  public var location: Int
  /// Largest stock that the location can hold, in units. `nil` = unlimited.
  public var capacity: Double?
  /// Stock on hand at the end of a period on average, in units.
  public var mean: Double
  /// Largest stock that can come together, in units.
  public var peak: Double

  /// Units by which the mean exceeds the capacity; 0 where it does not.
  public var meanExcess: Double { capacity.map { max(0, mean - $0) } ?? 0 }
  /// Units by which the peak exceeds the capacity; 0 where it does not.
  public var peakExcess: Double { capacity.map { max(0, peak - $0) } ?? 0 }
}

/// How far the plans of all items fill the locations they share.
public enum StorageCapacity {
  /// Stock by location under a plan for each network of a model.
  ///
  /// *Mean* is the positive part of safety stock, plus cycle stock μ(R − 1) ÷ 2, plus half of what an order exceeds the
  /// need by at most. *Peak* is what stands there when customers stop buying until all orders have arrived: every
  /// item's base stock plus that excess. An order of Q units where one would do exceeds the need by Q − 1 at most.
  ///
  /// - Parameter plans: one per network, in the model's order; a plan that is infeasible holds nothing.
  /// - Returns: one entry per location, in the model's order.
  ///
  /// Complexity: O(locations + stages).
  public static func report(plans: [StockingPlan], model: NetworkModel) -> [LocationStock] {
    precondition(plans.count == model.networks.count, "one plan per network")
    var result = model.locations.enumerated().map { index, location in
      LocationStock(location: index, capacity: location.storageCapacity, mean: 0, peak: 0)
    }
    for (plan, network) in zip(plans, model.networks) where plan.stages.count == network.stageCount {
      for (index, decision) in plan.stages.enumerated() {
        let stage = network.stages[index]
        let cycleStock = network.meanDemand[index] * Double(stage.reviewPeriod - 1) / 2
        let surplus = stage.largestOrderSurplus
        result[stage.location].mean += max(0, decision.safetyStock) + cycleStock + surplus / 2
        result[stage.location].peak += max(0, decision.installationBaseStock) + surplus
      }
    }
    return result
  }
}

extension Stage {
  /// Units by which an order can exceed the need: one less than the smallest order. An order multiple of 1 and no
  /// minimum leave orders as they are.
  fileprivate var largestOrderSurplus: Double {
    let multiple = orderMultiple > 0 ? orderMultiple : 1
    let smallest = max(multiple, (minimumOrder / multiple).rounded(.up) * multiple)
    return max(0, smallest - 1)
  }
}
