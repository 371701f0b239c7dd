/// Maps values to positions along a line, in points.
struct LinearScale: Sendable {
  /// Lowest and highest value.
  let domain: ClosedRange<Double>
  /// Where the lowest value stands, in points.
  let start: Double
  /// Where the highest value stands, in points; below `start` for an axis that grows upwards.
  let end: Double

  /// Makes a scale; a domain without extent is widened, so that its value stands in the middle.
  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = Self.widened(domain)
    self.start = start
    self.end = end
  }

  /// The position of a value, in points.
  func position(_ value: Double) -> Double {
    // Halves keep a domain near the largest numbers from overflowing.
    let span = domain.upperBound / 2 - domain.lowerBound / 2
    return start + (value / 2 - domain.lowerBound / 2) / span * (end - start)
  }

  /// The domain of values that are bars: it includes zero; finite values only.
  static func fromZero(_ values: some Sequence<Double>) -> ClosedRange<Double> {
    let (low, high) = extremes(values) ?? (0, 1)
    return low >= 0 && high <= 0 ? 0...1 : min(low, 0)...max(high, 0)
  }

  /// Lowest and highest value; nil for none.
  static func extremes(_ values: some Sequence<Double>) -> (low: Double, high: Double)? {
    var result: (low: Double, high: Double)?
    for value in values { result = (min(result?.low ?? value, value), max(result?.high ?? value, value)) }
    return result
  }

  /// A domain whose extent is more than rounding error.
  static func widened(_ domain: ClosedRange<Double>) -> ClosedRange<Double> {
    let magnitude = max(abs(domain.lowerBound), abs(domain.upperBound))
    guard domain.upperBound - domain.lowerBound <= magnitude * 1e-10 else { return domain }
    let margin = magnitude > 1e-300 ? magnitude * 0.1 : 1
    return (domain.lowerBound - margin)...(domain.upperBound + margin)
  }
}

extension LinearScale {
  /// Points of a unit.
  var density: Double { (end - start) / max(domain.upperBound - domain.lowerBound, .leastNormalMagnitude) }

  /// The same from the same start with no more points to a unit.
  func limited(to most: Double?) -> LinearScale {
    guard let most, most.isFinite, density > most else { return self }
    return LinearScale(
      domain, from: start, to: start + (domain.upperBound - domain.lowerBound) * most)
  }
}
