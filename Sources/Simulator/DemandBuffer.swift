/// Demand of a few periods: by period, then demand row, then lane.
struct DemandBuffer: ~Copyable {
  /// Units per period.
  let quantities: UnsafeMutablePointer<Lanes>
  /// Values per period.
  let rows: Int
  private let count: Int

  init(periods: Int, rows: Int) {
    self.rows = rows
    count = max(1, periods * rows)
    quantities = .allocate(capacity: count)
    quantities.initialize(repeating: Lanes(), count: count)
  }

  /// Given demand, the same in every lane.
  ///
  /// - Parameters:
  ///   - demand: Units by stage, then period; what is missing or negative counts as zero.
  ///   - rows: The stages of the demand rows.
  init(_ demand: [[Double]], rows: [Int]) {
    self.init(periods: demand.map(\.count).max() ?? 0, rows: rows.count)
    for (row, stage) in rows.enumerated() where stage < demand.count {
      for (period, quantity) in demand[stage].enumerated() {
        quantities[period * rows.count + row] = Lanes(every: max(0, quantity))
      }
    }
  }

  deinit { quantities.deallocate() }

  /// No demand in any lane.
  func clear() { quantities.update(repeating: Lanes(), count: count) }
}
