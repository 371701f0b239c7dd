/// Classes of items by annual value: few items make up most of it (Dickie 1951, "ABC inventory analysis shoots for
/// dollars").
public enum ABCClassification {
  /// Share of all value that the A items stay within.
  public static let shareOfA = 0.80
  /// Share of all value that the A and B items together stay within.
  public static let shareOfAB = 0.95

  /// The class of each item from its annual value, in money.
  ///
  /// From the most valuable item down, an item is A as long as the value up to and including it stays within 80 %, B
  /// within 95 %, then C. The first is always A. Equal values rank by index; items without value are C.
  public static func classes(annualValues: [Double]) -> [Item.ValueClass] {
    let values = annualValues.map { $0 > 0 && $0.isFinite ? $0 : 0 }
    let total = values.reduce(0, +)
    var classes = [Item.ValueClass](repeating: .c, count: values.count)
    let ranked = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    // Adding up in another order must not push an item over a limit that it meets exactly.
    let tolerance = 1e-12 * total
    var reached = 0.0
    for (rank, item) in ranked.enumerated() where values[item] > 0 {
      reached += values[item]
      if rank == 0 || reached <= shareOfA * total + tolerance {
        classes[item] = .a
      } else if reached <= shareOfAB * total + tolerance {
        classes[item] = .b
      }
    }
    return classes
  }
}
