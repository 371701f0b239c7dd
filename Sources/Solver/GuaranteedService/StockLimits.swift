import SupplyNetwork

/// What the stock limits of a stage leave of its choice under guaranteed service.
///
/// - Minimum stock m, such as a shelf's display: ``DemandBound`` makes safety stock max(D(τ) − μτ, m). As a floor under
///   the base stock itself it would do nothing wherever the demand of τ periods is larger, and would let the cost fall
///   as τ grows; as a floor under the safety stock the shelf shows it on average, and a cost that never falls in τ still
///   does not.
/// - Maximum stock: the base stock μτ + safety stock may not exceed it.
/// - Shelf life of n periods: what is on hand when an order has arrived, the safety stock and the demand of a review
///   period R on average, may not exceed the mean demand of n periods, so that it is sold in time. What is on its way
///   does not age here.
/// - A stage that may not hold stock has τ = 0: it quotes all the time that its inputs and its own work take, which must
///   not vary.
/// - A base stock that planners have fixed takes the place of all these: τ may be as long as it covers.
///
/// So a stage's cost stays a function of τ, ∞ where a limit is broken. Base stocks are rounded up to whole units
/// afterwards: a limit in whole units is then kept, and one that is no whole number, as a shelf life may give, can be
/// exceeded by less than a unit.
struct StockLimits: Sendable, Equatable {
  /// Why the limits leave no base stock at all, naming the stage. `nil` = they leave some.
  let obstacle: String?
  private let bound: DemandBound
  private let mayHoldStock: Bool
  private let largestBaseStock: Double
  private let largestSafetyStock: Double

  /// The limits of a stage. Complexity: a few demand bounds.
  init(stage: Stage, bound: DemandBound) {
    self.bound = bound
    mayHoldStock = stage.mayHoldStock
    largestBaseStock = stage.maximumStock ?? .infinity
    largestSafetyStock =
      stage.shelfLife.map { max(0, bound.meanDemand) * Double($0 - stage.reviewPeriod) } ?? .infinity
    obstacle = Self.obstacle(stage, bound, largestSafetyStock: largestSafetyStock)
  }

  private static func obstacle(_ stage: Stage, _ bound: DemandBound, largestSafetyStock: Double) -> String? {
    guard stage.fixedBaseStock == nil else { return nil }
    let least = max(0, stage.minimumStock)
    guard stage.mayHoldStock else {
      return least > 0
        ? "stage \(stage.id): a minimum stock of \(least) units where no stock may be held"
        : bound.safetyStock(over: 0) > 0
          ? "stage \(stage.id): its processing time varies, which needs stock, and no stock may be held" : nil
    }
    if let life = stage.shelfLife, life < stage.reviewPeriod {
      return "stage \(stage.id): goods keep for \(life) periods, and what an order brings lasts \(stage.reviewPeriod)"
    }
    if let largest = stage.maximumStock, least > largest {
      return "stage \(stage.id): the minimum stock of \(least) units is above the maximum stock of \(largest)"
    }
    return least > largestSafetyStock + WholeUnitPlan.roundingError(of: least)
      ? "stage \(stage.id): the minimum stock of \(least) units is above the \(largestSafetyStock) that can be sold "
        + "within the shelf life" : nil
  }

  /// Whether anything is limited.
  var isLimited: Bool {
    bound.fixedBaseStock != nil || !mayHoldStock || largestBaseStock < .infinity || largestSafetyStock < .infinity
  }

  /// Whether a net replenishment lead time keeps the limits, and the service target under a fixed base stock.
  func allows(_ periods: Int) -> Bool { excess(over: periods) == 0 }

  /// By how many units τ periods break the limits, or are not covered by a fixed base stock; 0 where all is kept, but for
  /// errors of computation, no more than rounding to whole units forgives.
  func excess(over periods: Int) -> Double {
    func beyond(_ units: Double, _ limit: Double) -> Double {
      units > limit + WholeUnitPlan.roundingError(of: limit) ? units - limit : 0
    }
    if let fixed = bound.fixedBaseStock { return beyond(bound.askedBaseStock(over: periods), fixed) }
    let safetyStock = bound.safetyStock(over: periods)
    let level = bound.meanDemand * Double(periods) + safetyStock
    // A time that must be covered is broken even where nobody asks for anything.
    guard mayHoldStock else { return periods > 0 ? max(level, 1) : 0 }
    return max(beyond(level, largestBaseStock), beyond(safetyStock, largestSafetyStock))
  }
}
