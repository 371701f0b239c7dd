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
      var level = entry
      while index < multipliers.count {
        level = smoothLevel(at: multipliers[index], from: level)
        visit(index, level, value(at: level))
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
    var isNormalCycle = false
    if case .normal = demand, !isFillRate, !countsOnHand { isNormalCycle = true }
    var smooth = entry
    var level = entry
    var here = value(at: level)
    for index in start..<multipliers.count {
      let multiplier = multipliers[index]
      smooth =
        isNormalCycle
        ? mean + demand.sd * normalScore(at: multiplier) : smoothLevel(at: multiplier, from: smooth)
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

  /// The level at or above `start` at which the ratio of an infinitely small move is λ.
  ///
  /// Newton's method on the logarithm of the ratio, which falls and, but for gamma demand of a shape below 1, falls ever
  /// faster, so that it converges from one side; kept inside a bracket.
  private func smoothLevel(at multiplier: Double, from start: Double) -> Double {
    let target = log(multiplier)
    var low = start
    var high = Double.infinity
    var level = start
    for _ in 0..<100 {
      let here = slope(at: level)
      let excess = here.log - target
      // What is left after the last step is of the order of the square of this error.
      if abs(excess) < 1e-7 { return max(start, level - excess / here.slope) }
      if excess > 0 { low = level } else { high = level }
      // The start is beyond the level already.
      if high <= start { return start }
      var next = level - excess / here.slope
      if !(next > low && next < high && next < .infinity) {
        // A tail too small for its logarithm is far too far.
        next = high < .infinity ? low + 0.5 * (high - low) : low + demand.sd
      }
      if abs(next - level) <= 1e-12 * next || !(next > low && next < high) { return next }
      level = next
    }
    return level
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

/// The rise of a whole level under whole-number demand, unit by unit or, where the way is long, in jumps.
struct CountClimb {
  private let curve: PreparedCurve
  private var whole: WholeNumberWalk
  private var earlier: WholeNumberWalk?

  /// Units that are walked rather than jumped.
  private static let longestWalk = 96.0

  /// Starts where the curve's first move leads, `nil` for other kinds of curves.
  init?(_ curve: PreparedCurve) {
    guard let whole = WholeNumberWalk(curve.demand, at: curve.entry) else { return nil }
    self.curve = curve
    self.whole = whole
    earlier = curve.earlier.flatMap { WholeNumberWalk($0, at: curve.entry) }
  }

  var level: Double { whole.level }

  var value: PreparedCurve.Value {
    let shortfall =
      curve.isFillRate
      ? (whole.expectedShortage - (earlier?.expectedShortage ?? 0)) / curve.perCycle : whole.upper
    return PreparedCurve.Value(
      shortfall: min(1, max(0, shortfall)),
      stock: level - curve.mean + (curve.countsOnHand ? whole.expectedShortage : 0))
  }

  /// Ratio of the next unit.
  @inline(__always)
  private var ratio: Double {
    let service =
      curve.isFillRate ? (whole.upper - (earlier?.upper ?? 0)) / curve.perCycle : whole.nextMass
    let price = curve.countsOnHand ? curve.costRate * (1 - whole.upper) : curve.costRate
    return curve.gain * service / price
  }

  /// Up to the level from which the next unit's ratio is at most λ.
  mutating func rise(to multiplier: Double) {
    let isShort = curve.demand.sd < 2 * Self.longestWalk
    var ratio = ratio
    while ratio > multiplier {
      let estimate = isShort ? 0 : distance(to: multiplier, from: ratio)
      if estimate <= Self.longestWalk {
        step()
      } else {
        jump(by: (0.5 * estimate).rounded(), multiplier)
      }
      ratio = self.ratio
    }
  }

  /// Units to go, as if the ratios fell on as the masses do right here; in truth they fall ever faster.
  private func distance(to multiplier: Double, from ratio: Double) -> Double {
    let fall = whole.logMassRatioAhead
    return fall < 0 ? min(logarithm(multiplier / ratio) / fall, curve.demand.sd) : curve.demand.sd
  }

  /// Far up, but not past the level looked for.
  private mutating func jump(by units: Double, _ multiplier: Double) {
    let start = self
    move(to: start.level + units)
    guard ratio <= multiplier else { return }
    var low = start
    var high = level
    while high - low.level > Self.longestWalk {
      let middle = (low.level + 0.5 * (high - low.level)).rounded(.down)
      move(to: middle)
      if ratio > multiplier { low = self } else { high = middle }
    }
    self = low
    step()
  }

  private mutating func move(to level: Double) {
    whole.jump(to: level)
    earlier?.jump(to: level)
  }

  @inline(__always)
  private mutating func step() {
    whole.step()
    earlier?.step()
  }
}
