#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The correlations of the demands of some locations, known to be possible.
public struct CorrelationMatrix: Sendable, Equatable {
  private enum Entries: Sendable, Equatable {
    /// The same between any two.
    case uniform(Double)
    /// Row after row.
    case all([Double])
  }

  /// Number of locations.
  public let count: Int
  private let entries: Entries

  /// The same correlation between any two locations.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` unless −1/(n − 1) ≤ ρ ≤ 1: more than two demands cannot all move
  ///   against each other.
  public init(uniform correlation: Double, count: Int) throws(SolverError) {
    guard count >= 1 else { throw .invalid(reason: "correlations of \(count) locations") }
    let least = Self.leastUniform(count: count)
    guard correlation >= least - 1e-12, correlation <= 1 else {
      throw .invalid(
        reason: "a correlation of \(correlation) between any two of \(count) demands is not possible: "
          + "it lies between \(least) and 1")
    }
    self.count = count
    entries = .uniform(max(least, correlation))
  }

  /// Correlations given one by one.
  ///
  /// - Parameter rows: a square table.
  /// - Throws: ``SolverError/invalid(reason:)`` where it is not square or not symmetric, where its diagonal is not 1, where
  ///   an entry is not in [−1, 1], or where it is not positive semidefinite, so that some sum of demands would have a
  ///   negative variance.
  ///
  /// Complexity: O(n³), by Cholesky's factors with the largest pivot first (Higham 1990).
  public init(rows: [[Double]]) throws(SolverError) {
    count = rows.count
    guard count >= 1 else { throw .invalid(reason: "correlations of no locations") }
    for (row, values) in rows.enumerated() {
      guard values.count == count else {
        throw .invalid(reason: "row \(row + 1) has \(values.count) correlations for \(count) locations")
      }
      guard abs(values[row] - 1) <= 1e-9 else {
        throw .invalid(reason: "the correlation of location \(row + 1) with itself is \(values[row]), not 1")
      }
      for (column, value) in values.enumerated() {
        guard value >= -1 - 1e-9, value <= 1 + 1e-9 else {
          throw .invalid(
            reason: "the correlation of locations \(row + 1) and \(column + 1) is \(value), not in [−1, 1]")
        }
        guard abs(value - rows[column][row]) <= 1e-9 else {
          throw .invalid(
            reason: "locations \(row + 1) and \(column + 1) have two correlations, \(value) and \(rows[column][row])")
        }
      }
    }
    let flat = rows.flatMap { $0.map { min(1, max(-1, $0)) } }
    guard Self.isSemidefinite(flat, count: count) else {
      throw .invalid(
        reason:
          "the correlations contradict each other: some weighted sum of the demands would have a negative variance")
    }
    entries = .all(flat)
  }

  /// The lowest correlation that any two of some demands can have in common.
  public static func leastUniform(count: Int) -> Double { count > 1 ? -1 / Double(count - 1) : -1 }

  /// The correlation of two locations.
  public subscript(row: Int, column: Int) -> Double {
    if row == column { return 1 }
    return switch entries {
    case .uniform(let correlation): correlation
    case .all(let values): values[row * count + column]
    }
  }

  /// √(Σ Σ ρ_ij σ_i σ_j): standard deviation of the sum, in units. Needs one deviation per location.
  ///
  /// Complexity: O(n) for uniform correlation, O(n²) else.
  public func pooledDeviation(_ deviations: [Double]) -> Double {
    precondition(deviations.count == count, "one deviation per location")
    switch entries {
    case .uniform(let correlation):
      return PooledDeviation(deviations).value(at: correlation)
    case .all(let values):
      var variance = 0.0
      for row in 0..<count {
        var sum = 0.0
        for column in 0..<count { sum += values[row * count + column] * deviations[column] }
        variance += deviations[row] * sum
      }
      return max(0, variance).squareRoot()
    }
  }

  /// Factors with the largest pivot first; a matrix is semidefinite if no pivot and no rest of one is negative by more
  /// than rounding.
  private static func isSemidefinite(_ matrix: [Double], count: Int) -> Bool {
    var a = matrix
    let tolerance = 1e-9 * Double(count)
    var order = Array(0..<count)
    for step in 0..<count {
      var pivot = step
      for index in step..<count where a[order[index] * count + order[index]] > a[order[pivot] * count + order[pivot]] {
        pivot = index
      }
      order.swapAt(step, pivot)
      let p = order[step]
      let diagonal = a[p * count + p]
      if diagonal <= tolerance {
        // Nothing but rounding may be left anywhere.
        for i in order[step...] {
          for j in order[step...] where abs(a[i * count + j]) > 2 * tolerance {
            return false
          }
        }
        return true
      }
      for index in (step + 1)..<max(count, step + 1) {
        let i = order[index]
        let factor = a[i * count + p] / diagonal
        if factor == 0 { continue }
        for j in order[(step + 1)...] { a[i * count + j] -= factor * a[p * count + j] }
      }
    }
    return true
  }
}

/// The standard deviation of a sum of demands of which any two have the same correlation:
/// σ² = (1 − ρ) Σ σ_i² + ρ (Σ σ_i)².
public struct PooledDeviation: Sendable, Equatable {
  /// Σ σ_i: the deviation at ρ = 1, and what apart needs, in units.
  public private(set) var sum = 0.0
  /// Σ σ_i².
  public private(set) var squares = 0.0

  /// Of no demands.
  public init() {}

  /// Of some demands.
  public init(_ deviations: [Double]) {
    for deviation in deviations { add(deviation) }
  }

  /// Adds a demand by its standard deviation, in units.
  public mutating func add(_ deviation: Double) {
    sum += deviation
    squares += deviation * deviation
  }

  /// The deviation of the sum at a correlation, in units.
  public func value(at correlation: Double) -> Double {
    max(0, (1 - correlation) * squares + correlation * sum * sum).squareRoot()
  }

  /// The correlation at which the sum has a deviation; beyond [−1, 1] where none does, `nil` where correlation does not
  /// matter.
  public func correlation(at deviation: Double) -> Double? {
    let spread = sum * sum - squares
    return spread > 1e-12 * sum * sum ? (deviation * deviation - squares) / spread : nil
  }
}
