import Foundation

/// Nice tick values by the extended Wilkinson search.
///
/// Talbot, Lin & Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on axes", IEEE TVCG 16(6),
/// 2010, doi 10.1109/TVCG.2010.130. Candidates are all sequences of multiples of j·q·10^z; the one with the best
/// weighted sum of simplicity, coverage, density and legibility is taken. Bounds on each score end the loops early.
struct TickSearch {
  /// Values that may be ticks, in order of preference, and how good a sequence's labels are (1 = good, −∞ = never).
  typealias Legibility = ([Double]) -> Double

  /// Nice steps, most simple first.
  static let niceSteps: [Double] = [1, 5, 2, 2.5, 4, 3]
  private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)

  private let low: Double
  private let high: Double
  private let target: Double
  private let legibility: Legibility
  private var best: (score: Double, ticks: [Double]) = (-2, [])

  /// Ticks for a range of values.
  /// - Parameters:
  ///   - range: lowest and highest value; one without extent is widened.
  ///   - target: the wanted number of ticks, 2 or more.
  ///   - legibility: how readable the labels of some ticks are, 1 at most; −∞ forbids them.
  /// - Returns: ascending values, two or more; only where legibility forbids every sequence, none.
  static func ticks(
    for range: ClosedRange<Double>, target: Int, legibility: @escaping Legibility = { _ in 1 }
  ) -> [Double] {
    let widened = LinearScale.widened(range)
    guard widened.lowerBound.isFinite, widened.upperBound.isFinite,
      (widened.upperBound - widened.lowerBound).isFinite
    else { return [] }
    var search = TickSearch(widened, target: Double(max(target, 2)), legibility: legibility)
    search.run()
    return search.best.ticks
  }

  private init(_ range: ClosedRange<Double>, target: Double, legibility: @escaping Legibility) {
    low = range.lowerBound
    high = range.upperBound
    self.target = target
    self.legibility = legibility
  }

  private mutating func run() {
    var skip = 1
    while skip < 20 {
      for (rank, step) in Self.niceSteps.enumerated() {
        let simplest = simplicity(rank: rank, skip: skip, includesZero: true)
        if Self.total(simplest, 1, 1, 1) < best.score { return }
        searchCounts(step: step, rank: rank, skip: skip, simplest: simplest)
      }
      skip += 1
    }
  }

  private mutating func searchCounts(step: Double, rank: Int, skip: Int, simplest: Double) {
    for count in 2...max(Int(target) * 4, 12) {
      let densest = highestDensity(count: count)
      if Self.total(simplest, 1, densest, 1) < best.score { return }
      let delta = (high - low) / Double(count + 1) / Double(skip) / step
      var exponent = Int(log10(delta).rounded(.up))
      // Ten decades past the data always fall below any bound; the limit only guards against rounding.
      for _ in 0..<10 {
        let width = Double(skip) * step * pow(10, Double(exponent))
        let widest = highestCoverage(span: width * Double(count - 1))
        if Self.total(simplest, widest, densest, 1) < best.score { break }
        searchStarts(step: step, exponent: exponent, count: count, rank: rank, skip: skip)
        exponent += 1
      }
    }
  }

  private mutating func searchStarts(step: Double, exponent: Int, count: Int, rank: Int, skip: Int) {
    let unit = step * pow(10, Double(exponent))
    let width = unit * Double(skip)
    let first = (high / width).rounded(.down) * Double(skip) - Double((count - 1) * skip)
    let last = (low / width).rounded(.up) * Double(skip)
    guard first <= last, last - first < 1000 else { return }
    for start in stride(from: first, through: last, by: 1) {
      let lowest = start * unit
      let highest = (start + Double((count - 1) * skip)) * unit
      let zero = lowest <= 0 && highest >= 0 && start.truncatingRemainder(dividingBy: Double(skip)) == 0
      let s = simplicity(rank: rank, skip: skip, includesZero: zero)
      let c = coverage(lowest, highest)
      let d = density(count: count, lowest, highest)
      guard Self.total(s, c, d, 1) > best.score else { continue }
      let ticks = (0..<count).map { Self.value((start + Double($0 * skip)) * step, exponent) }
      let score = Self.total(s, c, d, legibility(ticks))
      if score > best.score { best = (score, ticks) }
    }
  }

  /// multiple · 10^exponent, dividing for small numbers: 3 / 10 is 0.3 exactly where 3 · 0.1 is not.
  private static func value(_ multiple: Double, _ exponent: Int) -> Double {
    let value = exponent < 0 ? multiple / pow(10, Double(-exponent)) : multiple * pow(10, Double(exponent))
    return value == 0 ? 0 : value
  }

  private static func total(_ s: Double, _ c: Double, _ d: Double, _ l: Double) -> Double {
    weights.simplicity * s + weights.coverage * c + weights.density * d + weights.legibility * l
  }

  private func simplicity(rank: Int, skip: Int, includesZero: Bool) -> Double {
    1 - Double(rank) / Double(Self.niceSteps.count - 1) - Double(skip) + 1 + (includesZero ? 1 : 0)
  }

  private func coverage(_ lowest: Double, _ highest: Double) -> Double {
    let margin = 0.1 * (high - low)
    let (above, below) = ((high - highest) / margin, (low - lowest) / margin)
    return 1 - 0.5 * (above * above + below * below)
  }

  private func highestCoverage(span: Double) -> Double {
    let excess = (span - (high - low)) / 2 / (0.1 * (high - low))
    return excess > 0 ? 1 - excess * excess : 1
  }

  private func density(count: Int, _ lowest: Double, _ highest: Double) -> Double {
    let actual = Double(count - 1) / (highest - lowest)
    let wanted = (target - 1) / (max(highest, high) - min(lowest, low))
    return 2 - max(actual / wanted, wanted / actual)
  }

  private func highestDensity(count: Int) -> Double {
    Double(count) >= target ? 2 - Double(count - 1) / (target - 1) : 1
  }
}
