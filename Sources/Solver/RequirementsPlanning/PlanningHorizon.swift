public import SupplyNetwork

/// How far requirements have to be planned.
public enum PlanningHorizon {
  /// Longest horizon that may be asked for, in periods.
  public static let longest = 10_000
  /// Review periods that the usual horizon holds beyond the longest cumulative lead time.
  private static let reviews = 4
  /// Shortest usual horizon, in periods.
  private static let shortest = 12

  /// Per stage, periods from the release of an order to its receipt: the processing time, and the longest way of any
  /// input, the outside supplier's included.
  static func leadTimes(of network: StageNetwork) -> [Int] {
    network.stages.indices.map { index in
      let stage = network.stages[index]
      return network.supplierLinks[index].reduce(stage.externalInboundServiceTime) {
        max($0, network.links[$1].leadTime)
      } + stage.processingTime
    }
  }

  /// The longest time that goods take from the outside to the end of a network, in periods.
  /// Complexity: O(stages + links).
  public static func cumulativeLeadTime(of network: StageNetwork) -> Int {
    var arrival = [Int](repeating: 0, count: network.stageCount)
    for index in network.upstreamFirst {
      let stage = network.stages[index]
      arrival[index] =
        network.supplierLinks[index].reduce(stage.externalInboundServiceTime) {
          max($0, arrival[network.links[$1].supplier] + network.links[$1].leadTime)
        } + stage.processingTime
    }
    return arrival.max() ?? 0
  }

  /// The usual horizon: the longest cumulative lead time and four of the longest review periods, at least 12 periods.
  public static func usualPeriods(for network: StageNetwork) -> Int {
    let review = network.stages.reduce(1) { max($0, $1.reviewPeriod) }
    return min(longest, max(shortest, cumulativeLeadTime(of: network) + reviews * review))
  }

  /// Per stage, periods that have to be worked out so that nothing in the horizon depends on where it ends.
  ///
  /// A stage's orders released until N arrive until N + L, and its suppliers look as far ahead as their own orders ask:
  /// H = max(N + L, H of each supplier + time from its shipment to the receipt) + periods an order covers − 1.
  /// Complexity: O(stages + links).
  static func lookAhead(_ network: StageNetwork, leadTimes: [Int], input: RequirementsInput) -> [Int] {
    var periods = [Int](repeating: 0, count: network.stageCount)
    for index in network.upstreamFirst {
      let processing = network.stages[index].processingTime
      let needed = network.supplierLinks[index].reduce(input.periods + leadTimes[index]) {
        max($0, periods[network.links[$1].supplier] + processing + network.links[$1].leadTime)
      }
      periods[index] = needed + input.lotRules[index].coverage - 1
    }
    return periods
  }
}
