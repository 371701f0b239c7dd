import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The shortfall under gamma demand, which stays gamma over any number of periods and is never negative.
///
/// Its density is a power near 0, so that functions are kept on panels that shrink towards the places where a power
/// starts (``PanelFunction``). Upstream to downstream that is P(X > x) of the shortfall. Downstream to upstream it is
/// what cutting took from the slope: with a_j as in ``ChainOptimum``, a_j = q_0 P(D_1 + … + D_j ≤ x) − d_j(x), where the
/// first is known and d_j is 0 below the lowest base stock so far, smooth but for a power at each base stock.
///
/// Good for about 10⁻⁸ of the cost where the shape of a period's demand is above ⅛ (a coefficient of variation below
/// 2.8). Complexity: O(points × panels) per step, some hundred points.
struct GammaShortfall: ShortfallMeasure {
  private(set) var origin = 0.0
  /// A probability that changes no sum.
  private static let negligible = 1e-18

  private let demand: DemandDistribution
  private let shape: Double
  private let scale: Double
  private let isReversed: Bool
  private let initialTotal: Double
  private var total: Double
  /// Demand since the beginning, in periods; reversed only.
  private var allPeriods = 0
  /// Demand since the last cut, in periods.
  private var periods = 0
  private var pendingCut: Double?
  /// P(X > x), or d(x), before the last demand.
  private var function = PanelFunction()
  /// Where d is a constant from on, and that; reversed only.
  private var constantFrom = Double.infinity
  private var constant = 0.0
  /// The base stock that distances are from; reversed only.
  private var reference = 0.0
  /// Base stocks at which d is a power, ascending, and the power; reversed only.
  private var bends: [(place: Double, power: Double)] = []

  init(demand: DemandDistribution, mass: Double, isReversed: Bool) {
    self.demand = demand
    shape = (demand.mean / demand.sd) * (demand.mean / demand.sd)
    scale = demand.sd / demand.mean * demand.sd
    self.isReversed = isReversed
    initialTotal = mass
    total = mass
  }

  mutating func cut(at level: Double, total: Double) {
    pendingCut = level
    self.total = total
  }

  mutating func advance(periods added: Int) {
    if let level = pendingCut {
      pendingCut = nil
      if isReversed {
        makeReversedCut(at: reference - level, next: added)
        periods = 0
      } else if level > max(1e-9 * longestPanel(max(periods, 1)), kernel.quantile(Self.negligible)) {
        makeCut(at: level, next: added)
        origin = 0
        periods = 0
      } else {
        // Demand is hardly ever that low: nothing is cut.
        origin = -level
      }
    }
    periods += added
    allPeriods += added
  }

  /// The longest panel on which functions made with some periods' demand, and that demand, are smooth.
  private func longestPanel(_ periods: Int) -> Double {
    3 * scale * max(1, (shape * Double(periods)).squareRoot())
  }

  /// P(X > x) of X = (V − level)⁺, for a level above 0.
  private mutating func makeCut(at level: Double, next: Int) {
    let longest = longestPanel(min(periods, next))
    let end = (function.panels.last?.upper ?? 0) + kernel.quantile(1 - 0x1p-53) + 4 * scale - level
    var result = PanelFunction()
    // The density of V is a power at 0, which is `level` below the start.
    if periods > 0 {
      result.append(from: 0, to: end, longest: longest, finest: level) { mass(above: $0 + level) }
    }
    result.trim(below: 1e-17 * total)
    function = result
  }

  /// d of a cut at a base stock, the slope being the total from there on.
  private mutating func makeReversedCut(at baseStock: Double, next: Int) {
    let longest = longestPanel(min(max(periods, 1), next))
    for index in bends.indices { bends[index].power += shape * Double(periods) }
    let all = demand.over(periods: allPeriods)
    var result = PanelFunction()
    if let first = bends.first?.place, first < baseStock {
      // What was taken is less than the whole slope, which is nothing below this.
      let lowest = all.quantile(Self.negligible)
      let inside = bends.filter { $0.place < baseStock && ($0.power < 6 || $0.place == first) }
      for (index, bend) in inside.enumerated() {
        let isSharp = bend.power < 6 && bend.place >= lowest
        result.append(
          from: max(bend.place, lowest), to: index + 1 < inside.count ? inside[index + 1].place : baseStock,
          longest: longest, finest: isSharp ? 0.05 * longest : nil, isRooted: isSharp
        ) { taken(at: $0) }
      }
    }
    let (initialTotal, total) = (initialTotal, total)
    constantFrom = max(baseStock, all.quantile(1 - 0x1p-53))
    constant = initialTotal - total
    result.append(from: baseStock, to: constantFrom, longest: longest) { initialTotal * all.cumulative($0) - total }
    function = result
    bends.removeAll { $0.place >= baseStock }
    bends.append((baseStock, 1))
    reference = baseStock
  }

  /// Demand since the last cut.
  private var kernel: DemandDistribution { demand.over(periods: periods) }

  /// ∫ function(u) f(v − u) du with f the density of the demand since the last cut.
  private func taken(at v: Double) -> Double {
    let rest = v > constantFrom ? constant * kernel.cumulative(v - constantFrom) : 0
    guard let first = function.panels.first?.lower, v > first else { return rest }
    let own = shape * Double(periods)
    let longest = scale * (own + 9 * own.squareRoot() + 40)
    let scale = scale
    guard own < 200 else {
      let kernel = kernel
      return rest + function.convolved(at: v, longest: longest) { kernel.density($0) }
    }
    let front = -lgamma(own) - log(scale)
    return rest
      + function.convolved(at: v, longest: longest) { distance in
        let ratio = distance / scale
        return exp((own - 1) * log(ratio) - ratio + front)
      }
  }

  func mass(above level: Double) -> Double {
    if isReversed {
      let baseStock = reference - level
      guard allPeriods > 0 else { return baseStock >= 0 ? total : 0 }
      return initialTotal * demand.over(periods: allPeriods).cumulative(baseStock) - taken(at: baseStock)
    }
    guard level >= 0 else { return total }
    guard periods > 0 else { return 0 }
    return total * kernel.exceedance(level) + taken(at: level)
  }

  func excess(over level: Double) -> Double {
    let kernel = kernel
    if isReversed {
      let baseStock = reference - level
      guard allPeriods > 0 else { return initialTotal * max(0, baseStock) }
      let all = demand.over(periods: allPeriods)
      // E[(b − D)⁺] = b − E[D] + E[(D − b)⁺]
      let whole = baseStock - all.mean + all.expectedShortage(beyond: baseStock)
      let beyond = baseStock - constantFrom
      let rest = beyond > 0 ? constant * (beyond - kernel.mean + kernel.expectedShortage(beyond: beyond)) : 0
      return initialTotal * whole - rest
        - function.convolved(at: baseStock, longest: .infinity) { kernel.cumulative($0) }
    }
    guard periods > 0 else { return total * max(0, -level) }
    return total * kernel.expectedShortage(beyond: level)
      + function.convolved(at: level, longest: .infinity, isWhole: true) { kernel.exceedance($0) }
  }

  func level(ofMass mass: Double) -> Double {
    guard allPeriods > 0 else { return reference }
    // Between the quantiles that no cut, and the last cut at once, would give (Shang & Song 2003,
    // doi:10.1287/mnsc.49.5.618.15147).
    let all = demand.over(periods: allPeriods)
    var lower = all.quantile(mass / initialTotal)
    var upper = all.quantile(mass / total)
    guard upper < .infinity else { return reference - all.quantile(1 - 0x1p-53) }
    func miss(_ baseStock: Double) -> Double { self.mass(above: reference - baseStock) - mass }
    var (below, above) = (miss(lower), miss(upper))
    // The Illinois variant of false position (Dowell & Jarratt 1971, doi:10.1007/BF01934364).
    var side = 0
    for _ in 0..<100 where upper - lower > 1e-13 * upper && below < 0 && above > 0 {
      var next = lower - below * (upper - lower) / (above - below)
      if !(next > lower && next < upper) { next = lower + 0.5 * (upper - lower) }
      let value = miss(next)
      if value == 0 { return reference - next }
      if value < 0 {
        (lower, below) = (next, value)
        if side < 0 { above *= 0.5 }
        side = -1
      } else {
        (upper, above) = (next, value)
        if side > 0 { below *= 0.5 }
        side = 1
      }
    }
    return reference - (below >= 0 ? lower : above <= 0 ? upper : lower + 0.5 * (upper - lower))
  }
}
