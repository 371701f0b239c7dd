public import SupplyNetwork

extension Simulator {
  /// The numbers that worlds are played in.
  public enum Precision: Sendable {
    /// 15 digits.
    case double
    /// 7 digits, at half the memory and more than half again the speed. Totals are in double precision.
    case single
  }

  /// Plays many networks, those of one shape side by side, and adds up what the stages of each tier do in every period.
  ///
  /// Networks are made as they are needed, so that thousands of them need not be in memory. Eight neighbours are played
  /// together as far as they have one shape (the same stages, links, times and kinds of policy). Every world has the
  /// course that it has alone, to the last bit, whatever its neighbours and the number of threads. Complexity:
  /// O(worlds × periods × (stages + links)).
  ///
  /// - Parameters:
  ///   - count: worlds.
  ///   - settings: periods, warm-up, seed, and what happens to unmet demand; replications are the worlds' own.
  ///   - precision: the numbers to compute in.
  ///   - threads: groups of worlds at a time.
  ///   - world: makes a world by its number.
  public static func courses(
    count: Int, settings: CaseSettings.Simulation, precision: Precision = .double, threads: Int,
    world: @escaping @Sendable (Int) -> SimulatedWorld
  ) async -> PlayedWorlds {
    guard count > 0 else { return PlayedWorlds(courses: []) }
    let width = Lanes<Double>.count
    // Most have the shape of the first, and so its program.
    let common = Shape(world(0), settings)
    let batches = stride(from: 0, to: max(0, count), by: width).map { $0..<min($0 + width, count) }
    let playBatch: @Sendable (Int) -> PlayedWorlds = { index in
      let worlds = batches[index].lazy.map(world)
      switch precision {
      case .double: return play(worlds, as: Double.self, common, settings)
      case .single: return play(worlds, as: Float.self, common, settings)
      }
    }
    var results = [PlayedWorlds?](repeating: nil, count: batches.count)
    if threads <= 1 {
      // Without changing threads, of which each would keep memory of its own.
      for index in batches.indices { results[index] = playBatch(index) }
    } else {
      await withTaskGroup(of: (Int, PlayedWorlds).self) { group in
        var next = 0
        func startNext() {
          guard next < batches.count else { return }
          let index = next
          next += 1
          group.addTask { (index, playBatch(index)) }
        }
        for _ in 0..<threads { startNext() }
        for await (index, played) in group {
          results[index] = played
          startNext()
        }
      }
    }
    var all = PlayedWorlds(courses: [])
    for played in results.compactMap({ $0 }) { all.append(played) }
    return all
  }

  /// Plays given networks, those of one shape side by side wherever they stand (see
  /// ``courses(count:settings:precision:threads:world:)``).
  public static func courses(
    _ worlds: [SimulatedWorld], settings: CaseSettings.Simulation, precision: Precision = .double, threads: Int
  ) async -> PlayedWorlds {
    let order = groups(worlds).flatMap { $0 }
    var played = await courses(count: worlds.count, settings: settings, precision: precision, threads: threads) {
      worlds[order[$0]]
    }
    var courses = played.courses
    for (place, index) in order.enumerated() { courses[index] = played.courses[place] }
    played.courses = courses
    return played
  }

  /// Positions of worlds of each shape, in the order of the first of each.
  private static func groups(_ worlds: [SimulatedWorld]) -> [[Int]] {
    var groups: [[Int]] = []
    for (index, world) in worlds.enumerated() {
      if let group = groups.firstIndex(where: { worlds[$0[0]].hasShape(of: world) }) {
        groups[group].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  /// A world, and how all of its shape are played.
  private struct Shape: Sendable {
    let world: SimulatedWorld
    let program: PlayProgram

    init(_ world: SimulatedWorld, _ settings: CaseSettings.Simulation) {
      self.world = world
      program = PlayProgram(
        network: world.network, policy: world.policy, periods: max(0, settings.warmUp) + max(0, settings.periods),
        unmetDemand: settings.unmetDemand, waitingShare: settings.waitingShare, tiers: world.tiers, playsBlocks: true)
    }
  }

  /// Plays a few worlds, at most as many as there are lanes; neighbours of one shape together. Of those that wait, only
  /// the quantities are kept.
  private static func play<Scalar: LaneScalar>(
    _ worlds: some Sequence<SimulatedWorld>, as type: Scalar.Type, _ common: Shape,
    _ settings: CaseSettings.Simulation
  ) -> PlayedWorlds {
    var all = PlayedWorlds(courses: [])
    var shape = common
    var group = WorldGroup<Scalar>(shape.program, settings: settings)
    for world in worlds {
      if !world.hasShape(of: shape.world) {
        all.append(group.play())
        shape = world.hasShape(of: common.world) ? common : Shape(world, settings)
        group = WorldGroup(shape.program, settings: settings)
      }
      group.add(world)
    }
    all.append(group.play())
    return all
  }
}
