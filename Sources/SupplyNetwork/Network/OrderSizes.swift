/// What limits the size of an order.
public struct OrderSizes: Sendable, Equatable {
  /// Smallest order, in units.
  public var minimum: Double
  /// Largest order, in units. `nil` = no limit.
  public var maximum: Double?
  /// Orders are whole multiples of this many units; 1 leaves them as they are.
  public var multiple: Double

  /// Makes limits.
  public init(minimum: Double, maximum: Double?, multiple: Double) {
    self.minimum = minimum
    self.maximum = maximum
    self.multiple = multiple
  }

  /// What an order can bring at most: the largest whole multiple up to the largest order, in units; infinite without
  /// one.
  public var largest: Double {
    guard let maximum else { return .infinity }
    let most = max(0, maximum)
    guard multiple > 0, multiple != 1 else { return most }
    return (most / multiple + Self.wholeTolerance).rounded(.down) * multiple
  }

  /// Whether no order fits between the smallest and the largest.
  public var areContradictory: Bool { largest <= 0 || minimum > largest }

  /// What division leaves behind where a largest order is a whole multiple.
  private static let wholeTolerance = 1e-9
}

extension Stage {
  /// The sizes that its orders may have.
  public var orderSizes: OrderSizes {
    OrderSizes(minimum: minimumOrder, maximum: maximumOrder, multiple: orderMultiple)
  }

  /// Whether orders may be of any size.
  public var hasFreeOrders: Bool { orderMultiple == 1 && minimumOrder <= 0 && maximumOrder == nil }
}
