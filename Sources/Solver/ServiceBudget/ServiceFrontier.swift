/// The most that every budget can buy: demand-weighted service against cost, from the floors up.
///
/// Every point is the best plan of its cost: it maximises service − λ · cost over each curve alone, so that no plan
/// that costs as much serves more (Everett 1963, doi:10.1287/opre.11.3.399). Between two points no plan lies above the
/// line that joins them where all levels are whole; where they are not, the frontier runs on between the points.
public struct ServiceFrontier: Sendable {
  /// A best plan, without its levels.
  public struct Point: Sendable, Codable, Equatable {
    /// Money that counts against the budget.
    public var cost: Double
    /// Stock at the curves' inventory rates, in units or money.
    public var inventory: Double
    /// Demand-weighted service, a fraction.
    public var service: Double
    /// What a percentage point of demand-weighted service costs here, in money: 0.01 ÷ λ. 0 where no more can be had.
    public var marginalCost: Double
  }

  /// The points, cheapest first; the first is what the floors alone cost. They lie about evenly on the curve, cost and
  /// service in parts of their range; where levels are whole and there are no more best plans than points asked for,
  /// they are all of them.
  public let points: [Point]
  let set: CurveSet
  /// Multipliers and totals known, descending multipliers; the first is the first point.
  private let samples: [MultiplierSearch.Sample]

  init(_ set: CurveSet, pointCount: Int, highestService: Double) {
    self.set = set
    guard let ratios = set.entryRatios else {
      samples = []
      points = [Point(set.least, ratio: 0)]
      return
    }
    let start = MultiplierSearch.Sample(multiplier: ratios.upperBound, totals: set.least)
    let coarse = Self.coarseSamples(set, from: start, highestService: highestService)
    if !set.hasSmoothCurves, pointCount > 1 {
      let steps = Self.steps(set, limit: pointCount + 1, highestService: highestService)
      if steps.count <= pointCount {
        samples = coarse
        points = steps
        return
      }
    }
    let chosen = Self.evenMultipliers(coarse, count: pointCount - 1, highestService: highestService)
    let fine = Self.samples(set, at: chosen)
    samples = (coarse + fine).sorted { $0.multiplier > $1.multiplier }
    var points = [Point(start.totals, ratio: start.multiplier)]
    for sample in fine where sample.totals.cost > points[points.count - 1].cost {
      points.append(Point(sample.totals, ratio: sample.multiplier))
    }
    self.points = points
  }

  /// Samples a factor of four apart, from the first ratio of all down to a service, or until nothing is left to buy.
  private static func coarseSamples(
    _ set: CurveSet, from start: MultiplierSearch.Sample, highestService: Double
  ) -> [MultiplierSearch.Sample] {
    var samples = [start]
    while let last = samples.last, last.totals.service < highestService, last.multiplier > set.lowestMultiplier {
      // A handful at a time, in one pass over the curves each.
      samples += Self.samples(set, at: (1...8).map { last.multiplier * exponential(-1.4 * Double($0)) })
    }
    return samples
  }

  private static func samples(_ set: CurveSet, at multipliers: [Double]) -> [MultiplierSearch.Sample] {
    zip(multipliers, set.totals(at: multipliers)).map { MultiplierSearch.Sample(multiplier: $0, totals: $1) }
  }

  /// Money per percentage point.
  static func marginalCost(_ ratio: Double) -> Double { ratio > 0 ? 0.01 / ratio : 0 }

  /// Multipliers whose points lie about evenly on the curve that a chart shows: cost and service in parts of their range.
  private static func evenMultipliers(
    _ samples: [MultiplierSearch.Sample], count: Int, highestService: Double
  ) -> [Double] {
    guard count > 0, samples[0].totals.service < highestService else { return [] }
    var known = samples.prefix { $0.totals.service < highestService }.map { ($0.multiplier, $0.totals) }
    if known.count < samples.count, let (multiplier, totals) = known.last {
      // Short of full service, what is missing falls about as a power of the multiplier.
      let next = samples[known.count]
      let missing = logarithm(totals.shortfall / max(1e-15, next.totals.shortfall))
      let wanted = logarithm(totals.shortfall / (1 - highestService))
      let part = missing > 0 ? min(1, wanted / missing) : 1
      var end = totals
      end.cost += part * (next.totals.cost - totals.cost)
      end.shortfall = 1 - highestService
      known.append((multiplier * exponential(part * logarithm(next.multiplier / multiplier)), end))
    }
    guard let first = known.first?.1, let last = known.last?.1, last.cost > first.cost else { return [] }
    var length = [0.0]
    for index in 1..<known.count {
      let (from, to) = (known[index - 1].1, known[index].1)
      let cost = (to.cost - from.cost) / (last.cost - first.cost)
      let service = (from.shortfall - to.shortfall) / (first.shortfall - last.shortfall)
      length.append(length[index - 1] + (cost * cost + service * service).squareRoot())
    }
    var segment = 1
    return (1...count).map { step in
      let place = length[known.count - 1] * Double(step) / Double(count)
      while segment < known.count - 1, length[segment] < place { segment += 1 }
      let (low, high) = (known[segment - 1].0, known[segment].0)
      let width = length[segment] - length[segment - 1]
      let part = width > 0 ? min(1, (place - length[segment - 1]) / width) : 1
      return low * exponential(part * logarithm(high / low))
    }
  }

  /// The best plan within a budget.
  ///
  /// Where levels are whole and the budget does not end exactly on a move, what is left buys, best first, what still
  /// fits; ``ServicePlan/serviceBound`` says how much more any plan could serve.
  ///
  /// - Returns: a plan, or one of status `infeasible` where the floors alone cost more.
  ///
  /// Complexity: some sweeps of all curves; then O(log curves) per whole unit.
  public func plan(forBudget budget: Double) -> ServicePlan {
    guard !budget.isNaN else { return ServicePlan(infeasible: "the budget is not a number") }
    guard set.least.cost <= budget + 1e-12 * abs(budget) else {
      return ServicePlan(infeasible: "what must be held costs \(set.least.cost), more than the budget of \(budget)")
    }
    guard let search = closedSearch(.cost, target: budget) else { return everything }
    let (above, below) = (search.above, search.below)
    var bound = min(
      above.totals.service + above.multiplier * (budget - above.totals.cost),
      below.totals.service + below.multiplier * (budget - below.totals.cost))
    var moves = MarginalMoves(set, from: set.state(at: above.multiplier))
    let allowed = budget + 1e-12 * abs(budget)
    var isFirst = true
    var ratio = set.hasSmoothCurves ? above.multiplier : moves.best?.ratio ?? 0
    while let move = moves.best {
      if moves.state.totals.cost + move.cost <= allowed {
        moves.make()
        if isFirst, !set.hasSmoothCurves { ratio = moves.best?.ratio ?? 0 }
      } else {
        if isFirst, !set.hasSmoothCurves {
          bound = min(bound, moves.state.totals.service + move.ratio * max(0, budget - moves.state.totals.cost))
        }
        isFirst = false
        moves.drop()
      }
    }
    return ServicePlan(moves.state, ratio: ratio, set: set, serviceBound: min(1, bound))
  }

  /// The cheapest plan that gives a demand-weighted service.
  ///
  /// Where levels are whole, the last move is the cheapest that reaches the target; ``ServicePlan/costBound`` says how
  /// much less any plan could cost.
  ///
  /// - Returns: a plan, or one of status `infeasible` where no stock reaches the target.
  public func plan(forService target: Double) -> ServicePlan {
    guard !target.isNaN else { return ServicePlan(infeasible: "the service target is not a number") }
    let slack = 1e-12
    guard set.least.service < target - slack else { return plan(forBudget: set.least.cost) }
    guard target < 1, let search = closedSearch(.service, target: target) else {
      return ServicePlan(infeasible: "no stock serves \(target); all of it serves \(everything.service)")
    }
    let (above, below) = (search.above, search.below)
    var bound = max(
      above.totals.cost + (target - above.totals.service) / above.multiplier,
      below.totals.cost + (target - below.totals.service) / below.multiplier)
    var moves = MarginalMoves(set, from: set.state(at: above.multiplier))
    while moves.state.totals.service < target - slack, let move = moves.best {
      let missing = target - moves.state.totals.service
      if move.gain < missing - slack {
        moves.make()
        continue
      }
      if !set.hasSmoothCurves { bound = max(bound, moves.state.totals.cost + missing / move.ratio) }
      let cheapest = moves.moves.filter { $0.gain >= missing - slack }.min {
        // Of moves that cost the same, the one that serves most.
        ($0.cost, -$0.gain, $0.curve) < ($1.cost, -$1.gain, $1.curve)
      }
      return ServicePlan(
        moves.finished(with: cheapest ?? move), ratio: set.hasSmoothCurves ? above.multiplier : move.ratio, set: set,
        costBound: bound)
    }
    return ServicePlan(
      moves.state, ratio: set.hasSmoothCurves ? above.multiplier : moves.best?.ratio ?? 0, set: set, costBound: bound)
  }

  /// The plan whose every unit gives a percentage point of demand-weighted service for at most that money.
  public func plan(atMarginalCost cost: Double) -> ServicePlan {
    guard cost > 0, let ratios = set.entryRatios else {
      return cost.isNaN ? ServicePlan(infeasible: "the marginal cost is not a number") : plan(forBudget: set.least.cost)
    }
    let multiplier = min(max(0.01 / cost, set.lowestMultiplier), ratios.upperBound)
    return ServicePlan(set.state(at: multiplier), ratio: multiplier, set: set)
  }

  /// Where given base stocks of stages stand beside the frontier, in units; a curve given by points counts with its first.
  func point(ofBaseStocks levels: [Double]) -> Point {
    let totals = totals(ofBaseStocks: levels)
    return Point(
      cost: totals.cost, inventory: totals.inventory, service: totals.service,
      marginalCost: plan(forService: totals.service).marginalCost)
  }

  /// What given base stocks of stages cost and give, in units; a curve given by points counts with its first.
  func totals(ofBaseStocks levels: [Double]) -> CurveSet.Totals {
    var totals = set.held
    for (level, curve) in zip(levels, set.curves) {
      var value = curve.points.isEmpty ? curve.value(at: level) : curve.leastValue
      value.stock = max(0, value.stock)
      totals.add(value, of: curve)
    }
    return totals
  }

  /// Every best plan one after the other, each a whole unit (or a point of a table) further than the last.
  ///
  /// - Parameter limit: most points.
  /// - Throws: ``SolverError/invalid(reason:)`` where some level need not be whole, so that there is no next plan.
  public func steps(limit: Int) throws(SolverError) -> [Point] {
    guard !set.hasSmoothCurves else {
      throw .invalid(reason: "some base stocks need not be whole: there is no next plan")
    }
    return set.entryRatios == nil ? points : Self.steps(set, limit: limit, highestService: .infinity)
  }

  /// The best plans one after the other, up to the first that reaches a service.
  private static func steps(_ set: CurveSet, limit: Int, highestService: Double) -> [Point] {
    guard let ratios = set.entryRatios else { return [] }
    var moves = MarginalMoves(set, from: set.state(at: ratios.upperBound))
    var steps: [Point] = []
    while steps.count < limit {
      steps.append(Point(moves.state.totals, ratio: moves.best?.ratio ?? 0))
      if moves.best == nil || moves.state.totals.service >= highestService { break }
      moves.make()
    }
    return steps
  }

  /// The multiplier of a target, enclosed; `nil` where even the lowest does not pass it.
  private func closedSearch(_ goal: MultiplierSearch.Goal, target: Double) -> MultiplierSearch? {
    guard var above = samples.first else { return nil }
    var below: MultiplierSearch.Sample?
    for sample in samples.dropFirst() {
      if goal.amount(sample.totals) <= target {
        above = sample
      } else {
        below = sample
        break
      }
    }
    var multiplier = above.multiplier
    while below == nil, multiplier > set.lowestMultiplier {
      multiplier *= 1e-6
      let sample = MultiplierSearch.Sample(multiplier: multiplier, totals: set.totals(at: [multiplier])[0])
      if goal.amount(sample.totals) <= target { above = sample } else { below = sample }
    }
    guard let below, let first = samples.first, let last = samples.last else { return nil }
    var search = MultiplierSearch(set, goal: goal, target: target, above: above, below: below)
    // Whole moves are made one by one at the end; a thousandth of the way holds few enough of them.
    search.close(
      within: set.hasSmoothCurves ? 0 : 1e-3 * (goal.amount(last.totals) - goal.amount(first.totals)))
    return search
  }

  /// All that can be bought.
  private var everything: ServicePlan {
    ServicePlan(set.state(at: set.lowestMultiplier), ratio: 0, set: set)
  }
}

extension ServiceFrontier.Point {
  /// - Parameter ratio: weighted service per money at the margin.
  init(_ totals: CurveSet.Totals, ratio: Double) {
    self.init(
      cost: totals.cost, inventory: totals.inventory, service: totals.service,
      marginalCost: ServiceFrontier.marginalCost(ratio))
  }
}
