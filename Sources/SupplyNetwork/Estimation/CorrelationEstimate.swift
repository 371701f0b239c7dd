/// The correlation between the demands of locations, measured as one coefficient per item.
///
/// It is the ρ that, taken as equal for all pairs, gives the summed series the variance it has:
/// ρ = (Var(Σ) − Σ var) ÷ ((Σ sd)² − Σ var). That is what pooling depends on, and it needs no matrix of pairs.
/// Season and promotions that move all locations together count as correlation, as they should for pooled stock.
public enum CorrelationEstimate {
  /// ρ of some series of a history, as measured: between −1/(n − 1) and 1. `nil` where fewer than two of them vary.
  ///
  /// Complexity: O(series × buckets).
  public static func measured(_ history: DemandHistory, series: some Sequence<Int>) -> Double? {
    let count = history.bucketCount
    guard count > 1 else { return nil }
    var total = [Double](repeating: 0, count: count)
    var sdSum = 0.0
    var varianceSum = 0.0
    var varying = 0
    history.quantities.withUnsafeBufferPointer { quantities in
      for index in series {
        let values = UnsafeBufferPointer(rebasing: quantities[index * count..<(index + 1) * count])
        for bucket in 0..<count { total[bucket] += values[bucket] }
        let variance = sampleVariance(values)
        varianceSum += variance
        sdSum += variance.squareRoot()
        if variance > 0 { varying += 1 }
      }
    }
    guard varying > 1 else { return nil }
    let totalVariance = total.withUnsafeBufferPointer { sampleVariance($0) }
    return (totalVariance - varianceSum) / (sdSum * sdSum - varianceSum)
  }

  /// ρ of every item as measured, over all its locations or over some only (a group that might share one stock).
  /// `nil` where fewer than two series of the item vary.
  public static func measuredByItem(
    _ history: DemandHistory, itemCount: Int, among locations: [Int]? = nil
  ) -> [Double?] {
    let wanted = locations.map(Set.init)
    var rows = [[Int]](repeating: [], count: itemCount)
    for (index, key) in history.series.enumerated() where key.item < itemCount {
      if wanted?.contains(key.location) ?? true { rows[key.item].append(index) }
    }
    return rows.map { measured(history, series: $0) }
  }

  /// ρ of every item for the network model, in [0, 1]: negative correlation counts as none, since to plan on demands
  /// cancelling out is to plan on luck; 0 where nothing can be measured.
  public static func byItem(_ history: DemandHistory, itemCount: Int) -> [Double] {
    measuredByItem(history, itemCount: itemCount).map { clamped($0 ?? 0) }
  }

  /// The average of measured coefficients, weighted (by annual value, say). `nil` where none was measured.
  public static func average(_ coefficients: [Double?], weights: [Double]) -> Double? {
    var sum = 0.0
    var total = 0.0
    for (coefficient, weight) in zip(coefficients, weights) {
      guard let coefficient, weight > 0 else { continue }
      sum += weight * coefficient
      total += weight
    }
    return total > 0 ? sum / total : nil
  }

  /// A measured coefficient as the network model takes it.
  public static func clamped(_ measured: Double) -> Double { min(max(measured, 0), 1) }

  private static func sampleVariance(_ values: UnsafeBufferPointer<Double>) -> Double {
    var sum = 0.0
    for value in values { sum += value }
    let mean = sum / Double(values.count)
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    return squares / Double(values.count - 1)
  }
}
