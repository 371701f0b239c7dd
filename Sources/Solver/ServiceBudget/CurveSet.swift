/// All curves of a problem, ready to be swept.
struct CurveSet: Sendable {
  /// What all curves together cost, hold and serve.
  struct Totals: Sendable {
    /// Money that counts against the budget.
    var cost = 0.0
    var inventory = 0.0
    /// What is not served, weighted by demand, a fraction.
    var shortfall = 0.0
    /// What is.
    var service: Double { 1 - shortfall }

    mutating func add(_ value: PreparedCurve.Value, of curve: PreparedCurve) {
      cost += curve.costRate * value.stock
      inventory += curve.inventoryRate * value.stock
      shortfall += curve.gain * value.shortfall
    }
  }

  let curves: [PreparedCurve]
  let tables: TablePoints
  /// What does not depend on any decision.
  let held: Totals
  /// All curves at their first levels.
  let least: Totals
  /// Highest and lowest ratio of a first move; `nil` where there is nothing to decide.
  let entryRatios: ClosedRange<Double>?
  /// Whether some level need not be whole.
  let hasSmoothCurves: Bool

  /// - Parameter held: cost and inventory of what is not to be decided.
  init(_ curves: [ServiceCurve], held: Totals) throws(SolverError) {
    var weight = 0.0
    for (index, curve) in curves.enumerated() {
      if let fault = curve.fault { throw .invalid(reason: "service curve \(index + 1): \(fault)") }
      weight += curve.weight
    }
    guard held.cost.isFinite, held.inventory.isFinite else { throw .invalid(reason: "cost held is \(held.cost)") }
    guard weight > 0, weight < .infinity else { throw .invalid(reason: "no curve has demand to serve") }
    var tables = TablePoints()
    var prepared: [PreparedCurve] = []
    prepared.reserveCapacity(curves.count)
    var least = held
    var (lowest, highest) = (Double.infinity, 0.0)
    for curve in curves {
      let ready = PreparedCurve(curve, gain: curve.weight / weight, tables: &tables)
      least.add(ready.leastValue, of: ready)
      if ready.entryRatio > 0 {
        lowest = min(lowest, ready.entryRatio)
        highest = max(highest, ready.entryRatio)
      }
      prepared.append(ready)
    }
    self.curves = prepared
    self.tables = tables
    self.held = held
    self.least = least
    entryRatios = highest > 0 ? lowest...highest : nil
    hasSmoothCurves = prepared.contains(where: \.isSmooth)
  }

  /// The multiplier below which nothing is left to buy that a number could tell.
  var lowestMultiplier: Double { max((entryRatios?.lowerBound ?? 1) * 1e-25, 1e-290) }

  /// Totals at some descending multipliers, in one pass over the curves.
  func totals(at multipliers: [Double]) -> [Totals] {
    var totals = [Totals](repeating: held, count: multipliers.count)
    multipliers.withUnsafeBufferPointer { multipliers in
      totals.withUnsafeMutableBufferPointer { totals in
        for curve in curves {
          curve.sweep(multipliers, tables: tables) { index, _, value in totals[index].add(value, of: curve) }
        }
      }
    }
    return totals
  }

  /// The level of every curve at a multiplier.
  func state(at multiplier: Double) -> CurveState {
    var state = CurveState(levels: [], values: [], totals: held)
    state.levels.reserveCapacity(curves.count)
    state.values.reserveCapacity(curves.count)
    withUnsafePointer(to: multiplier) { pointer in
      for curve in curves {
        curve.sweep(UnsafeBufferPointer(start: pointer, count: 1), tables: tables) { _, level, value in
          state.levels.append(level)
          state.values.append(value)
          state.totals.add(value, of: curve)
        }
      }
    }
    return state
  }
}

/// A level for every curve.
struct CurveState {
  var levels: [Double]
  var values: [PreparedCurve.Value]
  var totals: CurveSet.Totals

  /// Moves one curve.
  mutating func move(_ index: Int, to level: Double, _ value: PreparedCurve.Value, in set: CurveSet) {
    let curve = set.curves[index]
    totals.cost += curve.costRate * (value.stock - values[index].stock)
    totals.inventory += curve.inventoryRate * (value.stock - values[index].stock)
    totals.shortfall += curve.gain * (value.shortfall - values[index].shortfall)
    levels[index] = level
    values[index] = value
  }
}
