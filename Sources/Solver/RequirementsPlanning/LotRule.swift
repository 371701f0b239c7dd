public import SupplyNetwork

/// How the orders of a stage are sized (Orlicky 1975, Material Requirements Planning; Silver, Pyke & Thomas 2017,
/// doi:10.1201/9781315374406, on lot sizing for demand that varies over time).
///
/// Whatever the rule, an order is no smaller than the stage's minimum order and a whole multiple of its order multiple;
/// what that adds counts towards later requirements.
public enum LotRule: Sendable {
  /// Lot sizes from requirements: both per period, from the first in which an order can arrive. All requirements must be
  /// covered: no sum of the first lots may be below that of the first requirements.
  public typealias Sizing = @Sendable (_ requirements: [Double]) -> [Double]

  /// Each order covers one period.
  case lotForLot
  /// Orders are whole multiples of a quantity, in units.
  case fixedOrderQuantity(Double)
  /// Each order covers so many periods from the first with a requirement on, at least 1.
  case periodOrderQuantity(Int)
  /// Sizes found elsewhere, such as those of least cost (Wagner & Whitin 1958, doi:10.1287/mnsc.5.1.89).
  case sized(Sizing)

  /// The rule that follows from the data of a stage: an order covers a review period.
  public static func usual(for stage: Stage) -> LotRule {
    stage.reviewPeriod > 1 ? .periodOrderQuantity(stage.reviewPeriod) : .lotForLot
  }

  /// The rule of least fixed and holding cost over the horizon, by the stage's fixed cost per order and its holding cost
  /// rate (``DynamicLotSizing``); minimum order and multiple come on top. Without a fixed cost, lot for lot.
  public static func leastCost(for stage: Stage) -> LotRule {
    let (setupCost, holdingCost) = (max(0, stage.fixedOrderCost), max(0, stage.holdingCostRate))
    guard setupCost > 0 else { return .lotForLot }
    return .sized { requirements in
      let plan = try? DynamicLotSizing.optimalPlan(
        requirements: requirements, setupCost: setupCost, holdingCost: holdingCost)
      return plan?.lots ?? requirements
    }
  }

  /// Periods that an order covers at least.
  var coverage: Int {
    if case .periodOrderQuantity(let periods) = self { max(1, periods) } else { 1 }
  }

  /// Why the rule cannot be applied; `nil` where it can.
  var fault: String? {
    switch self {
    case .fixedOrderQuantity(let quantity) where !(quantity > 0 && quantity.isFinite):
      "an order quantity of \(quantity); expected more than 0"
    case .periodOrderQuantity(let periods) where periods < 1: "orders that cover \(periods) periods; expected 1 or more"
    case .lotForLot, .fixedOrderQuantity, .periodOrderQuantity, .sized: nil
    }
  }
}

/// Sizes the orders of one stage.
struct LotSizer {
  let rule: LotRule
  /// Orders are whole multiples of this many units; 0 = of any size.
  let multiple: Double
  /// Smallest order, in units.
  let minimum: Double
  /// What counts as nothing, in units.
  let tolerance: Double

  /// The size of an order that must cover so many units.
  func lot(covering units: Double) -> Double {
    var quantity = max(units, minimum)
    if case .fixedOrderQuantity(let size) = rule { quantity = Self.whole(quantity, of: size, tolerance) }
    return multiple > 0 ? Self.whole(quantity, of: multiple, tolerance) : quantity
  }

  private static func whole(_ quantity: Double, of size: Double, _ tolerance: Double) -> Double {
    max(1, ((quantity - tolerance) / size).rounded(.up)) * size
  }

  /// Orders by the period of their receipt; `nil` where the sizes of ``LotRule/sized(_:)`` do not cover the
  /// requirements. Complexity: O(periods × coverage).
  ///
  /// - Parameters:
  ///   - requirements: net requirements per period.
  ///   - earliest: position of the first period in which an order can arrive; earlier requirements wait for it.
  func receipts(for requirements: [Double], earliest: Int) -> [Double]? {
    var receipts = [Double](repeating: 0, count: requirements.count)
    guard earliest < requirements.count else { return receipts }
    var due = requirements
    for period in 0..<earliest { due[earliest] += requirements[period] }
    if case .sized(let sizing) = rule {
      guard let wanted = checked(sizing(Array(due[earliest...])), against: due[earliest...]) else { return nil }
      due.replaceSubrange(earliest..., with: wanted)
    }
    var surplus = 0.0
    for period in earliest..<due.count {
      if due[period] - surplus > tolerance {
        var covered = 0.0
        for later in period..<min(due.count, period + rule.coverage) { covered += due[later] }
        receipts[period] = lot(covering: covered - surplus)
        surplus += receipts[period]
      }
      surplus -= due[period]
    }
    return receipts
  }

  /// The sizes, where there is one for every requirement and each is covered in time.
  private func checked(_ sizes: [Double], against requirements: ArraySlice<Double>) -> [Double]? {
    guard sizes.count == requirements.count else { return nil }
    var surplus = 0.0
    for (size, requirement) in zip(sizes, requirements) {
      surplus += size - requirement
      guard size >= 0, size.isFinite, surplus >= -tolerance else { return nil }
    }
    return sizes
  }
}
