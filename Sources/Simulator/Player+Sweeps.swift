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
    state.pointee.inTransit -= arrived
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
  }

  /// Steps 4 and 5 at one stage.
  @inline(__always)
  func shipAndMeasure(_ place: Int, _ period: Int) {
    let step = steps + place
    let state = states + place
    let total = totals + place

    for link in step.pointee.outsideLinks { ship(take(links[link].due, period), over: link, period) }
    if step.pointee.isAssembly { startCompleteKits(place, period) }

    var backorders = Lanes()
    if !step.pointee.customerLinks.isEmpty {
      backorders = shipToCustomers(place, period)
    } else if step.pointee.receivesAtOnce {
      let served = state.pointee.externalBackorders.lesser(state.pointee.onHand)
      state.pointee.onHand -= served
      state.pointee.externalBackorders -= served
    }

    var lost = Lanes()
    if step.pointee.demandRow >= 0 {
      if program.losesSales {
        if step.pointee.receivesAtOnce {
          state.pointee.lost = state.pointee.externalBackorders
          state.pointee.inventoryPosition += state.pointee.lost
          state.pointee.externalBackorders = Lanes()
        }
        lost = state.pointee.lost
        total.pointee.lost += lost
      }
      let unmet = state.pointee.externalBackorders
      backorders += unmet
      total.pointee.externalDue += state.pointee.externalDue
      // Backorders are served first: what is unmet is the newest demand.
      total.pointee.externalOnTime += (state.pointee.externalDue - unmet - lost).positivePart
    }

    let stockedOut = Lanes().replacing(with: 1, where: (backorders + lost) .> step.pointee.tolerance)
    total.pointee.onHand += state.pointee.onHand
    total.pointee.inTransit += state.pointee.inTransit
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
      owed[index] += rings[link.pointee.due.slot(period)]
      needed += owed[index] * link.pointee.units
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
      // A single customer gets all there is, without the rounding of a fraction.
      let quantity = isOnlyClaim ? owed[index].lesser(onHand / link.pointee.units) : owed[index] * fraction
      let left = owed[index] - quantity
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
    shipped[index] = quantity
    if link.pointee.leadTime > 0 {
      states[customer].inTransit += quantity * link.pointee.weight
      rings[inputArrivals[link.pointee.input].slot(period &+ link.pointee.leadTime)] += quantity
    } else if steps[customer].isAssembly {
      states[customer].inTransit += quantity * link.pointee.weight
      waiting[link.pointee.input] += quantity
    } else {
      states[customer].onHand += quantity
    }
  }

  /// Starts processing as many units as there are complete kits.
  private func startCompleteKits(_ place: Int, _ period: Int) {
    let inputs = steps[place].inputs
    var kits = waiting[inputs.lowerBound]
    for input in inputs.dropFirst() { kits = kits.lesser(waiting[input]) }
    for input in inputs { waiting[input] -= kits }
    if steps[place].assemblyTime > 0 {
      rings[steps[place].arrivals.slot(period &+ steps[place].assemblyTime)] += kits
    } else {
      states[place].onHand += kits
      states[place].inTransit -= kits
    }
  }
}
