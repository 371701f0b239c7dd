/// Where a stage stands, in every world. All in units of its item.
struct StageState<Scalar: LaneScalar> {
  /// On hand.
  var onHand = Lanes<Scalar>()
  /// On-hand + on-order − backorders − orders accepted that are not due yet.
  var inventoryPosition = Lanes<Scalar>()
  /// Shipped to the stage, or in processing there, and not available yet.
  var inTransit = Lanes<Scalar>()
  /// External demand due and not delivered.
  var externalBackorders = Lanes<Scalar>()
  /// External demand that fell due in the period.
  var externalDue = Lanes<Scalar>()
  /// External demand lost in the period.
  var lost = Lanes<Scalar>()
  /// 1 where the last period ended with a stockout.
  var stockedOut = Lanes<Scalar>()
}

/// What a stage sees of its own outflow, in every world; apart from its state, as most policies need none of it. All in
/// units of its item.
struct StageSignals<Scalar: LaneScalar> {
  /// Customers' orders cancelled in the period.
  var cancelled = Lanes<Scalar>()
  /// External demand recorded since the stage looked last: all but what was lost.
  var recorded = Lanes<Scalar>()
  /// Ordered by or shipped to customers since the stage looked last, where its forecast is made from that.
  var outflow = Lanes<Scalar>()
}

/// What a stage knows of the stages below it, in every world. All in units of its item.
struct EchelonState<Scalar: LaneScalar> {
  /// Inventory positions of the stages that it supplies, and of those below them.
  var positionBelow = Lanes<Scalar>()
  /// External demand recorded in the period, its own and that of the stages below.
  var recorded = Lanes<Scalar>()
  /// External demand of the period, its own and that of the stages below.
  var occurred = Lanes<Scalar>()
  /// What was recorded, put up where shelves were empty; where any stage hears that.
  var corrected = Lanes<Scalar>()
}

/// What a stage did for its customers in a period, in every world. All in units of its item.
struct DeliverySums<Scalar: LaneScalar> {
  /// Orders that fell due.
  var due = Lanes<Scalar>()
  /// Of those, delivered in the same period.
  var onTime = Lanes<Scalar>()
  /// Due and not delivered.
  var stillOwed = Lanes<Scalar>()
}

/// Sums over the measured periods, in every world.
struct StageTotals<Scalar: LaneScalar> {
  /// Of stock on hand at the end of a period.
  var onHand = Lanes<Scalar>()
  /// Of stock in transit at the end of a period.
  var inTransit = Lanes<Scalar>()
  /// Of backorders at the end of a period.
  var backorders = Lanes<Scalar>()
  /// Of orders placed.
  var ordered = Lanes<Scalar>()
  /// Of customers' orders that fell due.
  var internalDue = Lanes<Scalar>()
  /// Of those, delivered in the same period.
  var internalOnTime = Lanes<Scalar>()
  /// Of external demand that fell due.
  var externalDue = Lanes<Scalar>()
  /// Of that, delivered in the same period.
  var externalOnTime = Lanes<Scalar>()
  /// Of external demand lost.
  var lost = Lanes<Scalar>()
  /// Of periods with a stockout.
  var stockoutPeriods = Lanes<Scalar>()
  /// Of periods with a stockout after one without.
  var stockoutEvents = Lanes<Scalar>()
  /// Of periods that end with stock on hand.
  var readyPeriods = Lanes<Scalar>()
  /// Of periods with an order.
  var ordersPlaced = Lanes<Scalar>()
  /// Of orders by the fast way.
  var expedited = Lanes<Scalar>()
}

/// External demand of all stages together, in every world.
struct ExternalService<Scalar: LaneScalar> {
  /// Units that fell due.
  var due = Lanes<Scalar>()
  /// Of those, delivered in the same period.
  var onTime = Lanes<Scalar>()
}
