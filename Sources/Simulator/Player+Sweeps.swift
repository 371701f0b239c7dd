import SupplyNetwork

/// The two sweeps of a period over the stages.
extension Player {
  /// Steps 1–3 at one stage.
  @inline(__always)
  func receiveServeAndOrder(_ place: Int, _ period: Int, _ demand: UnsafePointer<Lanes>) {
    let step = steps + place
    let state = states + place

    if step.pointee.isAssembly {
      for input in step.pointee.inputs { waiting[input] += take(inputArrivals[input], period) }
      startCompleteKits(place, period)
    }
    let arrived = take(step.pointee.arrivals, period)
    var onHand = state.pointee.onHand + arrived
    let inTransit = state.pointee.inTransit - arrived
    state.pointee.inTransit = inTransit
    totals[place].inTransit += inTransit
    var position = state.pointee.inventoryPosition

    if step.pointee.demandRow >= 0 {
      let occurred = demand[step.pointee.demandRow]
      position -= occurred
      var due = occurred
      if step.pointee.committedServiceTime > 0 {
        rings[step.pointee.externalDue.slot(period &+ step.pointee.committedServiceTime)] = occurred
        due = take(step.pointee.externalDue, period)
      }
      let need = state.pointee.externalBackorders + due
      let served = need.lesser(onHand)
      onHand -= served
      var unmet = need - served
      if program.losesSales && !step.pointee.receivesAtOnce {
        position += unmet
        state.pointee.lost = unmet
        unmet = Lanes()
      }
      state.pointee.externalDue = due
      state.pointee.externalBackorders = unmet
    }
    state.pointee.onHand = onHand

    if step.pointee.reviewPeriod == 1 || period % step.pointee.reviewPeriod == 0 {
      let order = step.pointee.rule.order(at: position)
      position += order
      totals[place].ordered += order
      for supply in step.pointee.supplies {
        let link = links + supplyLinks[supply]
        let asked = order * link.pointee.share
        rings[link.pointee.due.slot(period &+ link.pointee.serviceTime)] = asked
        if link.pointee.supplier >= 0 {
          states[link.pointee.supplier].inventoryPosition -= asked * link.pointee.units
        }
      }
    }
    state.pointee.inventoryPosition = position
    if step.pointee.isSettledEarly {
      measure(place, backorders: measureExternalDemand(place))
    }
  }

  /// Steps 4 and 5 at one stage.
  @inline(__always)
  func shipAndMeasure(_ place: Int, _ period: Int) {
    let step = steps + place
    let state = states + place

    for link in step.pointee.outsideLinks { ship(take(links[link].due, period), over: link, period) }
    if step.pointee.isAssembly {
      totals[place].inTransit -= startCompleteKits(place, period)
    }

    var backorders = Lanes()
    if !step.pointee.customerLinks.isEmpty {
      backorders = shipToCustomers(place, period)
    } else if step.pointee.receivesAtOnce {
      let served = state.pointee.externalBackorders.lesser(state.pointee.onHand)
      state.pointee.onHand -= served
      state.pointee.externalBackorders -= served
    }
    if step.pointee.demandRow >= 0 {
      if program.losesSales && step.pointee.receivesAtOnce {
        state.pointee.lost = state.pointee.externalBackorders
        state.pointee.inventoryPosition += state.pointee.lost
        state.pointee.externalBackorders = Lanes()
      }
      backorders += measureExternalDemand(place)
    }
    measure(place, backorders: backorders)
  }

  /// What of the period's external demand was delivered on time or lost.
  ///
  /// - Returns: what is still owed to it, in units.
  @inline(__always)
  private func measureExternalDemand(_ place: Int) -> Lanes {
    let state = states + place
    let total = totals + place
    let due = state.pointee.externalDue
    var unmet = state.pointee.externalBackorders
    total.pointee.externalDue += due
    if program.losesSales {
      total.pointee.lost += state.pointee.lost
      unmet += state.pointee.lost
    }
    // Backorders are served first: what is unmet is the newest demand.
    total.pointee.externalOnTime += (due - unmet).positivePart
    return state.pointee.externalBackorders
  }

  /// Takes the measures of the end of a period, except of stock in transit.
  @inline(__always)
  private func measure(_ place: Int, backorders: Lanes) {
    let state = states + place
    let total = totals + place
    // Only lost-sales runs ever set `lost`.
    let missing = program.losesSales ? backorders + state.pointee.lost : backorders
    let stockedOut = Lanes().replacing(with: 1, where: missing .> steps[place].tolerance)
    total.pointee.onHand += state.pointee.onHand
    total.pointee.backorders += backorders
    total.pointee.stockoutPeriods += stockedOut
    total.pointee.stockoutEvents += (stockedOut - state.pointee.stockedOut).positivePart
    state.pointee.stockedOut = stockedOut
  }

  /// Ships to the orders that are due, and serves external backorders, in proportion where stock is short.
  ///
  /// - Returns: what stays owed to customers inside the network, in units of the stage's item.
  @inline(__always)
  private func shipToCustomers(_ place: Int, _ period: Int) -> Lanes {
    let state = states + place
    let customers = steps[place].customerLinks
    var needed = state.pointee.externalBackorders
    for index in customers {
      let link = links + index
      needed += (owed[index] + rings[link.pointee.due.slot(period)]) * link.pointee.units
    }
    let onHand = state.pointee.onHand
    let isShort = onHand .< needed
    let fraction = Lanes(every: 1).replacing(with: onHand / needed, where: isShort)

    let served = state.pointee.externalBackorders * fraction
    state.pointee.externalBackorders -= served
    var stillOwed = Lanes()
    var due = Lanes()
    var onTime = Lanes()
    let isOnlyClaim = customers.count == 1 && steps[place].demandRow < 0
    for index in customers {
      let link = links + index
      let newlyDue = take(link.pointee.due, period)
      let wanted = owed[index] + newlyDue
      // A single customer gets all there is, without the rounding of a fraction.
      let quantity = isOnlyClaim ? wanted.lesser(onHand / link.pointee.units) : wanted * fraction
      let left = wanted - quantity
      owed[index] = left
      due += newlyDue * link.pointee.units
      onTime += (newlyDue - left).positivePart * link.pointee.units
      stillOwed += left * link.pointee.units
      ship(quantity, over: index, period)
    }
    state.pointee.onHand = (onHand - needed).positivePart
    totals[place].internalDue += due
    totals[place].internalOnTime += onTime
    return stillOwed
  }

  /// Sends units of the customer's item over a link.
  @inline(__always)
  private func ship(_ quantity: Lanes, over index: Int, _ period: Int) {
    let link = links + index
    let customer = link.pointee.customer
    if let shipped { shipped[index] = quantity }
    if link.pointee.leadTime > 0 {
      send(quantity * link.pointee.weight, to: customer)
      rings[inputArrivals[link.pointee.input].slot(period &+ link.pointee.leadTime)] += quantity
    } else if steps[customer].isAssembly {
      send(quantity * link.pointee.weight, to: customer)
      waiting[link.pointee.input] += quantity
    } else {
      states[customer].onHand += quantity
    }
  }

  /// Counts units as in transit to a stage, also in the measure of the period, which the first sweep took.
  @inline(__always)
  private func send(_ quantity: Lanes, to customer: Int) {
    states[customer].inTransit += quantity
    totals[customer].inTransit += quantity
  }

  /// Starts processing as many units as there are complete kits.
  ///
  /// - Returns: units finished at once, and so no longer in transit.
  @discardableResult
  private func startCompleteKits(_ place: Int, _ period: Int) -> Lanes {
    let inputs = steps[place].inputs
    var kits = waiting[inputs.lowerBound]
    for input in inputs.dropFirst() { kits = kits.lesser(waiting[input]) }
    for input in inputs { waiting[input] -= kits }
    if steps[place].assemblyTime > 0 {
      rings[steps[place].arrivals.slot(period &+ steps[place].assemblyTime)] += kits
      return Lanes()
    }
    states[place].onHand += kits
    states[place].inTransit -= kits
    return kits
  }
}
