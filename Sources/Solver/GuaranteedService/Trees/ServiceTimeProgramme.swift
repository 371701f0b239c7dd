import SupplyNetwork

/// The dynamic programme over a forest of stages that finds the cheapest committed service times.
///
/// Stages are taken from the leaves inwards. The value table of a stage holds the least cost of all that hangs
/// behind it, itself included:
///
/// - hanging from its customer (or a root): as a function of its own committed service time S;
/// - hanging from its supplier: as a function of the supplier's committed service time.
///
/// Graves & Willems 2000 (doi:10.1287/msom.2.1.68.23267), corrected 2003 (doi:10.1287/msom.5.2.176.16074): a supplier's
/// value is not monotone in S, so its customer takes the minimum over all S + lead time ≤ SI. Beyond them, SI is not merely at least but
/// exactly the longest of the external inbound service time and S + lead time over the suppliers: where the cost does
/// not rise with τ (quantiles of discrete demand), a stage could otherwise be called slower than it is to look cheaper.
/// For costs that never fall with τ both give the same optimum. The exact form costs no more: beside the cheapest
/// suppliers within SI, ``slack`` keeps what it costs to have one of them use all of SI.
///
/// Complexity: per stage with M its range of service times, O(M log M) where its cost is concave in τ
/// (``ConcaveConvolution``), which that of a normal demand bound is; else O(M²) in unit-stride loops of add and minimum,
/// which are also the faster ones for small M. Memory: 20 bytes per stage and service time.
struct ServiceTimeProgramme: ~Copyable {
  private let network: StageNetwork
  private let ranges: ServiceTimeRanges
  private let order: EliminationOrder
  private let costs: ServiceTimeCosts
  /// Value tables, stage after stage.
  private let values: NumberTable
  private let valueStart: [Int]
  /// At stages that hang from their supplier: the inbound service time behind each value.
  private var choices: [Int32]

  // Work of one stage, by inbound service time from the smallest …
  /// Least cost of all suppliers' branches with S + lead time ≤ SI.
  private let supply: NumberTable
  /// What it adds that one of them, or the outside supplier, takes exactly SI.
  private let slack: NumberTable
  // … by committed service time …
  /// Least cost of all customers' branches.
  private let service: NumberTable
  // … and by either.
  private let least: NumberTable
  private let addend: NumberTable
  private let convolution: ConcaveConvolution

  /// Lays out the tables.
  ///
  /// - Throws: ``SolverError/tooLarge(reason:)`` where the tables would need more than ``GuaranteedService/largestTable`` numbers.
  init(network: StageNetwork, ranges: ServiceTimeRanges, costs: consuming ServiceTimeCosts) throws(SolverError) {
    let order = EliminationOrder(of: network)
    var valueStart = [0]
    var widest = 1
    for stage in 0..<network.stageCount {
      let parent = order.parentLink[stage].map { network.links[$0] }
      let owner = parent?.customer == stage ? parent?.supplier ?? stage : stage
      valueStart.append(valueStart[stage] + ranges.largestCommitted[owner] + 1)
      widest = max(widest, ranges.inbound[stage].count, ranges.largestCommitted[stage] + 1)
      guard costs.count + valueStart[stage + 1] + widest <= GuaranteedService.largestTable else {
        throw .serviceTimesTooLong(widest - 1, in: network)
      }
    }
    self.network = network
    self.ranges = ranges
    self.order = order
    self.valueStart = valueStart
    self.costs = costs
    values = NumberTable(count: valueStart[network.stageCount])
    choices = [Int32](repeating: 0, count: values.count)
    supply = NumberTable(count: widest)
    slack = NumberTable(count: widest)
    service = NumberTable(count: widest)
    least = NumberTable(count: widest)
    addend = NumberTable(count: widest)
    convolution = ConcaveConvolution(capacity: widest)
  }

  /// Committed service time of every stage in a cheapest plan; of equal ones that with the shortest from the roots on.
  consuming func cheapestCommittedServiceTimes() -> [Int] {
    for stage in order.rootsFirst.reversed() {
      collectSuppliers(of: stage)
      collectCustomers(of: stage)
      if let parent = parentSupplier(of: stage) {
        valueBySupplier(stage, over: parent)
      } else {
        valueByOwnService(stage)
      }
    }
    return trace()
  }

  // MARK: - From the leaves to the roots

  /// The link a stage hangs by, where it hangs from its supplier.
  private func parentSupplier(of stage: Int) -> Link? {
    guard let parent = order.parentLink[stage], network.links[parent].customer == stage else { return nil }
    return network.links[parent]
  }

  /// Fills ``supply`` and ``slack`` from the suppliers that hang from a stage.
  private func collectSuppliers(of stage: Int) {
    let first = ranges.inbound[stage].lowerBound
    let count = ranges.inbound[stage].count
    supply.base.update(repeating: 0, count: count)
    slack.base.update(repeating: .infinity, count: count)
    if network.stages[stage].externalInboundServiceTime == first { slack[0] = 0 }
    for link in network.supplierLinks[stage] where link != order.parentLink[stage] {
      let supplier = network.links[link].supplier
      let table = values.base + valueStart[supplier]
      let longest = ranges.largestCommitted[supplier]
      let reach = first - network.links[link].leadTime
      var cheapest = Double.infinity
      for committed in 0..<min(reach, longest + 1) { cheapest = min(cheapest, table[committed]) }
      for position in 0..<count {
        let committed = reach + position
        if committed <= longest {
          cheapest = min(cheapest, table[committed])
          slack[position] = min(slack[position], table[committed] - cheapest)
        }
        supply[position] += cheapest
      }
    }
  }

  /// Fills ``service`` from the customers that hang from a stage.
  private func collectCustomers(of stage: Int) {
    let count = ranges.largestCommitted[stage] + 1
    service.base.update(repeating: 0, count: count)
    for link in network.customerLinks[stage] where link != order.parentLink[stage] {
      let table = values.base + valueStart[network.links[link].customer]
      for committed in 0..<count { service.base[committed] += table[committed] }
    }
  }

  /// The value of a root, or of a stage that hangs from its customer, by its own S.
  private func valueByOwnService(_ stage: Int) {
    let inbound = ranges.inbound[stage]
    let longest = ranges.largestCommitted[stage]
    let fixed = network.stages[stage].fixedReplenishmentTime
    // By S from the longest down, so that τ rises with the position; SI from the longest down, too.
    let count = inbound.count
    for position in 0..<count { addend[count - 1 - position] = supply[position] + slack[position] }
    convolve(stage, count: longest + 1, candidateCount: count, shift: inbound.upperBound + fixed - longest)
    let table = values.base + valueStart[stage]
    for committed in 0...longest { table[committed] = least[longest - committed] + service[committed] }
  }

  /// The value of a stage that hangs from its supplier, by the supplier's S.
  private mutating func valueBySupplier(_ stage: Int, over link: Link) {
    let inbound = ranges.inbound[stage]
    let fixed = network.stages[stage].fixedReplenishmentTime
    let services = ranges.largestCommitted[stage] + 1
    addend.base.update(from: service.base, count: services)
    convolve(stage, count: inbound.count, candidateCount: services, shift: inbound.lowerBound + fixed)
    // From the supplier's longest S down, keep the best SI beyond it, which another supplier must then take up.
    var beyond = Double.infinity
    var bestBeyond = 0
    var position = inbound.count
    let start = valueStart[stage]
    for committed in stride(from: ranges.largestCommitted[link.supplier], through: 0, by: -1) {
      let own = max(committed + link.leadTime - inbound.lowerBound, 0)
      while position > own + 1 {
        position -= 1
        let total = supply[position] + slack[position] + least[position]
        if total <= beyond {
          beyond = total
          bestBeyond = position
        }
      }
      let within = supply[own] + least[own]
      values[start + committed] = min(within, beyond)
      choices[start + committed] = Int32(truncatingIfNeeded: within <= beyond ? own : bestBeyond)
    }
  }

  /// `least[t] = min over c of addend[c] + cost of the stage at t − c + shift`, over all c with t − c + shift ≥ 0.
  private func convolve(_ stage: Int, count: Int, candidateCount: Int, shift: Int) {
    let cost = costs.pointer(stage)
    if min(count, candidateCount) >= Self.wide, costs.isConcave(stage) {
      convolution.fill(
        least.base, count: count, from: addend.base, candidateCount: candidateCount, cost: cost, shift: shift)
      return
    }
    least.base.update(repeating: .infinity, count: count)
    for candidate in 0..<candidateCount where addend[candidate] < .infinity {
      let first = max(0, candidate - shift)
      guard first < count else { break }
      let own = addend[candidate]
      let kernel = cost + (first - candidate + shift)
      let output = least.base + first
      for position in 0..<(count - first) {
        let total = own + kernel[position]
        output[position] = total < output[position] ? total : output[position]
      }
    }
  }

  /// Service times from which on a stack of candidates is faster than trying all pairs in order.
  private static var wide: Int { 160 }

  // MARK: - From the roots to the leaves

  /// Reads the cheapest plan from the value tables.
  private func trace() -> [Int] {
    var committed = [Int](repeating: 0, count: network.stageCount)
    for stage in order.rootsFirst {
      collectSuppliers(of: stage)
      let inbound = ranges.inbound[stage]
      let fixed = network.stages[stage].fixedReplenishmentTime
      let position: Int
      var isTight = network.stages[stage].externalInboundServiceTime == inbound.lowerBound
      if let parent = parentSupplier(of: stage) {
        position = Int(choices[valueStart[stage] + committed[parent.supplier]])
        isTight =
          isTight && position == 0 || inbound.lowerBound + position <= committed[parent.supplier] + parent.leadTime
        collectCustomers(of: stage)
        committed[stage] = leastIndex(ranges.largestCommitted[stage] + 1) {
          service[$0] + costs.cost(stage, at: inbound.lowerBound + position + fixed - $0)
        }
      } else {
        if order.parentLink[stage] == nil {
          committed[stage] = leastIndex(ranges.largestCommitted[stage] + 1) { values[valueStart[stage] + $0] }
        }
        position = leastIndex(inbound.count) {
          supply[$0] + slack[$0] + costs.cost(stage, at: inbound.lowerBound + $0 + fixed - committed[stage])
        }
        isTight = isTight && position == 0
      }
      settleSuppliers(of: stage, inboundServiceTime: inbound.lowerBound + position, isTight: isTight, in: &committed)
    }
    return committed
  }

  /// Gives the suppliers that hang from a stage their cheapest S within SI, one of them exactly SI unless the inbound
  /// service time is tight without them.
  private func settleSuppliers(
    of stage: Int, inboundServiceTime: Int, isTight: Bool, in committed: inout [Int]
  ) {
    var isTight = isTight
    var cheapest: (supplier: Int, committed: Int, extra: Double)?
    for link in network.supplierLinks[stage] where link != order.parentLink[stage] {
      let supplier = network.links[link].supplier
      let start = valueStart[supplier]
      let longest = ranges.largestCommitted[supplier]
      let exact = inboundServiceTime - network.links[link].leadTime
      let chosen = leastIndex(min(exact, longest) + 1) { values[start + $0] }
      committed[supplier] = chosen
      if chosen == exact { isTight = true }
      if exact <= longest {
        let extra = values[start + exact] - values[start + chosen]
        if extra < cheapest?.extra ?? .infinity { cheapest = (supplier, exact, extra) }
      }
    }
    if !isTight, let cheapest { committed[cheapest.supplier] = cheapest.committed }
  }

  /// The first index in `0..<count` with the least value.
  private func leastIndex(_ count: Int, _ value: (Int) -> Double) -> Int {
    var best = 0
    var least = Double.infinity
    for index in 0..<count {
      let candidate = value(index)
      if candidate < least {
        least = candidate
        best = index
      }
    }
    return best
  }
}
