import SupplyNetwork

/// The stages of an assembly tree by the time until what they order is in the product sold, for
/// ``ReplenishmentPolicy/balancedEchelonBaseStock(_:)``.
struct AssemblyBalance: Sendable {
  /// A stage, in the order of rising cumulative lead times; of equal ones, the one further downstream stands first.
  struct Member: Sendable {
    /// Position of the stage.
    var place: Int
    /// Units of its item in one unit of the product sold.
    var units: Double
    /// By how much its cumulative lead time is longer than that of the stage before, in periods.
    var gap: Int
    /// Its orders of that time.
    var orders: Ring
  }

  /// In the order of rising cumulative lead times.
  private(set) var members: [Member] = []
  /// Position of the customer by position; −1 = none.
  private(set) var customer: [Int]
  /// Units of its item in one unit of the customer's, by position.
  private(set) var unitsInCustomer: [Double]

  /// Ranks the stages; `nil` where the network is no assembly tree whose stages all follow the rule, where a stage but
  /// the last has external demand, where a supplier brings but a part of an item, where stages promise more than delivery
  /// at once, or where orders are cancelled.
  ///
  /// - Parameters:
  ///   - stageOrder: position → stage, upstream first.
  ///   - end: of the rings so far.
  init?(_ network: StageNetwork, _ policy: NetworkPolicy, stageOrder: [Int], periods: Int, end: inout Int) {
    let stages = network.stages.indices
    let isAssembly =
      stages.allSatisfy { network.customerLinks[$0].count <= 1 }
      && stages.count { network.customerLinks[$0].isEmpty } == 1
      && stages.allSatisfy { (network.stages[$0].demand != nil) == network.customerLinks[$0].isEmpty }
      && network.links.allSatisfy { $0.share == 1 }
    let follows = policy.replenishment.allSatisfy { rule in
      if case .balancedEchelonBaseStock = rule { true } else { false }
    }
    guard isAssembly, follows, policy.committedServiceTime.allSatisfy({ $0 <= 0 }), policy.unfilledOrders == .wait
    else { return nil }

    var place = [Int](repeating: 0, count: network.stageCount)
    for (position, stage) in stageOrder.enumerated() { place[stage] = position }
    customer = [Int](repeating: -1, count: network.stageCount)
    unitsInCustomer = [Double](repeating: 1, count: network.stageCount)
    var units = unitsInCustomer
    var times = [Int](repeating: 0, count: network.stageCount)
    for position in stageOrder.indices.reversed() {
      let stage = stageOrder[position]
      let inbound = network.supplierLinks[stage].map { network.links[$0].leadTime }
      let wait = max(0, network.stages[stage].externalInboundServiceTime)
      let ownTime = inbound.reduce(wait) { max($0, $1) } + network.stages[stage].processingTime
      times[position] = min(max(0, ownTime), periods)
      guard let link = network.customerLinks[stage].first.map({ network.links[$0] }) else { continue }
      customer[position] = place[link.customer]
      unitsInCustomer[position] = link.units
      units[position] = link.units * units[customer[position]]
      times[position] += times[customer[position]]
    }
    let ranked = stageOrder.indices.sorted { (times[$0], -$0) < (times[$1], -$1) }
    var before = 0
    for position in ranked {
      // What takes longer than the run never comes.
      let gap = min(times[position] - before, periods + 1)
      before = times[position]
      members.append(
        Member(place: position, units: units[position], gap: gap, orders: Ring(longestWait: gap, end: &end)))
    }
  }
}

/// What a stage plans in a period, in every world, in units of its item.
struct BalanceState<Scalar: LaneScalar> {
  /// Echelon inventory position before the period's order.
  var position = Lanes<Scalar>()
  /// What it orders, before order multiples.
  var need = Lanes<Scalar>()
}

extension Player {
  /// Plans the orders of all stages as soon as the period's demand for the product sold is known, which is before any
  /// stage orders: an order moves no echelon but that of the stage which places it.
  ///
  /// Complexity: O(stages + longest cumulative lead time).
  ///
  /// - Parameter endPosition: inventory position of the last stage, after demand.
  @inline(never)
  func planBalancedOrders(_ balance: AssemblyBalance, _ period: Int, endPosition: Lanes<Scalar>) {
    for place in balance.customer.indices.reversed() {
      let customer = balance.customer[place]
      balances[place].position =
        customer < 0
        ? endPosition
        : states[place].inventoryPosition + balances[customer].position * balance.unitsInCustomer[place]
    }
    // In units of the product sold, what the stage with the next longer time has coming as early as an order of now.
    var coming = Lanes<Scalar>(every: .infinity)
    for member in balance.members.reversed() {
      let place = member.place
      let position = balances[place].position
      let target = rules[place].level.lesser(coming * member.units)
      let isReview = period % steps[place].reviewPeriod == 0
      let need = isReview ? (target - position).positivePart : Lanes()
      balances[place].need = need
      let order = rules[place].isRestricted ? restrictedOrder(place, need) : need
      rings[member.orders.slot(period)] = order
      var inTime = member.gap == 0 ? position + order : position
      for ago in 1..<max(1, member.gap) { inTime -= rings[member.orders.slot(period &- ago)] }
      coming = inTime / member.units
    }
  }
}
