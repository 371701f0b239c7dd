/// Demand of a few periods: by period, then demand row, then world.
struct DemandBuffer<Vector: DemandVector>: ~Copyable {
  /// Units per period.
  let quantities: UnsafeMutablePointer<Vector>
  /// Values per period.
  let rows: Int
  private let count: Int

  init(periods: Int, rows: Int) {
    self.rows = rows
    count = max(1, periods * rows)
    quantities = .allocate(capacity: count)
    quantities.initialize(repeating: Vector(), count: count)
  }

  deinit { quantities.deallocate() }

  /// No demand in any world.
  func clear() { quantities.update(repeating: Vector(), count: count) }
}

extension DemandBuffer {
  /// Given demand.
  ///
  /// - Parameters:
  ///   - worlds: Units by world, then stage, then period; what is missing or negative counts as zero. Further lanes
  ///     repeat the first world.
  ///   - rows: The stages of the demand rows.
  init<Scalar>(worlds: [[[Double]]], rows: [Int]) where Vector == Lanes<Scalar> {
    let periods = worlds.flatMap { $0.map(\.count) }.max() ?? 0
    self.init(periods: periods, rows: rows.count)
    for (row, stage) in rows.enumerated() {
      for period in 0..<periods {
        quantities[period * rows.count + row] = Lanes(worlds.count) { world in
          let demand = worlds[world]
          return stage < demand.count && period < demand[stage].count ? max(0, demand[stage][period]) : 0
        }
      }
    }
  }
}
