import SupplyNetwork

/// What is measured, and what was measured in the terms of a simulation run.
extension Player {
  /// What of the period's external demand was delivered on time or lost.
  ///
  /// - Returns: what is still owed to it, in units.
  @inline(__always)
  func measureExternalDemand(_ place: Int) -> Lanes<Scalar> {
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
    let onTime = (due - unmet).positivePart
    total.pointee.externalOnTime += onTime
    if let tierSums {
      tierSums[steps[place].tier].add(externalDue: due, onTime: onTime, lost: state.pointee.lost)
    }
    return state.pointee.externalBackorders
  }

  /// Takes the measures of the end of a period, except of stock in transit.
  @inline(__always)
  func measure(_ place: Int, backorders: Lanes<Scalar>) {
    let state = states + place
    let total = totals + place
    // Only lost-sales runs ever set `lost`.
    var missing = program.losesSales ? backorders + state.pointee.lost : backorders
    if steps[place].cancelsOrders { missing += signals[place].cancelled }
    let negligible = rules[place].negligible
    let stockedOut = Lanes<Scalar>().replacing(with: Lanes(every: 1), where: missing .> negligible)
    if let tierSums { tierSums[steps[place].tier].add(onHand: state.pointee.onHand, backorders: backorders) }
    total.pointee.onHand += state.pointee.onHand
    total.pointee.readyPeriods += Lanes().replacing(with: Lanes(every: 1), where: state.pointee.onHand .> negligible)
    total.pointee.backorders += backorders
    total.pointee.stockoutPeriods += stockedOut
    total.pointee.stockoutEvents += (stockedOut - state.pointee.stockedOut).positivePart
    state.pointee.stockedOut = stockedOut
  }

  /// A measure in every world: its sums since ``resetTotals()``, by position of the stage.
  ///
  /// - Parameter periods: periods since then.
  func sums(_ measure: SimulationRun.Measure, place: Int, periods: Int, of stage: Stage) -> SIMD8<Double> {
    let total = totals + place
    switch measure {
    case .onHand: return total.pointee.onHand.widened
    case .inTransit: return total.pointee.inTransit.widened
    case .backorders: return total.pointee.backorders.widened
    case .ordered: return total.pointee.ordered.widened
    case .due: return total.pointee.internalDue.widened + total.pointee.externalDue.widened
    case .deliveredOnTime: return total.pointee.internalOnTime.widened + total.pointee.externalOnTime.widened
    case .externalDue: return total.pointee.externalDue.widened
    case .externalDeliveredOnTime: return total.pointee.externalOnTime.widened
    case .periodsWithoutStockout: return Double(periods) - total.pointee.stockoutPeriods.widened
    case .stockoutEvents: return total.pointee.stockoutEvents.widened
    case .lost: return total.pointee.lost.widened
    case .cost:
      return total.pointee.onHand.widened * stage.holdingCostRate
        + total.pointee.backorders.widened * stage.backorderCostRate
    case .readyPeriods: return total.pointee.readyPeriods.widened
    case .ordersPlaced: return total.pointee.ordersPlaced.widened
    case .orderCost: return total.pointee.ordersPlaced.widened * stage.fixedOrderCost
    case .transshippedIn: return peers.totals(steps[place].peer).received.widened
    case .transshippedOut: return peers.totals(steps[place].peer).given.widened
    case .transshipmentCost: return peers.totals(steps[place].peer).cost.widened
    case .expedited: return total.pointee.expedited.widened
    case .expeditingCost: return total.pointee.expedited.widened * (stage.expediting?.costPerUnit ?? 0)
    }
  }

  /// External demand of all stages since ``resetTotals()``.
  func externalService() -> ExternalService<Scalar> {
    var service = ExternalService<Scalar>()
    for place in program.singles where steps[place].demandRow >= 0 {
      service.due += totals[place].externalDue
      service.onTime += totals[place].externalOnTime
    }
    return service
  }

  /// Writes the averages of the lanes' replications into a run.
  func record(into run: inout SimulationRun, replications: Range<Int>, network: StageNetwork) {
    guard run.periods > 0 else { return }
    for place in 0..<stageCount {
      let index = program.stageOrder[place]
      let stage = network.stages[index]
      for measure in SimulationRun.Measure.allCases {
        let sums = sums(measure, place: place, periods: run.periods, of: stage)
        run.set(measure, replications: replications, stage: index, to: sums / Double(run.periods))
      }
    }
  }

  /// Writes what lane 0 did in a period, the only one since ``resetTotals()``, into a trace.
  func record(into trace: inout SimulationTrace, period: Int, network: StageNetwork) {
    for place in 0..<stageCount {
      let stage = program.stageOrder[place]
      for measure in SimulationRun.Measure.allCases {
        let values = sums(measure, place: place, periods: 1, of: network.stages[stage])
        trace.set(measure, period: period, stage: stage, to: values[0])
      }
    }
    guard let shipped else { return }
    for (index, link) in program.links.enumerated() {
      let customer = program.stageOrder[link.customer]
      trace.addShipment(link: link.networkLink, stage: customer, period: period, shipped[index][0])
    }
  }
}
