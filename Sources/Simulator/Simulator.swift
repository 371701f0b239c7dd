public import SupplyNetwork

/// Plays policies forward, period by period, and measures what they do.
///
/// A run is a pure function of its arguments on one thread; callers play many networks in parallel. Conventions:
///
/// - Inventory position = on-hand + on-order − backorders − orders accepted that are not due yet, so that an order
///   passes demand on at once whatever the committed service time.
/// - Reviews are in periods 0, R, 2R, …. An order is raised to the minimum order and then to a whole multiple, up to
///   the largest order; (R, Q) orders one such quantity. An order multiple of 1 leaves quantities as they are.
/// - External demand is served in step 2, before customers inside the network, and so is that of peers whom a stage helps
///   out (``SupplyNetwork/Transshipment``); what is left to ship in step 4 is shared in proportion to what is due, or by
///   the policy's ``AllocationRule``, in real quantities.
/// - Demand is lost at its due date, or the share of it that does not wait; customers inside the network always wait.
/// - The outside supplier ships its external inbound service time after the order; the unit is then in transit for
///   the stage's processing time.
/// - A stage with several kinds of input starts processing complete kits. Of K kinds, a component on
///   its way or waiting for its kit counts as 1/K unit in transit to the stage, a kit in processing as one.
/// - A processing time with a standard deviation is drawn in every period; what starts later is never finished sooner
///   (``ProcessingTimeTable``). The lead times of links do not vary.
public enum Simulator {
  /// Vectors of demand that are drawn at a time: few enough to stay in cache while all policies play them.
  private static let chunkVectors = 2048
  /// Periods that are drawn at a time at least: a demand's table is worth fetching for no less.
  private static let shortestChunk = 16

  /// Plays every policy on the same draws of demand (common random numbers).
  ///
  /// Each replication starts with stock on hand at the level that the policy orders up to and nothing under way; the
  /// warm-up periods are played and not measured. Complexity:
  /// O(policies × replications × periods × (stages + links)).
  ///
  /// - Parameters:
  ///   - network: The stages.
  ///   - policies: How they are run; each covers every stage.
  ///   - settings: Periods, warm-up, replications, seed, and what happens to unmet demand.
  ///   - streamIndex: Names the random streams of this network among those of a study.
  ///   - source: Where demand comes from.
  ///   - startingOnHand: Stock on hand by stage, in units, instead of the policies' levels.
  ///   - firstReplication: Number of the first replication. What a replication draws depends on its number alone, so
  ///     that a run may be continued, or cut into pieces.
  /// - Returns: one run per policy.
  public static func run(
    network: StageNetwork, policies: [NetworkPolicy], settings: CaseSettings.Simulation, streamIndex: UInt64,
    source: DemandSource = .drawn, startingOnHand: [Double]? = nil, firstReplication: Int = 0
  ) -> [SimulationRun] {
    run(
      networks: policies.map { _ in network }, policies: policies, settings: settings, streamIndex: streamIndex,
      source: source, startingOnHand: startingOnHand, firstReplication: firstReplication)
  }

  /// Plays policies on networks that all meet the same external demand (``SupplyNetwork/StageNetwork/meetsDemand(of:)``)
  /// and may differ in anything else: one policy on each.
  ///
  /// The parameters are those of
  /// ``run(network:policies:settings:streamIndex:source:startingOnHand:firstReplication:)``; a run is the same as alone.
  public static func run(
    networks: [StageNetwork], policies: [NetworkPolicy], settings: CaseSettings.Simulation, streamIndex: UInt64,
    source: DemandSource = .drawn, startingOnHand: [Double]? = nil, firstReplication: Int = 0
  ) -> [SimulationRun] {
    precondition(
      networks.count == policies.count && networks.allSatisfy { $0.meetsDemand(of: networks[0]) },
      "one network per policy, all with the same demand")
    let warmUp = max(0, settings.warmUp)
    let horizon = warmUp + max(0, settings.periods)
    let replications = max(0, settings.replications)
    var runs = networks.map { network in
      SimulationRun(
        stageCount: network.stageCount, replications: replications, periods: horizon - warmUp, warmUp: warmUp,
        seed: settings.seed)
    }
    let programs = zip(networks, policies).map { network, policy in
      PlayProgram(
        network: network, policy: policy, periods: horizon, unmetDemand: settings.unmetDemand,
        waitingShare: settings.waitingShare)
    }
    guard let rows = programs.first?.demandStages else { return [] }
    var draws = NetworkDemand<Double>(
      network: networks[0], rows: rows, source: source, seed: settings.seed, streamIndex: streamIndex)
    let chunk = max(1, min(horizon, max(shortestChunk, chunkVectors / max(1, rows.count))))
    let demand = DemandBuffer<Lanes<Double>>(periods: chunk, rows: rows.count)
    var players = PlayerGroup(programs, networks: networks, policies: policies, onHand: startingOnHand)

    for first in stride(from: 0, to: replications, by: Lanes<Double>.count) {
      let group = first..<min(first + Lanes<Double>.count, replications)
      draws.begin(replications: firstReplication + group.lowerBound..<firstReplication + group.upperBound)
      demand.clear()
      players.restart { index, program in
        let worlds = group.map {
          WorldEvents.World(network: networks[index], streamIndex: streamIndex, replication: firstReplication + $0)
        }
        return WorldEvents(program, worlds: worlds, seed: settings.seed, horizon: horizon)
      }
      var period = 0
      while period < horizon {
        let end = min(period + chunk, period < warmUp ? warmUp : horizon)
        draws.draw(periods: end - period, into: demand)
        players.play(period..<end, warmUp: warmUp, demand: demand)
        period = end
      }
      players.record(into: &runs, replications: group, networks: networks)
    }
    return runs
  }

  /// Plays one policy on given demand and averages over all its periods. What else is random is as in replication 0
  /// under seed 0.
  ///
  /// - Parameters:
  ///   - network: The stages.
  ///   - policy: How they are run.
  ///   - demand: Units by stage, then period. Stages without external demand have no periods; missing periods and
  ///     negative quantities count as zero.
  ///   - unmetDemand: What happens to demand that stock cannot serve.
  ///   - waitingShare: Share of it that waits, where it is partly lost.
  ///   - startingOnHand: Stock on hand by stage, in units, instead of the policy's levels.
  /// - Returns: one replication without warm-up.
  public static func replay(
    network: StageNetwork, policy: NetworkPolicy, demand: [[Double]],
    unmetDemand: CaseSettings.UnmetDemand = .backorder, waitingShare: Double = 0, startingOnHand: [Double]? = nil
  ) -> SimulationRun {
    let periods = demand.map(\.count).max() ?? 0
    var runs = [
      SimulationRun(stageCount: network.stageCount, replications: 1, periods: periods, warmUp: 0, seed: 0)
    ]
    let program = PlayProgram(
      network: network, policy: policy, periods: periods, unmetDemand: unmetDemand, waitingShare: waitingShare)
    var players = PlayerGroup([program], networks: [network], policies: [policy], onHand: startingOnHand)
    players.restart { WorldEvents($1, givenDemandOn: network, periods: periods) }
    players.play(0..<periods, warmUp: 0, demand: DemandBuffer(worlds: [demand], rows: program.demandStages))
    players.record(into: &runs, replications: 0..<1, networks: [network])
    return runs[0]
  }

  /// Plays one policy on given demand and keeps what happens in every period.
  ///
  /// The parameters are those of ``replay(network:policy:demand:unmetDemand:waitingShare:startingOnHand:)``, as is the
  /// engine.
  public static func trace(
    network: StageNetwork, policy: NetworkPolicy, demand: [[Double]],
    unmetDemand: CaseSettings.UnmetDemand = .backorder, waitingShare: Double = 0, startingOnHand: [Double]? = nil
  ) -> SimulationTrace {
    let periods = demand.map(\.count).max() ?? 0
    var trace = SimulationTrace(
      stageCount: network.stageCount, linkCount: network.links.count, periodCount: periods)
    let program = PlayProgram(
      network: network, policy: policy, periods: periods, unmetDemand: unmetDemand, waitingShare: waitingShare)
    var player = Player<Double>(program, rules: program.rules(network, policy), keepsShipments: true)
    let start = network.startingOnHand(policy, given: startingOnHand)
    player.restart(WorldEvents(program, givenDemandOn: network, periods: periods)) { Lanes(every: start[$0]) }
    let rows = program.demandStages
    let buffer = DemandBuffer<Lanes<Double>>(worlds: [demand], rows: rows)
    for period in 0..<periods {
      player.resetTotals()
      player.play(period..<period + 1, demand: buffer.quantities + period * rows.count)
      player.record(into: &trace, period: period, network: network)
    }
    return trace
  }
}
