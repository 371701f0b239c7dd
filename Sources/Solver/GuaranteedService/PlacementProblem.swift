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

  /// What is minimised. Limits that cannot all be kept are looked into as an elastic programme (Chinneck 2008,
  /// doi:10.1007/978-0-387-74932-7): one aim after the other, so that none is paid for with another.
  enum Aim {
    /// The holding cost of safety stock, all limits kept; the base stock fixed at a stage may lack as many units for its
    /// service target as allowed, by stage. Empty = none.
    case holdingCost(lacking: [Double] = [])
    /// Units that fixed base stocks lack for their service targets, limits on stock kept.
    case unitsLacking
    /// Units beyond limits on stock, whatever fixed base stocks lack.
    case unitsBeyondLimits
  }

  /// The committed service times that serve an aim best; `nil` where every choice breaks what must be kept.
  ///
  /// - Parameter byProgramme: by the dynamic programme, else by branch and bound up to `searchLimits`.
  func solve(
    _ aim: Aim = .holdingCost(), byProgramme: Bool, limits searchLimits: SearchLimits
  ) throws(SolverError) -> Solution? {
    let costs = try ServiceTimeCosts(network: network, ranges: ranges, largest: GuaranteedService.largestTable) {
      cost(aim, $0, $1)
    }
    if byProgramme {
      let programme = try ServiceTimeProgramme(network: network, ranges: ranges, costs: costs)
      let committed = programme.cheapestCommittedServiceTimes()
      let isKept = network.stages.indices.allSatisfy { stage in
        let periods = netReplenishmentLeadTime(stage, committed)
        return periods >= 0 && cost(aim, stage, periods) < .infinity
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

  /// What a net replenishment lead time of a stage costs towards an aim; infinite where it breaks what must be kept.
  private func cost(_ aim: Aim, _ index: Int, _ periods: Int) -> Double {
    let stage = network.stages[index]
    let excess = limits[index].isLimited ? limits[index].excess(over: periods) : 0
    let isFixed = stage.fixedBaseStock != nil
    switch aim {
    case .holdingCost(let lacking):
      let allowed = isFixed && lacking.indices.contains(index) ? lacking[index] : 0
      // The allowance was worked out as this excess is, so that equality is exact.
      guard excess <= allowed else { return .infinity }
      return stage.holdingCostRate * max(0, bounds[index].safetyStock(over: periods))
    case .unitsLacking: return isFixed ? excess : excess > 0 ? .infinity : 0
    case .unitsBeyondLimits: return isFixed ? 0 : excess
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
