import SupplyNetwork

/// What happens to worlds played side by side whatever their policies: everything that is drawn apart from demand.
struct WorldEvents {
  /// What names the streams of a world.
  struct World {
    var network: StageNetwork
    var streamIndex: UInt64 = 0
    var replication: Int
  }

  /// When links close and open.
  let disruptions: DisruptionSchedule
  /// How long processing takes.
  let processingTimes: ProcessingTimes

  /// The events of worlds of one shape.
  ///
  /// - Parameters:
  ///   - worlds: that of each lane.
  ///   - horizon: periods played.
  init(_ program: PlayProgram, worlds: [World], seed: UInt64, horizon: Int) {
    disruptions = DisruptionSchedule(
      program, worlds: worlds.map { ($0.network, $0.replication) }, seed: seed, horizon: horizon)
    processingTimes = ProcessingTimes(program, worlds: worlds, seed: seed)
  }

  /// The events of one world whose demand is given, and with it all but these: of replication 0 under seed 0.
  init(_ program: PlayProgram, givenDemandOn network: StageNetwork, periods: Int) {
    self.init(program, worlds: [World(network: network, replication: 0)], seed: 0, horizon: periods)
  }
}

extension PlayProgram {
  /// Whether anything apart from demand is drawn.
  var drawsEvents: Bool { isDisruptable || !processingTimes.isEmpty }
}
