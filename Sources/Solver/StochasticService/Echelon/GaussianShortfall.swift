import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The shortfall under normal demand: an atom in 0 and a smooth density beyond, as weights at the points of a
/// Gauss–Legendre rule; the demand of the last step stays a normal kernel around them.
///
/// The density is a convolution with a normal density, so that panels of a few deviations integrate it to about
/// 10⁻¹⁴ of the total mass. All numbers are less the mean of the demand added. Complexity: O(points²) per step, with
/// points within 8.7 deviations of each other only; some 80 points for lead times of like length.
struct GaussianShortfall: ShortfallMeasure {
  /// Beyond this many deviations a normal distribution weighs less than 10⁻¹⁷.
  private static let reach = 8.7
  /// Width of a panel, in deviations of the sharpest function on it.
  private static let panelWidth = 4.5

  private let stepMean: Double
  private let stepSD: Double
  private var total: Double
  private(set) var origin = 0.0
  /// Mass in 0 before the last demand.
  private var atom: Double
  /// Numbers above 0, ascending, and the masses they stand for, before the last demand.
  private var points: [Double] = []
  private var weights: [Double] = []
  /// Standard deviation of the last demand.
  private var kernelSD = 0.0
  private var pendingCut: Double?
  /// Where the mass may be: each atom there ever was, moved by the cuts since, with the variance added since.
  private var sources = [Source(place: 0, variance: 0)]

  private struct Source {
    var place: Double
    var variance: Double
  }

  init(demand: DemandDistribution, mass: Double, isReversed: Bool) {
    stepMean = isReversed ? -demand.mean : demand.mean
    stepSD = demand.sd
    total = mass
    atom = mass
  }

  mutating func advance(periods: Int) {
    let variance = stepSD * stepSD * Double(periods)
    if let level = pendingCut {
      if kernelSD > 0 {
        makeCut(at: level, nextSD: variance.squareRoot())
      } else {
        // Nothing was added yet: all mass is in 0.
        atom = total
        let place = max(0, -level)
        points = place > 0 ? [place] : []
        weights = place > 0 ? [total] : []
        if place > 0 { atom = 0 }
        sources = [Source(place: place, variance: 0)]
      }
      pendingCut = nil
      kernelSD = 0
      origin = 0
    }
    kernelSD = (kernelSD * kernelSD + variance).squareRoot()
    for index in sources.indices { sources[index].variance += variance }
    origin += stepMean * Double(periods)
  }

  mutating func cut(at level: Double, total: Double) {
    pendingCut = level
    self.total = total
  }

  /// The measure of (v − level)⁺; what the total leaves is in 0.
  private mutating func makeCut(at level: Double, nextSD: Double) {
    for index in sources.indices { sources[index].place -= level }
    let newAtom = max(0, total - mass(above: level))
    let sharpest = kernelSD * nextSD / (kernelSD * kernelSD + nextSD * nextSD).squareRoot()
    var newPoints: [Double] = []
    for interval in occupiedIntervals() {
      let panels = max(1, ((interval.upperBound - interval.lowerBound) / (Self.panelWidth * sharpest)).rounded(.up))
      let half = (interval.upperBound - interval.lowerBound) / panels / 2
      for panel in 0..<Int(panels) {
        let middle = interval.lowerBound + half * Double(2 * panel + 1)
        for point in GaussLegendre.points { newPoints.append(middle + half * point) }
      }
    }
    weights = density(at: newPoints, from: level)
    // The width of a panel is found again from its outermost points.
    let span = GaussLegendre.points[GaussLegendre.count - 1] - GaussLegendre.points[0]
    for panel in stride(from: 0, to: newPoints.count, by: GaussLegendre.count) {
      let half = (newPoints[panel + GaussLegendre.count - 1] - newPoints[panel]) / span
      for index in 0..<GaussLegendre.count { weights[panel + index] *= half * GaussLegendre.weights[index] }
    }
    points = newPoints
    atom = newAtom
    if atom > 0 { sources.append(Source(place: 0, variance: 0)) }
  }

  /// Where there is mass above 0, as intervals that do not touch.
  private func occupiedIntervals() -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    let spans = sources.map { source in
      let width = Self.reach * source.variance.squareRoot()
      return (lower: max(0, source.place - width), upper: source.place + width)
    }
    for span in spans.sorted(by: { $0.lower < $1.lower }) where span.upper > span.lower {
      if let last = result.last, span.lower <= last.upperBound {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, span.upper)
      } else {
        result.append(span.lower...span.upper)
      }
    }
    return result
  }

  /// Density at ascending numbers from a level on.
  private func density(at numbers: [Double], from level: Double) -> [Double] {
    let scale = 1 / kernelSD
    let radius = Self.reach * kernelSD
    let front = scale * 0.398942280401432677939946
    return [Double](unsafeUninitializedCapacity: numbers.count) { buffer, count in
      count = numbers.count
      points.withUnsafeBufferPointer { points in
        weights.withUnsafeBufferPointer { weights in
          var start = 0
          for index in 0..<count {
            let number = numbers[index] + level
            while start < points.count, points[start] < number - radius { start += 1 }
            let score = number * scale
            var sum = atom * exp(-0.5 * score * score)
            var other = start
            while other < points.count, points[other] < number + radius {
              let score = (number - points[other]) * scale
              sum += weights[other] * exp(-0.5 * score * score)
              other += 1
            }
            buffer[index] = front * sum
          }
        }
      }
    }
  }

  func mass(above level: Double) -> Double {
    guard kernelSD > 0 else { return level < 0 ? atom : 0 }
    return sum(level) {
      StandardNormal.cumulative(-$0)
    } far: { _ in
      1
    }
  }

  func excess(over level: Double) -> Double {
    guard kernelSD > 0 else { return max(0, -level) * atom }
    return kernelSD
      * sum(level) {
        StandardNormal.loss($0)
      } far: {
        -$0
      }
  }

  /// Σ weight × value of the score of the level; nothing far above a point, something simple far below.
  @inline(__always)
  private func sum(_ level: Double, _ near: (Double) -> Double, far: (Double) -> Double) -> Double {
    func value(_ score: Double) -> Double { score < -Self.reach ? far(score) : near(score) }
    var result = atom * value(level / kernelSD)
    for index in points.indices.reversed() {
      let score = (level - points[index]) / kernelSD
      if score > 40 { break }
      result += weights[index] * value(score)
    }
    return result
  }

  func level(ofMass mass: Double) -> Double {
    guard kernelSD > 0 else { return 0 }
    var lower = Double.infinity
    var upper = -Double.infinity
    for source in sources {
      lower = min(lower, source.place - 40 * source.variance.squareRoot())
      upper = max(upper, source.place + 40 * source.variance.squareRoot())
    }
    // Newton's method inside a shrinking bracket.
    var level = min(max(kernelSD * -StandardNormal.quantile(min(mass / total, 1)), lower), upper)
    for _ in 0..<200 {
      let miss = self.mass(above: level) - mass
      if miss > 0 { lower = level } else { upper = level }
      var next = level + miss / density(at: [level], from: 0)[0]
      if !(next > lower && next < upper) { next = lower + 0.5 * (upper - lower) }
      if next == level || abs(next - level) <= 1e-14 * kernelSD { return next }
      level = next
    }
    return level
  }
}
