import Probability
import SupplyNetwork

extension EchelonChain {
  /// The row of a network in which every stage has one customer at most and the end item alone has demand.
  ///
  /// - Parameter backorderCostRate: instead of the one that the end item states.
  /// - Throws: ``SolverError/unsupported(reason:)`` where the network has another shape or rules of ordering that
  ///   this theory does not cover, ``SolverError/invalid(reason:)`` where its numbers make no sense.
  ///
  /// Complexity: O(stages log stages + links).
  init(_ network: StageNetwork, backorderCostRate: Double? = nil) throws(SolverError) {
    let end = try Self.endItem(of: network)
    var units = [Double](repeating: 1, count: network.stageCount)
    var total = [Int](repeating: 0, count: network.stageCount)
    var customer = [Int](repeating: -1, count: network.stageCount)
    var leadTime = total
    for index in network.upstreamFirst.reversed() {
      let stage = network.stages[index]
      if let link = network.customerLinks[index].first.map({ network.links[$0] }) {
        customer[index] = link.customer
        units[index] = link.units * units[link.customer]
        total[index] = total[link.customer]
      }
      leadTime[index] = try Self.leadTime(of: index, in: network)
      total[index] += leadTime[index]
      guard units[index] > 0, units[index].isFinite else {
        throw .invalid(reason: "stage \(stage.id): units per unit of its customer must be positive")
      }
      guard stage.holdingCostRate >= 0, stage.holdingCostRate.isFinite else {
        throw .invalid(reason: "stage \(stage.id): the holding cost rate must be a number of at least 0")
      }
    }
    guard total.allSatisfy({ $0 <= 1_000_000_000 }) else {
      throw .invalid(reason: "lead times add up to more than can be planned")
    }
    // By total lead time; a customer before its suppliers where they tie.
    var rank = [Int](repeating: 0, count: network.stageCount)
    for (place, index) in network.upstreamFirst.reversed().enumerated() { rank[index] = place }
    let order = network.stages.indices.sorted { (total[$0], rank[$0]) < (total[$1], rank[$1]) }
    var position = rank
    for (place, index) in order.enumerated() { position[index] = place }

    links = []
    for (place, index) in order.enumerated() {
      let rate = network.stages[index].holdingCostRate * units[index]
      let inputs = network.supplierLinks[index].reduce(0) {
        let supplier = network.links[$1].supplier
        return $0 + network.stages[supplier].holdingCostRate * units[supplier]
      }
      links.append(
        Link(
          stage: index, customer: customer[index] < 0 ? -1 : position[customer[index]], unitsPerEndUnit: units[index],
          leadTime: leadTime[index], totalLeadTime: total[index],
          stepLeadTime: total[index] - (place > 0 ? total[order[place - 1]] : 0), holdingCostRate: rate,
          echelonHoldingCostRate: rate - inputs))
    }
    let stated = network.stages[end].demand ?? .deterministic(mean: 0)
    guard stated.mean.isFinite, stated.sd.isFinite, stated.mean >= 0, stated.sd >= 0 else {
      throw .invalid(reason: "mean and deviation of demand must be numbers of at least 0")
    }
    demand = stated.proper
    self.backorderCostRate = backorderCostRate ?? network.stages[end].backorderCostRate
    try checkNumbers()
  }

  /// Whether the network is one chain.
  var isSerial: Bool { links.indices.allSatisfy { links[$0].customer == $0 - 1 } }

  /// The row of a network that must be one chain.
  static func serial(_ network: StageNetwork, backorderCostRate: Double? = nil) throws(SolverError) -> EchelonChain {
    guard network.stages.indices.allSatisfy({ network.supplierLinks[$0].count <= 1 }) else {
      throw .unsupported(reason: "the method takes serial networks; a stage here has several suppliers")
    }
    return try EchelonChain(network, backorderCostRate: backorderCostRate)
  }

  /// The one stage that supplies no other.
  private static func endItem(of network: StageNetwork) throws(SolverError) -> Int {
    let ends = network.stages.indices.filter { network.isEnd($0) }
    guard let end = ends.first else { throw .invalid(reason: "the network has no stages") }
    guard ends.count == 1, network.stages.indices.allSatisfy({ network.customerLinks[$0].count <= 1 }) else {
      throw .unsupported(reason: "the method takes networks in which every stage has one customer at most")
    }
    for (index, stage) in network.stages.enumerated() {
      if index != end, stage.demand != nil {
        throw .unsupported(reason: "stage \(stage.id): demand from outside is taken at the last stage only")
      }
      if stage.reviewPeriod != 1 {
        throw .unsupported(reason: "stage \(stage.id): the method takes a review every period only")
      }
    }
    if let link = network.links.first(where: { $0.share != 1 }) {
      throw .unsupported(
        reason: "stage \(network.stages[link.customer].id): the method gives each supplier all orders of its item")
    }
    return end
  }

  /// L of a stage: the lead time that its inputs share, and its processing time.
  private static func leadTime(of index: Int, in network: StageNetwork) throws(SolverError) -> Int {
    let stage = network.stages[index]
    let allowed = 0...1_000_000_000
    let inbound = network.supplierLinks[index].map { network.links[$0].leadTime }
    let shared = inbound.first ?? stage.externalInboundServiceTime
    guard allowed.contains(shared), allowed.contains(stage.processingTime) else {
      throw .invalid(reason: "stage \(stage.id): its lead time cannot be planned")
    }
    guard inbound.allSatisfy({ $0 == shared }) else {
      throw .unsupported(
        reason: "stage \(stage.id): its inputs have different lead times on the way; "
          + "give the longer ones a stage of their own, or count them as processing time of the supplier")
    }
    guard inbound.isEmpty || stage.externalInboundServiceTime <= 0 else {
      throw .unsupported(reason: "stage \(stage.id): inputs both from inside and from outside the network")
    }
    return shared + stage.processingTime
  }

  /// Costs and the width of demand are numbers that leave an answer.
  private func checkNumbers() throws(SolverError) {
    guard backorderCostRate >= 0, backorderCostRate.isFinite else {
      throw .invalid(reason: "the backorder cost rate must be a number of at least 0")
    }
    guard penalties.allSatisfy({ $0.isFinite }), links.allSatisfy({ meanDemand(to: 0) * $0.unitsPerEndUnit < 1e300 })
    else { throw .invalid(reason: "rates and units are too large to add up") }
    guard demand.isDiscrete else { return }
    // Whole numbers are told apart, and counted, up to here.
    let last = Double(links.last?.totalLeadTime ?? 0)
    let width = 18 * demand.sd * last.squareRoot()
    let work = links.reduce(0) { $0 + width * (1 + 18 * demand.sd * Double($1.stepLeadTime).squareRoot()) }
    guard demand.mean * last < 1e15, work < 1e12 else {
      throw .tooLarge(reason: "demand in whole units is too wide to count; use a continuous family of the same moments")
    }
  }
}
