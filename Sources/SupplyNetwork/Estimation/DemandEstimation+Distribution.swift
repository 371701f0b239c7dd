public import Probability

extension DemandEstimation {
  /// Coefficient of variation of one period up to which even demand counts as normal: below it a normal quantity is
  /// negative less than once in two thousand periods.
  public static let normalVariation = 0.3
  /// Mean per period, in units, below which demand is counted in whole units.
  public static let slowMean = 10.0
  /// Variance ÷ mean from which frequent demand of few units counts as Poisson (where the ratio is 1).
  public static let poissonDispersion = 0.8
  /// The same for rare demand. Whole units asked for in at most three periods of four have a ratio of 0.24 at least;
  /// below 0.2 the quantities cannot be whole units.
  public static let rareDispersion = 0.2

  /// The distribution of one period's demand with the given moments.
  ///
  /// A choice forces its family; a family that cannot have the moments gives way to its limit (no spread:
  /// deterministic; negative binomial with a variance not above the mean: Poisson, whose standard deviation is √mean
  /// whatever was measured). The rule of `auto`, in this order:
  ///
  /// 1. No mean, or no spread: deterministic.
  /// 2. Rare demand (intermittent, lumpy): negative binomial where the variance exceeds the mean, else Poisson. Both
  ///    give whole units and the many periods without demand that a normal or gamma distribution denies.
  /// 3. Frequent demand with a coefficient of variation of 0.3 or less: normal.
  /// 4. Frequent demand of fewer than 10 units a period: negative binomial where the variance exceeds the mean,
  ///    Poisson where it is about the mean, since such demand comes in whole units.
  /// 5. Everything else: gamma, which is never negative and leans to the right as uneven demand does (Burgin 1975,
  ///    doi:10.1057/jors.1975.110).
  public static func distribution(
    mean: Double, sd: Double, pattern: DemandPattern?, choice: CaseSettings.DistributionChoice
  ) -> DemandDistribution {
    guard mean > 0 else { return .deterministic(mean: 0) }
    switch choice.resolved {
    case .poisson: return .poisson(mean: mean)
    case .negativeBinomial: return sd * sd > mean ? .negativeBinomial(mean: mean, sd: sd) : .poisson(mean: mean)
    case .normal where sd > 0: return .normal(mean: mean, sd: sd)
    case .gamma where sd > 0: return .gamma(mean: mean, sd: sd)
    case .auto where sd > 0: break
    case .normal, .gamma, .auto, .empirical: return .deterministic(mean: mean)
    }
    let isRare = pattern == .intermittent || pattern == .lumpy
    if !isRare, sd <= normalVariation * mean { return .normal(mean: mean, sd: sd) }
    if isRare || mean < slowMean {
      let dispersion = sd * sd / mean
      if dispersion > 1 { return .negativeBinomial(mean: mean, sd: sd) }
      if dispersion >= (isRare ? rareDispersion : poissonDispersion) { return .poisson(mean: mean) }
    }
    return .gamma(mean: mean, sd: sd)
  }
}

extension CaseSettings.DistributionChoice {
  /// The choice that is carried out: there is no empirical family yet, so that `empirical` is fitted by its moments as
  /// `auto` is. A case whose choice differs from the resolved one deserves a warning.
  public var resolved: CaseSettings.DistributionChoice { self == .empirical ? .auto : self }
}
