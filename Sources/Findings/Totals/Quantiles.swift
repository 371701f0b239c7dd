/// Quantiles of observed values, linear between them: type 7 of Hyndman & Fan 1996, doi 10.1080/00031305.1996.10473566.
///
/// O(n log n) once, O(1) for each.
struct Quantiles {
  private let sorted: [Double]

  /// Sorts some values; of none, every quantile is 0.
  init(_ values: [Double]) { sorted = values.sorted() }

  /// The value below which a share of the values lies, 0 to 1.
  func value(at share: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    let place = min(max(share, 0), 1) * Double(last)
    let below = Int(place)
    let above = min(below + 1, last)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
