/// Which labels along an axis stay when not all have room: every n-th, with the smallest n that fits.
enum LabelThinning {
  /// Indices to keep.
  /// - Parameters:
  ///   - spans: where each label begins and ends, in points, in order along the axis.
  ///   - gap: least space between two labels, in points.
  static func kept(_ spans: [(start: Double, end: Double)], gap: Double) -> [Int] {
    guard spans.count > 1 else { return Array(spans.indices) }
    return (1..<spans.count).lazy
      .map { Array(stride(from: 0, to: spans.count, by: $0)) }
      .first { kept in zip(kept, kept.dropFirst()).allSatisfy { spans[$0].end + gap <= spans[$1].start } } ?? [0]
  }
}
