/// The lines of `Fill.hatched`, the same in every renderer: x + y is a multiple of the period.
enum Hatching {
  /// Distance of two lines along an axis, in points.
  static let period = 5.0
  /// Width of a line, in points.
  static let lineWidth = 1.0
}

extension Path {
  /// The upright rectangle around all points and handles; `nil` for an empty path.
  var bounds: Rectangle? {
    let points = steps.flatMap(\.points)
    guard let first = points.first else { return nil }
    var (left, top, right, bottom) = (first.x, first.y, first.x, first.y)
    for point in points {
      left = min(left, point.x)
      right = max(right, point.x)
      top = min(top, point.y)
      bottom = max(bottom, point.y)
    }
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }
}

extension Path.Step {
  /// The points and handles of a step.
  var points: [Point] {
    switch self {
    case .move(let point), .line(let point): [point]
    case .curve(let first, let second, let end): [first, second, end]
    case .close: []
    }
  }
}
