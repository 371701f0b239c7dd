import SupplyNetwork

/// The stages that help each other out, as the engine plays them.
struct PeerGroups: Sendable {
  /// A stage that takes part.
  struct PeerStage {
    /// Its position.
    var place: Int
    /// What peers have sent it, by the period of its arrival.
    var onItsWay: Ring
  }

  /// Stages that help each other out on the same terms.
  struct Group {
    /// Positions in ``PeerGroups/members``.
    var members: Range<Int>
    /// Periods from asking to arrival.
    var leadTime: Int
    /// Money per unit.
    var costPerUnit: Double
    /// What every member keeps.
    var reserve: Transshipment.Reserve
  }

  /// By peer.
  private(set) var stages: [PeerStage] = []
  /// In the order in which they help.
  private(set) var groups: [Group] = []
  /// Peers, by group.
  private(set) var members: [Int] = []

  /// Nobody.
  init() {}

  /// Those of a network. Where all sales are lost, goods that arrive later could save none.
  ///
  /// - Parameters:
  ///   - position: stage of the network → position.
  ///   - losesAll: whether no consumer waits.
  ///   - bounded: bounds a time.
  ///   - end: slots taken so far; raised by those of the rings.
  init(_ network: StageNetwork, position: [Int], losesAll: Bool, bounded: (Int) -> Int, end: inout Int) {
    let active = network.transshipments.filter { !losesAll || $0.leadTime == 0 }
    var longest: [Int: Int] = [:]
    for group in active {
      for stage in group.stages {
        longest[position[stage]] = max(longest[position[stage]] ?? 0, bounded(group.leadTime))
      }
    }
    var peerAt: [Int: Int] = [:]
    for (place, time) in longest.sorted(by: { $0.key < $1.key }) {
      peerAt[place] = stages.count
      stages.append(
        PeerStage(place: place, onItsWay: Ring(longestWait: time, end: &end)))
    }
    for group in active {
      let first = members.count
      members += group.stages.compactMap { peerAt[position[$0]] }
      groups.append(
        Group(
          members: first..<members.count, leadTime: bounded(group.leadTime), costPerUnit: group.costPerUnit,
          reserve: group.reserve))
    }
  }
}

/// Where the stages stand that help each other out, in every world.
struct PeerStates<Scalar: LaneScalar>: ~Copyable {
  /// Sums over the measured periods, in every world.
  struct Totals {
    /// Of units that peers send to the stage.
    var received = Lanes<Scalar>()
    /// Of units that it sends to peers.
    var given = Lanes<Scalar>()
    /// Of what those sent to it cost, in money.
    var cost = Lanes<Scalar>()
  }

  let count: Int
  let groupCount: Int
  let stages: UnsafeMutablePointer<PeerGroups.PeerStage>
  let groups: UnsafeMutablePointer<PeerGroups.Group>
  let members: UnsafeMutablePointer<Int>
  /// Units that a member keeps.
  let reserve: UnsafeMutablePointer<Lanes<Scalar>>
  /// Units that a member asks for in the period.
  let asked: UnsafeMutablePointer<Lanes<Scalar>>
  /// Units that it can spare.
  let spare: UnsafeMutablePointer<Lanes<Scalar>>
  /// Units that peers have sent and that have not arrived yet, by peer.
  let onItsWay: UnsafeMutablePointer<Lanes<Scalar>>
  /// By peer.
  let sums: UnsafeMutablePointer<Totals>

  /// - Parameter rules: by position of the stage.
  init(_ peers: PeerGroups, rules: [OrderRule<Scalar>]) {
    func stored<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
      memory.initialize(from: values, count: values.count)
      return memory
    }
    count = peers.stages.count
    groupCount = peers.groups.count
    stages = stored(peers.stages)
    groups = stored(peers.groups)
    members = stored(peers.members)
    reserve = stored(
      peers.groups.flatMap { group in
        peers.members[group.members].map { peer in
          switch group.reserve {
          case .units(let quantity): Lanes(every: quantity)
          case .periods(let cover): rules[peers.stages[peer].place].meanDemand * cover
          }
        }
      })
    asked = stored(peers.members.map { _ in Lanes() })
    spare = stored(peers.members.map { _ in Lanes() })
    onItsWay = stored(peers.stages.map { _ in Lanes() })
    sums = stored(peers.stages.map { _ in Totals() })
  }

  deinit {
    stages.deallocate()
    groups.deallocate()
    members.deallocate()
    reserve.deallocate()
    asked.deallocate()
    spare.deallocate()
    onItsWay.deallocate()
    sums.deallocate()
  }

  /// Back to period 0.
  func restart() { onItsWay.update(repeating: Lanes(), count: count) }

  /// Forgets what was measured so far.
  func resetTotals() { sums.update(repeating: Totals(), count: count) }

  /// What was measured of a peer; nothing of a stage that is none (−1).
  func totals(_ peer: Int) -> Totals { peer < 0 ? Totals() : sums[peer] }
}
