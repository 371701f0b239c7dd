import SupplyNetwork

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Worlds of one shape, at most as many as there are lanes, that are played side by side.
struct WorldGroup<Scalar: LaneScalar>: ~Copyable {
  /// Vectors of demand that are drawn at a time: few enough to stay in cache until they are played.
  private static var chunkVectors: Int { 1 << 17 }

  private let player: Player<Scalar>
  private var draws: WorldDraws<Scalar>?
  private let demand: DemandBuffer<Scalar>
  private let chunk: Int
  private let horizon: Int
  private let warmUp: Int
  private let worldCount: Int
  private let tierCount: Int

  /// Prepares worlds of one shape.
  ///
  /// - Parameter playsBlocks: see ``PlayProgram``; what happens is the same without.
  init(_ worlds: [SimulatedWorld], settings: CaseSettings.Simulation, playsBlocks: Bool = true) {
    let first = worlds[0]
    warmUp = max(0, settings.warmUp)
    horizon = warmUp + max(0, settings.periods)
    worldCount = worlds.count
    tierCount = (first.tiers.max() ?? 0) + 1
    let program = PlayProgram(
      network: first.network, policy: first.policy, periods: horizon, unmetDemand: settings.unmetDemand,
      tiers: first.tiers, playsBlocks: playsBlocks)
    player = Player(
      program, rules: program.rules(worlds.map { ($0.network, $0.policy) }), tierCount: tierCount)
    player.restart(onHand: worlds.map { $0.startingOnHand ?? $0.network.startingOnHand($0.policy) })
    let rows = program.demandStages
    if first.demand == nil {
      draws = WorldDraws(worlds, rows: rows, seed: settings.seed)
      let least = WorldDraws<Scalar>.periodGroup
      chunk = max(least, min(horizon, Self.chunkVectors / max(1, rows.count)) / least * least)
      demand = DemandBuffer(periods: chunk, rows: rows.count)
    } else {
      draws = nil
      chunk = max(1, horizon)
      demand = DemandBuffer(worlds: worlds.map { $0.demand ?? [] }, rows: rows, periods: chunk)
    }
  }

  /// Plays all periods.
  ///
  /// - Returns: the course of every world, and the seconds of processor time for drawing and playing.
  mutating func play() -> PlayedWorlds {
    var played = PlayedWorlds(
      courses: (0..<worldCount).map { _ in NetworkCourse(tierCount: tierCount, periodCount: horizon - warmUp) })
    var period = 0
    while period < horizon {
      let end = min(period + chunk, horizon)
      let start = Self.processorTime
      draws?.draw(periods: end - period, into: demand)
      let drawn = Self.processorTime
      player.play(period..<end, demand: demand.quantities) { period, sums in
        guard period >= warmUp else { return }
        for tier in 0..<tierCount {
          for measure in NetworkCourse.Measure.allCases {
            for lane in 0..<worldCount {
              played.courses[lane].set(
                measure, period: period - warmUp, tier: tier, to: sums[tier].value(measure, lane: lane))
            }
          }
        }
      }
      played.drawingSeconds += drawn - start
      played.playingSeconds += Self.processorTime - drawn
      period = end
    }
    return played
  }

  /// Seconds that this thread has computed.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
