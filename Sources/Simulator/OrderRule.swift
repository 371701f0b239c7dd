import SupplyNetwork

/// A stage's replenishment policy with its order multiple and minimum order, ready for vectors.
struct OrderRule {
  private enum Kind { case baseStock, orderUpTo, fixedQuantity }

  private let kind: Kind
  /// Level that orders raise the inventory position to; the quantity of an order under (R, Q).
  private let level: Double
  /// Orders are placed at or below this inventory position.
  private let reorderPoint: Double
  /// 0 where any quantity may be ordered.
  private let multiple: Double
  private let minimum: Double
  /// Below this a need is rounding noise, which must not grow into a whole minimum order.
  private let tolerance: Double

  /// Joins the policy with the stage's restrictions.
  ///
  /// A multiple of 1, the standard one, restricts nothing: demand and levels in whole units already give whole orders,
  /// and models in real quantities must not be rounded.
  init(_ policy: ReplenishmentPolicy, stage: Stage) {
    multiple = stage.orderMultiple > 0 && stage.orderMultiple != 1 ? stage.orderMultiple : 0
    minimum = max(0, stage.minimumOrder)
    switch policy {
    case .installationBaseStock(let target):
      (kind, level, reorderPoint) = (.baseStock, target, .infinity)
    case .reorderPointOrderUpTo(let point, let target):
      (kind, level, reorderPoint) = (.orderUpTo, target, point)
    case .reorderPointOrderQuantity(let point, let quantity):
      (kind, level, reorderPoint) = (.fixedQuantity, quantity, point)
    }
    tolerance = 1e-9 * max(1, abs(level))
  }

  /// Stock on hand that a run starts with: the highest inventory position that the policy orders up to.
  var startingOnHand: Double {
    max(0, kind == .fixedQuantity ? max(0, reorderPoint) + level : level)
  }

  /// The order at a review, from the inventory position before it, in units.
  @inline(__always)
  func order(at position: Lanes) -> Lanes {
    let need: Lanes
    switch kind {
    case .baseStock:
      need = (level - position).positivePart
    case .orderUpTo:
      need = Lanes().replacing(with: (level - position).positivePart, where: position .<= reorderPoint)
    case .fixedQuantity:
      need = Lanes().replacing(with: Lanes(every: max(0, level)), where: position .<= reorderPoint)
    }
    return multiple > 0 || minimum > 0 ? restricted(need) : need
  }

  /// Raises an order to the minimum and then to a whole multiple.
  private func restricted(_ need: Lanes) -> Lanes {
    var order = need.replacing(with: Lanes(every: minimum), where: need .< minimum)
    if multiple > 0 {
      order = (order / multiple - 1e-9).rounded(.up) * multiple
    }
    return order.replacing(with: Lanes(), where: need .<= tolerance)
  }
}
