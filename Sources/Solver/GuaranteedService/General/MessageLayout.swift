import SupplyNetwork

/// A placement problem on a general acyclic network, laid out for message passing.
///
/// Every stage has two variables: its inbound service time SI (variable 2j) and its committed service time S
/// (variable 2j + 1), each with a range of *labels*, whole periods. Two kinds of *factors* couple them:
///
/// - the stage's own: the cost of τ = SI + T + R − 1 − S, infinite below 0;
/// - one per link: SI of the customer ≥ S of the supplier + lead time.
///
/// At ends of the network S is fixed at the longest that may be quoted (a shorter one only costs more where costs never
/// fall with τ), and quoting beyond SI + T + R − 1 costs what τ = 0 costs.
struct MessageLayout: ~Copyable {
  /// A factor between an upstream and a downstream variable.
  struct Factor {
    /// The variables it couples; `upper` comes first in ``order``.
    var upper: Int
    var lower: Int
    /// Where the factor's share of each variable's cost begins in the state.
    var upperStart: Int
    var lowerStart: Int
    /// Lead time of a link, in periods; for a stage's own factor T + R − 1.
    var periods: Int
    /// The stage, where the factor is a stage's own; −1 for a link.
    var stage: Int
  }

  let network: StageNetwork
  /// Smallest and largest label of each variable before any is ruled out.
  let labels: [ClosedRange<Int>]
  /// Stages' own factors by stage, then those of links by link.
  let factors: [Factor]
  /// Variable → factors towards later and towards earlier variables.
  let laterFactors: CompressedRows
  let earlierFactors: CompressedRows
  /// Variables, suppliers before customers, SI before S.
  let order: [Int]
  /// Where each variable's own costs begin in the state.
  let ownStart: [Int]
  /// Numbers in a state.
  let valueCount: Int
  /// Longest range of labels.
  let widest: Int
  /// Cost of every stage at every τ, stage after stage by rising τ, and the same by falling τ.
  let rising: NumberTable
  let falling: NumberTable
  /// Position in ``rising`` of τ = 0, by stage; in ``falling`` of τ = 0.
  let risingZero: [Int]
  let fallingZero: [Int]

  /// Lays out a network.
  ///
  /// Costs that fall with τ count as the least at any longer τ, which bounds them from below.
  ///
  /// - Throws: ``SolverError/tooLarge(reason:)`` beyond `largest` numbers.
  init(
    network: StageNetwork, ranges: ServiceTimeRanges, costs: borrowing ServiceTimeCosts, largest: Int
  ) throws(SolverError) {
    let count = network.stageCount
    self.network = network
    var labels: [ClosedRange<Int>] = []
    labels.reserveCapacity(2 * count)
    for stage in 0..<count {
      labels.append(ranges.inbound[stage])
      let longest = ranges.largestCommitted[stage]
      labels.append(network.isEnd(stage) ? longest...longest : 0...longest)
    }
    self.labels = labels
    var next = 0
    var ownStart: [Int] = []
    for variable in labels {
      ownStart.append(next)
      next += variable.count
    }
    self.ownStart = ownStart
    var factors: [Factor] = []
    func append(_ upper: Int, _ lower: Int, periods: Int, stage: Int) {
      let lowerStart = next + labels[upper].count
      factors.append(
        Factor(upper: upper, lower: lower, upperStart: next, lowerStart: lowerStart, periods: periods, stage: stage))
      next = lowerStart + labels[lower].count
    }
    for stage in 0..<count {
      append(2 * stage, 2 * stage + 1, periods: network.stages[stage].fixedReplenishmentTime, stage: stage)
    }
    for link in network.links {
      append(2 * link.supplier + 1, 2 * link.customer, periods: link.leadTime, stage: -1)
    }
    self.factors = factors
    laterFactors = CompressedRows(grouping: factors.map(\.upper), rowCount: 2 * count)
    earlierFactors = CompressedRows(grouping: factors.map(\.lower), rowCount: 2 * count)
    order = network.upstreamFirst.flatMap { [2 * $0, 2 * $0 + 1] }
    widest = labels.reduce(1) { max($0, $1.count) }
    valueCount = next

    var risingZero: [Int] = []
    var fallingZero: [Int] = []
    var costCount = 0
    for stage in 0..<count {
      let (shortest, longest) = Self.extremes(stage, labels, network)
      risingZero.append(costCount - shortest)
      fallingZero.append(costCount + longest)
      costCount += longest - shortest + 1
      guard next + costCount <= largest else { throw .serviceTimesTooLong(widest - 1, in: network) }
    }
    self.risingZero = risingZero
    self.fallingZero = fallingZero
    rising = NumberTable(count: costCount)
    falling = NumberTable(count: costCount)
    let bounds = costs.neverFalling()
    for stage in 0..<count {
      let (shortest, longest) = Self.extremes(stage, labels, network)
      let least = costs.periods(stage).lowerBound
      for periods in shortest...longest {
        let value =
          periods < 0 && !network.isEnd(stage) ? .infinity : bounds[costs.position(stage, at: max(periods, least))]
        rising[risingZero[stage] + periods] = value
        falling[fallingZero[stage] - periods] = value
      }
    }
  }

  /// Smallest and largest difference SI + T + R − 1 − S of a stage, below 0 too.
  private static func extremes(
    _ stage: Int, _ labels: [ClosedRange<Int>], _ network: StageNetwork
  ) -> (shortest: Int, longest: Int) {
    let fixed = network.stages[stage].fixedReplenishmentTime
    return (
      labels[2 * stage].lowerBound + fixed - labels[2 * stage + 1].upperBound,
      labels[2 * stage].upperBound + fixed - labels[2 * stage + 1].lowerBound
    )
  }

  /// Number of stages.
  var stageCount: Int { network.stageCount }

  /// The factor of a link.
  func factor(ofLink link: Int) -> Factor { factors[stageCount + link] }
}
