import SupplyNetwork

/// The inbound and committed service times that a network's bounds leave open, stage by stage.
///
/// Since SI = max(external inbound service time, S + lead time over all suppliers), every committed service time from
/// 0 to its largest has a plan, and a plan exists exactly if quoting 0 everywhere is one.
struct ServiceTimeRanges {
  /// Inbound service times SI that occur, in periods.
  private(set) var inbound: [ClosedRange<Int>]
  /// Largest committed service time S by stage, in periods; the smallest is 0.
  private(set) var largestCommitted: [Int]

  /// The ranges of a network without an ``obstacle(in:maximumServiceTime:)``.
  ///
  /// Complexity: O(stages + links).
  init(of network: StageNetwork, maximumServiceTime: Int?) {
    inbound = Array(repeating: 0...0, count: network.stageCount)
    largestCommitted = Array(repeating: 0, count: network.stageCount)
    for index in network.upstreamFirst {
      let stage = network.stages[index]
      let smallest = network.smallestInboundServiceTime(index)
      var largest = smallest
      for link in network.supplierLinks[index] {
        largest = max(largest, largestCommitted[network.links[link].supplier] + network.links[link].leadTime)
      }
      inbound[index] = smallest...largest
      var committed = min(
        largest + stage.fixedReplenishmentTime, stage.maximumCommittedServiceTime ?? .max, maximumServiceTime ?? .max)
      for link in network.customerLinks[index] {
        guard let bound = network.stages[network.links[link].customer].maximumInboundServiceTime else { continue }
        committed = min(committed, bound - network.links[link].leadTime)
      }
      largestCommitted[index] = committed
    }
  }

  /// Net replenishment lead times τ of a stage that occur, in periods.
  func netReplenishmentLeadTimes(_ index: Int, of network: StageNetwork) -> ClosedRange<Int> {
    let fixed = network.stages[index].fixedReplenishmentTime
    return max(0, inbound[index].lowerBound + fixed - largestCommitted[index])...inbound[index].upperBound + fixed
  }

  /// What keeps a network from having any plan, naming the stage; `nil` where plans exist.
  static func obstacle(in network: StageNetwork, maximumServiceTime: Int?) -> String? {
    if let bound = maximumServiceTime, bound < 0 {
      return "the longest committed service time allowed is \(bound) periods, below 0"
    }
    // Sums of this many periods over any number of stages stay within the integers.
    let allowed = 0...1_000_000_000
    for link in network.links where !allowed.contains(link.leadTime) {
      return "stage \(network.stages[link.customer].id): a lead time of \(link.leadTime) periods cannot be planned"
    }
    for (index, stage) in network.stages.enumerated() {
      let times = [stage.processingTime, stage.externalInboundServiceTime, stage.reviewPeriod - 1]
      if times.contains(where: { !allowed.contains($0) }) {
        return "stage \(stage.id): processing time, inbound service time or review period cannot be planned"
      }
      if let bound = stage.maximumCommittedServiceTime, bound < 0 {
        return "stage \(stage.id): its committed service time may be \(bound) periods at most, below 0"
      }
      let smallest = network.smallestInboundServiceTime(index)
      if let bound = stage.maximumInboundServiceTime, bound < smallest {
        return "stage \(stage.id): its inbound service time may be \(bound) periods at most, but its inputs take "
          + "\(smallest) even from suppliers that deliver at once"
      }
    }
    return nil
  }
}

extension Stage {
  /// T + R − 1, in periods: what the stage itself adds to its inbound service time.
  var fixedReplenishmentTime: Int { processingTime + reviewPeriod - 1 }
}

extension StageNetwork {
  /// Inbound service time of a stage when all its suppliers quote 0, in periods.
  func smallestInboundServiceTime(_ stage: Int) -> Int {
    supplierLinks[stage].reduce(stages[stage].externalInboundServiceTime) { max($0, links[$1].leadTime) }
  }
}
