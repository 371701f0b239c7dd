/// The lines of `Fill.hatched`, the same in every renderer: x + y is a multiple of the period.
enum Hatching {
  /// Distance of two lines along an axis, in points.
  static let period = 5.0
  /// Width of a line, in points.
  static let lineWidth = 1.0
}
