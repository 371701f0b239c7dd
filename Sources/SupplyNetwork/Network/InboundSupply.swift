/// What the inbound lanes of one stage amount to.
struct InboundSupply {
  /// A location that supplies the stage.
  struct Source {
    var location: Int
    /// Lead time beyond the shortest, in periods.
    var excess: Int
    /// Share of the stage's orders.
    var share: Double
  }

  /// The shortest lead time, in periods.
  private(set) var leadTime = 0
  /// Standard deviation of the lead time of the lane with the largest share, in periods.
  private(set) var leadTimeSD = 0.0
  /// What the outside supplier takes beyond it, in periods.
  private(set) var outsideExcess = 0
  /// The longest review period, in periods.
  private(set) var reviewPeriod = 1
  /// Fixed cost of an order over the lane with the largest share, in money.
  private(set) var fixedOrderCost = 0.0
  /// Order multiple of the lane with the largest share, in units.
  private(set) var orderMultiple = 1.0
  /// Smallest order over the lane with the largest share, in units.
  private(set) var minimumOrder = 0.0
  /// Largest order over the lane with the largest share, in units. `nil` = no limit.
  private(set) var maximumOrder: Double?
  /// The supplying locations, in the order of their lanes.
  private(set) var sources: [Source] = []

  init(_ lanes: [Lane]) {
    guard var main = lanes.first else { return }
    leadTime = lanes.reduce(main.leadTime) { min($0, $1.leadTime) }
    let total = lanes.reduce(0) { $0 + $1.share }
    for lane in lanes {
      reviewPeriod = max(reviewPeriod, lane.reviewPeriod)
      if lane.share > main.share { main = lane }
      let excess = lane.leadTime - leadTime
      if let from = lane.from {
        sources.append(Source(location: from, excess: excess, share: total > 0 ? lane.share / total : 1))
      } else {
        outsideExcess = max(outsideExcess, excess)
      }
    }
    leadTimeSD = main.leadTimeSD
    fixedOrderCost = main.fixedOrderCost
    orderMultiple = main.orderMultiple
    minimumOrder = main.minimumOrder
    maximumOrder = main.maximumOrder
  }
}
