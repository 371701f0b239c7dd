import SupplyNetwork

/// How goods move from suppliers to customers.
extension Player {
  /// Ships to the orders that are due as far as stock reaches, and cancels the rest.
  @inline(never)
  func shipOrCancel(_ place: Int, _ period: Int) {
    let cancelled =
      steps[place].allocation == .proportional
      ? shipToCustomers(place, period, cancels: true) : shipByRule(place, period, cancels: true)
    signals[place].cancelled = cancelled
    states[place].inventoryPosition += cancelled
  }

  /// Ships to the orders that are due, and serves external backorders, in proportion where stock is short.
  ///
  /// - Parameter cancels: whether customers' orders that cannot be filled are cancelled; else they are owed.
  /// - Returns: what was not shipped to customers inside the network, in units of the stage's item.
  @inline(__always)
  func shipToCustomers(_ place: Int, _ period: Int, cancels: Bool = false) -> Lanes<Scalar> {
    if steps[place].isPlayedAhead { return takeUpDelivery(place, period).left }
    let state = states + place
    let customers = steps[place].customerLinks
    let isDisruptable = steps[place].isDisruptable
    var needed = state.pointee.externalBackorders
    for index in customers {
      let link = links + index
      var wanted = owed[index] + rings[link.pointee.due.slot(period)]
      if isDisruptable { wanted = wanted * isOpen[index] }
      needed += wanted * link.pointee.units
    }
    needed += blocksNeed(place, period)
    let onHand = state.pointee.onHand
    let isShort = onHand .< needed
    let fraction = Lanes<Scalar>(every: 1).replacing(with: onHand / needed, where: isShort)

    let served = state.pointee.externalBackorders * fraction
    state.pointee.externalBackorders -= served
    var sums = DeliverySums<Scalar>()
    let blocks = steps[place].blocks
    let isOnlyClaim = customers.count == 1 && steps[place].demandRow < 0 && blocks.isEmpty
    if !blocks.isEmpty {
      let delivery = shipToBlocks(place, fraction: fraction, isShort: isShort, cancels: cancels, period)
      sums.due += delivery.due
      sums.stillOwed += delivery.left
      if steps[place].kind.recordsShipments { signals[place].outflow += delivery.shipped }
    }
    for index in customers {
      let link = links + index
      let newlyDue = take(link.pointee.due, period)
      let wanted = owed[index] + newlyDue
      // A single customer gets all there is, without the rounding of a fraction.
      var quantity = isOnlyClaim ? wanted.lesser(onHand / link.pointee.units) : wanted * fraction
      if isDisruptable { quantity = quantity * isOpen[index] }
      deliver(quantity, of: wanted, newlyDue: newlyDue, over: index, cancels: cancels, &sums, place, period)
    }
    state.pointee.onHand = (onHand - needed).positivePart
    totals[place].internalDue += sums.due
    totals[place].internalOnTime += sums.onTime
    return sums.stillOwed
  }

  /// Ships over a link, and notes what became of what was due.
  ///
  /// - Parameters:
  ///   - quantity: shipped, in units of the customer's item.
  ///   - wanted: all that was due.
  ///   - newlyDue: what of it fell due in the period.
  ///   - cancels: whether the rest is cancelled; else it is owed.
  @inline(__always)
  func deliver(
    _ quantity: Lanes<Scalar>, of wanted: Lanes<Scalar>, newlyDue: Lanes<Scalar>, over index: Int, cancels: Bool,
    _ sums: inout DeliverySums<Scalar>, _ place: Int, _ period: Int
  ) {
    let link = links + index
    let left = wanted - quantity
    if cancels { states[link.pointee.customer].inventoryPosition -= left } else { owed[index] = left }
    if steps[place].kind.recordsShipments { signals[place].outflow += quantity * link.pointee.units }
    sums.due += newlyDue * link.pointee.units
    sums.onTime += (newlyDue - left).positivePart * link.pointee.units
    sums.stillOwed += left * link.pointee.units
    ship(quantity, over: index, period)
  }

  /// Sends units of the customer's item over a link.
  @inline(__always)
  func ship(_ quantity: Lanes<Scalar>, over index: Int, _ period: Int) {
    let link = links + index
    let customer = link.pointee.customer
    if let shipped { shipped[index] = quantity }
    if link.pointee.leadTime > 0 {
      send(quantity * link.pointee.weight, to: customer)
      rings[inputArrivals[link.pointee.input].slot(period &+ link.pointee.leadTime)] += quantity
    } else if steps[customer].processes {
      send(quantity * link.pointee.weight, to: customer)
      waiting[link.pointee.input] += quantity
    } else {
      states[customer].onHand += quantity
    }
  }

  /// Counts units as in transit to a stage, also in the measure of the period, which the first sweep took.
  @inline(__always)
  func send(_ quantity: Lanes<Scalar>, to customer: Int) {
    states[customer].inTransit += quantity
    totals[customer].inTransit += quantity
  }

  /// Starts processing as many units as there are complete kits; of one kind of input, all that has arrived.
  ///
  /// - Returns: units finished at once, and so no longer in transit.
  @discardableResult
  func startCompleteKits(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    let inputs = steps[place].inputs
    var kits = waiting[inputs.lowerBound]
    for input in inputs.dropFirst() { kits = kits.lesser(waiting[input]) }
    for input in inputs { waiting[input] -= kits }
    if steps[place].assemblyTime > 0 {
      rings[steps[place].arrivals.slot(period &+ steps[place].assemblyTime)] += kits
      return Lanes()
    }
    if steps[place].timeRow >= 0 { kits = process(kits, at: place, period) }
    states[place].onHand += kits
    states[place].inTransit -= kits
    return kits
  }
}
