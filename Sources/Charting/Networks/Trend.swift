import Drawing

/// Which way the value of a node goes; at a single place, neither is good or bad.
public enum Trend: Sendable, Equatable, CaseIterable {
  case falls, same, rises

  /// The shape that says it: down, level, up.
  var symbol: Symbol {
    switch self {
    case .falls: .invertedTriangle
    case .same: .circle
    case .rises: .triangle
    }
  }

  /// Where something changes has the colour of the plan; what does not stands back.
  var ink: Ink { self == .same ? .baseline : .proposal }

  /// Whether the shape is filled: that of a rise is open, so that a glance tells both apart.
  var isFilled: Bool { self != .rises }
}

/// How many of some nodes go which way.
public struct TrendCounts: Sendable, Equatable {
  /// How many fall.
  public private(set) var falling = 0
  /// How many rise.
  public private(set) var rising = 0
  /// How many stay about the same.
  public private(set) var steady = 0

  /// Counts trends.
  public init(_ trends: [Trend]) {
    for trend in trends {
      switch trend {
      case .falls: falling += 1
      case .rises: rising += 1
      case .same: steady += 1
      }
    }
  }

  /// How many there are of a trend.
  subscript(trend: Trend) -> Int {
    switch trend {
    case .falls: falling
    case .rises: rising
    case .same: steady
    }
  }

  /// The trend of all; nil where they differ.
  var only: Trend? {
    let present = Trend.allCases.filter { self[$0] > 0 }
    return present.count > 1 ? nil : present.first ?? .same
  }
}

extension Symbol {
  /// Width of a mark that has the area of a triangle of width 1.
  fileprivate var widthOfEqualArea: Double {
    // √3 / 4 of the triangle's width squared; of the others π / 4, 1 and 1 / 2.
    switch self {
    case .triangle, .invertedTriangle: 1
    case .circle: 0.742_5
    case .square: 0.658
    case .diamond: 0.930_6
    }
  }
}

extension Pen {
  /// A mark of a trend with the area of a triangle of a width, in points.
  func trendMark(_ trend: Trend, at center: Point, size: Double) -> SceneElement {
    symbol(
      trend.symbol, at: center, size: size * trend.symbol.widthOfEqualArea, color(trend.ink), filled: trend.isFilled,
      weight: size < 9 ? 1.1 : 1.5)
  }

  /// What siblings throw as a shadow, with the area of a triangle of a width, in points.
  func shadow(of counts: TrendCounts, at center: Point, size: Double) -> SceneElement {
    let shape = counts.only?.symbol ?? .square
    return symbol(
      shape, at: Point(center.x + 2.5, center.y - 1.5), size: size * shape.widthOfEqualArea,
      color(Ink(.baseline, strength: 0.45)))
  }

  /// A square cut upright into parts whose areas are shares: what falls filled at the left, what rises open at the
  /// right, and what stays the same in between. It has the area of a triangle of a width, in points.
  func dividedSquare(_ counts: TrendCounts, at center: Point, size: Double) -> [SceneElement] {
    let total = Double(counts.falling + counts.rising + counts.steady)
    guard total > 0 else { return [] }
    let side = size * Symbol.square.widthOfEqualArea
    let (left, top) = (center.x - side / 2, center.y - side / 2)
    let first = Double(counts.falling) / total
    let second = Double(counts.falling + counts.steady) / total
    func part(from start: Double, to end: Double) -> Path {
      .rectangle(Rectangle(x: left + start * side, y: top, width: (end - start) * side, height: side))
    }
    var parts: [SceneElement] = []
    if counts.rising > 0 {
      parts.append(
        .shape(
          SceneShape(
            part(from: second, to: 1), fill: .solid(theme.paper), stroke: Stroke(color(Trend.rises.ink), width: 1))))
    }
    for (trend, start, end) in [(Trend.same, first, second), (.falls, 0, first)] where end > start {
      parts.append(.shape(SceneShape(part(from: start, to: end), fill: .solid(color(trend.ink)))))
    }
    return parts
  }
}
