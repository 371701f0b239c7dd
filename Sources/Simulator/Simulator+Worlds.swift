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
  ///   - world: makes a world by its number; called once for each.
  public static func courses(
    count: Int, settings: CaseSettings.Simulation, precision: Precision = .double, threads: Int,
    world: @escaping @Sendable (Int) -> SimulatedWorld
  ) async -> PlayedWorlds {
    let width = Lanes<Double>.count
    let batches = stride(from: 0, to: max(0, count), by: width).map { $0..<min($0 + width, count) }
    var results = [PlayedWorlds?](repeating: nil, count: batches.count)
    await withTaskGroup(of: (Int, PlayedWorlds).self) { group in
      var next = 0
      func startNext() {
        guard next < batches.count else { return }
        let index = next
        next += 1
        group.addTask { (index, play(batches[index].map(world), settings: settings, precision: precision)) }
      }
      for _ in 0..<max(1, threads) { startNext() }
      for await (index, played) in group {
        results[index] = played
        startNext()
      }
    }
    var all = PlayedWorlds(courses: [])
    for played in results.compactMap({ $0 }) {
      all.courses += played.courses
      all.drawingSeconds += played.drawingSeconds
      all.playingSeconds += played.playingSeconds
    }
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

  /// Plays a few worlds, at most as many as there are lanes.
  private static func play(
    _ worlds: [SimulatedWorld], settings: CaseSettings.Simulation, precision: Precision
  ) -> PlayedWorlds {
    var all = PlayedWorlds(courses: worlds.map { _ in NetworkCourse(tierCount: 1, periodCount: 0) })
    for group in groups(worlds) {
      let members = group.map { worlds[$0] }
      let played: PlayedWorlds
      switch precision {
      case .double:
        var side = WorldGroup<Double>(members, settings: settings)
        played = side.play()
      case .single:
        var side = WorldGroup<Float>(members, settings: settings)
        played = side.play()
      }
      for (index, course) in zip(group, played.courses) { all.courses[index] = course }
      all.drawingSeconds += played.drawingSeconds
      all.playingSeconds += played.playingSeconds
    }
    return all
  }
}
