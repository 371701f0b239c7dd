/// A way goods take from one location to another, or from the outside supplier into the network.
public struct Lane: Sendable, Codable, Equatable {
  /// Index of the supplying location. `nil` = the outside supplier, which never runs out.
  public var from: Int?
  /// Index of the receiving location.
  public var to: Int
  /// Index of the item. `nil` = every item without a lane of its own between the two.
  public var item: Int?
  /// Time from shipment to availability, in periods.
  public var leadTime: Int
  /// Standard deviation of the lead time, in periods.
  public var leadTimeSD: Double
  /// Periods between two orders over this lane, at least 1.
  public var reviewPeriod: Int
  /// Share of the receiver's orders that this lane gets, 0 < share ≤ 1.
  public var share: Double
  /// Money per order.
  public var fixedOrderCost: Double
  /// Money per unit moved.
  public var unitTransportCost: Double
  /// Smallest order, in units.
  public var minimumOrder: Double
  /// Largest order, in units. `nil` = no limit.
  public var maximumOrder: Double?
  /// Orders are whole multiples of this many units.
  public var orderMultiple: Double

  /// Makes a lane.
  public init(
    from: Int?, to: Int, item: Int? = nil, leadTime: Int, leadTimeSD: Double = 0, reviewPeriod: Int = 1,
    share: Double = 1, fixedOrderCost: Double = 0, unitTransportCost: Double = 0, minimumOrder: Double = 0,
    maximumOrder: Double? = nil, orderMultiple: Double = 1
  ) {
    self.from = from
    self.to = to
    self.item = item
    self.leadTime = leadTime
    self.leadTimeSD = leadTimeSD
    self.reviewPeriod = reviewPeriod
    self.share = share
    self.fixedOrderCost = fixedOrderCost
    self.unitTransportCost = unitTransportCost
    self.minimumOrder = minimumOrder
    self.maximumOrder = maximumOrder
    self.orderMultiple = orderMultiple
  }
}
