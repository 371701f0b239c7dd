import Drawing

/// How many of some changes are welcome, unwelcome and neither.
public struct VerdictCounts: Sendable, Equatable {
  /// How many are welcome.
  public private(set) var good = 0
  /// How many are unwelcome.
  public private(set) var bad = 0
  /// How many are neither.
  public private(set) var neutral = 0

  /// Counts verdicts.
  public init(_ verdicts: [Verdict]) {
    for verdict in verdicts {
      switch verdict {
      case .good: good += 1
      case .bad: bad += 1
      case .neutral: neutral += 1
      }
    }
  }

  /// How many there are of a verdict.
  subscript(verdict: Verdict) -> Int {
    switch verdict {
    case .good: good
    case .bad: bad
    case .neutral: neutral
    }
  }

  /// The verdict of all; nil where they differ.
  var only: Verdict? {
    let present = Verdict.allCases.filter { self[$0] > 0 }
    return present.count > 1 ? nil : present.first ?? .neutral
  }
}

extension Pen {
  /// A triangle cut upright into parts whose areas are shares: welcome changes filled at the left, unwelcome ones open
  /// at the right, and what does not change in between.
  func dividedTriangle(_ counts: VerdictCounts, at center: Point, size: Double) -> [SceneElement] {
    let total = Double(counts.good + counts.bad + counts.neutral)
    guard total > 0 else { return [] }
    let height = size * 0.866
    let (left, base) = (center.x - size / 2, center.y + height / 2)
    /// The outline at a share of the width.
    func top(_ share: Double) -> Point {
      Point(left + share * size, base - 2 * min(share, 1 - share) * height)
    }
    /// The share of the width that has a share of the area to its left.
    func cut(_ area: Double) -> Double { area <= 0.5 ? (area / 2).squareRoot() : 1 - ((1 - area) / 2).squareRoot() }
    func part(from start: Double, to end: Double) -> Path {
      let apex = start < 0.5 && end > 0.5 ? [top(0.5)] : []
      return .polyline(
        [Point(top(start).x, base), top(start)] + apex + [top(end), Point(top(end).x, base)], closed: true)
    }
    let first = cut(Double(counts.good) / total)
    let second = cut(Double(counts.good + counts.neutral) / total)
    var parts: [SceneElement] = []
    if counts.bad > 0 {
      parts.append(
        .shape(
          SceneShape(
            part(from: second, to: 1), fill: .solid(theme.paper), stroke: Stroke(color(.bad), width: 1))))
    }
    if counts.neutral > 0 {
      parts.append(
        .shape(SceneShape(part(from: first, to: second), fill: .solid(color(Verdict.neutral.networkInk)))))
    }
    if counts.good > 0 {
      parts.append(.shape(SceneShape(part(from: 0, to: first), fill: .solid(color(.good)))))
    }
    return parts
  }
}
