import SupplyNetwork

/// Works a ``PlacementCertificate`` out again, plainly, without any code of the search.
///
/// Ranges of labels are derived here, and shrink only by what the prices of the certificate or the network itself rule
/// out; every case must end in a bound that reaches the cost of the plan, or in no label at all.
struct CertificateCheck {
  private let network: StageNetwork
  private let certificate: PlacementCertificate
  private let maximumServiceTime: Int?
  /// What every plan must be shown to cost, in money per period.
  private let target: Double
  /// Per stage and τ, the cost of the safety stock.
  private let exactCost: [[Double]]
  /// Per stage and τ, the least cost of the safety stock at that τ or a longer one.
  private let cost: [[Double]]
  /// Where the prices of each link begin.
  private let priceStart: [Int]
  /// Prices that a list must hold.
  private let priceCount: Int

  /// Labels that are open: SI and S of every stage.
  private struct Open {
    var inbound: [(low: Int, high: Int)]
    var committed: [(low: Int, high: Int)]

    var isEmpty: Bool { (inbound + committed).contains { $0.low > $0.high } }
  }

  init(
    _ certificate: PlacementCertificate, cost plan: StockingPlan, network: StageNetwork, maximumServiceTime: Int?
  ) {
    self.network = network
    self.certificate = certificate
    self.maximumServiceTime = maximumServiceTime
    // Safety stock is the difference of large numbers where demand is large.
    let rounding = zip(network.stages, plan.stages).reduce(0.0) { sum, pair in
      sum + 1e-14 * pair.0.holdingCostRate * abs(pair.1.installationBaseStock)
    }
    let all = Self.allLabels(network, maximumServiceTime)
    let bounds = DirectBound(network)
    // Where fixed base stocks miss service targets, the proof says that no plan that misses as little costs less.
    let lacking = network.stages.indices.map { index in
      network.stages[index].fixedBaseStock == nil
        ? 0 : bounds.excess(index, over: max(0, plan.stages[index].netReplenishmentLeadTime))
    }
    target = plan.cost - PlanVerifier.tolerance * abs(plan.cost) - rounding
    exactCost = network.stages.indices.map { index in
      let longest =
        all.inbound[index].high + network.stages[index].processingTime + network.stages[index].reviewPeriod - 1
      return (0...max(0, longest)).map { periods in
        bounds.excess(index, over: periods) <= lacking[index]
          ? bounds.holdingCost(index, over: periods) : .infinity
      }
    }
    cost = exactCost.map { exact in
      var costs = exact
      for position in costs.indices.dropLast().reversed() {
        costs[position] = min(costs[position], costs[position + 1])
      }
      return costs
    }
    var next = 0
    var starts: [Int] = []
    for link in network.links {
      starts.append(next)
      next += all.committed[link.supplier].high + 1
    }
    priceStart = starts
    priceCount = next
  }

  /// What is wrong with the proof, in words; `nil` where it holds.
  func fault() -> String? {
    var all = Self.allLabels(network, maximumServiceTime)
    derive(&all)
    var waiting = [(position: 0, open: all)]
    var visited = 0
    while let (position, labels) = waiting.popLast() {
      guard certificate.cases.indices.contains(position), visited < certificate.cases.count else {
        return "its cases do not form a tree"
      }
      visited += 1
      var open = labels
      // No prices are needed to see that every stage costs what it costs at its cheapest.
      var bound = network.stages.indices.reduce(0.0) { sum, stage in
        let fixed = network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1
        return sum + cost[stage][max(0, open.inbound[stage].low + fixed - open.committed[stage].high)]
      }
      for prices in certificate.cases[position].prices {
        guard prices.count == priceCount else { return "case \(position + 1) has \(prices.count) prices" }
        guard neverFall(prices, open) else { return "prices of case \(position + 1) fall" }
        bound = max(bound, ruleOut(prices, &open))
        if open.isEmpty { break }
      }
      if open.isEmpty || bound >= target { continue }
      if let cost = costOfOnlyPlan(open) {
        guard cost >= target else { return "case \(position + 1) holds a plan that costs \(cost)" }
        continue
      }
      guard let split = certificate.cases[position].split, network.stages.indices.contains(split.stage) else {
        return "case \(position + 1) is left open with a bound of \(bound)"
      }
      var within = open
      within.committed[split.stage].high = min(within.committed[split.stage].high, split.label)
      var beyond = open
      beyond.committed[split.stage].low = max(beyond.committed[split.stage].low, split.label + 1)
      for (child, var half) in [(split.within, within), (split.beyond, beyond)] {
        derive(&half)
        waiting.append((child, half))
      }
    }
    return nil
  }

  /// The cost of the cheapest plan, infinite where there is none, where every stage with customers has one committed service time left.
  private func costOfOnlyPlan(_ open: Open) -> Double? {
    var total = 0.0
    for stage in network.upstreamFirst {
      let times = open.committed[stage]
      let inbound = network.supplierLinks[stage].reduce(network.stages[stage].externalInboundServiceTime) {
        max($0, open.committed[network.links[$1].supplier].low + network.links[$1].leadTime)
      }
      let reach = inbound + network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1
      if network.customerLinks[stage].isEmpty {
        total += exactCost[stage][max(0, reach - times.high)...reach].min() ?? 0
      } else {
        guard times.low == times.high else { return nil }
        guard times.low <= reach else { return .infinity }
        total += exactCost[stage][reach - times.low]
      }
    }
    return total
  }

  /// All labels of a network.
  private static func allLabels(_ network: StageNetwork, _ maximumServiceTime: Int?) -> Open {
    var open = Open(
      inbound: Array(repeating: (0, 0), count: network.stageCount),
      committed: Array(repeating: (0, 0), count: network.stageCount))
    for index in network.upstreamFirst {
      let stage = network.stages[index]
      let suppliers = network.supplierLinks[index].map { network.links[$0] }
      let external = stage.externalInboundServiceTime
      open.inbound[index].low = suppliers.reduce(external) { max($0, $1.leadTime) }
      open.inbound[index].high = suppliers.reduce(external) {
        max($0, open.committed[$1.supplier].high + $1.leadTime)
      }
      let longest = open.inbound[index].high + stage.processingTime + stage.reviewPeriod - 1
      var bound = min(longest, stage.maximumCommittedServiceTime ?? longest, maximumServiceTime ?? longest)
      for position in network.customerLinks[index] {
        let link = network.links[position]
        if let accepted = network.stages[link.customer].maximumInboundServiceTime {
          bound = min(bound, accepted - link.leadTime)
        }
      }
      open.committed[index].high = bound
    }
    return open
  }

  /// Whether the price of every link never falls over the open labels.
  private func neverFall(_ prices: [Double], _ open: Open) -> Bool {
    network.links.indices.allSatisfy { position in
      let range = open.committed[network.links[position].supplier]
      guard range.low < range.high else { return true }
      return (range.low..<range.high).allSatisfy {
        prices[priceStart[position] + $0] <= prices[priceStart[position] + $0 + 1]
      }
    }
  }

  /// The bound by prices; shrinks the labels to those that may still belong to a plan below the target.
  private func ruleOut(_ prices: [Double], _ open: inout Open) -> Double {
    var least: [[Double]] = []
    var total = 0.0
    for stage in network.stages.indices {
      let byLabel = leastCost(stage, prices, open)
      least.append(byLabel)
      total += byLabel.min() ?? .infinity
    }
    guard total.isFinite else {
      if total == .infinity { open.inbound[0] = (1, 0) }
      return total
    }
    for stage in network.stages.indices where !network.customerLinks[stage].isEmpty {
      let smallest = least[stage].min() ?? 0
      let isOpen = least[stage].map { total - smallest + $0 < target }
      guard let first = isOpen.firstIndex(of: true), let last = isOpen.lastIndex(of: true) else { continue }
      let low = open.committed[stage].low
      open.committed[stage] = (low + first, low + last)
    }
    derive(&open)
    return total
  }

  /// Least cost of a stage, prices included, by open committed service time; a single number at ends of the network.
  private func leastCost(_ stage: Int, _ prices: [Double], _ open: Open) -> [Double] {
    let range = open.inbound[stage]
    guard range.low <= range.high else { return [] }
    let fixed = network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1
    let given = (range.low...range.high).map { inbound in
      network.supplierLinks[stage].reduce(0.0) { sum, position in
        let link = network.links[position]
        let allowed = open.committed[link.supplier]
        return sum - prices[priceStart[position] + min(max(inbound - link.leadTime, allowed.low), allowed.high)]
      }
    }
    let own = cost[stage]
    if network.customerLinks[stage].isEmpty {
      let longest = open.committed[stage].high
      let cheapest = given.indices.map { given[$0] + own[max(0, range.low + $0 + fixed - longest)] }
      return [cheapest.min() ?? .infinity]
    }
    let labels = open.committed[stage]
    guard labels.low <= labels.high else { return [] }
    return (labels.low...labels.high).map { committed in
      var cheapest = Double.infinity
      for position in given.indices {
        let periods = range.low + position + fixed - committed
        if periods >= 0 { cheapest = min(cheapest, given[position] + own[periods]) }
      }
      return network.customerLinks[stage].reduce(cheapest) { $0 + prices[priceStart[$1] + committed] }
    }
  }

  /// Rules out labels that the network itself does: SI is the longest of what the suppliers quote and the outside
  /// supplier takes; a stage with customers quotes SI + T + R − 1 at most.
  private func derive(_ open: inout Open) {
    for stage in network.upstreamFirst {
      let fixed = network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1
      let links = network.supplierLinks[stage].map { network.links[$0] }
      let external = network.stages[stage].externalInboundServiceTime
      let shortest = links.reduce(external) { max($0, open.committed[$1.supplier].low + $1.leadTime) }
      let longest = links.reduce(external) { max($0, open.committed[$1.supplier].high + $1.leadTime) }
      open.inbound[stage].low = max(open.inbound[stage].low, shortest)
      open.inbound[stage].high = min(open.inbound[stage].high, longest)
      if !network.customerLinks[stage].isEmpty {
        open.committed[stage].high = min(open.committed[stage].high, open.inbound[stage].high + fixed)
      }
    }
    for stage in network.upstreamFirst.reversed() where !network.customerLinks[stage].isEmpty {
      for position in network.customerLinks[stage] {
        let link = network.links[position]
        let accepted = open.inbound[link.customer].high - link.leadTime
        open.committed[stage].high = min(open.committed[stage].high, accepted)
      }
      let fixed = network.stages[stage].processingTime + network.stages[stage].reviewPeriod - 1
      open.inbound[stage].low = max(open.inbound[stage].low, open.committed[stage].low - fixed)
    }
  }
}
