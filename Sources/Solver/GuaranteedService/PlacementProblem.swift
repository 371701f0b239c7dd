import SupplyNetwork

/// A network with everything that the placement of its safety stock depends on, and the two ways to solve it.
struct PlacementProblem {
  let network: StageNetwork
  let ranges: ServiceTimeRanges
  let bounds: [DemandBound]
  let limits: [StockLimits]

  /// Prepares a network without an ``ServiceTimeRanges/obstacle(in:maximumServiceTime:)``.
  ///
  /// Complexity: O(stages + links) demand bounds.
  init(_ network: StageNetwork, maximumServiceTime: Int?) {
    self.network = network
    ranges = ServiceTimeRanges(of: network, maximumServiceTime: maximumServiceTime)
    bounds = DemandBound.all(in: network)
    let bounds = bounds
    limits = network.stages.indices.map { StockLimits(stage: network.stages[$0], bound: bounds[$0]) }
  }

  /// Committed service times, the least that their plan can be shown to cost, and the proof if there is one.
  struct Solution {
    var committed: [Int]
    /// `nil` = no plan costs less.
    var lowerBound: Double?
    var certificate: PlacementCertificate?
  }

  /// The cheapest committed service times; `nil` where every choice breaks a limit.
  ///
  /// - Parameters:
  ///   - penalties: what breaking limits costs. `nil` = they must be kept.
  ///   - byProgramme: by the dynamic programme, else by branch and bound up to `searchLimits`.
  func solve(
    byProgramme: Bool, limits searchLimits: SearchLimits, penalties: LimitPenalties? = nil
  ) throws(SolverError) -> Solution? {
    let costs = try costs(penalties)
    if byProgramme {
      let programme = try ServiceTimeProgramme(network: network, ranges: ranges, costs: costs)
      let committed = programme.cheapestCommittedServiceTimes()
      let isKept = network.stages.indices.allSatisfy { stage in
        let periods = netReplenishmentLeadTime(stage, committed)
        return periods >= 0 && (penalties != nil || limits[stage].allows(periods))
      }
      return isKept ? Solution(committed: committed) : nil
    }
    let layout = try MessageLayout(
      network: network, ranges: ranges, costs: costs, largest: GuaranteedService.largestTable)
    let search = PlacementSearch(
      layout: layout, pricing: PlacementPricing(network: network, ranges: ranges, costs: costs), limits: searchLimits)
    let outcome = search.run()
    guard let committed = outcome.committed else {
      guard outcome.lowerBound == .infinity else {
        throw .tooLarge(reason: "the search was stopped before it found a plan, so that nothing is known of the best")
      }
      return nil
    }
    return Solution(committed: committed, lowerBound: outcome.lowerBound, certificate: outcome.certificate)
  }

  private func costs(_ penalties: LimitPenalties?) throws(SolverError) -> ServiceTimeCosts {
    try ServiceTimeCosts(network: network, ranges: ranges, largest: GuaranteedService.largestTable) { index, periods in
      let stage = network.stages[index]
      let held = stage.holdingCostRate * max(0, bounds[index].safetyStock(over: periods))
      guard limits[index].isLimited, case let excess = limits[index].excess(over: periods), excess > 0 else {
        return held
      }
      return penalties.map { held + $0.cost(of: excess, at: stage) } ?? .infinity
    }
  }

  /// τ = SI + T + R − 1 − S of a stage, in periods.
  func netReplenishmentLeadTime(_ stage: Int, _ committed: [Int]) -> Int {
    network.inboundServiceTime(stage, committed) + network.stages[stage].fixedReplenishmentTime - committed[stage]
  }

  /// Units by which committed service times break the limits of each stage.
  func excess(_ committed: [Int]) -> [Double] {
    network.stages.indices.map { limits[$0].excess(over: netReplenishmentLeadTime($0, committed)) }
  }
}

extension StageNetwork {
  /// SI of a stage, the longest over what its suppliers quote, with their links, and the outside supplier, in periods.
  func inboundServiceTime(_ stage: Int, _ committed: [Int]) -> Int {
    supplierLinks[stage].reduce(stages[stage].externalInboundServiceTime) {
      max($0, committed[links[$1].supplier] + links[$1].leadTime)
    }
  }
}
