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
  private static var chunkVectors: Int { 1 << 18 }

  private let program: PlayProgram
  private var rules: [OrderRule<Scalar>]
  /// By stage.
  private var onHand: [Lanes<Scalar>]
  private var draws: WorldDraws<Scalar>
  private let horizon: Int
  private let warmUp: Int
  private let tierCount: Int
  private let seed: UInt64
  /// Where anything apart from demand is drawn: a network takes memory.
  private var worlds: [WorldEvents.World] = []
  private var worldCount = 0

  /// A group without worlds.
  ///
  /// - Parameter program: of the shape of the worlds to come, over warm-up and measured periods.
  init(_ program: PlayProgram, settings: CaseSettings.Simulation) {
    self.program = program
    warmUp = max(0, settings.warmUp)
    horizon = warmUp + max(0, settings.periods)
    tierCount = (program.stages.map(\.tier).max() ?? 0) + 1
    rules = program.stages.map { OrderRule($0.kind) }
    onHand = [Lanes<Scalar>](repeating: Lanes(), count: program.stages.count)
    seed = settings.seed
    draws = WorldDraws(rows: program.demandStages, seed: settings.seed)
  }

  /// Adds a world of the group's shape in the next lane.
  mutating func add(_ world: SimulatedWorld) {
    precondition(worldCount < Lanes<Scalar>.count, "a group has a lane for every world")
    // The first world fills the lanes that stay without one, so that nothing there is out of the ordinary.
    let lanes = worldCount..<(worldCount == 0 ? Lanes<Scalar>.count : worldCount + 1)
    program.set(lanes, of: &rules, to: world.network, world.policy)
    let start = world.network.startingOnHand(world.policy, given: world.startingOnHand)
    for stage in onHand.indices { for lane in lanes { onHand[stage][lane] = start[stage] } }
    draws.add(world)
    worldCount += 1
    guard program.drawsEvents else { return }
    worlds.append(
      WorldEvents.World(
        network: world.network, streamIndex: world.streamIndex, replication: world.replication))
  }

  /// Plays all periods.
  ///
  /// - Returns: the course of every world, and the seconds of processor time for drawing and playing.
  mutating func play() -> PlayedWorlds {
    guard worldCount > 0 else { return PlayedWorlds(courses: []) }
    var player = Player(program, rules: rules, tierCount: tierCount)
    player.restart(WorldEvents(program, worlds: worlds, seed: seed, horizon: horizon)) { onHand[$0] }
    rules = []
    var played = PlayedWorlds(
      courses: (0..<worldCount).map { _ in NetworkCourse(tierCount: tierCount, periodCount: horizon - warmUp) })
    let start = Self.processorTime
    draws.prepare()
    played.drawingSeconds = Self.processorTime - start
    if draws.isWhole {
      drawAndPlay(player, WholeLanes<Scalar>.self, &played) { $0.invert(periods: $1, into: $2) }
    } else {
      drawAndPlay(player, Lanes<Scalar>.self, &played) { $0.draw(periods: $1, into: $2) }
    }
    return played
  }

  /// Draws and plays a few periods at a time.
  @inline(__always)
  private mutating func drawAndPlay<Demand: DemandVector>(
    _ player: borrowing Player<Scalar>, _ type: Demand.Type, _ played: inout PlayedWorlds,
    draw: (inout WorldDraws<Scalar>, Int, borrowing DemandBuffer<Demand>) -> Void
  ) where Demand.Scalar == Scalar {
    let rows = program.demandStages.count
    let group = WorldDraws<Scalar>.periodGroup
    let chunk = max(1, Self.chunkVectors / max(1, rows) / group) * group
    let demand = DemandBuffer<Demand>(periods: min(chunk, horizon), rows: rows)
    var period = 0
    while period < horizon {
      let end = min(period + chunk, horizon)
      let start = Self.processorTime
      draw(&draws, end - period, demand)
      played.drawingSeconds += Self.processorTime - start
      play(player, period..<end, demand, &played)
      period = end
    }
  }

  /// Plays periods whose demand is known, and takes the totals.
  @inline(__always)
  private func play<Demand: DemandVector>(
    _ player: borrowing Player<Scalar>, _ periods: Range<Int>, _ demand: borrowing DemandBuffer<Demand>,
    _ played: inout PlayedWorlds
  ) where Demand.Scalar == Scalar {
    let start = Self.processorTime
    let measureCount = NetworkCourse.Measure.allCases.count
    let totals = UnsafeMutableBufferPointer<Double>.allocate(capacity: tierCount * measureCount)
    defer { totals.deallocate() }
    totals.initialize(repeating: 0)
    player.play(periods, demand: demand.quantities) { period, sums in
      guard period >= warmUp else { return }
      for lane in 0..<worldCount {
        for tier in 0..<tierCount { sums[tier].write(lane: lane, to: totals.baseAddress! + tier * measureCount) }
        played.courses[lane].set(period: period - warmUp, to: UnsafeBufferPointer(totals))
      }
    }
    played.playingSeconds += Self.processorTime - start
  }

  /// Seconds that this thread has computed.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
