/// What stock shared by several locations saves (Eppen 1979, doi:10.1287/mnsc.25.5.498).
///
/// Apart, location i holds z_i σ_i √L_i. Together one stock holds z σ √L with σ² = Σ_i Σ_j ρ_ij σ_i σ_j. With n equal
/// locations, independent demand and the same z and L, pooled stock is 1/√n of that apart: the square-root law. Normal
/// demand, independent from period to period; safety stock only.
public enum RiskPooling {
  /// A location that hedges alone.
  public struct Location: Sendable, Equatable {
    /// Standard deviation of the demand of one period, in units.
    public var deviation: Double
    /// L, in periods; need not be whole.
    public var leadTime: Double
    /// z: standard deviations of lead time demand that safety stock covers.
    public var safetyFactor: Double
    /// Holding cost rate, in money per unit per period.
    public var holdingCostRate: Double

    /// Makes a location.
    public init(deviation: Double, leadTime: Double, safetyFactor: Double, holdingCostRate: Double = 1) {
      self.deviation = deviation
      self.leadTime = leadTime
      self.safetyFactor = safetyFactor
      self.holdingCostRate = holdingCostRate
    }

    /// z σ √L, in units.
    public var safetyStock: Double { safetyFactor * deviation * leadTime.squareRoot() }
  }

  /// One stock for all.
  public struct Pool: Sendable, Equatable {
    /// L, in periods; need not be whole.
    public var leadTime: Double
    /// z.
    public var safetyFactor: Double
    /// Holding cost rate, in money per unit per period.
    public var holdingCostRate: Double
    /// What pooling costs beside stock (longer ways to customers, another building), in money per period.
    public var addedCost: Double

    /// Makes a pool.
    public init(leadTime: Double, safetyFactor: Double, holdingCostRate: Double = 1, addedCost: Double = 0) {
      self.leadTime = leadTime
      self.safetyFactor = safetyFactor
      self.holdingCostRate = holdingCostRate
      self.addedCost = addedCost
    }
  }

  /// Apart against together.
  public struct Comparison: Sendable, Equatable {
    /// Safety stock of all locations apart, in units.
    public var separateStock: Double
    /// Safety stock of the pool, in units.
    public var pooledStock: Double
    /// Holding cost apart, in money per period.
    public var separateCost: Double
    /// Holding cost of the pool and what pooling costs beside it, in money per period.
    public var pooledCost: Double

    /// Share of the safety stock that pooling saves; negative where it needs more.
    public var stockReduction: Double { separateStock > 0 ? 1 - pooledStock / separateStock : 0 }
    /// What pooling saves, in money per period; negative where it does not pay.
    public var saving: Double { separateCost - pooledCost }
  }

  /// What pooling must reach to be worth it.
  public enum Goal: Sendable, Equatable {
    /// A share of the safety stock saved; 0 = no more stock than apart.
    case stockReduction(Double)
    /// An amount of money saved, in money per period; 0 = pooling just pays for its added cost.
    case saving(Double)
  }

  /// Where pooling stops reaching its goal.
  public enum BreakEven: Sendable, Equatable {
    /// It reaches the goal up to this value.
    case at(Double)
    /// It reaches the goal whatever the value.
    case always
    /// It reaches the goal at no value.
    case never
  }

  /// Apart against together at given correlations.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` for numbers that make no sense, or a matrix of another size.
  ///
  /// Complexity: O(n²).
  public static func compare(
    _ locations: [Location], correlation: CorrelationMatrix, pool: Pool
  ) throws(SolverError) -> Comparison {
    try check(locations, pool)
    guard correlation.count == locations.count else {
      throw .invalid(reason: "correlations of \(correlation.count) locations for \(locations.count)")
    }
    return comparison(locations, deviation: correlation.pooledDeviation(locations.map(\.deviation)), pool: pool)
  }

  /// The share of safety stock that n equal locations with independent demand need together: 1/√n.
  public static func squareRootLaw(count: Int) -> Double { 1 / Double(max(1, count)).squareRoot() }

  /// The mean correlation, weighted by the products of deviations, that alone decides what pooling saves.
  ///
  /// Σ_{i≠j} ρ_ij σ_i σ_j ÷ Σ_{i≠j} σ_i σ_j: a pool at this one correlation between any two has the deviation of the pool
  /// at all of them. `nil` where at most one demand varies.
  public static func effectiveCorrelation(_ deviations: [Double], _ correlation: CorrelationMatrix) -> Double? {
    PooledDeviation(deviations).correlation(at: correlation.pooledDeviation(deviations))
  }

  /// The effective correlation up to which pooling reaches a goal: the less demands move together, the more it saves.
  ///
  /// It may be below what one correlation between any two can be (``CorrelationMatrix/leastUniform(count:)``), and is then
  /// `never`.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` for numbers that make no sense.
  ///
  /// Complexity: O(n), in closed form.
  public static func breakEvenCorrelation(
    _ locations: [Location], pool: Pool, goal: Goal = .saving(0)
  ) throws(SolverError) -> BreakEven {
    try check(locations, pool)
    let deviations = PooledDeviation(locations.map(\.deviation))
    let perDeviation = pool.safetyFactor * pool.leadTime.squareRoot()
    guard let allowed = allowedStock(locations, pool: pool, goal: goal), allowed >= 0 else { return .never }
    guard perDeviation > 0, deviations.sum > 0 else { return .always }
    let allowedDeviation = allowed / perDeviation
    guard let correlation = deviations.correlation(at: allowedDeviation) else {
      return allowedDeviation >= deviations.sum * (1 - 1e-12) ? .always : .never
    }
    if correlation >= 1 - 1e-12 { return .always }
    return correlation < CorrelationMatrix.leastUniform(count: locations.count) ? .never : .at(correlation)
  }

  /// The periods that the pool's lead time may be longer than stated until pooling no longer reaches a goal; negative
  /// where it must be shorter, `always` where the pool needs no stock.
  ///
  /// - Throws: as ``compare(_:correlation:pool:)``.
  ///
  /// Complexity: O(n²), in closed form.
  public static func breakEvenAddedLeadTime(
    _ locations: [Location], correlation: CorrelationMatrix, pool: Pool, goal: Goal = .saving(0)
  ) throws(SolverError) -> BreakEven {
    try check(locations, pool)
    guard correlation.count == locations.count else {
      throw .invalid(reason: "correlations of \(correlation.count) locations for \(locations.count)")
    }
    guard let allowed = allowedStock(locations, pool: pool, goal: goal), allowed >= 0 else { return .never }
    let perRoot = pool.safetyFactor * correlation.pooledDeviation(locations.map(\.deviation))
    guard perRoot > 0, allowed < .infinity else { return .always }
    let leadTime = (allowed / perRoot) * (allowed / perRoot)
    return .at(leadTime - pool.leadTime)
  }

  /// The most stock that the pool may hold to reach a goal, without bound where its stock costs nothing; `nil` where
  /// pooling cannot pay even so.
  private static func allowedStock(_ locations: [Location], pool: Pool, goal: Goal) -> Double? {
    switch goal {
    case .stockReduction(let share):
      return (1 - share) * locations.reduce(0) { $0 + $1.safetyStock }
    case .saving(let amount):
      let left = locations.reduce(0) { $0 + $1.holdingCostRate * $1.safetyStock } - pool.addedCost - amount
      if pool.holdingCostRate > 0 { return left / pool.holdingCostRate }
      return left >= 0 ? .infinity : nil
    }
  }

  private static func comparison(_ locations: [Location], deviation: Double, pool: Pool) -> Comparison {
    let pooled = pool.safetyFactor * deviation * pool.leadTime.squareRoot()
    return Comparison(
      separateStock: locations.reduce(0) { $0 + $1.safetyStock }, pooledStock: pooled,
      separateCost: locations.reduce(0) { $0 + $1.holdingCostRate * $1.safetyStock },
      pooledCost: pool.holdingCostRate * pooled + pool.addedCost)
  }

  private static func check(_ locations: [Location], _ pool: Pool) throws(SolverError) {
    func isAmount(_ value: Double) -> Bool { value.isFinite && value >= 0 }
    guard !locations.isEmpty else { throw .invalid(reason: "no locations to pool") }
    for (index, location) in locations.enumerated() {
      guard isAmount(location.deviation), isAmount(location.leadTime), isAmount(location.safetyFactor),
        isAmount(location.holdingCostRate)
      else { throw .invalid(reason: "location \(index + 1) has a number that is negative or not finite") }
    }
    guard isAmount(pool.leadTime), isAmount(pool.safetyFactor), isAmount(pool.holdingCostRate), pool.addedCost.isFinite
    else { throw .invalid(reason: "the pool has a number that is negative or not finite") }
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "risk-pooling", model: .riskPooling,
      summary: "safety stock apart against together at any correlation, and where pooling stops to pay",
      topologies: [.distribution], demand: "normal, or any by its first two moments", guarantee: .exact,
      source: "Eppen 1979, doi:10.1287/mnsc.25.5.498")
  }
}
