import Probability
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
    var fromPeers = 0.0
    var toPeers = 0.0
    var expedited = 0.0
  }

  let network: StageNetwork
  let policy: NetworkPolicy
  let demand: [[Double]]
  let losesSales: Bool
  /// Of newly unmet demand, what is lost where sales are lost at all.
  let leavingShare: Double
  let inputs: [StageInputs]
  /// By stage, then the period in which processing starts; empty where the time does not vary.
  let processingTimes: [[Int]]
  /// Whether goods are processed after they have arrived, by stage.
  let processes: [Bool]
  /// By period, then stage.
  private(set) var days: [[Day]] = []

  private(set) var onHand: [Double]
  private(set) var position: [Double]
  private(set) var backorders: [Double]
  /// Orders over every link by period; links of the outside supplier come after those of the network.
  private(set) var orders: [[Double]]
  private(set) var owed: [Double]
  private(set) var arrivals: [[Double]]
  private(set) var waiting: [[Double]]
  private(set) var finished: [[Double]]
  private var below: [Double]
  private var echelonRecorded: [Double]
  private var echelonOccurred: [Double]
  private var echelonCorrected: [Double]
  /// Sales of periods that ended with stock, smoothed.
  private var meanSales: [Double]
  /// Whether the shelf was empty after the sales that were recorded last.
  private var emptied: [Bool]
  private var recorded: [Double]
  private var outflow: [Double]
  private var mean: [Double]
  private var deviation: [Double]
  private var signals: [[Double]]
  private(set) var ways: [Way] = []
  /// By stage and period.
  private(set) var ordered: [[Int: Double]]
  /// What is due, by the period in which it fell due: by way, then for the consumers of every stage.
  private(set) var claims: [[(period: Int, quantity: Double)]] = []
  /// External demand of the period that was unmet when it was served.
  private var newlyUnmet: [Double] = []
  /// The period at hand.
  private(set) var now = 0
  /// Whether a stage has shipped in it.
  private(set) var hasShipped: [Bool] = []
  /// What peers have sent, whether or not it has come.
  private(set) var helped: [(stage: Int, arrival: Int, units: Double)] = []

  /// A way to a customer, from a stage or from outside.
  struct Way {
    var supplier: Int?
    var customer: Int
    var units: Double
    var share: Double
    var kind: Int
    var wait: Int
    var leadTime: Int
    /// Times in which nothing is shipped.
    var closed: [Range<Int>]
    /// Rank of the link among those of its supplier.
    var rank = 0
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
  func open(_ way: Int, _ period: Int) -> Double {
    ways[way].closed.contains { $0.contains(period) } ? 0 : 1
  }

  init(
    _ network: StageNetwork, _ policy: NetworkPolicy, demand: [[Double]], losesSales: Bool, waitingShare: Double = 0,
    processingTimes: [[Int]]? = nil, startingOnHand: [Double]? = nil
  ) {
    self.network = network
    let times = processingTimes ?? network.stages.map { _ in [] }
    self.processingTimes = times
    self.policy = policy
    self.demand = demand
    self.losesSales = losesSales
    leavingShare = 1 - waitingShare
    let inputs = network.stages.indices.map { StageInputs(of: $0, in: network) }
    self.inputs = inputs
    processes = network.stages.indices.map { inputs[$0].count > 1 || !times[$0].isEmpty }
    let count = network.stageCount
    let zeros = [Double](repeating: 0, count: count)
    onHand = network.startingOnHand(policy, given: startingOnHand)
    position = onHand
    (backorders, below, recorded, outflow, mean, deviation) = (zeros, zeros, zeros, zeros, zeros, zeros)
    ordered = zeros.map { _ in [:] }
    (echelonRecorded, echelonOccurred, echelonCorrected) = (zeros, zeros, zeros)
    meanSales = network.stages.map { $0.demand?.mean ?? 0 }
    emptied = zeros.map { _ in false }
    signals = zeros.map { _ in [] }
    for (index, link) in network.links.enumerated() {
      let processing = processes[link.customer] ? 0 : network.stages[link.customer].processingTime
      ways.append(
        Way(
          supplier: link.supplier, customer: link.customer, units: link.units, share: link.share,
          kind: inputs[link.customer].inputOfLink[index] ?? 0, wait: policy.committedServiceTime[link.supplier],
          leadTime: link.leadTime + processing,
          closed: Self.times(link.disruptions + network.stages[link.supplier].disruptions), rank: link.priority))
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
    claims = ways.map { _ in [] } + zeros.map { _ in [] }
    newlyUnmet = zeros
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
    for stage in network.stages.indices { emptied[stage] = receivesAtOnce(stage) }
    for period in 0..<(demand.map(\.count).max() ?? 0) { play(period) }
  }

  func isAssembly(_ stage: Int) -> Bool { inputs[stage].count > 1 }

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
    now = period
    hasShipped = network.stages.map { _ in false }
    for stage in network.stages.indices {
      receive(stage, period)
      serve(stage, period, &day[stage])
    }
    for group in network.transshipments { help(group, period, &day) }
    for stage in network.upstreamFirst.reversed() {
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
        fill(served, of: ways.count + stage)
      }
      let late = min(backorders[stage], day[stage].due)
      if losesSales && receivesAtOnce(stage) {
        day[stage].lost = late * leavingShare
        position[stage] += day[stage].lost
        if network.stages[stage].demand != nil { recorded[stage] += day[stage].due - day[stage].lost }
        leave(day[stage].lost, stage)
        emptied[stage] = hasEmptyShelf(stage)
      }
      day[stage].onTime = max(0, day[stage].due - max(late, newlyUnmet[stage]))
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
    for help in helped where help.stage == stage && help.arrival == period { onHand[stage] += help.units }
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
    claims[ways.count + stage].append((period, day.due))
    let served = min(need, onHand[stage])
    onHand[stage] -= served
    backorders[stage] = need - served
    fill(served, of: ways.count + stage)
    newlyUnmet[stage] = 0
    let isLate = losesSales && receivesAtOnce(stage)
    if !isLate {
      recorded[stage] += occurred
      emptied[stage] = hasEmptyShelf(stage)
    }
    if losesSales && !isLate {
      newlyUnmet[stage] = min(backorders[stage], day.due)
      day.lost = newlyUnmet[stage] * leavingShare
      position[stage] += day.lost
      recorded[stage] -= day.lost
      leave(day.lost, stage)
    }
  }

  private func hasEmptyShelf(_ stage: Int) -> Bool { onHand[stage] <= 1e-9 * max(1, network.meanDemand[stage]) }

  /// Weight of the rule that hears a point of sale corrected: its own, or that of the first stage up the network.
  private func correctionWeight(_ stage: Int) -> Double? {
    if case .echelonReplenishment(let rule) = policy.replenishment[stage], rule.signal == .correctedSales {
      return rule.demand.weight
    }
    let order = network.upstreamFirst
    let suppliers = network.supplierLinks[stage].map { network.links[$0].supplier }
    return order.filter { suppliers.contains($0) }.lazy.compactMap { correctionWeight($0) }.first
  }

  /// What a point of sale reports of what it recorded.
  private mutating func report(_ stage: Int) -> Double {
    guard losesSales, leavingShare > 0, network.stages[stage].demand != nil, let weight = correctionWeight(stage) else {
      return recorded[stage]
    }
    if emptied[stage] { return max(recorded[stage], meanSales[stage]) }
    meanSales[stage] += weight * (recorded[stage] - meanSales[stage])
    return recorded[stage]
  }

  /// Takes consumers off the end of the queue who do not wait.
  private mutating func leave(_ quantity: Double, _ stage: Int) {
    backorders[stage] -= quantity
    if let last = claims[ways.count + stage].indices.last { claims[ways.count + stage][last].quantity -= quantity }
  }

  /// Fills claims, the oldest first.
  private mutating func fill(_ quantity: Double, of claim: Int) {
    var rest = quantity
    for index in claims[claim].indices {
      let part = min(rest, claims[claim][index].quantity)
      claims[claim][index].quantity -= part
      rest -= part
    }
    claims[claim].removeAll { $0.quantity <= 1e-12 }
  }

  private mutating func help(_ group: Transshipment, _ period: Int, _ day: inout [Day]) {
    if losesSales && leavingShare == 1 && group.leadTime > 0 { return }
    var asks: [Int: Double] = [:]
    var gifts: [Int: Double] = [:]
    for stage in group.stages {
      let isLost = losesSales && !receivesAtOnce(stage) && group.leadTime == 0
      let onItsWay = helped.filter { $0.stage == stage && $0.arrival > period }.map(\.units).reduce(0, +)
      let unmet = backorders[stage] + (isLost ? day[stage].lost : 0)
      asks[stage] = network.stages[stage].demand == nil ? 0 : max(0, unmet - onItsWay)
      let kept: Double
      switch group.reserve {
      case .units(let units): kept = units
      case .periods(let periods): kept = periods * network.meanDemand[stage]
      }
      let isClosed = Self.times(network.stages[stage].disruptions).contains { $0.contains(period) }
      gifts[stage] = isClosed ? 0 : max(0, onHand[stage] - kept)
    }
    let (wanted, spare) = (asks.values.reduce(0, +), gifts.values.reduce(0, +))
    guard wanted > 0, spare > 0 else { return }
    for stage in group.stages {
      let given = (gifts[stage] ?? 0) * min(1, wanted / spare)
      let received = (asks[stage] ?? 0) * min(1, spare / wanted)
      onHand[stage] -= given
      position[stage] -= given
      day[stage].toPeers += given
      day[stage].fromPeers += received
      if group.leadTime > 0 {
        helped.append((stage, period + group.leadTime, received))
        position[stage] += received
      } else {
        let saved = losesSales && !receivesAtOnce(stage) ? min(received, day[stage].lost) : 0
        day[stage].lost -= saved
        recorded[stage] += saved
        backorders[stage] -= received - saved
        position[stage] += received - saved
        fill(received - saved, of: ways.count + stage)
        newlyUnmet[stage] = min(newlyUnmet[stage], backorders[stage] + day[stage].lost)
      }
    }
  }

  private mutating func learn(_ stage: Int, _ period: Int) {
    echelonCorrected[stage] = report(stage)
    below[stage] = 0
    echelonRecorded[stage] = recorded[stage]
    echelonOccurred[stage] = network.stages[stage].demand == nil ? 0 : demand[stage][period]
    for index in network.customerLinks[stage] {
      let link = network.links[index]
      let weight = link.units * link.share
      below[stage] += weight * (position[link.customer] + below[link.customer])
      echelonRecorded[stage] += weight * echelonRecorded[link.customer]
      echelonOccurred[stage] += weight * echelonOccurred[link.customer]
      echelonCorrected[stage] += weight * echelonCorrected[link.customer]
    }
    switch policy.replenishment[stage] {
    case .smoothedMinMax(let rule):
      smooth(stage, recorded[stage] + outflow[stage], rule.demand.weight)
      outflow[stage] = 0
    case .echelonReplenishment(let rule):
      let heard: [EchelonReplenishment.Signal: Double] = [
        .recordedSales: echelonRecorded[stage], .correctedSales: echelonCorrected[stage],
        .consumerDemand: echelonOccurred[stage],
      ]
      signals[stage].append(heard[rule.signal] ?? 0)
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
    let quantity = isReview ? restricted(need(stage, period), at: network.stages[stage]) : 0
    day.ordered = quantity
    ordered[stage][period] = quantity
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
    let fromPeers = helped.filter { $0.stage == stage && $0.arrival > period }.map(\.units)
    return onHand[stage] + (coming + fromPeers).reduce(0, +) - backorders[stage] - owing.reduce(0, +)
  }

  private func need(_ stage: Int, _ period: Int) -> Double {
    let own = position[stage]
    switch policy.replenishment[stage] {
    case .installationBaseStock(let level): return max(0, level - own)
    case .reorderPointOrderUpTo(let point, let level): return own <= point ? max(0, level - own) : 0
    case .reorderPointOrderQuantity(let point, let quantity): return own <= point ? quantity : 0
    case .echelonBaseStock(let level): return max(0, level - own - below[stage])
    case .balancedEchelonBaseStock(let level):
      return isBalanced ? balancedNeed(stage, period, level) : max(0, level - own - below[stage])
    case .smoothedMinMax(let rule):
      let spread = 1.25 * rule.safetyFactor * deviation[stage] * rule.coverPeriods.squareRoot()
      let least = mean[stage] * rule.coverPeriods + spread
      return own <= least ? max(0, least + rule.orderPeriods * mean[stage] - own) : 0
    case .echelonReplenishment(let rule):
      let spread = 1.25 * rule.safetyFactor * deviation[stage] * rule.coverPeriods.squareRoot()
      return max(0, mean[stage] * (rule.coverPeriods + rule.extraPeriods) + spread - own - below[stage])
    }
  }

  func restricted(_ need: Double, at stage: Stage) -> Double {
    var most = stage.maximumOrder ?? .infinity
    guard stage.orderMultiple != 1 || stage.minimumOrder > 0 else { return min(need, most) }
    guard need > 1e-7 else { return 0 }
    let least = max(need, stage.minimumOrder)
    guard stage.orderMultiple != 1 else { return min(least, most) }
    if most < .infinity { most = (most / stage.orderMultiple + 1e-9).rounded(.down) * stage.orderMultiple }
    return min(most, (least / stage.orderMultiple - 1e-9).rounded(.up) * stage.orderMultiple)
  }

  private mutating func ship(from stage: Int, _ period: Int, _ day: inout Day) {
    let own = ways.indices.filter { ways[$0].supplier == stage }
    for way in own { claims[way].append((period, due(way, period))) }
    let wanted = own.map { (owed[$0] + due($0, period)) * ways[$0].units * open($0, period) }
    let needed = wanted.reduce(backorders[stage], +)
    var granted = wanted
    var served = backorders[stage]
    if needed > onHand[stage] { (served, granted) = shares(of: stage, own, wanted, period) }
    backorders[stage] -= served
    fill(served, of: ways.count + stage)
    for (place, way) in own.enumerated() {
      let wanted = owed[way] + due(way, period)
      let sent = min(wanted, granted[place] / ways[way].units)
      if case .smoothedMinMax(let rule) = policy.replenishment[stage], rule.signal == .quantitiesShipped {
        outflow[stage] += sent * ways[way].units
      }
      if cancels(stage) {
        position[ways[way].customer] -= wanted - sent
        position[stage] += (wanted - sent) * ways[way].units
        claims[way] = []
      } else {
        owed[way] = wanted - sent
        fill(sent, of: way)
      }
      send(sent, over: way, period)
    }
    onHand[stage] = max(0, onHand[stage] - needed)
    hasShipped[stage] = true
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
