import SupplyNetwork

/// A lower bound on the cost of every plan, from prices on the links, worked out anew so that no rounding of the message
/// passing is in it.
///
/// Price on every link a function m of a committed service time that never falls. The supplier pays m(S), the customer
/// gets m(SI − lead time) back; since SI ≥ S + lead time, no plan gets dearer. Without the links each stage is cheapest
/// for itself: the sum of min over (SI, S) of cost(SI + T + R − 1 − S) + Σ m(S) − Σ m(SI − lead time) bounds every plan
/// from below, and with one stage held at a label it bounds all plans with that label. The best prices give the bound of
/// the time-indexed linear relaxation, in which links are written as "S ≥ t implies SI ≥ t + lead time" for every t.
struct MessageBound {
  /// No plan within the ranges costs less; money per period. Infinite where there is none.
  private(set) var value: Double
  /// The price m by label of the supplier, link after link; see ``MessageLayout/labels``.
  private(set) var prices: [Double]
  /// By open label of each committed service time: by how much a plan with that label costs more than ``value`` at
  /// least. By stage, from the smallest open label on.
  private(set) var excess: [[Double]]
  /// The ranges it holds for.
  let ranges: LabelRanges

  /// Bounds the plans within the ranges of a state.
  ///
  /// Complexity: that of half a sweep.
  init(_ layout: borrowing MessageLayout, _ state: borrowing MessageState) {
    prices = Self.prices(layout, state)
    value = 0
    excess = []
    ranges = state.ranges
    let network = layout.network
    let starts = Self.priceStarts(layout)
    let inboundCost = NumberTable(count: layout.widest)
    let least = NumberTable(count: layout.widest)
    for stage in 0..<layout.stageCount {
      let inbound = ranges.lower[2 * stage]...max(ranges.lower[2 * stage], ranges.upper[2 * stage])
      inboundCost.base.update(repeating: 0, count: inbound.count)
      for position in network.supplierLinks[stage] {
        let link = network.links[position]
        let supplier = 2 * link.supplier + 1
        let base = starts[position] - layout.labels[supplier].lowerBound
        for label in inbound {
          // Beyond the supplier's labels the price stays what it is at their ends.
          let committed = min(max(label - link.leadTime, ranges.lower[supplier]), ranges.upper[supplier])
          inboundCost[label - inbound.lowerBound] -= prices[base + committed]
        }
      }
      layout.leastByCommitted(stage, inboundCost.base - inbound.lowerBound, ranges, into: least.base)
      let first = ranges.lower[2 * stage + 1]
      let count = ranges.count(2 * stage + 1)
      for position in network.customerLinks[stage] {
        let base = starts[position] + first - layout.labels[2 * stage + 1].lowerBound
        for index in 0..<count { least.base[index] += prices[base + index] }
      }
      var smallest = Double.infinity
      for index in 0..<count { smallest = min(smallest, least[index]) }
      value += smallest
      excess.append(smallest < .infinity ? (0..<count).map { least[$0] - smallest } : [])
    }
  }

  /// Position of the first price of every link.
  static func priceStarts(_ layout: borrowing MessageLayout) -> [Int] {
    var next = 0
    return layout.network.links.map { link in
      defer { next += layout.labels[2 * link.supplier + 1].count }
      return next
    }
  }

  /// Reads the prices off the links' shares: what a link gives back to its supplier's labels, made to never fall.
  private static func prices(_ layout: borrowing MessageLayout, _ state: borrowing MessageState) -> [Double] {
    var prices: [Double] = []
    for index in layout.network.links.indices {
      let factor = layout.factor(ofLink: index)
      let base = layout.labels[factor.upper].lowerBound
      let open =
        state.ranges.lower[factor.upper]...max(state.ranges.lower[factor.upper], state.ranges.upper[factor.upper])
      let start = prices.count
      prices.append(contentsOf: repeatElement(0, count: layout.labels[factor.upper].count))
      var highest = -Double.infinity
      var firstPrice: Double?
      for label in open {
        highest = max(highest, -state.values[factor.upperStart + label - base])
        guard highest > -.infinity else { continue }
        let origin = firstPrice ?? highest
        firstPrice = origin
        prices[start + label - base] = highest - origin
      }
    }
    return prices
  }
}
