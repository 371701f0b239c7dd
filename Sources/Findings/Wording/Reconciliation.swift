/// Rounds parts so that what readers see adds up to the total that they see (largest remainders).
///
/// Each part moves by less than one unit where the total is the sum of the parts; where a displayed total differs from
/// it (the difference of two rounded figures), some parts move by one unit more. `unit` is the displayed unit (1 for
/// whole dollars, 1,000 for thousands). Parts that are no numbers are returned as they are.
public func reconciled(_ parts: [Double], total: Double, unit: Double = 1) -> [Double] {
  guard !parts.isEmpty, total.isFinite, unit > 0, parts.allSatisfy(\.isFinite) else { return parts }
  var counts = parts.map { ($0 / unit).rounded(.down) }
  let byRemainder = parts.indices.sorted { left, right in
    let first = parts[left] / unit - counts[left]
    let second = parts[right] / unit - counts[right]
    return first == second ? left < right : first > second
  }
  let missing = (total / unit).rounded() - counts.reduce(0, +)
  let number = Double(parts.count)
  let everywhere = (missing / number).rounded(.down)
  var left = missing - everywhere * number
  for index in byRemainder {
    counts[index] += everywhere + (left >= 1 ? 1 : 0)
    left -= 1
  }
  return counts.map { $0 * unit }
}

/// Parts in the displayed unit that add up to their own displayed sum.
public func reconciled(_ parts: [Double], unit: Double = 1) -> [Double] {
  reconciled(parts, total: parts.reduce(0, +), unit: unit)
}

extension Double {
  /// The value as readers see it, so that a displayed difference is that of the displayed figures.
  func roundedTo(decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
