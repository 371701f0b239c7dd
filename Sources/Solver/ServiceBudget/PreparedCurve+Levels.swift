import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// ln x.
func logarithm(_ x: Double) -> Double { log(x) }
/// eˣ.
func exponential(_ x: Double) -> Double { exp(x) }

extension PreparedCurve {
  /// Calls a function with the level and its value at each of some descending multipliers.
  ///
  /// Complexity: per multiplier a closed form (cycle service of normal demand) or two to four evaluations of the
  /// distribution; for whole-number demand a few additions per unit that the level rises over all multipliers.
  @inline(__always)
  func sweep(
    _ multipliers: UnsafeBufferPointer<Double>, tables: TablePoints, visit: (Int, Double, Value) -> Void
  ) {
    var index = 0
    while index < multipliers.count, multipliers[index] >= entryRatio {
      visit(index, least, leastValue)
      index += 1
    }
    guard index < multipliers.count else { return }
    switch kind {
    case .constant:
      while index < multipliers.count {
        visit(index, least, leastValue)
        index += 1
      }
    case .normalCycle:
      while index < multipliers.count {
        let score = normalScore(at: multipliers[index])
        visit(
          index, mean + demand.sd * score,
          Value(shortfall: StandardNormal.cumulative(-score), stock: demand.sd * score))
        index += 1
      }
    case .smooth:
      var climb = SmoothClimb(self)
      while index < multipliers.count {
        climb.rise(to: multipliers[index])
        visit(index, climb.level, climb.value)
        index += 1
      }
    case .wholeSmooth:
      sweepWholeSmooth(multipliers, from: index, visit: visit)
    case .counts:
      guard var climb = CountClimb(self) else { return }
      while index < multipliers.count {
        climb.rise(to: multipliers[index])
        visit(index, climb.level, climb.value)
        index += 1
      }
    case .table:
      var point = points.lowerBound
      while index < multipliers.count {
        while point + 1 < points.upperBound,
          ratio(from: tables.value(at: point), to: tables.value(at: point + 1)) > multipliers[index]
        {
          point += 1
        }
        visit(index, Double(point - points.lowerBound), tables.value(at: point))
        index += 1
      }
    }
  }

  /// The score of the level at λ where cycle service of normal demand is bought by the unit of safety stock:
  /// φ(z) = λ · rate · σ ÷ gain.
  @inline(__always)
  private func normalScore(at multiplier: Double) -> Double {
    let height = gain / (costRate * demand.sd) * 0.398942280401432677939946 / multiplier
    return max((entry - mean) / demand.sd, (2 * log(max(1, height))).squareRoot())
  }

  /// The smooth level B at λ lies in the last unit before or the first after the whole level: the mean ratio over
  /// a whole unit is above λ where the unit ends before B, and below it where the unit starts after B.
  private func sweepWholeSmooth(
    _ multipliers: UnsafeBufferPointer<Double>, from start: Int, visit: (Int, Double, Value) -> Void
  ) {
    var climb = SmoothClimb(self)
    var isNormalCycle = false
    if case .normal = demand, !isFillRate, !countsOnHand { isNormalCycle = true }
    var level = entry
    var here = value(at: level)
    for index in start..<multipliers.count {
      let multiplier = multipliers[index]
      var smooth = 0.0
      if isNormalCycle {
        smooth = mean + demand.sd * normalScore(at: multiplier)
      } else {
        climb.rise(to: multiplier)
        smooth = climb.level
      }
      let below = smooth.rounded(.down)
      if below > level {
        level = below
        here = value(at: level)
      }
      if smooth > level {
        let next = value(at: level + 1)
        if ratio(from: here, to: next) > multiplier {
          level += 1
          here = next
        }
      }
      visit(index, level, here)
    }
  }

  /// The next move from a level, if there is one; of smooth curves only the jump over a bend counts as a move.
  func move(from level: Double, value here: Value, tables: TablePoints) -> (level: Double, value: Value)? {
    switch kind {
    case .constant: return nil
    case .normalCycle, .smooth: return level < entry ? (entry, value(at: entry)) : nil
    case .wholeSmooth, .counts:
      let next = level < entry ? entry : level + 1
      let there = value(at: next)
      return there.shortfall < here.shortfall ? (next, there) : nil
    case .table:
      let point = points.lowerBound + Int(level) + 1
      return point < points.upperBound ? (level + 1, tables.value(at: point)) : nil
    }
  }

  /// Whether money left over can be spent to the last cent.
  var isSmooth: Bool {
    switch kind {
    case .normalCycle, .smooth: true
    default: false
    }
  }
}
