import SupplyNetwork

/// What the stock limits of a stage leave of its choice under guaranteed service.
///
/// - Minimum stock m, such as a shelf's display: ``DemandBound`` makes safety stock max(D(τ) − μτ, m). As a floor under
///   the base stock itself it would do nothing wherever the demand of τ periods is larger, and would let the cost fall
///   as τ grows; as a floor under the safety stock the shelf shows it on average, and a cost that never falls in τ still
///   does not.
/// - Maximum stock, and shelf life × mean demand: the base stock μτ + safety stock may not exceed the smaller of the
///   two, which bounds τ from above since a base stock never falls in τ.
/// - A stage that may not hold stock has τ = 0: it quotes all the time that its inputs and its own work take, which must
///   not vary.
///
/// So a stage's cost stays a function of τ, ∞ above ``largestNetReplenishmentLeadTime``. Base stocks are rounded up to
/// whole units afterwards: a limit in whole units is then kept, and one that is no whole number, as a shelf life may
/// give, can be exceeded by less than a unit.
struct StockLimits: Sendable, Equatable {
  /// Largest net replenishment lead time τ, in periods. `nil` = not limited up to the longest one asked for.
  let largestNetReplenishmentLeadTime: Int?
  /// Why the limits leave no base stock at all, naming the stage. `nil` = they leave some.
  let obstacle: String?

  /// The limits of a stage.
  ///
  /// - Parameters:
  ///   - bound: the stage's demand bound.
  ///   - longest: the longest net replenishment lead time that may occur, in periods.
  ///
  /// Complexity: O(log longest) demand bounds; none where nothing is limited.
  init(stage: Stage, bound: DemandBound, longest: Int) {
    let least = max(0, stage.minimumStock)
    let perishable = stage.shelfLife.map { max(0, bound.meanDemand) * Double($0) } ?? .infinity
    let largest = min(stage.maximumStock ?? .infinity, perishable)
    guard stage.mayHoldStock else {
      largestNetReplenishmentLeadTime = 0
      obstacle =
        least > 0
        ? "stage \(stage.id): a minimum stock of \(least) units where no stock may be held"
        : bound.safetyStock(over: 0) > 0
          ? "stage \(stage.id): its processing time varies, which needs stock, and no stock may be held" : nil
      return
    }
    // Rounding errors of a base stock that meets its limit exactly, no more than rounding to whole units forgives.
    let tolerance = largest.isFinite ? WholeUnitPlan.roundingError(of: largest) : 0
    func fits(_ periods: Int) -> Bool {
      bound.meanDemand * Double(periods) + bound.safetyStock(over: periods) <= largest + tolerance
    }
    guard fits(0) else {
      largestNetReplenishmentLeadTime = 0
      let limit = perishable < stage.maximumStock ?? .infinity ? "its shelf life" : "the maximum stock"
      obstacle = "stage \(stage.id): the minimum stock of \(least) units is above the \(largest) that \(limit) allows"
      return
    }
    obstacle = nil
    guard largest < .infinity, longest > 0, !fits(longest) else {
      largestNetReplenishmentLeadTime = nil
      return
    }
    var (low, high) = (0, longest)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if fits(middle) { low = middle } else { high = middle }
    }
    largestNetReplenishmentLeadTime = low
  }

  /// Whether a net replenishment lead time is allowed.
  func allows(_ periods: Int) -> Bool { periods <= largestNetReplenishmentLeadTime ?? .max }
}
