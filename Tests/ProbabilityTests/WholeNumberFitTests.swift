import Foundation
import Probability
import Testing

/// Whole numbers of given mean and standard deviation.
@Suite struct WholeNumberFitTests {
  /// Mean and variance from the tail: E[X] = Σ P(X > n), E[X²] = Σ (2n + 1) P(X > n).
  private func moments(_ fit: WholeNumberFit) -> (mean: Double, variance: Double) {
    var (first, second) = (0.0, 0.0)
    var n = 0
    while true {
      let beyond = 1 - fit.cumulative(n)
      if beyond < 1e-13 { break }
      first += beyond
      second += Double(2 * n + 1) * beyond
      n += 1
    }
    return (first, second - first * first)
  }

  @Test func momentsOverAGrid() throws {
    var fits = 0
    for mean in [0.05, 0.3, 0.5, 1, 1.7, 2, 3, 5, 7.25, 13, 40, 120] {
      for ratio in [0.01, 0.05, 0.2, 0.4, 0.7, 0.95, 1, 1.2, 2, 3.5] {
        let sd = mean * ratio
        let part = mean - mean.rounded(.down)
        guard let fit = WholeNumberFit(mean: mean, sd: sd) else {
          #expect(sd * sd < part * (1 - part))
          continue
        }
        fits += 1
        let found = moments(fit)
        #expect(abs(found.mean - mean) < 1e-9 * (1 + mean), "\(mean), \(sd): \(found)")
        #expect(abs(found.variance - sd * sd) < 1e-8 * (1 + mean * mean + sd * sd), "\(mean), \(sd): \(found)")
      }
    }
    #expect(fits > 80)
  }

  /// On the seams: where k changes, at the variance of a Poisson number, and where no variance is less.
  @Test func momentsOnTheSeams() throws {
    for mean in [0.4, 1, 2.5, 6] {
      for trials in 1...12 where mean <= Double(trials) {
        // Binomial: variance μ − μ²/k.
        let variance = mean - mean * mean / Double(trials)
        let fit = try #require(WholeNumberFit(mean: mean, sd: variance.squareRoot()))
        let found = moments(fit)
        #expect(abs(found.mean - mean) < 1e-9 && abs(found.variance - variance) < 1e-8, "\(mean), \(trials)")
      }
      for variance in [mean * (1 - 1e-6), mean, mean * (1 + 1e-6)] {
        let found = moments(try #require(WholeNumberFit(mean: mean, sd: variance.squareRoot())))
        #expect(abs(found.mean - mean) < 1e-9 && abs(found.variance - variance) < 1e-7, "\(mean), \(variance)")
      }
    }
    let bernoulli = try #require(WholeNumberFit(mean: 2.3, sd: (0.3 * 0.7).squareRoot()))
    #expect(abs(bernoulli.cumulative(1)) < 1e-7 && abs(bernoulli.cumulative(2) - 0.7) < 1e-7)
    #expect(bernoulli.cumulative(3) > 1 - 1e-7)
  }

  /// What orders that do not cross rest on: P(X ≤ n) ÷ P(X ≤ n + 1) never falls.
  @Test func ratiosNeverFall() throws {
    for mean in [0.5, 1, 2, 3, 5, 13, 40] {
      for ratio in [0.05, 0.3, 0.5, 0.8, 1, 1.5, 3, 8] {
        guard let fit = WholeNumberFit(mean: mean, sd: mean * ratio) else { continue }
        var last = 0.0
        for n in 0..<200 where fit.cumulative(n) > 1e-290 {
          let now = fit.cumulative(n) / fit.cumulative(n + 1)
          #expect(now >= last - 1e-12 && now <= 1 + 1e-15, "\(mean), \(ratio), \(n)")
          last = now
        }
      }
    }
  }

  @Test func momentsThatNoWholeNumberHas() throws {
    #expect(WholeNumberFit(mean: 1.5, sd: 0.4) == nil)
    #expect(WholeNumberFit(mean: 0, sd: 1) == nil)
    #expect(WholeNumberFit(mean: -1, sd: 1) == nil)
    #expect(WholeNumberFit(mean: .nan, sd: 1) == nil)
    #expect(WholeNumberFit(mean: 1, sd: .infinity) == nil)
    let certain = try #require(WholeNumberFit(mean: 3, sd: 0))
    #expect(certain.cumulative(2) == 0 && certain.cumulative(3) == 1 && certain.cumulative(-1) == 0)
  }
}
