import Probability
import SupplyNetwork

/// A service curve ready to be swept: its demand over τ periods, its first level, and where it starts to rise.
///
/// The *ratio* of a move is the weighted service it gains per money; from the first level on, all ratios fall. The
/// level for a multiplier λ is the one from which no move has a ratio above λ.
struct PreparedCurve {
  enum Kind {
    /// Nothing to decide: the first level is the only one.
    case constant
    /// Cycle service of normal demand at a price per unit of safety stock: the level in closed form.
    case normalCycle
    /// Any level, continuous demand.
    case smooth
    /// Whole levels, continuous demand.
    case wholeSmooth
    /// Whole levels, whole-number demand.
    case counts
    /// Positions in a list of points.
    case table
  }

  /// What a level gives and takes.
  struct Value {
    /// The share of demand, or of periods, that is not served: small numbers keep the digits that 1 − x would lose.
    var shortfall: Double
    /// In units, by the curve's account.
    var stock: Double
  }

  private(set) var kind: Kind
  let isFillRate: Bool
  let countsOnHand: Bool
  /// Demand of τ periods.
  let demand: DemandDistribution
  /// Demand of τ − R periods; `nil` where R ≥ τ or where service does not ask for it.
  let earlier: DemandDistribution?
  /// μτ, in units.
  let mean: Double
  /// Rμ, in units.
  let perCycle: Double
  /// Service per total service: the curve's share of all weight.
  let gain: Double
  /// Money per unit of stock.
  let costRate: Double
  /// Inventory per unit of stock.
  let inventoryRate: Double
  /// The first level.
  private(set) var least: Double
  /// What the first level gives and takes.
  private(set) var leastValue: Value
  /// Where the first move leads: beyond a bend, one unit up, or (smooth curves) nowhere, as they start to rise at once.
  private(set) var entry: Double
  /// Ratio of the first move; 0 where there is none.
  private(set) var entryRatio = 0.0
  /// Whole-number demand of τ, and of τ − R, periods at the first level, evaluated once for all sweeps.
  private(set) var firstWalk: WholeNumberWalk?
  private(set) var earlierWalk: WholeNumberWalk?
  /// Points of a table, in the points of all tables.
  private(set) var points = 0..<0

  /// No stock short of the infinite meets a service of 1 under unbounded demand.
  static var highestService: Double { 1 - 1e-9 }

  /// - Parameter gain: the curve's share of all weight.
  init(_ curve: ServiceCurve, gain: Double, tables: inout TablePoints) {
    self.gain = gain
    costRate = curve.costRate
    inventoryRate = curve.inventoryRate
    countsOnHand = curve.account == .expectedOnHand
    switch curve.form {
    case .table(let stock, let service):
      demand = .deterministic(mean: 0)
      (earlier, mean, perCycle, isFillRate) = (nil, 0, 0, false)
      points = tables.append(stock: stock, service: service, floor: curve.floor)
      kind = points.count > 1 ? .table : .constant
      (least, entry) = (0, 0)
      leastValue = tables.value(at: points.lowerBound)
      if kind == .table {
        entry = 1
        entryRatio = ratio(from: leastValue, to: tables.value(at: points.lowerBound + 1))
        if costRate <= 0 {
          (kind, entryRatio, least) = (.constant, 0, Double(points.count - 1))
          leastValue = tables.value(at: points.upperBound - 1)
        }
      }
    case .stage(let periodDemand, let periods, let reviewPeriod, let measure):
      demand = periodDemand.over(periods: periods)
      mean = demand.mean
      perCycle = Double(reviewPeriod) * periodDemand.mean
      isFillRate = measure == .fillRate
      earlier = isFillRate && periods > reviewPeriod ? periodDemand.over(periods: periods - reviewPeriod) : nil
      (kind, least, entry) = (.constant, 0, 0)
      leastValue = Value(shortfall: 0, stock: 0)
      prepare(curve, periodDemand: periodDemand, periods: periods, reviewPeriod: reviewPeriod)
    }
  }

  /// Finds the first level and the first move of a stage.
  private mutating func prepare(
    _ curve: ServiceCurve, periodDemand: DemandDistribution, periods: Int, reviewPeriod: Int
  ) {
    let isCounted = demand.isDiscrete
    let isWhole = isCounted || curve.inWholeUnits
    let isFree = curve.costRate <= 0
    let wanted = isFree ? Self.highestService : min(curve.floor, Self.highestService)
    // Where next to nothing is on hand, the first cent buys service at a rate without bound.
    let lowest = max(curve.leastBaseStock, countsOnHand ? max(0, demand.quantile(1e-6)) : mean)
    least = lowest
    if wanted > 0, periods > 0, demand.sd > 0 {
      if !isFillRate {
        least = max(lowest, demand.quantile(wanted))
      } else if lowest < mean, value(at: mean).shortfall <= 1 - wanted {
        least = lowestLevel(in: lowest...mean, serving: wanted)
      } else {
        let target = FillRateBaseStock(demand: periodDemand, fillRate: wanted, reviewPeriod: reviewPeriod)
        least = max(lowest, target.baseStock(over: periods))
      }
    }
    if isWhole { least = max(0, WholeUnitPlan.wholeUnits(least)) }
    if let fixed = curve.fixedBaseStock { least = fixed }
    entry = least
    leastValue = value(at: least)
    // A level fixed below the mean demand has no safety stock to pay for, nor gets any money back.
    leastValue.stock = max(0, leastValue.stock)
    guard periods > 0, demand.sd > 0, demand.mean > 0, gain > 0, !isFree, curve.fixedBaseStock == nil else { return }
    // The ratios of these fall from the first unit on.
    if isCounted {
      firstWalk = WholeNumberWalk(demand, at: least)
      earlierWalk = earlier.flatMap { WholeNumberWalk($0, at: least) }
      guard let climb = CountClimb(self) else { return }
      kind = .counts
      entry = least + 1
      entryRatio = climb.ratio
      if !(entryRatio > 0 && entryRatio < .infinity) { kind = .constant }
      return
    }
    if isWhole {
      kind = .wholeSmooth
    } else if case .normal = demand, !isFillRate, !countsOnHand {
      kind = .normalCycle
    } else {
      kind = .smooth
    }
    enterCurve(isWhole: isWhole)
    if !(entryRatio > 0 && entryRatio < .infinity) { kind = .constant }
  }

  /// The lowest level of a range, whose end gives a service, that gives it.
  private func lowestLevel(in range: ClosedRange<Double>, serving service: Double) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    if value(at: low).shortfall <= 1 - service { return low }
    while high - low > 1e-12 * high {
      let middle = low + 0.5 * (high - low)
      if !(middle > low && middle < high) { break }
      if value(at: middle).shortfall <= 1 - service { high = middle } else { low = middle }
    }
    return high
  }

  /// Takes the first move: to the point, beyond a bend upwards, of the highest ratio from the first level.
  private mutating func enterCurve(isWhole: Bool) {
    let unit = isWhole ? 1 : 1e-3 * demand.sd
    entryRatio = isWhole ? ratio(from: leastValue, to: value(at: least + 1)) : smoothPoint(at: least).ratio
    entry = isWhole ? least + 1 : least
    // Of all curves only these bend upwards anywhere.
    guard isFillRate, case .normal = demand else { return }
    let next =
      isWhole ? ratio(from: value(at: least + 1), to: value(at: least + 2)) : smoothPoint(at: least + unit).ratio
    guard next > entryRatio * (1 + 1e-9) else { return }
    // Ratio of the next move less that of all moves so far: above 0 up to the point looked for, below it after that.
    func advantage(_ level: Double) -> Double {
      let here = value(at: level)
      let ahead = isWhole ? ratio(from: here, to: value(at: level + 1)) : smoothPoint(at: level).ratio
      return ahead - ratio(from: leastValue, to: here)
    }
    var low = least + unit
    var width = isWhole ? 1 : demand.sd
    while advantage(low + width) > 0, width < 64 * (demand.sd + 1) { width *= 2 }
    var high = low + width
    while isWhole ? high - low > 1 : high - low > 1e-12 * high {
      let half = low + 0.5 * (high - low)
      let middle = isWhole ? half.rounded(.down) : half
      if !(middle > low && middle < high) { break }
      if advantage(middle) > 0 { low = middle } else { high = middle }
    }
    entry = high
    entryRatio = ratio(from: leastValue, to: value(at: high))
  }

  /// Service and stock of a stage at a level.
  func value(at level: Double) -> Value {
    if mean <= 0 { return Value(shortfall: 0, stock: max(0, level)) }
    if isFillRate || countsOnHand {
      let whole = demand.evaluated(at: level)
      var shortfall = whole.upper
      if isFillRate {
        let short = whole.expectedShortage - (earlier?.expectedShortage(beyond: level) ?? 0)
        shortfall = min(1, max(0, short / perCycle))
      }
      return Value(shortfall: shortfall, stock: countsOnHand ? level - mean + whole.expectedShortage : level - mean)
    }
    return Value(shortfall: demand.exceedance(level), stock: level - mean)
  }

  /// Weighted service gained per money between two levels.
  func ratio(from: Value, to: Value) -> Double {
    let money = (to.stock - from.stock) * costRate
    let service = (from.shortfall - to.shortfall) * gain
    return service > 0 ? service / max(money, .leastNormalMagnitude) : 0
  }
}
