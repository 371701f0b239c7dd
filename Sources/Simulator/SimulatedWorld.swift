public import SupplyNetwork

/// A network with its policy and demand, to be played beside others of the same shape.
public struct SimulatedWorld: Sendable {
  /// The stages.
  public var network: StageNetwork
  /// How they are run.
  public var policy: NetworkPolicy
  /// Names the random streams of the network among those of a study.
  public var streamIndex: UInt64
  /// Names the replication, from 0: the same network draws other demand in another one.
  public var replication: Int
  /// Stock on hand by stage that the run starts with, in units. `nil` = what the policies order up to.
  public var startingOnHand: [Double]?
  /// Where demand comes from.
  public var source: DemandSource
  /// Rank of every stage among those whose totals are kept together, from 0. Empty = all in one.
  public var tiers: [Int]

  /// Makes a world.
  public init(
    network: StageNetwork, policy: NetworkPolicy, streamIndex: UInt64 = 0, replication: Int = 0,
    startingOnHand: [Double]? = nil, source: DemandSource = .drawn, tiers: [Int] = []
  ) {
    self.network = network
    self.policy = policy
    self.streamIndex = streamIndex
    self.replication = replication
    self.startingOnHand = startingOnHand
    self.source = source
    self.tiers = tiers
  }

  /// Whether another world takes the same branches in every period, so that both may be played side by side: the same
  /// stages, links, times (with their spread) and kinds of policy, whatever the quantities. Complexity: O(stages + links).
  func hasShape(of other: SimulatedWorld) -> Bool {
    let (a, b) = (network, other.network)
    guard a.stageCount == b.stageCount, a.links == b.links, a.transshipments == b.transshipments, tiers == other.tiers,
      policy.committedServiceTime == other.policy.committedServiceTime,
      policy.unfilledOrders == other.policy.unfilledOrders, policy.allocation == other.policy.allocation
    else { return false }
    return a.stages.indices.allSatisfy { stage in
      let (one, two) = (a.stages[stage], b.stages[stage])
      return one.processingTime == two.processingTime && one.processingTimeSD == two.processingTimeSD
        && one.reviewPeriod == two.reviewPeriod && one.expediting?.leadTime == two.expediting?.leadTime
        && one.externalInboundServiceTime == two.externalInboundServiceTime
        && one.disruptions == two.disruptions && one.outsideDisruptions == two.outsideDisruptions
        && (one.demand == nil) == (two.demand == nil) && hasItems(like: other, at: stage)
        && one.hasFreeOrders == two.hasFreeOrders
        && OrderKind(policy.replenishment[stage]) == OrderKind(other.policy.replenishment[stage])
    }
  }

  /// Whether two links into a stage carry the same item in one world where they do in the other: partial links of one
  /// item are one kind of input.
  private func hasItems(like other: SimulatedWorld, at stage: Int) -> Bool {
    let links = network.supplierLinks[stage]
    guard links.count > 1 else { return true }
    let first = links.map { network.stages[network.links[$0].supplier].item }
    let second = links.map { other.network.stages[other.network.links[$0].supplier].item }
    return first.indices.allSatisfy { one in
      first.indices.allSatisfy { (first[one] == first[$0]) == (second[one] == second[$0]) }
    }
  }
}

/// What worlds did, and what it took.
public struct PlayedWorlds: Sendable {
  /// By world, in the order in which they were given.
  public internal(set) var courses: [NetworkCourse]
  /// Seconds of processor time spent on drawing demand.
  public internal(set) var drawingSeconds = 0.0
  /// Seconds of processor time spent on playing.
  public internal(set) var playingSeconds = 0.0

  /// Adds further worlds at the end.
  mutating func append(_ other: PlayedWorlds) {
    courses += other.courses
    drawingSeconds += other.drawingSeconds
    playingSeconds += other.playingSeconds
  }
}
