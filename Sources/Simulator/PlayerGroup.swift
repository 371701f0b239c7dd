import SupplyNetwork

/// The players of several policies, who face the same demand.
struct PlayerGroup: ~Copyable {
  private let players: UnsafeMutablePointer<Player>
  private let count: Int

  init(_ programs: [PlayProgram]) {
    count = programs.count
    players = .allocate(capacity: max(1, count))
    for (index, program) in programs.enumerated() { (players + index).initialize(to: Player(program)) }
  }

  deinit {
    players.deinitialize(count: count)
    players.deallocate()
  }

  /// Back to period 0.
  func restart(onHand: [Double]?) {
    for index in 0..<count { players[index].restart(onHand: onHand) }
  }

  /// Forgets what was measured so far.
  func resetTotals() {
    for index in 0..<count { players[index].resetTotals() }
  }

  /// Plays periods on given demand: per period one value per demand row.
  func play(_ periods: Range<Int>, demand: borrowing DemandBuffer) {
    for index in 0..<count { players[index].play(periods, demand: demand.quantities) }
  }

  /// Writes the averages of the lanes' replications into the runs, one per policy.
  func record(into runs: inout [SimulationRun], replications: Range<Int>, network: StageNetwork) {
    for index in 0..<count {
      players[index].record(into: &runs[index], replications: replications, network: network)
    }
  }
}
