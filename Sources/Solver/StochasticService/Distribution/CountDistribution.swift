#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The probabilities of whole numbers within a window that leaves out less than 10⁻¹⁷ or so.
struct CountDistribution {
  /// The first number of the window.
  private(set) var start: Int
  /// The probabilities of `start`, `start + 1`, …; never empty.
  private(set) var mass: [Double]

  /// Probabilities below this part of the largest are left out.
  private static var negligible: Double { 1e-19 }
  /// Numbers that a window may span.
  private static var longest: Int { 1 << 22 }

  /// The last number of the window.
  var end: Int { start + mass.count - 1 }
  /// Expected value within the window.
  var mean: Double {
    var sum = 0.0
    for (index, probability) in mass.enumerated() { sum += probability * Double(index) }
    return Double(start) + sum
  }

  /// A Poisson distribution.
  ///
  /// Masses relative to that of the mode by their ratios, then divided by their sum. Complexity: O(window).
  init(poisson mean: Double) throws(SolverError) {
    guard mean > 0 else {
      (start, mass) = (0, [1])
      return
    }
    // The window is some 9 standard deviations wide on either side.
    guard mean < 1e10 else { throw .tooLarge(reason: "lead-time demand of \(mean) units is too much to enumerate") }
    let mode = Int(mean)
    var below: [Double] = []
    var value = 1.0
    var number = mode
    while number > 0 {
      value *= Double(number) / mean
      guard value > Self.negligible else { break }
      below.append(value)
      number -= 1
    }
    var values = Array(below.reversed())
    start = mode - below.count
    value = 1
    number = mode
    while value > Self.negligible {
      values.append(value)
      number += 1
      value *= mean / Double(number)
    }
    let sum = values.reduce(0, +)
    mass = values.map { $0 / sum }
  }

  /// Given probabilities, less those at both ends that do not count.
  init(start: Int, mass: [Double]) throws(SolverError) {
    guard mass.count <= Self.longest else {
      throw .tooLarge(reason: "\(mass.count) numbers of outstanding orders are too many to enumerate")
    }
    var first = 0
    var last = mass.count
    let least = (mass.max() ?? 0) * Self.negligible
    while first < last - 1, mass[first] <= least { first += 1 }
    while last - 1 > first, mass[last - 1] <= least { last -= 1 }
    self.start = start + first
    self.mass = first == 0 && last == mass.count ? mass : Array(mass[first..<last])
  }

  /// Expected excess E[(s − X)⁺] and shortage E[(X − s)⁺] of a level s, and P(X < s).
  func measures(at level: Int) -> (onHand: Double, backorders: Double, ready: Double) {
    var (onHand, backorders, ready) = (0.0, 0.0, 0.0)
    for (index, probability) in mass.enumerated() {
      let number = start + index
      if number < level {
        onHand += probability * Double(level - number)
        ready += probability
      } else {
        backorders += probability * Double(number - level)
      }
    }
    return (onHand, backorders, ready)
  }

  /// The level with the least cost h·E[(s − X)⁺] + p·E[(X − s)⁺], and that cost.
  ///
  /// The smallest s with P(X ≤ s) ≥ p/(p + h). Complexity: O(window).
  func newsvendor(holding: Double, backorder: Double) -> (level: Int, cost: Double) {
    guard backorder > 0 else { return (0, 0) }
    let ratio = backorder / (backorder + holding)
    var cumulative = 0.0
    var onHand = 0.0
    var index = 0
    while index < mass.count - 1 {
      cumulative += mass[index]
      if cumulative >= ratio { break }
      onHand += cumulative
      index += 1
    }
    let level = start + index
    return (level, holding * onHand + backorder * max(0, mean - Double(level) + onHand))
  }
}
