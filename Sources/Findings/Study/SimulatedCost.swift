import Simulator
public import Solver
public import SupplyNetwork

/// What base stocks of a network cost in simulation: the closure that ``SimulationSearch`` works on.
///
/// The cost of a replication is the average per measured period of holding cost of stock on hand, cost of backorders,
/// cost of lost sales and cost of transshipments between peers, over all stages. Stock in transit is left out: with
/// backorders no base stock changes it. All plans see the same demand in the same replication (common random numbers),
/// and what a replication sees depends on its number alone.
public struct SimulatedCost: Sendable {
  private let network: StageNetwork
  private let settings: CaseSettings.Simulation
  private let streamIndex: UInt64
  private let committedServiceTimes: [Int]
  private let lostSaleCosts: [Double]
  private let threads: Int

  /// Replications that the simulator plays side by side.
  private static let laneCount = 8

  /// Prepares a network.
  ///
  /// A stage with demand that states no backorder cost rate p has the one that its service target implies
  /// (``SupplyNetwork/Stage/impliedBackorderCostRate``). A stage's p is also what a lost unit costs where sales are lost and `lostSaleCosts` says nothing else.
  ///
  /// - Parameters:
  ///   - network: the stages.
  ///   - settings: periods, warm-up, seed, and what happens to unmet demand; replications are the search's.
  ///   - streamIndex: names the random streams of this network among those of a study.
  ///   - committedServiceTimes: S per stage, in periods. Empty = every stage delivers at once.
  ///   - lostSaleCosts: money per lost unit, by stage. Empty = the backorder cost rate.
  ///   - threads: simulations at a time. The costs do not depend on it.
  /// - Throws: ``StudyError`` where nothing is measured, or demand that is not met costs nothing anywhere, so that no
  ///   stock at all would be cheapest.
  public init(
    network: StageNetwork, settings: CaseSettings.Simulation, streamIndex: UInt64 = 0,
    committedServiceTimes: [Int] = [], lostSaleCosts: [Double] = [], threads: Int = 2
  ) throws(StudyError) {
    func refuse(_ problem: String) -> StudyError { StudyError(isInfeasible: false, message: problem) }
    let count = network.stageCount
    guard committedServiceTimes.isEmpty || committedServiceTimes.count == count,
      lostSaleCosts.isEmpty || lostSaleCosts.count == count
    else { throw refuse("\(network.name): service times or lost sale costs do not match its \(count) stages") }
    guard settings.periods > 0 else { throw refuse("\(network.name): a simulation without measured periods") }
    self.network = network.statingBackorderCostRates()
    let stages = self.network.stages
    self.lostSaleCosts = lostSaleCosts.isEmpty ? stages.map(\.backorderCostRate) : lostSaleCosts
    let lostCosts = settings.unmetDemand == .backorder ? [] : self.lostSaleCosts
    let backorderCosts = settings.unmetDemand == .lostSale ? [] : stages.map(\.backorderCostRate)
    let hasShortageCost = [lostCosts, backorderCosts].contains { costs in
      costs.indices.contains { stages[$0].demand != nil && costs[$0] > 0 }
    }
    guard hasShortageCost else {
      throw refuse(
        "\(network.name): demand that is not met costs nothing at any stage, so that holding no stock would be best")
    }
    self.settings = settings
    self.streamIndex = streamIndex
    self.committedServiceTimes =
      committedServiceTimes.isEmpty ? [Int](repeating: 0, count: count) : committedServiceTimes
    self.threads = max(1, threads)
  }

  /// Costs by plan, then replication, in money per period.
  ///
  /// - Parameters:
  ///   - plans: base stocks by stage, in units.
  ///   - replications: numbers of the replications.
  ///
  /// Complexity: O(plans × replications × periods × (stages + links)).
  public func costs(_ plans: [[Int]], _ replications: Range<Int>) async -> [[Double]] {
    let tasks = pieces(plans.count, replications)
    var costs = plans.map { _ in [Double](repeating: 0, count: replications.count) }
    await withTaskGroup(of: (Piece, [[Double]]).self) { group in
      var waiting = tasks[...]
      func startNext() {
        guard let piece = waiting.popFirst() else { return }
        let own = Array(plans[piece.plans])
        group.addTask { (piece, simulate(own, piece.replications)) }
      }
      for _ in 0..<threads { startNext() }
      for await (piece, values) in group {
        let offset = piece.replications.lowerBound - replications.lowerBound
        for (plan, row) in zip(piece.plans, values) {
          costs[plan].replaceSubrange(offset..<offset + row.count, with: row)
        }
        startNext()
      }
    }
    return costs
  }

  private struct Piece: Sendable {
    var plans: Range<Int>
    var replications: Range<Int>
  }

  /// Groups of replications; where these are fewer than threads, plans are shared out, too.
  private func pieces(_ planCount: Int, _ replications: Range<Int>) -> [Piece] {
    let groups = stride(from: replications.lowerBound, to: replications.upperBound, by: Self.laneCount).map {
      $0..<min($0 + Self.laneCount, replications.upperBound)
    }
    let shares = max(1, min(planCount, threads / max(1, groups.count)))
    return groups.flatMap { group in
      (0..<shares).map { share in
        Piece(plans: planCount * share / shares..<planCount * (share + 1) / shares, replications: group)
      }
    }
  }

  private func simulate(_ plans: [[Int]], _ replications: Range<Int>) -> [[Double]] {
    var settings = settings
    settings.replications = replications.count
    let runs = Simulator.run(
      network: network,
      policies: plans.map { levels in
        NetworkPolicy(
          replenishment: levels.map { .installationBaseStock(Double($0)) }, committedServiceTime: committedServiceTimes,
          allocation: settings.allocation)
      }, settings: settings, streamIndex: streamIndex, firstReplication: replications.lowerBound)
    return runs.map { run in
      (0..<replications.count).map { replication in
        network.stages.indices.reduce(0) { total, stage in
          let lost = run.value(.lost, replication: replication, stage: stage)
          return total + run.value(.cost, replication: replication, stage: stage)
            + run.value(.transshipmentCost, replication: replication, stage: stage)
            + (lost > 0 ? lostSaleCosts[stage] * lost : 0)
        }
      }
    }
  }
}

extension SimulatedCost {
  /// The base stocks that a search over a network should choose from.
  ///
  /// From 0 to what would cover the demand of the longest way into the stage, its lead times and review periods added
  /// up, with six standard deviations more; but within a stage's own limits: nothing where no stock may be held, at
  /// most the maximum stock or the mean demand over the longest way and the shelf life, at least a minimum stock above
  /// the mean demand over the time that suppliers with stock take. A level that planners have fixed stands, to the
  /// nearest whole unit, whatever the limits.
  ///
  /// - Throws: ``StudyError`` where the limits of a stage leave no level.
  public static func lattice(
    for network: StageNetwork
  ) throws(StudyError) -> BaseStockLattice {
    var longestWay = [Double](repeating: 0, count: network.stageCount)
    var lowest = [Int](repeating: 0, count: network.stageCount)
    var highest = lowest
    for index in network.upstreamFirst {
      let stage = network.stages[index]
      let own = Double(stage.processingTime) + Double(stage.reviewPeriod)
      var (shortest, longest) = (Double(stage.externalInboundServiceTime), Double(stage.externalInboundServiceTime))
      for link in network.supplierLinks[index] {
        let leadTime = Double(network.links[link].leadTime)
        shortest = max(shortest, leadTime)
        longest = max(longest, longestWay[network.links[link].supplier] + leadTime)
      }
      longestWay[index] = longest + own
      let mean = network.meanDemand[index]
      let least = stage.minimumStock > 0 ? (mean * (shortest + own - 1) + stage.minimumStock).rounded(.up) : 0
      let enough = mean * longestWay[index] + 6 * network.pooledDemandSD[index] * longestWay[index].squareRoot() + 1
      let perishable =
        stage.shelfLife.map { mean * (longestWay[index] - 1 + Double($0 - stage.reviewPeriod)) } ?? .infinity
      let largest = stage.mayHoldStock ? min(stage.maximumStock ?? .infinity, perishable) : 0
      lowest[index] = level(least)
      highest[index] = level(min(max(enough.rounded(.up), least), largest.rounded(.down)))
      if let own = stage.fixedBaseStock {
        lowest[index] = level(own.rounded())
        highest[index] = lowest[index]
      }
    }
    do {
      return try BaseStockLattice(lowest: lowest, highest: highest)
    } catch {
      throw StudyError(isInfeasible: true, message: "\(network.name): \(error.reason)")
    }
  }

  /// A whole number of units within what a lattice may hold.
  private static func level(_ units: Double) -> Int { units.isNaN ? 0 : Int(min(max(0, units), 1e12)) }
}
