import SupplyNetwork

/// The players of several policies, who face the same demand.
struct PlayerGroup: ~Copyable {
  private let players: UnsafeMutablePointer<Player<Double>>
  private let count: Int
  /// By policy, then bucket of measured periods.
  private var courses: [[ExternalService<Double>]]
  /// By policy, what the courses hold so far.
  private var noted: [ExternalService<Double>]

  /// Stock that runs start with, by policy, then stage.
  private let startingOnHand: [[Double]]

  /// Prepares the policies, each on its network.
  ///
  /// - Parameter onHand: starting stock by stage, in units. `nil` = what the policies order up to.
  init(_ programs: [PlayProgram], networks: [StageNetwork], policies: [NetworkPolicy], onHand: [Double]?) {
    count = programs.count
    startingOnHand = zip(networks, policies).map { $0.startingOnHand($1, given: onHand) }
    courses = programs.map { _ in [] }
    noted = programs.map { _ in ExternalService<Double>() }
    players = .allocate(capacity: max(1, count))
    for (index, program) in programs.enumerated() {
      (players + index).initialize(to: Player(program, rules: program.rules(networks[index], policies[index])))
    }
  }

  deinit {
    players.deinitialize(count: count)
    players.deallocate()
  }

  /// Back to period 0, with the events of each program.
  mutating func restart(_ events: (_ policy: Int, PlayProgram) -> WorldEvents) {
    for index in 0..<count {
      players[index].restart(events(index, players[index].program)) { [stock = startingOnHand[index]] in
        Lanes(every: stock[$0])
      }
      courses[index].removeAll(keepingCapacity: true)
      noted[index] = ExternalService<Double>()
    }
  }

  /// Plays periods on given demand: per period one value per demand row. Measuring starts after the warm-up.
  mutating func play(_ periods: Range<Int>, warmUp: Int, demand: borrowing DemandBuffer<Lanes<Double>>) {
    for index in 0..<count {
      if periods.lowerBound == warmUp { players[index].resetTotals() }
      var period = periods.lowerBound
      var row = demand.quantities
      while period < periods.upperBound {
        let bucket = (period - warmUp) / ServiceCourse.bucketPeriods
        let bucketEnd = period < warmUp ? warmUp : warmUp + (bucket + 1) * ServiceCourse.bucketPeriods
        let end = min(bucketEnd, periods.upperBound)
        players[index].play(period..<end, demand: row)
        if period >= warmUp { note(bucket, of: index) }
        row += (end - period) * demand.rows
        period = end
      }
    }
  }

  /// Adds to a bucket what external demand was served since the last call.
  private mutating func note(_ bucket: Int, of index: Int) {
    let now = players[index].externalService()
    let before = noted[index]
    noted[index] = now
    if bucket == courses[index].count { courses[index].append(ExternalService<Double>()) }
    courses[index][bucket].due += now.due - before.due
    courses[index][bucket].onTime += now.onTime - before.onTime
  }

  /// Writes the averages of the lanes' replications into the runs, one per policy.
  func record(into runs: inout [SimulationRun], replications: Range<Int>, networks: [StageNetwork]) {
    for index in 0..<count {
      players[index].record(into: &runs[index], replications: replications, network: networks[index])
      for (bucket, service) in courses[index].enumerated() {
        for (lane, replication) in replications.enumerated() {
          runs[index].serviceCourse.add(
            due: service.due[lane], deliveredOnTime: service.onTime[lane], replication: replication, bucket: bucket)
        }
      }
    }
  }
}
