#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The smallest whole number n at which a discrete distribution reaches a probability.
///
/// One evaluation of the distribution near the answer, then its masses one by one: P(n + 1) ÷ P(n) is a ratio of two
/// short sums, hundreds of times cheaper than an incomplete beta function. Where the sum comes so close to the
/// probability that rounding decides, the distribution itself is asked, so that the answer is the one that a plain
/// search of it gives.
struct WholeQuantile {
  private let distribution: DemandDistribution
  private let ratio: MassRatio
  /// P(D ≤ n) to be reached.
  private let lower: Double
  /// 1 − lower, with its own relative accuracy.
  private let upper: Double

  /// r of a negative binomial; 0 for Poisson.
  private let successes: Double

  /// Numbers that are counted from 0 on rather than from an evaluation.
  private static let shortCount = 160.0
  /// Steps of a walk that are cheaper than another evaluation.
  private static let longestWalk = 48.0

  /// Prepares the search; `nil` for families that are not discrete.
  init?(_ distribution: DemandDistribution, lower: Double, upper: Double) {
    guard let ratio = MassRatio(distribution) else { return nil }
    self.distribution = distribution
    self.ratio = ratio
    self.lower = lower
    self.upper = upper
    if case .negativeBinomial(let mean, let sd) = distribution {
      successes = NegativeBinomialParameters(mean: mean, sd: sd).successes
    } else {
      successes = 0
    }
  }

  /// The number.
  ///
  /// - Parameter reached: whether the tails of a number reach the probability; from the answer on it holds.
  func value(_ reached: ((lower: Double, upper: Double)) -> Bool) -> Double {
    let start = estimate
    if start < Self.shortCount {
      if let count = countedFromZero() { return settled(count, reached) }
    }
    return settled(walked(from: start), reached)
  }

  /// A number found, and whether it is beyond doubt.
  private struct Candidate {
    var number: Double
    var isCertain: Bool
  }

  /// The candidate where it is certain, else the answer of a search from there.
  private func settled(_ candidate: Candidate, _ reached: ((lower: Double, upper: Double)) -> Bool) -> Double {
    candidate.isCertain ? candidate.number : searched(from: candidate.number, reached)
  }

  /// How far rounding can move a probability of numbers up to n, with a wide margin: its terms are powers of that order.
  private func doubt(of probability: Double, at n: Double) -> Double {
    1e-15 + probability * (1e-12 + 1e-15 * (successes + distribution.mean + n))
  }

  /// Cornish & Fisher's expansion (1938, doi:10.2307/1400905) to the third order, as a whole number.
  private var estimate: Double {
    let (mean, sd) = (distribution.mean, distribution.sd)
    let z = StandardNormal.approximateQuantile(lower: lower, upper: upper)
    // Third and fourth cumulant of a variance-to-mean ratio d: μd(2d − 1) and μd(1 + 6d(d − 1)).
    let dispersion = sd / mean * sd
    let skewness = (2 * dispersion - 1) / sd
    let excess = (1 + 6 * dispersion * (dispersion - 1)) / sd / sd
    let second = (z * z - 1) * skewness / 6
    let third = z * ((z * z - 3) * excess / 24 - (2 * z * z - 5) * skewness * skewness / 36)
    // P(D ≤ n) is close to the continuous distribution at n + ½.
    let place = (mean + sd * (z + second + third) - 0.5).rounded(.up)
    return place > 0 && place < .infinity ? place : 0
  }

  /// Adds up masses from 0 on; `nil` where the mass of 0 is too small for that or the numbers too many.
  private func countedFromZero() -> Candidate? {
    var mass = zeroMass
    guard mass > 1e-250 else { return nil }
    var sum = mass
    var n = 0.0
    let doubt = doubt(of: lower, at: Self.shortCount)
    var before = -lower
    while sum < lower {
      guard n < 4 * Self.shortCount else { return nil }
      before = sum - lower
      mass *= ratio(after: n)
      n += 1
      sum += mass
    }
    return Candidate(number: n, isCertain: sum - lower > doubt && (before < -doubt || n == 0))
  }

  /// P(D = 0).
  private var zeroMass: Double {
    switch distribution {
    case .poisson(let mean): return exp(-mean)
    case .negativeBinomial(let mean, let sd):
      let parameters = NegativeBinomialParameters(mean: mean, sd: sd)
      return exp(parameters.successes * log1p(-parameters.failure))
    default: return 0
    }
  }

  /// Walks from an evaluation at a number to the answer.
  private func walked(from start: Double) -> Candidate {
    var n = start
    for _ in 0..<6 {
      let (tails, mass) = distribution.tailsAndMass(n)
      // P(D ≤ n) less the probability wanted, from the smaller tail.
      var excess = lower <= upper ? tails.lower - lower : upper - tails.upper
      let doubt = lower <= upper ? doubt(of: max(lower, tails.lower), at: n) : doubt(of: max(upper, tails.upper), at: n)
      let distance = excess / mass
      guard mass > 0, distance.isFinite else { break }
      if abs(distance) <= Self.longestWalk {
        if let found = walk(&n, excess: &excess, mass: mass, doubt: doubt) { return found }
      } else {
        // The step of Halley's method for the log-slope of the mass.
        let slant = log(ratio(after: n))
        let damped = 1 + 0.5 * distance * slant
        n = max(0, (n - distance / (damped > 0.3 ? damped : 0.3)).rounded())
      }
    }
    return Candidate(number: n, isCertain: false)
  }

  /// One walk; `nil` with `n` moved on where it gets too long.
  private func walk(_ n: inout Double, excess: inout Double, mass: Double, doubt: Double) -> Candidate? {
    var mass = mass
    var steps = 0.0
    if excess >= 0 {
      while steps < 4 * Self.longestWalk {
        // P(D ≤ n − 1) less the probability wanted.
        let next = n > 0 ? excess - mass : -lower
        if next < 0 || n == 0 {
          return Candidate(number: n, isCertain: excess > doubt && (next < -doubt || n == 0))
        }
        mass /= ratio(after: n - 1)
        excess = next
        n -= 1
        steps += 1
      }
    } else {
      while steps < 4 * Self.longestWalk {
        mass *= ratio(after: n)
        n += 1
        let next = excess + mass
        if next >= 0 { return Candidate(number: n, isCertain: next > doubt && excess < -doubt) }
        excess = next
        steps += 1
      }
    }
    return nil
  }

  /// Doubles a step from a number until the answer is enclosed, then halves.
  private func searched(from start: Double, _ reached: ((lower: Double, upper: Double)) -> Bool) -> Double {
    var step = 1.0
    var below: Double
    var above: Double
    if reached(distribution.tails(start)) {
      above = start
      below = start - step
      while below >= 0, reached(distribution.tails(below)) {
        above = below
        step *= 2
        below = above - step
      }
      below = max(below, -1)
    } else {
      below = start
      above = start + step
      while above < .infinity, !reached(distribution.tails(above)) {
        below = above
        step *= 2
        above = below + step
      }
    }
    while above - below > 1 {
      let middle = (below + 0.5 * (above - below)).rounded(.down)
      // Beyond 2⁵³ whole numbers are no longer told apart.
      guard middle > below, middle < above else { break }
      if reached(distribution.tails(middle)) { above = middle } else { below = middle }
    }
    return above
  }
}
