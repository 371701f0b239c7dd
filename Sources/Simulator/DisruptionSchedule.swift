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
    /// Position of the link.
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
    for (position, link) in program.links.enumerated() {
      for (lane, world) in worlds.enumerated() {
        for time in Self.times(link, program, world.network, world.replication, seed, horizon) {
          events.append(Event(period: time.lowerBound, link: position, lane: lane, isOpen: false))
          events.append(Event(period: time.upperBound, link: position, lane: lane, isOpen: true))
        }
      }
    }
    events.sort { ($0.period, $0.isOpen ? 0 : 1, $0.link, $0.lane) < ($1.period, $1.isOpen ? 0 : 1, $1.link, $1.lane) }
  }

  /// The times in which a link is closed, ascending and apart.
  private static func times(
    _ link: PlayProgram.LinkStep, _ program: PlayProgram, _ network: StageNetwork, _ replication: Int, _ seed: UInt64,
    _ horizon: Int
  ) -> [Range<Int>] {
    let customer = network.stages[program.stageOrder[link.customer]]
    let supplier = link.supplier < 0 ? nil : network.stages[program.stageOrder[link.supplier]]
    var times: [Range<Int>] = []
    func add(_ disruptions: [Disruption], from: Int, to: Int) {
      for (number, disruption) in disruptions.enumerated() {
        let path = [UInt64(replication), streamName, UInt64(from + 1), UInt64(to + 1), UInt64(number)]
        times += Self.times(disruption, RandomStream(seed: seed, path: path), horizon)
      }
    }
    if let supplier { add(supplier.disruptions, from: supplier.location, to: -1) }
    let lane = link.networkLink.map { network.links[$0].disruptions } ?? customer.outsideDisruptions
    add(lane, from: supplier?.location ?? -1, to: customer.location)
    times.sort { $0.lowerBound < $1.lowerBound }
    var apart: [Range<Int>] = []
    for time in times {
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
