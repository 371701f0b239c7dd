import Probability

/// One period after the other of ``FiniteHorizon``, from the last one back.
struct BackwardInduction {
  /// What makes a table too short.
  enum Flaw {
    /// It ends too low: a level above might be worth an order.
    case tooLow
    /// It begins too high: what happens below is not settled at its lowest level.
    case tooHigh
  }

  /// Per level of the table: the least cost from the period on.
  private(set) var values: [Double]
  /// Per level: the index of the level after ordering.
  private(set) var targets: [Int32] = []
  /// Slope of the values below the table.
  private var slopeBelow: Double
  /// Most by which values fall per unit of level, or at once, after the period: what an order may save.
  private let terminalSlope: Double
  private let lowest: Int
  private var costAfterOrdering: [Double]

  /// The values after the last period.
  init(lowest: Int, highest: Int, terminal: FiniteHorizon.Terminal) {
    self.lowest = lowest
    values = (lowest...highest).map { level in
      level > 0 ? terminal.holdingCost * Double(level) : terminal.backorderCost * Double(-level)
    }
    slopeBelow = -terminal.backorderCost
    terminalSlope = terminal.backorderCost
    costAfterOrdering = values
  }

  /// Goes back by one period; the values are of no use after a flaw.
  ///
  /// - Parameters:
  ///   - period: the period.
  ///   - next: the period that follows, if any.
  ///   - remainingDemand: greatest demand of the period and all that follow together.
  mutating func step(
    _ period: FiniteHorizon.Period, next: FiniteHorizon.Period?, remainingDemand: Int
  ) -> Flaw? {
    fillCostAfterOrdering(period)
    let count = values.count
    let fixedCost = period.costs.fixedOrderCost
    targets = [Int32](repeating: 0, count: count)
    var best = Double.infinity
    var bestIndex = count - 1
    for index in stride(from: count - 1, through: 0, by: -1) {
      let staying = costAfterOrdering[index]
      // Both count the units up to the level from the bottom of the table.
      let own = period.unitCost * Double(index)
      if fixedCost + best < staying {
        values[index] = fixedCost + best - own
        targets[index] = Int32(bestIndex)
      } else {
        values[index] = staying - own
        targets[index] = Int32(index)
      }
      if staying <= best {
        best = staying
        bestIndex = index
      }
    }
    if mayOrderBeyond(period, next: next, remainingDemand: remainingDemand, best: best) { return .tooLow }
    // Slope of the cost after ordering, c − p + γ · next slope: if it falls towards lower levels none is ever raised.
    let slope = period.unitCost - period.costs.backorderCostRate + period.discountFactor * slopeBelow
    let raises = targets[0] > 0
    let size = period.unitCost + period.costs.backorderCostRate - period.discountFactor * slopeBelow
    // A slope of nothing but rounding is none: all levels far below do as this one does.
    if abs(slope) > 1e-13 * size, raises != (slope < 0) { return .tooHigh }
    slopeBelow = raises ? -period.unitCost : slope - period.unitCost
    return nil
  }

  /// Whether a level above the table could be cheaper to order up to than all in it.
  ///
  /// Beyond all remaining demand nothing is ever needed. Before: values fall by K + c per unit at most where a later order
  /// is saved, so that cost rises by G′ + c − γc′ per unit from the last level on, but for γK′.
  private func mayOrderBeyond(
    _ period: FiniteHorizon.Period, next: FiniteHorizon.Period?, remainingDemand: Int, best: Double
  ) -> Bool {
    let last = costAfterOrdering.count - 1
    if lowest + last >= remainingDemand { return false }
    let savedFixedCost = period.discountFactor * (next?.costs.fixedOrderCost ?? 0)
    let savedUnitCost = period.discountFactor * (next?.unitCost ?? terminalSlope)
    // Where fixed costs rise, it may pay to order from high levels too.
    guard savedFixedCost <= period.costs.fixedOrderCost else { return true }
    let position = Double(lowest + last)
    let exceedance: Double
    if let family = period.family {
      exceedance = family.exceedance(position)
    } else {
      exceedance = position >= Double(period.quantities.greatest) ? 0 : 1
    }
    let slope =
      period.costs.holdingCostRate - (period.costs.holdingCostRate + period.costs.backorderCostRate) * exceedance
    guard slope + period.unitCost - savedUnitCost >= 0 else { return true }
    return costAfterOrdering[last] < best + savedFixedCost
  }

  /// Per level y: c(y − lowest) + G(y) + γE[V(y − D)].
  private mutating func fillCostAfterOrdering(_ period: FiniteHorizon.Period) {
    let demand = period.quantities
    let costs = period.costs
    let table = period.family == nil ? WholePositionCost(demand: demand, costs: costs) : nil
    // Probability and expected quantity of demands of at least `least + index`.
    let size = demand.probabilities.count
    var tail = [Double](repeating: 0, count: size + 1)
    var tailQuantity = tail
    for index in stride(from: size - 1, through: 0, by: -1) {
      tail[index] = tail[index + 1] + demand.probabilities[index]
      tailQuantity[index] = tailQuantity[index + 1] + demand.probabilities[index] * Double(demand.least + index)
    }
    let (bottom, slopeBelow, lowest) = (values[0], slopeBelow, lowest)
    values.withUnsafeBufferPointer { values in
      demand.probabilities.withUnsafeBufferPointer { probabilities in
        for index in values.indices {
          let level = lowest + index
          let current: Double
          if let table {
            current = table(level)
          } else if let family = period.family {
            let short = family.expectedShortage(beyond: Double(level))
            current = costs.rate(
              orders: 0, onHand: max(0, Double(level) - family.mean + short), backorders: short)
          } else {
            current = 0
          }
          // Demands that leave a level of the table, then those that fall below it.
          let inside = min(max(0, index - demand.least + 1), size)
          var future = 0.0
          for quantity in 0..<inside { future += probabilities[quantity] * values[index - demand.least - quantity] }
          if inside < size {
            future += tail[inside] * (bottom + slopeBelow * Double(index)) - slopeBelow * tailQuantity[inside]
          }
          costAfterOrdering[index] = period.unitCost * Double(index) + current + period.discountFactor * future
        }
      }
    }
  }
}
