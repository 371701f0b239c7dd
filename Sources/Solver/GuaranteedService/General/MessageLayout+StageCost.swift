extension MessageLayout {
  /// Least cost of a stage by open committed service time, over its open inbound service times.
  ///
  /// - Parameters:
  ///   - addend: further cost of each inbound service time, indexed by label.
  ///   - result: filled from the smallest open committed service time on.
  func leastByCommitted(
    _ stage: Int, _ addend: UnsafePointer<Double>, _ ranges: LabelRanges, into result: UnsafeMutablePointer<Double>
  ) {
    let first = ranges.lower[2 * stage + 1]
    let count = ranges.count(2 * stage + 1)
    let fixed = factors[stage].periods
    result.update(repeating: .infinity, count: count)
    for inbound in ranges.lower[2 * stage]...max(ranges.lower[2 * stage], ranges.upper[2 * stage]) {
      let extra = addend[inbound]
      guard extra < .infinity else { continue }
      let kernel = falling.base + (fallingZero[stage] - inbound - fixed + first)
      Self.lower(result, to: kernel, plus: extra, count: count)
    }
  }

  /// Least cost of a stage by open inbound service time, over its open committed service times.
  func leastByInbound(
    _ stage: Int, _ addend: UnsafePointer<Double>, _ ranges: LabelRanges, into result: UnsafeMutablePointer<Double>
  ) {
    let first = ranges.lower[2 * stage]
    let count = ranges.count(2 * stage)
    let fixed = factors[stage].periods
    result.update(repeating: .infinity, count: count)
    for committed in ranges.lower[2 * stage + 1]...max(ranges.lower[2 * stage + 1], ranges.upper[2 * stage + 1]) {
      let extra = addend[committed]
      guard extra < .infinity else { continue }
      let kernel = rising.base + (risingZero[stage] + first + fixed - committed)
      Self.lower(result, to: kernel, plus: extra, count: count)
    }
  }

  /// `result[i] = min(result[i], addend + kernel[i])`.
  @inline(__always)
  private static func lower(
    _ result: UnsafeMutablePointer<Double>, to kernel: UnsafePointer<Double>, plus addend: Double, count: Int
  ) {
    for index in 0..<count {
      let total = addend + kernel[index]
      result[index] = total < result[index] ? total : result[index]
    }
  }
}
