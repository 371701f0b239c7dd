import Foundation

/// Maps values to positions along a line: equal steps by their difference, or on a logarithmic scale by their ratio.
struct ValueScale: Sendable {
  /// Lowest and highest value.
  let domain: ClosedRange<Double>
  /// Whether equal ratios are equally far apart; the domain is then above zero.
  let isLogarithmic: Bool
  private let scale: LinearScale

  /// Makes a scale from a position, in points, to another.
  init(_ domain: ClosedRange<Double>, isLogarithmic: Bool = false, from start: Double, to end: Double) {
    self.isLogarithmic = isLogarithmic
    scale = LinearScale(
      isLogarithmic ? log10(domain.lowerBound)...log10(domain.upperBound) : domain, from: start, to: end)
    self.domain = isLogarithmic ? domain : scale.domain
  }

  /// The position of a value, in points.
  func position(_ value: Double) -> Double { scale.position(isLogarithmic ? log10(value) : value) }
}
