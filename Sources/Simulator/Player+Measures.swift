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

  /// A measure of one lane: its sum since ``resetTotals()``, by position of the stage.
  ///
  /// - Parameter periods: periods since then.
  func sum(_ measure: SimulationRun.Measure, place: Int, lane: Int, periods: Int, of stage: Stage) -> Double {
    let total = totals[place]
    switch measure {
    case .onHand: return total.onHand[lane]
    case .inTransit: return total.inTransit[lane]
    case .backorders: return total.backorders[lane]
    case .ordered: return total.ordered[lane]
    case .due: return total.internalDue[lane] + total.externalDue[lane]
    case .deliveredOnTime: return total.internalOnTime[lane] + total.externalOnTime[lane]
    case .externalDue: return total.externalDue[lane]
    case .externalDeliveredOnTime: return total.externalOnTime[lane]
    case .periodsWithoutStockout: return Double(periods) - total.stockoutPeriods[lane]
    case .stockoutEvents: return total.stockoutEvents[lane]
    case .lost: return total.lost[lane]
    case .cost:
      return stage.holdingCostRate * total.onHand[lane] + stage.backorderCostRate * total.backorders[lane]
    case .readyPeriods: return total.readyPeriods[lane]
    case .ordersPlaced: return total.ordersPlaced[lane]
    case .orderCost: return stage.fixedOrderCost * total.ordersPlaced[lane]
    case .transshippedIn: return peers.totals(steps[place].peer).received[lane]
    case .transshippedOut: return peers.totals(steps[place].peer).given[lane]
    case .transshipmentCost: return peers.totals(steps[place].peer).cost[lane]
    case .expedited: return total.expedited[lane]
    case .expeditingCost: return (stage.expediting?.costPerUnit ?? 0) * total.expedited[lane]
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
      let stage = program.stageOrder[place]
      for measure in SimulationRun.Measure.allCases {
        for (lane, replication) in replications.enumerated() {
          let sum = sum(measure, place: place, lane: lane, periods: run.periods, of: network.stages[stage])
          run.set(measure, replication: replication, stage: stage, to: sum / Double(run.periods))
        }
      }
    }
  }

  /// Writes what lane 0 did in a period, the only one since ``resetTotals()``, into a trace.
  func record(into trace: inout SimulationTrace, period: Int, network: StageNetwork) {
    for place in 0..<stageCount {
      let stage = program.stageOrder[place]
      for measure in SimulationRun.Measure.allCases {
        let value = sum(measure, place: place, lane: 0, periods: 1, of: network.stages[stage])
        trace.set(measure, period: period, stage: stage, to: value)
      }
    }
    guard let shipped else { return }
    for (index, link) in program.links.enumerated() {
      let customer = program.stageOrder[link.customer]
      trace.addShipment(link: link.networkLink, stage: customer, period: period, shipped[index][0])
    }
  }
}
