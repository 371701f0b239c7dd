/// Where a stage stands, in every lane. All in units of its item.
struct StageState {
  /// On hand.
  var onHand = Lanes()
  /// On-hand + on-order − backorders − orders accepted that are not due yet.
  var inventoryPosition = Lanes()
  /// Shipped to the stage, or in processing there, and not available yet.
  var inTransit = Lanes()
  /// External demand due and not delivered.
  var externalBackorders = Lanes()
  /// External demand that fell due in the period.
  var externalDue = Lanes()
  /// External demand lost in the period.
  var lost = Lanes()
  /// 1 where the last period ended with a stockout.
  var stockedOut = Lanes()
}

/// Sums over the measured periods, in every lane.
struct StageTotals {
  /// Of stock on hand at the end of a period.
  var onHand = Lanes()
  /// Of stock in transit at the end of a period.
  var inTransit = Lanes()
  /// Of backorders at the end of a period.
  var backorders = Lanes()
  /// Of orders placed.
  var ordered = Lanes()
  /// Of customers' orders that fell due.
  var internalDue = Lanes()
  /// Of those, delivered in the same period.
  var internalOnTime = Lanes()
  /// Of external demand that fell due.
  var externalDue = Lanes()
  /// Of that, delivered in the same period.
  var externalOnTime = Lanes()
  /// Of external demand lost.
  var lost = Lanes()
  /// Of periods with a stockout.
  var stockoutPeriods = Lanes()
  /// Of periods with a stockout after one without.
  var stockoutEvents = Lanes()
}

/// External demand of all stages together, in every lane.
struct ExternalService {
  /// Units that fell due.
  var due = Lanes()
  /// Of those, delivered in the same period.
  var onTime = Lanes()
}
