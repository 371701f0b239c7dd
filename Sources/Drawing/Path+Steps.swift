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

  /// The letter of the step in SVG path data.
  var letter: String {
    switch self {
    case .move: "M"
    case .line: "L"
    case .curve: "C"
    case .close: "Z"
    }
  }
}
