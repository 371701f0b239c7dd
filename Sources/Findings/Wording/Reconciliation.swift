/// Rounds parts so that what readers see adds up to the total that they see (largest remainders).
///
/// Each part moves by less than one unit. `unit` is the displayed unit (1 for whole dollars, 1,000 for thousands).
public func reconciled(_ parts: [Double], total: Double, unit: Double = 1) -> [Double] {
  let wanted = (total / unit).rounded()
  var floors = parts.map { ($0 / unit).rounded(.down) }
  var missing = Int(wanted - floors.reduce(0, +))
  let byRemainder = parts.indices.sorted { left, right in
    let first = parts[left] / unit - floors[left]
    let second = parts[right] / unit - floors[right]
    return first == second ? left < right : first > second
  }
  for index in byRemainder where missing > 0 {
    floors[index] += 1
    missing -= 1
  }
  return floors.map { $0 * unit }
}

extension Double {
  /// The value as readers see it, so that a displayed difference is that of the displayed figures.
  func roundedTo(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
