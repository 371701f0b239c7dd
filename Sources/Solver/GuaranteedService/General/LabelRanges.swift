import SupplyNetwork

/// The labels of every variable that are still open: an interval each, as a branch of the search leaves it.
///
/// Variable 2j is the inbound service time of stage j, 2j + 1 its committed service time.
struct LabelRanges: Sendable, Equatable {
  /// Smallest open label by variable.
  private(set) var lower: [Int]
  /// Largest open label by variable; below `lower` where none is left.
  private(set) var upper: [Int]

  /// All labels.
  init(_ labels: [ClosedRange<Int>]) {
    lower = labels.map(\.lowerBound)
    upper = labels.map(\.upperBound)
  }

  /// Number of open labels of a variable.
  func count(_ variable: Int) -> Int { max(0, upper[variable] - lower[variable] + 1) }

  /// Whether a variable has no open label, so that no plan is left.
  var isEmpty: Bool { lower.indices.contains { lower[$0] > upper[$0] } }

  /// Rules out all labels below one.
  mutating func raise(_ variable: Int, to label: Int) { lower[variable] = max(lower[variable], label) }

  /// Rules out all labels above one.
  mutating func cap(_ variable: Int, at label: Int) { upper[variable] = min(upper[variable], label) }

  /// Rules out what no plan can use: SI is the longest of the external inbound service time and S + lead time over the
  /// suppliers; S ≤ SI + T + R − 1 where the stage has customers.
  ///
  /// Complexity: O(stages + links).
  mutating func propagate(in network: StageNetwork) {
    for stage in network.upstreamFirst {
      let external = network.stages[stage].externalInboundServiceTime
      var least = external
      var most = external
      for position in network.supplierLinks[stage] {
        let link = network.links[position]
        least = max(least, lower[2 * link.supplier + 1] + link.leadTime)
        most = max(most, upper[2 * link.supplier + 1] + link.leadTime)
      }
      raise(2 * stage, to: least)
      cap(2 * stage, at: most)
      if !network.isEnd(stage) {
        cap(2 * stage + 1, at: upper[2 * stage] + network.stages[stage].fixedReplenishmentTime)
      }
    }
    for stage in network.upstreamFirst.reversed() {
      for position in network.customerLinks[stage] {
        let link = network.links[position]
        cap(2 * stage + 1, at: upper[2 * link.customer] - link.leadTime)
      }
      if !network.isEnd(stage) {
        raise(2 * stage, to: lower[2 * stage + 1] - network.stages[stage].fixedReplenishmentTime)
      }
    }
  }
}
