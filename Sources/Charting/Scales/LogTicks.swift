import Foundation

/// Ticks of a logarithmic axis: powers of ten, with such multiples between them as leave room for the labels.
enum LogTicks {
  /// Multiples of each power of ten, the densest first.
  private static let multiples: [[Double]] = [[1, 2, 5], [1, 3], [1]]
  /// How far beyond the data a tick still ends the axis, in steps between ticks.
  static let nearTick = 0.35

  /// Ascending ticks, the first at or below the data and the others within them or, where it is near, one beyond their
  /// end; empty where not even two fit.
  /// - Parameters:
  ///   - data: lowest and highest value, above zero.
  ///   - target: the largest number of ticks wanted.
  ///   - fits: whether the labels of some ticks have room.
  static func ticks(for data: ClosedRange<Double>, target: Int, fits: ([Double]) -> Bool) -> [Double] {
    for multiples in Self.multiples {
      let ticks = Self.ticks(data, multiples, everyNth: 1)
      if ticks.count >= 3, ticks.count <= max(target, 3), fits(ticks) { return ticks }
    }
    // Many decades: every second power of ten, every third …
    for step in 2..<100 {
      let ticks = Self.ticks(data, [1], everyNth: step)
      guard ticks.count >= 2 else { return [] }
      if ticks.count <= max(target, 2), fits(ticks) { return ticks }
    }
    return []
  }

  private static func ticks(_ data: ClosedRange<Double>, _ multiples: [Double], everyNth step: Int) -> [Double] {
    let (low, high) = (data.lowerBound, data.upperBound)
    let first = Int(log10(low).rounded(.down)) / step * step - step
    let last = Int(log10(high).rounded(.up))
    var all: [Double] = []
    for exponent in stride(from: first, through: last, by: step) {
      let power: Double = pow(10, Double(abs(exponent)))
      // Dividing for small numbers: 3 / 10 is 0.3 exactly where 3 · 0.1 is not.
      for multiple in multiples { all.append(exponent < 0 ? multiple / power : multiple * power) }
    }
    let start = all.last { $0 <= low * (1 + 1e-9) } ?? low
    let usable = all.filter { $0 >= start && $0 > 0 && $0.isFinite }
    let inside = usable.prefix { $0 <= high * (1 + 1e-9) }
    guard let end = inside.last, end < high, let next = usable.dropFirst(inside.count).first,
      log10(next / high) <= nearTick * log10(next / end)
    else { return Array(inside) }
    return inside + [next]
  }
}
