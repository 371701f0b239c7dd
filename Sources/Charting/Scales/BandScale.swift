/// Equal bands along a line, one a category, with equal gaps between them.
struct BandScale: Sendable {
  /// Where the first band begins, in points.
  let start: Double
  /// Extent of a band, in points.
  let band: Double
  /// Space between two bands, in points.
  let gap: Double
  /// Number of bands.
  let count: Int

  /// Where a band begins, in points.
  func start(of index: Int) -> Double { start + Double(index) * (band + gap) }
  /// The middle of a band, in points.
  func center(of index: Int) -> Double { start(of: index) + band / 2 }
  /// Extent of all bands and gaps, in points.
  var extent: Double { count > 0 ? Double(count) * (band + gap) - gap : 0 }
  /// Where the last band ends, in points.
  var end: Double { start + extent }
}
