import SupplyNetwork

/// The two sweeps of a period over the stages.
extension Player {
  /// Steps 1–3 at one stage.
  @inline(__always)
  func receiveServeAndOrder<Demand: DemandVector>(_ place: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    let (occurred, position) = receiveAndServe(place, period, demand)
    order(place, period, occurred: occurred, position: position)
  }

  /// Steps 1 and 2 at one stage.
  ///
  /// - Returns: external demand that occurred, and the inventory position, which the state does not know yet.
  @inline(__always)
  func receiveAndServe<Demand: DemandVector>(
    _ place: Int, _ period: Int, _ demand: UnsafePointer<Demand>
  ) -> (occurred: Lanes<Scalar>, position: Lanes<Scalar>) where Demand.Scalar == Scalar {
    let step = steps + place
    let state = states + place

    if step.pointee.processes {
      if step.pointee.timeRow >= 0 { drawProcessingTime(place) }
      for input in step.pointee.inputs { waiting[input] += take(inputArrivals[input], period) }
      startCompleteKits(place, period)
    }
    let arrived = take(step.pointee.arrivals, period)
    var onHand = state.pointee.onHand + arrived
    let inTransit = state.pointee.inTransit - arrived
    state.pointee.inTransit = inTransit
    totals[place].inTransit += inTransit
    var position = state.pointee.inventoryPosition

    var occurred = Lanes<Scalar>()
    if step.pointee.demandRow >= 0 {
      occurred = demand[step.pointee.demandRow].quantity
      position -= occurred
      let isLostLater = program.losesSales && step.pointee.receivesAtOnce
      var due = occurred
      if step.pointee.committedServiceTime > 0 {
        rings[step.pointee.externalDue.slot(period &+ step.pointee.committedServiceTime)] = occurred
        due = take(step.pointee.externalDue, period)
      }
      let need = state.pointee.externalBackorders + due
      let served = need.lesser(onHand)
      onHand -= served
      var unmet = need - served
      if step.pointee.recordsDemand && !isLostLater { signals[place].recorded += occurred }
      if program.losesSales && !isLostLater {
        let lost = program.waitingShare > 0 ? leaving(unmet, due: due) : unmet
        position += lost
        state.pointee.lost = lost
        if step.pointee.recordsDemand { signals[place].recorded -= lost }
        unmet -= lost
      }
      state.pointee.externalDue = due
      state.pointee.externalBackorders = unmet
    }
    state.pointee.onHand = onHand
    if step.pointee.correctsSales && !step.pointee.receivesAtOnce { noteEmptyShelf(place) }
    return (occurred, position)
  }

  /// Step 3 at one stage, and its measures where step 4 does not touch it.
  ///
  /// - Parameters:
  ///   - occurred: external demand of the period.
  ///   - position: the inventory position after it.
  @inline(__always)
  func order(_ place: Int, _ period: Int, occurred: Lanes<Scalar>, position: Lanes<Scalar>) {
    let step = steps + place
    let state = states + place
    let rule = rules + place
    var position = position

    if step.pointee.cancelsOrders {
      if step.pointee.isPlayedAhead {
        let delivery = takeUpDelivery(place, period)
        signals[place].cancelled = delivery.left
        position -= delivery.shipped
      } else {
        state.pointee.inventoryPosition = position
        shipOrCancel(place, period)
        position = state.pointee.inventoryPosition
      }
    }
    if step.pointee.recordsDemand { look(place, period, position, occurred: occurred) }

    if step.pointee.reviewPeriod == 1 || period % step.pointee.reviewPeriod == 0 {
      var order = step.pointee.recordsDemand ? consideredNeed(place, position) : rule.pointee.need(at: position)
      if rule.pointee.isRestricted { order = restrictedOrder(place, order) }
      position += order
      totals[place].ordered += order
      totals[place].ordersPlaced += Lanes().replacing(with: Lanes(every: 1), where: order .> rule.pointee.negligible)
      if let tierSums { tierSums[step.pointee.tier].add(ordered: order) }
      if step.pointee.expedites {
        splitOrder(place, order, period)
      } else {
        for supply in step.pointee.supplies { placeOrder(order, over: supplyLinks[supply], period) }
      }
    }
    state.pointee.inventoryPosition = position
    if step.pointee.isSettledEarly {
      measure(place, backorders: measureExternalDemand(place))
    }
  }

  /// Passes its share of an order on to the supplier of a link.
  @inline(__always)
  func placeOrder(_ order: Lanes<Scalar>, over index: Int, _ period: Int) {
    let link = links + index
    let asked = order * link.pointee.share
    rings[link.pointee.due.slot(period &+ link.pointee.serviceTime)] = asked
    if link.pointee.supplier >= 0 {
      let wanted = asked * link.pointee.units
      states[link.pointee.supplier].inventoryPosition -= wanted
      if link.pointee.recordsOrders { signals[link.pointee.supplier].outflow += wanted }
    }
  }

  /// Steps 4 and 5 at one stage.
  @inline(__always)
  func shipAndMeasure(_ place: Int, _ period: Int) {
    let step = steps + place
    let state = states + place

    for link in step.pointee.outsideLinks {
      var quantity = take(links[link].due, period)
      if step.pointee.isDisruptable {
        let wanted = owed[link] + quantity
        quantity = wanted * isOpen[link]
        owed[link] = wanted - quantity
      }
      ship(quantity, over: link, period)
    }
    if step.pointee.processes {
      totals[place].inTransit -= startCompleteKits(place, period)
    }

    var backorders = Lanes<Scalar>()
    if step.pointee.hasCustomers && !step.pointee.cancelsOrders {
      backorders =
        step.pointee.allocation == .proportional ? shipToCustomers(place, period) : shipByRule(place, period)
    } else if step.pointee.receivesAtOnce {
      let served = state.pointee.externalBackorders.lesser(state.pointee.onHand)
      state.pointee.onHand -= served
      state.pointee.externalBackorders -= served
    }
    if step.pointee.demandRow >= 0 {
      if program.losesSales && step.pointee.receivesAtOnce {
        state.pointee.lost = program.waitingShare > 0 ? leavingLate(place, period) : state.pointee.externalBackorders
        state.pointee.inventoryPosition += state.pointee.lost
        // Too late for this period's forecast: the next one sees it.
        if step.pointee.recordsDemand { signals[place].recorded += state.pointee.externalDue - state.pointee.lost }
        if step.pointee.correctsSales { noteEmptyShelf(place) }
        state.pointee.externalBackorders -= state.pointee.lost
      }
      backorders += measureExternalDemand(place)
    }
    measure(place, backorders: backorders)
  }
}
