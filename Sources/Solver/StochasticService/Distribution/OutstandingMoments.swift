import Probability
import SupplyNetwork

/// Distribution networks with the outstanding orders of every stage described by mean and variance, and a family of
/// distributions fitted to these.
///
/// At a stage with E[X] and Var X known, E[B] and Var B of its backorders B = (X − s)⁺ follow from the family; a
/// customer with share q of its demand has q E[B] + λL outstanding on average, with variance
/// q² Var B + w E[B] + σ²L, w the variance that sharing out adds (``DistributionTree/sharingVariance``).
struct OutstandingMoments {
  /// What is fitted.
  enum Family: Sendable {
    /// Poisson of the mean, whatever the variance: METRIC.
    case poisson
    /// Negative binomial of mean and variance, Poisson where the variance is not above the mean.
    case count
    /// Normal of mean and variance.
    case normal
    /// Gamma of mean and variance.
    case gamma
  }

  /// Mean and variance of outstanding orders.
  struct Moments: Sendable {
    var mean: Double
    var variance: Double
  }

  let tree: DistributionTree
  private let family: [Family]

  /// One family for all stages.
  init(_ tree: DistributionTree, family: Family) {
    self.tree = tree
    self.family = [Family](repeating: family, count: tree.stageCount)
  }

  /// The family of the demand that each stage serves: whole numbers where all of it is whole, normal where all of it
  /// is normal or deterministic, gamma else. A stage is fitted whole numbers only where its supplier is.
  init(_ tree: DistributionTree) {
    self.tree = tree
    var isWhole = tree.network.stages.map { $0.demand?.isDiscrete ?? true }
    var isNormal = tree.network.stages.map { stage in
      switch stage.demand {
      case nil, .normal, .deterministic: true
      default: false
      }
    }
    for stage in tree.upstreamFirst.reversed() {
      guard let supplier = tree.supplier[stage] else { continue }
      isWhole[supplier] = isWhole[supplier] && isWhole[stage]
      isNormal[supplier] = isNormal[supplier] && isNormal[stage]
    }
    for stage in tree.upstreamFirst {
      if let supplier = tree.supplier[stage] { isWhole[stage] = isWhole[stage] && isWhole[supplier] }
    }
    family = tree.network.stages.indices.map { isWhole[$0] ? .count : isNormal[$0] ? .normal : .gamma }
  }

  /// Whether base stocks of a stage are whole numbers.
  func isWhole(_ stage: Int) -> Bool {
    switch family[stage] {
    case .poisson, .count: true
    case .normal, .gamma: false
    }
  }

  /// Mean and variance of the demand of a stage's lead time.
  func leadTimeDemand(_ stage: Int) -> Moments {
    Moments(mean: tree.leadTimeDemand(stage), variance: tree.demandVariance[stage] * tree.leadTime[stage])
  }

  /// The distribution fitted to a stage's outstanding orders.
  func distribution(_ stage: Int, _ moments: Moments) -> DemandDistribution {
    let sd = max(0, moments.variance).squareRoot()
    switch family[stage] {
    case .poisson: return .poisson(mean: moments.mean)
    case .count:
      return moments.variance > moments.mean * (1 + 1e-9)
        ? .negativeBinomial(mean: moments.mean, sd: sd) : .poisson(mean: moments.mean)
    case .normal: return sd > 0 ? .normal(mean: moments.mean, sd: sd) : .deterministic(mean: moments.mean)
    case .gamma:
      return sd > 0 && moments.mean > 0 ? .gamma(mean: moments.mean, sd: sd) : .deterministic(mean: moments.mean)
    }
  }

  /// Mean and variance of a stage's backorders at a level.
  func backorders(_ orders: DemandDistribution, level: Double) -> Moments {
    let mean = orders.expectedShortage(beyond: level)
    return Moments(mean: mean, variance: max(0, orders.squaredShortage(beyond: level) - mean * mean))
  }

  /// Mean and variance of a stage's outstanding orders, given its supplier's backorders.
  func outstanding(_ stage: Int, backorders: Moments) -> Moments {
    let share = tree.shareOfSupplier(stage)
    let own = leadTimeDemand(stage)
    return Moments(
      mean: own.mean + share * backorders.mean,
      variance: own.variance + share * share * backorders.variance + tree.sharingVariance[stage] * backorders.mean)
  }

  /// What given base stocks do.
  func evaluate(_ baseStocks: [Double]) -> DistributionEvaluation {
    var stages = [DistributionEvaluation.StageMeasures?](repeating: nil, count: tree.stageCount)
    for source in tree.upstreamFirst where tree.supplier[source] == nil {
      visit(from: source, baseStocks: baseStocks) { stage, orders in
        let level = baseStocks[stage]
        let short = orders.expectedShortage(beyond: level)
        stages[stage] = DistributionEvaluation.StageMeasures(
          tree: tree, stage: stage, onHand: max(0, level - orders.mean + short), backorders: short,
          readyRate: orders.below(level))
      }
    }
    return DistributionEvaluation(stages: stages.compactMap { $0 })
  }

  /// The cost of a stage and all downstream whose supplier is never late, goods in transit apart.
  func cost(ofSubtree root: Int, baseStocks: [Double]) -> Double {
    var cost = 0.0
    visit(from: root, baseStocks: baseStocks) { stage, orders in
      cost += orders.cost(
        of: baseStocks[stage], holding: tree.holdingCostRate[stage], backorder: tree.ownBackorderCostRate(stage))
    }
    return cost
  }

  /// Calls `body` with a stage, whose supplier is never late, and all downstream, and their outstanding orders.
  private func visit(
    from root: Int, baseStocks: [Double], body: (_ stage: Int, _ orders: DemandDistribution) -> Void
  ) {
    var waiting = [(root, leadTimeDemand(root))]
    while let (stage, moments) = waiting.popLast() {
      let orders = distribution(stage, moments)
      body(stage, orders)
      guard !tree.customers[stage].isEmpty else { continue }
      let owed = backorders(orders, level: baseStocks[stage])
      for customer in tree.customers[stage] { waiting.append((customer, outstanding(customer, backorders: owed))) }
    }
  }
}

extension DemandDistribution {
  /// P(D < x).
  fileprivate func below(_ x: Double) -> Double {
    switch self {
    case .poisson, .negativeBinomial: cumulative(x.rounded(.up) - 1)
    case .deterministic(let mean): mean < x ? 1 : 0
    case .normal, .gamma: cumulative(x)
    }
  }
}
