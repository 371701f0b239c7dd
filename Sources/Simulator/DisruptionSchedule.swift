import Probability
import SupplyNetwork

/// When links of the worlds played side by side close and open again.
///
/// Disruptions at random have streams named by seed, replication and the two locations of a lane alone: a location that
/// ships nothing ships nothing of any item, whatever policy is played.
struct DisruptionSchedule {
  /// One change in one lane.
  struct Event {
    var period: Int
    /// Position of the link; beyond the last one, of what a peer sends others.
    var link: Int
    var lane: Int
    var isOpen: Bool
  }

  /// By period.
  private(set) var events: [Event] = []

  private static let streamName: UInt64 = 0xD15

  /// The schedule of worlds of one shape.
  ///
  /// - Parameters:
  ///   - worlds: network and number of the replication of each lane.
  ///   - horizon: periods played.
  init(_ program: PlayProgram, worlds: [(network: StageNetwork, replication: Int)], seed: UInt64, horizon: Int) {
    guard program.isDisruptable else { return }
    for (lane, world) in worlds.enumerated() {
      for (position, link) in program.links.enumerated() {
        close(position, lane, Self.times(link, program, world.network, world.replication, seed, horizon))
      }
      for (peer, stage) in program.peers.stages.enumerated() {
        let giver = world.network.stages[program.stageOrder[stage.place]]
        let times = Self.times(giver.disruptions, from: giver.location, to: -1, world.replication, seed, horizon)
        close(program.links.count + peer, lane, Self.apart(times))
      }
    }
    events.sort { ($0.period, $0.isOpen ? 0 : 1, $0.link, $0.lane) < ($1.period, $1.isOpen ? 0 : 1, $1.link, $1.lane) }
  }

  private mutating func close(_ position: Int, _ lane: Int, _ times: [Range<Int>]) {
    for time in times {
      events.append(Event(period: time.lowerBound, link: position, lane: lane, isOpen: false))
      events.append(Event(period: time.upperBound, link: position, lane: lane, isOpen: true))
    }
  }

  /// The times in which a link is closed, ascending and apart.
  private static func times(
    _ link: PlayProgram.LinkStep, _ program: PlayProgram, _ network: StageNetwork, _ replication: Int, _ seed: UInt64,
    _ horizon: Int
  ) -> [Range<Int>] {
    let customer = network.stages[program.stageOrder[link.customer]]
    let supplier = link.supplier < 0 ? nil : network.stages[program.stageOrder[link.supplier]]
    var times: [Range<Int>] = []
    if let supplier {
      times = Self.times(supplier.disruptions, from: supplier.location, to: -1, replication, seed, horizon)
    }
    let lane = link.networkLink.map { network.links[$0].disruptions } ?? customer.outsideDisruptions
    times += Self.times(
      lane, from: supplier?.location ?? -1, to: customer.location, replication, seed, horizon)
    return apart(times)
  }

  /// The times of disruptions of what leaves a location for another, or for all.
  private static func times(
    _ disruptions: [Disruption], from: Int, to: Int, _ replication: Int, _ seed: UInt64, _ horizon: Int
  ) -> [Range<Int>] {
    disruptions.enumerated().flatMap { number, disruption in
      let path = [UInt64(replication), streamName, UInt64(from + 1), UInt64(to + 1), UInt64(number)]
      return times(disruption, RandomStream(seed: seed, path: path), horizon)
    }
  }

  /// Times that touch joined, ascending.
  private static func apart(_ times: [Range<Int>]) -> [Range<Int>] {
    var apart: [Range<Int>] = []
    for time in times.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = apart.last, time.lowerBound <= last.upperBound {
        apart[apart.count - 1] = last.lowerBound..<max(last.upperBound, time.upperBound)
      } else {
        apart.append(time)
      }
    }
    return apart
  }

  private static func times(_ disruption: Disruption, _ stream: RandomStream, _ horizon: Int) -> [Range<Int>] {
    guard disruption.periods > 0 else { return [] }
    switch disruption.beginning {
    case .at(let period):
      return period < horizon ? [max(0, period)..<max(0, period) + disruption.periods] : []
    case .atRandom(let chance):
      guard chance > 0 else { return [] }
      var stream = stream
      var times: [Range<Int>] = []
      var period = 0
      while period < horizon {
        guard stream.uniform() < chance else {
          period += 1
          continue
        }
        times.append(period..<period + disruption.periods)
        period += disruption.periods
      }
      return times
    }
  }
}
