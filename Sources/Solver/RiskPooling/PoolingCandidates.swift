import Probability
public import SupplyNetwork

/// Stages of one item that one location supplies and that could share stock.
public struct PoolingCandidate: Sendable, Equatable {
  /// Index of the stage that supplies the members.
  public var supplier: Int
  /// Indices of the members, ascending.
  public var members: [Int]
  /// Standard deviation of the demand on each member in one period, in units.
  public var deviations: [Double]
  /// Standard deviation of the demand on all of them together, in units.
  public var pooledDeviation: Double
  /// The mean correlation of the members' demands, weighted by the products of their deviations. `nil` where at most one
  /// of them varies.
  public var correlation: Double?
  /// The members apart and together.
  public var comparison: RiskPooling.Comparison
  /// The periods that the pool's lead time may be longer than its members' longest until no stock is saved.
  public var addedLeadTime: RiskPooling.BreakEven
}

/// The groups of a network that gain from sharing stock.
public enum PoolingCandidates {
  /// One group per stage that supplies at least two of the same item: the stores of a distribution centre, the
  /// distribution centres of a central one.
  ///
  /// Apart each member covers its own lead time (its processing time, the longest link of its suppliers, its review
  /// period less one) at the safety factor of its target; together all of them do, at the longest lead time and the
  /// highest safety factor of any member and the mean holding cost rate by deviation, so that nobody is served later or
  /// less. Deviations are those of the external demands that a member serves over all paths, at the network's
  /// correlation; a member that another supplies is no member of the same group. A target in fractions counts as the
  /// probability of a cycle without a stockout.
  ///
  /// - Returns: the groups whose members vary, by what they save in money, then in units, most first.
  ///
  /// Complexity: O(stages + links) per group.
  public static func groups(of network: StageNetwork) -> [PoolingCandidate] {
    var groups: [PoolingCandidate] = []
    for supplier in network.stages.indices {
      let customers = Set(network.customerLinks[supplier].map { network.links[$0].customer }).sorted()
      var byItem: [Int: [Int]] = [:]
      for customer in customers { byItem[network.stages[customer].item, default: []].append(customer) }
      for item in byItem.keys.sorted() {
        guard let all = byItem[item], all.count >= 2 else { continue }
        let members = withoutSupplied(all, in: network)
        guard members.count >= 2, let group = candidate(members, of: supplier, in: network) else { continue }
        groups.append(group)
      }
    }
    return groups.sorted { left, right in
      let (first, second) = (left.comparison, right.comparison)
      if first.saving != second.saving { return first.saving > second.saving }
      return first.separateStock - first.pooledStock > second.separateStock - second.pooledStock
    }
  }

  /// What the members are apart and together; `nil` where none of them varies.
  private static func candidate(
    _ members: [Int], of supplier: Int, in network: StageNetwork
  ) -> PoolingCandidate? {
    let deviations = members.map { network.pooledDemandSD[$0] }
    let apart = PooledDeviation(deviations)
    guard apart.sum > 0, apart.sum.isFinite else { return nil }
    let locations = members.map { member in
      RiskPooling.Location(
        deviation: network.pooledDemandSD[member], leadTime: leadTime(of: member, in: network),
        safetyFactor: safetyFactor(network.stages[member].service),
        holdingCostRate: max(0, network.stages[member].holdingCostRate))
    }
    let rate = locations.reduce(0) { $0 + $1.holdingCostRate * $1.deviation } / apart.sum
    let pool = RiskPooling.Pool(
      leadTime: locations.map(\.leadTime).max() ?? 0, safetyFactor: locations.map(\.safetyFactor).max() ?? 0,
      holdingCostRate: rate)
    let together = min(apart.sum, pooledDeviation(members, in: network))
    let correlation = apart.correlation(at: together)
    // A number of members of one correlation stands for whatever the paths make of their demands.
    let uniform = max(CorrelationMatrix.leastUniform(count: members.count), min(1, correlation ?? 1))
    do {
      let matrix = try CorrelationMatrix(uniform: uniform, count: members.count)
      return PoolingCandidate(
        supplier: supplier, members: members, deviations: deviations, pooledDeviation: together,
        correlation: correlation,
        comparison: try RiskPooling.compare(locations, correlation: matrix, pool: pool),
        addedLeadTime: try RiskPooling.breakEvenAddedLeadTime(
          locations, correlation: matrix, pool: pool, goal: .stockReduction(0)))
    } catch {
      // Only numbers that are not finite get here: such stages have no safety stock to share.
      return nil
    }
  }

  /// Those of some stages that no other of them supplies, directly or not.
  private static func withoutSupplied(_ stages: [Int], in network: StageNetwork) -> [Int] {
    let isMember = membership(stages, in: network)
    var isBelow = [Bool](repeating: false, count: network.stageCount)
    for stage in network.upstreamFirst where isMember[stage] || isBelow[stage] {
      for link in network.customerLinks[stage] { isBelow[network.links[link].customer] = true }
    }
    return stages.filter { !isBelow[$0] }
  }

  private static func membership(_ stages: [Int], in network: StageNetwork) -> [Bool] {
    var isMember = [Bool](repeating: false, count: network.stageCount)
    for stage in stages { isMember[stage] = true }
    return isMember
  }

  /// Deviation of the demand on all members together: with φ_d the units that all of them give to a unit of external
  /// demand d, σ² = (1 − ρ) Σ (φ_d σ_d)² + ρ (Σ φ_d σ_d)².
  private static func pooledDeviation(_ members: [Int], in network: StageNetwork) -> Double {
    let isMember = membership(members, in: network)
    // A deviation that the input gives is of the stage as a whole: how it splits over paths is not known.
    if members.contains(where: { network.stages[$0].givenPooledDemandSD != nil }) {
      return PooledDeviation(members.map { network.pooledDemandSD[$0] }).value(at: network.correlation)
    }
    var units = [Double](repeating: 0, count: network.stageCount)
    var pooled = PooledDeviation()
    for stage in network.upstreamFirst {
      if isMember[stage] { units[stage] = 1 }
      guard units[stage] > 0 else { continue }
      if let demand = network.stages[stage].demand { pooled.add(units[stage] * demand.sd) }
      for link in network.customerLinks[stage] {
        let link = network.links[link]
        units[link.customer] += units[stage] * link.units * link.share
      }
    }
    return pooled.value(at: network.correlation)
  }

  /// The periods that a stage which is always supplied at once covers.
  private static func leadTime(of stage: Int, in network: StageNetwork) -> Double {
    let inbound = network.supplierLinks[stage].reduce(network.stages[stage].externalInboundServiceTime) {
      max($0, network.links[$1].leadTime)
    }
    return Double(max(0, inbound + network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1))
  }

  /// z of a target.
  private static func safetyFactor(_ target: ServiceTarget) -> Double {
    let factor =
      target.measure == .safetyFactor
      ? target.target : StandardNormal.quantile(min(max(target.target, 0), PreparedCurve.highestService))
    return max(0, factor)
  }
}
