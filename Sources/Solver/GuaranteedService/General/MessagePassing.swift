import SupplyNetwork

/// Sequential reweighted message passing over a ``MessageLayout``.
///
/// A sweep visits all variables in one direction. At each it takes in what the adjacent factors know (their least cost
/// by label of the variable), and hands it on to the factors ahead in equal shares. The bound never falls. On the
/// relaxation that this maximises see ``MessageBound``. Two sweeps solve a network without suppliers in common exactly;
/// general networks as a rule close within tens of sweeps, since links relax tightly and only stages that have both
/// suppliers and customers can leave a gap.
///
/// Kolmogorov 2006 (doi:10.1109/TPAMI.2006.200), 2015 (doi:10.1109/TPAMI.2014.2363465).
///
/// Complexity of a sweep: O(Σ ranges of SI × ranges of S over stages + links × ranges).
struct MessagePassing: ~Copyable {
  /// The layout that states belong to.
  let layout: MessageLayout
  /// A factor's least cost by label of a variable.
  private let share: NumberTable
  /// Cost by label of a committed service time, the stage's inbound service time being settled.
  private let conditional: NumberTable

  init(_ layout: consuming MessageLayout) {
    share = NumberTable(count: layout.widest)
    conditional = NumberTable(count: layout.widest)
    self.layout = layout
  }

  /// Elementary steps that a sweep takes at most, by the labels that are open: what limits are counted in.
  func effort(_ state: borrowing MessageState) -> Int {
    var steps = 0
    for factor in layout.factors {
      let (upper, lower) = (state.ranges.count(factor.upper), state.ranges.count(factor.lower))
      steps += factor.stage >= 0 ? 2 * upper * lower : 3 * (upper + lower)
    }
    return steps
  }

  /// Sweeps from the sources to the ends of the network, and settles the committed service times on the way: each is the
  /// cheapest for those settled before it, by what the sweeps so far know of the rest.
  ///
  /// - Parameter committed: filled with a committed service time per stage; it may exceed what the stage can quote.
  func sweepDownstream(_ state: inout MessageState, settling committed: inout [Int]) {
    let ranges = state.ranges
    state.values.withUnsafeMutableBufferPointer { buffer in
      guard let values = buffer.baseAddress else { return }
      for variable in layout.order {
        let settles = variable & 1 == 1
        if settles { prepareSettling(variable, committed, values, ranges) }
        collect(variable, values, ranges, settling: settles)
        if settles { committed[variable / 2] = settle(variable, ranges) }
        distribute(variable, to: layout.laterFactors, values, ranges)
      }
    }
  }

  /// Sweeps from the ends of the network to its sources.
  func sweepUpstream(_ state: inout MessageState) {
    let ranges = state.ranges
    state.values.withUnsafeMutableBufferPointer { buffer in
      guard let values = buffer.baseAddress else { return }
      for variable in layout.order.reversed() {
        collect(variable, values, ranges, settling: false)
        distribute(variable, to: layout.earlierFactors, values, ranges)
      }
    }
  }

  // MARK: - At one variable

  /// Moves all that adjacent factors know of a variable to it.
  private func collect(
    _ variable: Int, _ values: UnsafeMutablePointer<Double>, _ ranges: LabelRanges, settling: Bool
  ) {
    let first = ranges.lower[variable]
    let count = ranges.count(variable)
    let base = layout.labels[variable].lowerBound
    let own = values + (layout.ownStart[variable] + first - base)
    for position in layout.laterFactors[variable] {
      let factor = layout.factors[position]
      pullUp(factor, values, ranges)
      if settling { for index in 0..<count { conditional.base[index] += share.base[index] } }
      Self.move(share.base, from: values + (factor.upperStart + first - base), to: own, count: count)
    }
    for position in layout.earlierFactors[variable] {
      let factor = layout.factors[position]
      pullDown(factor, values, ranges)
      Self.move(share.base, from: values + (factor.lowerStart + first - base), to: own, count: count)
    }
  }

  @inline(__always)
  private static func move(
    _ share: UnsafeMutablePointer<Double>, from factor: UnsafeMutablePointer<Double>,
    to own: UnsafeMutablePointer<Double>, count: Int
  ) {
    for index in 0..<count {
      own[index] += share[index]
      factor[index] = share[index] < .infinity ? factor[index] - share[index] : .infinity
    }
  }

  /// Hands a variable's cost on to factors, a share each, and keeps the rest.
  private func distribute(
    _ variable: Int, to factors: borrowing CompressedRows, _ values: UnsafeMutablePointer<Double>,
    _ ranges: LabelRanges
  ) {
    let receivers = factors.range(variable)
    guard !receivers.isEmpty else { return }
    let first = ranges.lower[variable] - layout.labels[variable].lowerBound
    let count = ranges.count(variable)
    let own = values + (layout.ownStart[variable] + first)
    let most = max(layout.laterFactors.range(variable).count, layout.earlierFactors.range(variable).count)
    let weight = 1 / Double(most)
    for position in factors[variable] {
      let factor = layout.factors[position]
      let start = factor.upper == variable ? factor.upperStart : factor.lowerStart
      let target = values + (start + first)
      for index in 0..<count { target[index] += weight * own[index] }
    }
    let kept = 1 - weight * Double(receivers.count)
    if receivers.count == most {
      for index in 0..<count { own[index] = own[index] < .infinity ? 0 : .infinity }
    } else {
      for index in 0..<count { own[index] *= kept }
    }
  }

  // MARK: - What a factor knows

  /// Fills ``share`` with the least cost of a factor by open label of its upper variable.
  private func pullUp(
    _ factor: MessageLayout.Factor, _ values: UnsafeMutablePointer<Double>, _ ranges: LabelRanges
  ) {
    let (upper, lower) = pointers(factor, values)
    let first = ranges.lower[factor.upper]
    let count = ranges.count(factor.upper)
    let share = share.base
    if factor.stage >= 0 {
      layout.leastByInbound(factor.stage, lower, ranges, into: share)
      for index in 0..<count { share[index] += upper[first + index] }
      return
    }
    // The customer's SI at S + lead time or beyond.
    var least = Double.infinity
    var next = ranges.upper[factor.lower]
    for index in stride(from: count - 1, through: 0, by: -1) {
      let reach = max(first + index + factor.periods, ranges.lower[factor.lower])
      while next >= reach {
        least = lower[next] < least ? lower[next] : least
        next -= 1
      }
      share[index] = least + upper[first + index]
    }
  }

  /// Fills ``share`` with the least cost of a factor by open label of its lower variable.
  private func pullDown(
    _ factor: MessageLayout.Factor, _ values: UnsafeMutablePointer<Double>, _ ranges: LabelRanges
  ) {
    let (upper, lower) = pointers(factor, values)
    let first = ranges.lower[factor.lower]
    let count = ranges.count(factor.lower)
    let share = share.base
    if factor.stage >= 0 {
      layout.leastByCommitted(factor.stage, upper, ranges, into: share)
      for index in 0..<count { share[index] += lower[first + index] }
      return
    }
    // The supplier's S at SI − lead time or within.
    var least = Double.infinity
    var next = ranges.lower[factor.upper]
    for index in 0..<count {
      let reach = min(first + index - factor.periods, ranges.upper[factor.upper])
      while next <= reach {
        least = upper[next] < least ? upper[next] : least
        next += 1
      }
      share[index] = least + lower[first + index]
    }
  }

  /// A factor's shares of its variables, to be indexed by label.
  @inline(__always)
  private func pointers(
    _ factor: MessageLayout.Factor, _ values: UnsafeMutablePointer<Double>
  ) -> (upper: UnsafeMutablePointer<Double>, lower: UnsafeMutablePointer<Double>) {
    (
      values + (factor.upperStart - layout.labels[factor.upper].lowerBound),
      values + (factor.lowerStart - layout.labels[factor.lower].lowerBound)
    )
  }

  // MARK: - Settling

  /// Starts ``conditional`` with what a committed service time costs by itself and its stage, whose suppliers are settled.
  private func prepareSettling(
    _ variable: Int, _ committed: [Int], _ values: UnsafeMutablePointer<Double>, _ ranges: LabelRanges
  ) {
    let stage = variable / 2
    let network = layout.network
    var inbound = network.stages[stage].externalInboundServiceTime
    for position in network.supplierLinks[stage] {
      let link = network.links[position]
      inbound = max(inbound, committed[link.supplier] + link.leadTime)
    }
    let first = ranges.lower[variable]
    let factor = layout.factors[stage]
    let own = values + (layout.ownStart[variable] - layout.labels[variable].lowerBound)
    let (_, lower) = pointers(factor, values)
    let cost = layout.falling.base + (layout.fallingZero[stage] - inbound - factor.periods)
    for index in 0..<ranges.count(variable) {
      let label = first + index
      conditional.base[index] = own[label] + lower[label] + cost[label]
    }
  }

  /// The cheapest open label by ``conditional``; where none has a plan, the smallest.
  private func settle(_ variable: Int, _ ranges: LabelRanges) -> Int {
    var best = 0
    for index in 0..<ranges.count(variable) where conditional.base[index] < conditional.base[best] { best = index }
    return ranges.lower[variable] + best
  }
}
