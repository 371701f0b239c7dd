import SupplyNetwork

@testable import Simulator

/// The sequence of events of `Sources/README.md` once more, plain and slow: one world, one quantity at a time, histories
/// kept whole, nothing in common with the engine but the kinds of input.
struct ReferenceSimulator {
  /// What a stage did in one period.
  struct Day {
    var onHand = 0.0
    var backorders = 0.0
    var ordered = 0.0
    var due = 0.0
    var onTime = 0.0
    var lost = 0.0
    var expedited = 0.0
  }

  let network: StageNetwork
  let policy: NetworkPolicy
  let demand: [[Double]]
  let losesSales: Bool
  let inputs: [StageInputs]
  /// By stage, then the period in which processing starts; empty where the time does not vary.
  let processingTimes: [[Int]]
  /// Whether goods are processed after they have arrived, by stage.
  private let processes: [Bool]
  /// By period, then stage.
  private(set) var days: [[Day]] = []

  private var onHand: [Double]
  private var position: [Double]
  private var backorders: [Double]
  /// Orders over every link by period; links of the outside supplier come after those of the network.
  private var orders: [[Double]]
  private var owed: [Double]
  private var arrivals: [[Double]]
  private var waiting: [[Double]]
  private var finished: [[Double]]
  private var below: [Double]
  private var echelonRecorded: [Double]
  private var echelonOccurred: [Double]
  private var recorded: [Double]
  private var outflow: [Double]
  private var mean: [Double]
  private var deviation: [Double]
  private var signals: [[Double]]
  private var ways: [Way] = []

  /// A way to a customer, from a stage or from outside.
  private struct Way {
    var supplier: Int?
    var customer: Int
    var units: Double
    var share: Double
    var kind: Int
    var wait: Int
    var leadTime: Int
    /// Times in which nothing is shipped.
    var closed: [Range<Int>]
    var isExpress = false
    var hasExpress = false
  }

  private static func times(_ disruptions: [Disruption]) -> [Range<Int>] {
    disruptions.compactMap { disruption in
      guard case .at(let period) = disruption.beginning else { return nil }
      return period..<period + disruption.periods
    }
  }

  /// 1 while goods may leave over a way, else 0.
  private func open(_ way: Int, _ period: Int) -> Double {
    ways[way].closed.contains { $0.contains(period) } ? 0 : 1
  }

  init(
    _ network: StageNetwork, _ policy: NetworkPolicy, demand: [[Double]], losesSales: Bool,
    processingTimes: [[Int]]? = nil
  ) {
    self.network = network
    let times = processingTimes ?? network.stages.map { _ in [] }
    self.processingTimes = times
    self.policy = policy
    self.demand = demand
    self.losesSales = losesSales
    let inputs = network.stages.indices.map { StageInputs(of: $0, in: network) }
    self.inputs = inputs
    processes = network.stages.indices.map { inputs[$0].count > 1 || !times[$0].isEmpty }
    let count = network.stageCount
    let zeros = [Double](repeating: 0, count: count)
    onHand = network.startingOnHand(policy)
    position = onHand
    (backorders, below, recorded, outflow, mean, deviation) = (zeros, zeros, zeros, zeros, zeros, zeros)
    (echelonRecorded, echelonOccurred) = (zeros, zeros)
    signals = zeros.map { _ in [] }
    for (index, link) in network.links.enumerated() {
      let processing = processes[link.customer] ? 0 : network.stages[link.customer].processingTime
      ways.append(
        Way(
          supplier: link.supplier, customer: link.customer, units: link.units, share: link.share,
          kind: inputs[link.customer].inputOfLink[index] ?? 0, wait: policy.committedServiceTime[link.supplier],
          leadTime: link.leadTime + processing,
          closed: Self.times(link.disruptions + network.stages[link.supplier].disruptions)))
    }
    for stage in network.stages.indices {
      for outside in inputs[stage].outsideShares {
        ways.append(
          Way(
            supplier: nil, customer: stage, units: 1, share: outside.share, kind: outside.input,
            wait: network.stages[stage].externalInboundServiceTime,
            leadTime: processes[stage] ? 0 : network.stages[stage].processingTime,
            closed: Self.times(network.stages[stage].outsideDisruptions)))
      }
    }
    for way in ways.indices {
      guard let fast = network.stages[ways[way].customer].expediting, fast.leadTime < ways[way].leadTime
      else { continue }
      ways[way].hasExpress = true
      var express = ways[way]
      (express.isExpress, express.leadTime) = (true, fast.leadTime)
      ways.append(express)
    }
    orders = ways.map { _ in [] }
    owed = ways.map { _ in 0 }
    let horizon = (demand.map(\.count).max() ?? 0) + 40
    arrivals = ways.map { _ in [Double](repeating: 0, count: horizon) }
    finished = zeros.map { _ in [Double](repeating: 0, count: horizon) }
    waiting = inputs.map { [Double](repeating: 0, count: $0.count) }
    for (stage, rule) in policy.replenishment.enumerated() {
      switch rule {
      case .smoothedMinMax(let rule):
        (mean[stage], deviation[stage]) = (rule.demand.startingMean, rule.demand.startingDeviation)
      case .echelonReplenishment(let rule):
        (mean[stage], deviation[stage]) = (rule.demand.startingMean, rule.demand.startingDeviation)
      default: break
      }
    }
    for period in 0..<(demand.map(\.count).max() ?? 0) { play(period) }
  }

  private func isAssembly(_ stage: Int) -> Bool { inputs[stage].count > 1 }

  /// Suppliers all of whose customers have one kind of input cancel what they cannot ship.
  private func cancels(_ stage: Int) -> Bool {
    let customers = network.customerLinks[stage].map { network.links[$0].customer }
    return policy.unfilledOrders == .cancel && !customers.isEmpty && !customers.contains { isAssembly($0) }
  }

  /// Whether goods may still arrive in the period after demand was served.
  private func receivesAtOnce(_ stage: Int) -> Bool {
    if processes[stage] && network.stages[stage].processingTime > (processingTimes[stage].isEmpty ? 0 : 1) {
      return false
    }
    return ways.contains { $0.customer == stage && $0.leadTime == 0 }
  }

  private mutating func play(_ period: Int) {
    var day = network.stages.map { _ in Day() }
    for stage in network.upstreamFirst.reversed() {
      receive(stage, period)
      serve(stage, period, &day[stage])
      if cancels(stage) { ship(from: stage, period, &day[stage]) }
      learn(stage, period)
      order(stage, period, &day[stage])
    }
    for stage in network.upstreamFirst {
      for way in ways.indices where ways[way].supplier == nil && ways[way].customer == stage {
        let wanted = owed[way] + due(way, period)
        let sent = wanted * open(way, period)
        owed[way] = wanted - sent
        send(sent, over: way, period)
      }
      if processes[stage] { assemble(stage, period) }
      if !network.customerLinks[stage].isEmpty && !cancels(stage) {
        ship(from: stage, period, &day[stage])
      } else {
        let served = min(backorders[stage], onHand[stage])
        onHand[stage] -= served
        backorders[stage] -= served
      }
      let late = min(backorders[stage], day[stage].due)
      if losesSales && receivesAtOnce(stage) {
        day[stage].lost = backorders[stage]
        position[stage] += backorders[stage]
        if network.stages[stage].demand != nil { recorded[stage] += day[stage].due - backorders[stage] }
        backorders[stage] = 0
      }
      day[stage].onTime = max(0, day[stage].due - max(late, day[stage].lost))
      day[stage].onHand = onHand[stage]
      let owedInside = ways.indices.filter { ways[$0].supplier == stage }.map { owed[$0] * ways[$0].units }
      day[stage].backorders = backorders[stage] + owedInside.reduce(0, +)
    }
    days.append(day)
  }

  private mutating func receive(_ stage: Int, _ period: Int) {
    for way in ways.indices where ways[way].customer == stage {
      let arrived = arrivals[way][period]
      if processes[stage] { waiting[stage][ways[way].kind] += arrived } else { onHand[stage] += arrived }
    }
    if processes[stage] { assemble(stage, period) }
    onHand[stage] += finished[stage][period]
    finished[stage][period] = 0
  }

  private mutating func assemble(_ stage: Int, _ period: Int) {
    let kits = waiting[stage].min() ?? 0
    for kind in waiting[stage].indices { waiting[stage][kind] -= kits }
    let time = processingTimes[stage].isEmpty ? network.stages[stage].processingTime : processingTimes[stage][period]
    if time == 0 {
      onHand[stage] += kits
    } else if period + time < finished[stage].count {
      finished[stage][period + time] += kits
    }
  }

  private mutating func serve(_ stage: Int, _ period: Int, _ day: inout Day) {
    guard network.stages[stage].demand != nil else { return }
    let occurred = demand[stage][period]
    position[stage] -= occurred
    let source = period - policy.committedServiceTime[stage]
    day.due = source >= 0 ? demand[stage][source] : 0
    let need = backorders[stage] + day.due
    let served = min(need, onHand[stage])
    onHand[stage] -= served
    backorders[stage] = need - served
    let isLate = losesSales && receivesAtOnce(stage)
    if !isLate { recorded[stage] += occurred }
    if losesSales && !isLate {
      day.lost = backorders[stage]
      position[stage] += day.lost
      recorded[stage] -= day.lost
      backorders[stage] = 0
    }
  }

  private mutating func learn(_ stage: Int, _ period: Int) {
    below[stage] = 0
    echelonRecorded[stage] = recorded[stage]
    echelonOccurred[stage] = network.stages[stage].demand == nil ? 0 : demand[stage][period]
    for index in network.customerLinks[stage] {
      let link = network.links[index]
      let weight = link.units * link.share
      below[stage] += weight * (position[link.customer] + below[link.customer])
      echelonRecorded[stage] += weight * echelonRecorded[link.customer]
      echelonOccurred[stage] += weight * echelonOccurred[link.customer]
    }
    switch policy.replenishment[stage] {
    case .smoothedMinMax(let rule):
      smooth(stage, recorded[stage] + outflow[stage], rule.demand.weight)
      outflow[stage] = 0
    case .echelonReplenishment(let rule):
      signals[stage].append(rule.signal == .recordedSales ? echelonRecorded[stage] : echelonOccurred[stage])
      if period >= rule.latency { smooth(stage, signals[stage][period - rule.latency], rule.demand.weight) }
    default: break
    }
    recorded[stage] = 0
  }

  private mutating func smooth(_ stage: Int, _ seen: Double, _ weight: Double) {
    mean[stage] = (1 - weight) * mean[stage] + weight * seen
    deviation[stage] = (1 - weight) * deviation[stage] + weight * abs(seen - mean[stage])
  }

  private mutating func order(_ stage: Int, _ period: Int, _ day: inout Day) {
    let isReview = period % network.stages[stage].reviewPeriod == 0
    let quantity = isReview ? restricted(need(stage), at: network.stages[stage]) : 0
    day.ordered = quantity
    position[stage] += quantity
    let fast = min(quantity, max(0, (network.stages[stage].expediting?.below ?? 0) - netStock(stage, period)))
    for way in ways.indices where ways[way].customer == stage {
      let part = ways[way].isExpress ? fast : ways[way].hasExpress ? quantity - fast : quantity
      let asked = part * ways[way].share
      if ways[way].isExpress { day.expedited += asked }
      orders[way].append(asked)
      guard let supplier = ways[way].supplier else { continue }
      position[supplier] -= asked * ways[way].units
      if case .smoothedMinMax(let rule) = policy.replenishment[supplier], rule.signal == .ordersReceived {
        outflow[supplier] += asked * ways[way].units
      }
    }
  }

  /// All that is on the way to a stage or there, less all that it owes.
  private func netStock(_ stage: Int, _ period: Int) -> Double {
    let coming = ways.indices.filter { ways[$0].customer == stage }.map { arrivals[$0][(period + 1)...].reduce(0, +) }
    let owing = ways.indices.filter { ways[$0].supplier == stage && !cancels(stage) }
      .map { (owed[$0] + due($0, period)) * ways[$0].units }
    return onHand[stage] + coming.reduce(0, +) - backorders[stage] - owing.reduce(0, +)
  }

  private func need(_ stage: Int) -> Double {
    let own = position[stage]
    switch policy.replenishment[stage] {
    case .installationBaseStock(let level): return max(0, level - own)
    case .reorderPointOrderUpTo(let point, let level): return own <= point ? max(0, level - own) : 0
    case .reorderPointOrderQuantity(let point, let quantity): return own <= point ? quantity : 0
    case .echelonBaseStock(let level): return max(0, level - own - below[stage])
    case .smoothedMinMax(let rule):
      let spread = 1.25 * rule.safetyFactor * deviation[stage] * rule.coverPeriods.squareRoot()
      let least = mean[stage] * rule.coverPeriods + spread
      return own <= least ? max(0, least + rule.orderPeriods * mean[stage] - own) : 0
    case .echelonReplenishment(let rule):
      let spread = 1.25 * rule.safetyFactor * deviation[stage] * rule.coverPeriods.squareRoot()
      return max(0, mean[stage] * (rule.coverPeriods + rule.extraPeriods) + spread - own - below[stage])
    }
  }

  private func restricted(_ need: Double, at stage: Stage) -> Double {
    guard stage.orderMultiple != 1 || stage.minimumOrder > 0 else { return need }
    guard need > 1e-7 else { return 0 }
    let least = max(need, stage.minimumOrder)
    return stage.orderMultiple == 1 ? least : (least / stage.orderMultiple - 1e-9).rounded(.up) * stage.orderMultiple
  }

  /// What falls due over a way in a period.
  private func due(_ way: Int, _ period: Int) -> Double {
    period >= ways[way].wait ? orders[way][period - ways[way].wait] : 0
  }

  private mutating func ship(from stage: Int, _ period: Int, _ day: inout Day) {
    let own = ways.indices.filter { ways[$0].supplier == stage }
    let claims = own.map { (owed[$0] + due($0, period)) * ways[$0].units * open($0, period) }
    let needed = claims.reduce(backorders[stage], +)
    let fraction = needed > onHand[stage] ? onHand[stage] / needed : 1
    backorders[stage] -= backorders[stage] * fraction
    for way in own {
      let wanted = owed[way] + due(way, period)
      let sent = wanted * fraction * open(way, period)
      if case .smoothedMinMax(let rule) = policy.replenishment[stage], rule.signal == .quantitiesShipped {
        outflow[stage] += sent * ways[way].units
      }
      if cancels(stage) {
        position[ways[way].customer] -= wanted - sent
        position[stage] += (wanted - sent) * ways[way].units
      } else {
        owed[way] = wanted - sent
      }
      send(sent, over: way, period)
    }
    onHand[stage] = max(0, onHand[stage] - needed)
  }

  private mutating func send(_ quantity: Double, over way: Int, _ period: Int) {
    let customer = ways[way].customer
    if ways[way].leadTime > 0 {
      arrivals[way][period + ways[way].leadTime] += quantity
    } else if processes[customer] {
      waiting[customer][ways[way].kind] += quantity
    } else {
      onHand[customer] += quantity
    }
  }
}
