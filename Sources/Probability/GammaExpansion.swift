#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The incomplete gamma functions of a large shape near its mean, at a cost that does not grow with the shape.
///
/// Temme's uniform expansion Q(a, x) = ½ erfc(η√(a/2)) + R with ½η² = λ − 1 − ln λ, λ = x/a (1979,
/// doi:10.1137/0510071). With R = e^(−aη²/2)/√(2πa) · S, the derivative of Q in η gives
/// S′ − aηS = a(1 − f/Γ*(a)), f = η/(λ − 1), Γ* the gamma function ÷ Stirling's formula. So the coefficients of
/// S = Σ bₙηⁿ/Γ* follow from those of f = Σ dₙηⁿ by bₙ₋₁ = (n + 1)/a · bₙ₊₁ + dₙ from the highest down, and
/// Γ* = 1 + b₁/a (Gil, Segura & Temme 2012, doi:10.1137/120872553, §2.5).
enum GammaExpansion {
  /// Whether the expansion has full accuracy at shape a and argument x.
  static func holds(_ a: Double, _ x: Double) -> Bool { a >= 16 && abs(x - a) < 0.6 * a }

  /// P(a, x), Q(a, x) and x^a e^(−x)/Γ(a + 1), where the expansion ``holds(_:_:)``.
  static func value(_ a: Double, _ x: Double) -> IncompleteGamma {
    // deviance(a, x) = a ln(a/x) + x − a = a η²/2.
    let half = SaddlePoint.deviance(a, x)
    let root = a.squareRoot()
    let score = (x < a ? -1 : 1) * (2 * half).squareRoot()
    let eta = score / root
    let reciprocal = 1 / a
    return slopes.withUnsafeBufferPointer { slopes in
      var index = slopes.count - 1
      // b of the next two orders.
      var after = 0.0
      var next = 0.0
      var sum = 0.0
      while index > 0 {
        let own = Double(index + 1) * reciprocal * after + slopes[index]
        after = next
        next = own
        sum = sum * eta + own
        index -= 1
      }
      // b₁ is the one before the last.
      let normaliser = a / (a + after)
      let front = exp(-half) * StandardNormal.inverseRootTwoPi / root * normaliser
      let rest = front * sum
      if x < a {
        let lower = StandardNormal.cumulative(score) - rest
        return IncompleteGamma(lower: lower, upper: 1 - lower, term: front)
      }
      let upper = StandardNormal.cumulative(-score) + rest
      return IncompleteGamma(lower: 1 - upper, upper: upper, term: front)
    }
  }

  /// dₙ: the coefficients of η/(λ − 1) in powers of η.
  private static let slopes = slopeCoefficients(26)

  /// From λ − 1 = Σ αₙηⁿ, whose coefficients follow from (λ − 1) dλ/dη = ηλ; then the reciprocal of Σ αₙηⁿ⁻¹.
  private static func slopeCoefficients(_ count: Int) -> [Double] {
    // α₁ = 1; the power ηⁿ on both sides: Σ_{i+j=n+1} j αᵢαⱼ = αₙ₋₁, so (n + 1) αₙ = αₙ₋₁ − Σ_{1<i<n} …
    var alpha = [0.0, 1.0]
    for n in 2...count {
      var sum = alpha[n - 1]
      for i in 2..<n { sum -= Double(n + 1 - i) * alpha[i] * alpha[n + 1 - i] }
      alpha.append(sum / Double(n + 1))
    }
    var slopes = [1.0]
    for n in 1..<count {
      var sum = 0.0
      for i in 1...n { sum -= alpha[i + 1] * slopes[n - i] }
      slopes.append(sum)
    }
    return slopes
  }
}
