import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Pooled safety stock: closed forms, identities, and a draw of correlated demand.
struct RiskPoolingTests {
  typealias Location = RiskPooling.Location
  typealias Pool = RiskPooling.Pool

  /// A correlation matrix of random factors: Σ of rows scaled to a diagonal of 1, and so possible.
  private static func matrix(seed: UInt64, count: Int, factors: Int) -> (rows: [[Double]], loadings: [[Double]]) {
    var stream = RandomStream(seed: 11, path: [seed])
    let loadings = (0..<count).map { _ in
      let row = (0..<factors).map { _ in stream.normal() }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    let rows = loadings.map { first in loadings.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } } }
    return (rows, loadings)
  }

  @Test("Equal locations: the square-root law at 0, nothing at 1, √((1 + (n − 1)ρ) ÷ n) between", arguments: 1...12)
  func equalLocations(count: Int) throws {
    let locations = [Location](repeating: Location(deviation: 7, leadTime: 4, safetyFactor: 1.5), count: count)
    let pool = Pool(leadTime: 4, safetyFactor: 1.5)
    for correlation in [0, 0.25, 0.7, 1, CorrelationMatrix.leastUniform(count: count)] {
      let result = try RiskPooling.compare(
        locations, correlation: CorrelationMatrix(uniform: correlation, count: count), pool: pool)
      #expect(isClose(result.separateStock, Double(count) * 1.5 * 7 * 2))
      let share = ((1 + Double(count - 1) * correlation) / Double(count)).squareRoot()
      #expect(abs(1 - result.stockReduction - (count == 1 ? 1 : share)) < 1e-7)
      if correlation == 0 { #expect(isClose(1 - result.stockReduction, RiskPooling.squareRootLaw(count: count))) }
      if correlation == 1 { #expect(abs(result.stockReduction) < 1e-12) }
    }
  }

  @Test("Any matrix: its effective correlation stands for it, and it saves no less than nothing")
  func effectiveCorrelation() throws {
    for seed in 0..<300 as Range<UInt64> {
      var stream = RandomStream(seed: 12, path: [seed])
      let count = 2 + Int(seed % 6)
      let (rows, _) = Self.matrix(seed: seed, count: count, factors: 1 + Int(seed % 5))
      let matrix = try CorrelationMatrix(rows: rows)
      let deviations = (0..<count).map { _ in 1 + 9 * stream.uniform() }
      var variance = 0.0
      for i in 0..<count { for j in 0..<count { variance += rows[i][j] * deviations[i] * deviations[j] } }
      let pooled = matrix.pooledDeviation(deviations)
      #expect(abs(pooled * pooled - max(0, variance)) < 1e-9 * deviations.reduce(0, +))
      #expect(pooled <= deviations.reduce(0, +) * (1 + 1e-12))
      let effective = try #require(RiskPooling.effectiveCorrelation(deviations, matrix))
      #expect(abs(PooledDeviation(deviations).value(at: effective) - pooled) < 1e-6)
      #expect(matrix[0, count - 1] == matrix[count - 1, 0] && matrix[0, 0] == 1)
    }
  }

  @Test("At a break-even the goal is met exactly, on one side of it met, on the other missed")
  func breakEven() throws {
    var (correlations, leadTimes, always, never) = (0, 0, 0, 0)
    for seed in 0..<400 as Range<UInt64> {
      var stream = RandomStream(seed: 13, path: [seed])
      let count = 2 + Int(seed % 5)
      let locations = (0..<count).map { _ in
        Location(
          deviation: 1 + 9 * stream.uniform(), leadTime: 1 + 6 * stream.uniform(),
          safetyFactor: 1 + stream.uniform(), holdingCostRate: 0.5 + stream.uniform())
      }
      let pool = Pool(
        leadTime: 1 + 9 * stream.uniform(), safetyFactor: 1 + stream.uniform(),
        holdingCostRate: 0.5 + stream.uniform(), addedCost: 20 * stream.uniform())
      let goal: RiskPooling.Goal =
        seed % 2 == 0 ? .stockReduction(0.6 * stream.uniform()) : .saving(5 * stream.uniform())
      func margin(_ correlation: Double, _ pool: Pool) throws -> Double {
        let result = try RiskPooling.compare(
          locations, correlation: CorrelationMatrix(uniform: correlation, count: count), pool: pool)
        switch goal {
        case .stockReduction(let share): return result.stockReduction - share
        case .saving(let amount): return result.saving - amount
        }
      }
      let least = CorrelationMatrix.leastUniform(count: count)
      switch try RiskPooling.breakEvenCorrelation(locations, pool: pool, goal: goal) {
      case .at(let value):
        correlations += 1
        #expect(abs(try margin(value, pool)) < 1e-8)
        #expect(try value - 0.01 < least || margin(value - 0.01, pool) > 0)
        #expect(try value + 0.01 > 1 || margin(value + 0.01, pool) < 0)
      case .always:
        always += 1
        #expect(try margin(1, pool) >= -1e-9)
      case .never:
        never += 1
        #expect(try margin(least, pool) < 1e-9)
      }
      let matrix = try CorrelationMatrix(uniform: 0.3, count: count)
      switch try RiskPooling.breakEvenAddedLeadTime(locations, correlation: matrix, pool: pool, goal: goal) {
      case .at(let added):
        leadTimes += 1
        var longer = pool
        longer.leadTime += added
        #expect(abs(try margin(0.3, longer)) < 1e-8)
        longer.leadTime += 0.01
        #expect(try margin(0.3, longer) < 0)
      case .always: Issue.record("pooling always pays")
      case .never: #expect(try margin(0.3, Pool(leadTime: 0, safetyFactor: 0, addedCost: pool.addedCost)) < 0)
      }
    }
    #expect(correlations > 100 && leadTimes > 300 && always > 10 && never > 10)
  }

  @Test("A break-even against hand-made figures: four equal locations, twice the lead time")
  func byHand() throws {
    // Apart 4 · 1 · 10 · √4 = 80; together √8 · 10 · √(4 + 12ρ) ≤ 80 up to 4 + 12ρ = 8.
    let locations = [Location](repeating: Location(deviation: 10, leadTime: 4, safetyFactor: 1), count: 4)
    let found = try RiskPooling.breakEvenCorrelation(
      locations, pool: Pool(leadTime: 8, safetyFactor: 1), goal: .stockReduction(0))
    guard case .at(let value) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(isClose(value, 1.0 / 3))
    // Independent, together √L · 20 ≤ 80 up to L = 16: twelve periods longer than four.
    let added = try RiskPooling.breakEvenAddedLeadTime(
      locations, correlation: CorrelationMatrix(uniform: 0, count: 4), pool: Pool(leadTime: 4, safetyFactor: 1))
    #expect(added == .at(12))
  }

  @Test("Drawn demand: pooled stock covers the sum as often as its safety factor says")
  func monteCarlo() throws {
    let count = 5
    let (rows, loadings) = Self.matrix(seed: 3, count: count, factors: 3)
    let deviations = [4.0, 9, 2, 7, 5]
    let locations = deviations.map { Location(deviation: $0, leadTime: 6, safetyFactor: 1.2) }
    let pool = Pool(leadTime: 3, safetyFactor: 1.2)
    let result = try RiskPooling.compare(locations, correlation: CorrelationMatrix(rows: rows), pool: pool)
    var stream = RandomStream(seed: 14, path: [1])
    let draws = 100_000
    var (covered, squares) = (0, 0.0)
    for _ in 0..<draws {
      var total = 0.0
      for _ in 0..<3 {
        let factors = (0..<3).map { _ in stream.normal() }
        for (loading, deviation) in zip(loadings, deviations) {
          total += deviation * zip(loading, factors).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
      if total <= result.pooledStock { covered += 1 }
      squares += total * total
    }
    // Four standard errors.
    let share = StandardNormal.cumulative(1.2)
    #expect(abs(Double(covered) / Double(draws) - share) < 4 * (share * (1 - share) / Double(draws)).squareRoot())
    let deviation = (squares / Double(draws)).squareRoot()
    #expect(abs(deviation * 1.2 / result.pooledStock - 1) < 4 / (2 * Double(draws)).squareRoot())
  }

  @Test("Correlations that cannot be are refused with the reason")
  func impossibleCorrelations() {
    func reason(_ rows: [[Double]]) -> String {
      do {
        _ = try CorrelationMatrix(rows: rows)
        return ""
      } catch { return error.reason }
    }
    #expect(reason([[1, 0.5], [0.4, 1]]).contains("two correlations"))
    #expect(reason([[1, 1.5], [1.5, 1]]).contains("not in [−1, 1]"))
    #expect(reason([[1, .nan], [.nan, 1]]).contains("not in [−1, 1]"))
    #expect(reason([[0.9, 0], [0, 1]]).contains("itself"))
    #expect(reason([[1, 0], [0]]).contains("1 correlations for 2"))
    #expect(reason([]).contains("no locations"))
    // Three demands cannot all move against each other by half and more.
    #expect(reason([[1, -0.6, -0.6], [-0.6, 1, -0.6], [-0.6, -0.6, 1]]).contains("negative variance"))
    #expect(reason([[1, 0.9, 0.1], [0.9, 1, 0.9], [0.1, 0.9, 1]]).contains("negative variance"))
    #expect(reason([[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]]).isEmpty)
    #expect(reason([[1, 1, 1], [1, 1, 1], [1, 1, 1]]).isEmpty)
    #expect(reason([[1, 1, 0.5], [1, 1, -0.5], [0.5, -0.5, 1]]).contains("negative variance"))
    #expect(throws: SolverError.self) { try CorrelationMatrix(uniform: -0.6, count: 3) }
    #expect(throws: SolverError.self) { try CorrelationMatrix(uniform: .nan, count: 3) }
    #expect(throws: SolverError.self) { try CorrelationMatrix(uniform: 0, count: 0) }
  }

  @Test("Semidefinite or not, as the smallest eigenvalue of three by three says")
  func semidefinite() {
    var stream = RandomStream(seed: 15, path: [])
    var (possible, impossible) = (0, 0)
    for _ in 0..<2_000 {
      let (a, b, c) = (2 * stream.uniform() - 1, 2 * stream.uniform() - 1, 2 * stream.uniform() - 1)
      // All principal minors of up to two rows are positive; the determinant decides.
      let determinant = 1 + 2 * a * b * c - a * a - b * b - c * c
      guard abs(determinant) > 1e-6 else { continue }
      let rows = [[1, a, b], [a, 1, c], [b, c, 1]]
      let isPossible = (try? CorrelationMatrix(rows: rows)) != nil
      #expect(isPossible == (determinant > 0))
      if isPossible { possible += 1 } else { impossible += 1 }
    }
    #expect(possible > 400 && impossible > 200)
  }

  @Test("Numbers that make no sense are refused; no stock, no goal to miss")
  func edges() throws {
    let one = Location(deviation: 1, leadTime: 1, safetyFactor: 1)
    let pool = Pool(leadTime: 1, safetyFactor: 1)
    let single = try CorrelationMatrix(uniform: 0, count: 1)
    #expect(throws: SolverError.self) { try RiskPooling.compare([], correlation: single, pool: pool) }
    #expect(throws: SolverError.self) { try RiskPooling.compare([one, one], correlation: single, pool: pool) }
    #expect(throws: SolverError.self) {
      try RiskPooling.breakEvenCorrelation([Location(deviation: .nan, leadTime: 1, safetyFactor: 1)], pool: pool)
    }
    #expect(throws: SolverError.self) {
      try RiskPooling.breakEvenAddedLeadTime([one], correlation: single, pool: Pool(leadTime: -1, safetyFactor: 1))
    }
    let pair = try CorrelationMatrix(uniform: 0.2, count: 2)
    let still = Location(deviation: 0, leadTime: 1, safetyFactor: 1)
    #expect(try RiskPooling.breakEvenCorrelation([still, still], pool: pool) == .always)
    #expect(try RiskPooling.breakEvenAddedLeadTime([still, still], correlation: pair, pool: pool) == .always)
    let free = Pool(leadTime: 1, safetyFactor: 1, holdingCostRate: 0, addedCost: 3)
    #expect(try RiskPooling.breakEvenCorrelation([one, one], pool: free) == .never)
    let cheap = Pool(leadTime: 1, safetyFactor: 1, holdingCostRate: 0, addedCost: 1)
    #expect(try RiskPooling.breakEvenCorrelation([one, one], pool: cheap) == .always)
    #expect(try RiskPooling.breakEvenAddedLeadTime([one, one], correlation: pair, pool: cheap) == .always)
    #expect(RiskPooling.effectiveCorrelation([3, 0], pair) == nil)
    #expect(RiskPooling.description.model == .riskPooling)
  }
}
