/// The distribution of a whole number, 0 or more, with a given mean μ and standard deviation σ.
///
/// The fit on two moments of Adan, van Eenige & Resing 1995 (Probability in the Engineering and Informational Sciences
/// 9(4):623–632): where the variance is below μ, one of two binomial numbers, of k and k + 1 trials with the same
/// chance; where it is μ, a Poisson number. Above it, where they mix two negative binomial numbers of whole orders or
/// two geometric ones, a negative binomial number of the order μ²/(σ² − μ), whole or not: of the same moments, and one
/// family without seams. All have P(X ≤ n)² ≥ P(X ≤ n − 1) P(X ≤ n + 1).
public struct WholeNumberFit: Sendable, Equatable {
  private enum Family: Equatable {
    /// Of `trials` with the chance `fewer`, else of one more.
    case binomials(trials: Double, success: Double, failure: Double, fewer: Double)
    case other(DemandDistribution)
  }

  private let family: Family

  /// Fits a distribution; `nil` where none has these moments: a variance below f(1 − f), with f the broken part of the
  /// mean, a mean below 0, or moments that are not finite.
  public init?(mean: Double, sd: Double) {
    guard mean >= 0, sd >= 0, mean.isFinite, sd.isFinite else { return nil }
    let variance = sd * sd
    let part = mean - mean.rounded(.down)
    guard variance >= part * (1 - part) * (1 - 1e-12), mean > 0 || sd == 0 else { return nil }
    if sd == 0 {
      family = .other(.deterministic(mean: mean))
    } else if variance >= mean * (1 - 1e-8) {
      family = .other(.negativeBinomial(mean: mean, sd: sd))
    } else {
      // 1/(k + 1) ≤ x ≤ 1/k for x = (μ − σ²)/μ², and y = (k + 1)x − 1 from 0 to 1/k: the fewer trials have the weight
      // (k + 1)√y ÷ (√k + √y), without the differences of like numbers in the usual form.
      let x = (mean - variance) / (mean * mean)
      let trials = max(1, (1 / x).rounded(.down))
      let root = max(0, (trials + 1) * x - 1).squareRoot()
      let fewer = min(1, (trials + 1) * root / (trials.squareRoot() + root))
      let meanTrials = trials + 1 - fewer
      family = .binomials(
        trials: trials, success: min(1, mean / meanTrials), failure: max(0, (meanTrials - mean) / meanTrials),
        fewer: fewer)
    }
  }

  /// P(X ≤ n). Complexity: O(1) evaluations of an incomplete gamma or beta function.
  public func cumulative(_ n: Int) -> Double {
    guard n >= 0 else { return 0 }
    switch family {
    case .other(let distribution): return distribution.cumulative(Double(n))
    case .binomials(let trials, let success, let failure, let fewer):
      func atMost(_ trials: Double) -> Double {
        let most = Double(n)
        return most < trials ? RegularizedBeta.both(trials - most, most + 1, failure, success).lower : 1
      }
      return fewer * atMost(trials) + (1 - fewer) * atMost(trials + 1)
    }
  }
}
