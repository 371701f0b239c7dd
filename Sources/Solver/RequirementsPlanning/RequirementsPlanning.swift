public import SupplyNetwork

/// Distribution requirements planning: time-phased netting of requirements, from the end stages up (Orlicky 1975,
/// Material Requirements Planning; Martin 1983, Distribution Resource Planning; Silver, Pyke & Thomas 2017,
/// doi:10.1201/9781315374406).
///
/// In period t, for every stage:
/// - gross requirements G(t) = external demand + Σ over customers of what is shipped to them in t;
/// - net requirements: what is missing to the safety stock when all earlier ones are covered. Scheduled receipts are
///   used up first, each as a whole and in the order of their dates: whoever needs one earlier asks for it rather than
///   ordering the same again (Orlicky's rescheduling assumption);
/// - planned receipts cover the net requirements by the stage's ``LotRule``. No order is released in the firm periods
///   or before today, so what is needed earlier than the first receipt possible waits for it and is told;
/// - projected on-hand P(t) = P(t − 1) + scheduled and planned receipts − G(t), with scheduled receipts on their dates.
///
/// An order received in t is released in t − L, L being the processing time and the longest way of any input. Each
/// supplier ships its part, units × share of the order, in t − T − l with its own link's lead time l, so that all inputs
/// meet in time. Committed service times add nothing: suppliers see the requirements before the orders come.
public enum RequirementsPlanning {
  /// What this method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "drp", model: .requirementsPlanning,
      summary: "nets requirements against stock, receipts and safety stock, period by period, from the end stages up",
      topologies: [.acyclic], demand: "a forecast per period, or the mean", guarantee: .exact,
      source: "Orlicky 1975; Martin 1983; Silver, Pyke & Thomas 2017, doi:10.1201/9781315374406")
  }

  /// Numbers that the records of one network may hold: 3.2 GB.
  private static let cellLimit = 400_000_000
  /// Rows of a record, and those that are needed while it is worked out.
  private static let rows = 8

  /// The requirements of a network.
  ///
  /// Nothing within the horizon depends on where it ends, as stages look ahead as far as their suppliers need to know
  /// (but for rules of ``LotRule/sized(_:)``, which see all that a stage looks ahead, and for messages about receipts
  /// that are needed late or never).
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` where an input is no number, below zero or of the wrong count, or where
  ///   lot sizes do not cover the requirements; ``SolverError/tooLarge(reason:)`` where records would not fit into
  ///   memory.
  ///
  /// Complexity: O((stages × coverage + links) × periods) for orders that cover a number of periods.
  public static func plan(
    for network: StageNetwork, input: RequirementsInput
  ) throws(SolverError) -> RequirementsPlan {
    try check(input, network)
    let leadTimes = PlanningHorizon.leadTimes(of: network)
    let lookAhead = PlanningHorizon.lookAhead(network, leadTimes: leadTimes, input: input)
    let cells = lookAhead.reduce(0.0) { $0 + Double($1) } * Double(rows)
    guard cells <= Double(cellLimit) else {
      throw .tooLarge(reason: "\(network.stageCount) stages need more than \(cellLimit) figures; plan fewer periods")
    }
    var arrivals = [[ScheduledArrival]](repeating: [], count: network.stageCount)
    for arrival in input.arrivals { arrivals[arrival.stage].append(arrival) }

    var gross = lookAhead.indices.map { stage in
      (1...lookAhead[stage]).map { input.forecast[stage].units(in: $0) }
    }
    var records = [RequirementsPlan.StageRecord?](repeating: nil, count: network.stageCount)
    var exceptions = [[RequirementsPlan.Exception]](repeating: [], count: network.stageCount)
    for stage in network.upstreamFirst.reversed() {
      guard
        let netting = StageNetting(
          stage: network.stages[stage], rule: input.lotRules[stage], onHand: input.onHand[stage],
          safetyStock: input.safetyStock[stage], gross: gross[stage], arrivals: arrivals[stage],
          leadTime: leadTimes[stage], firmPeriods: input.firmPeriods, startsInBalance: input.startsInBalance[stage])
      else { throw .invalid(reason: "\(network.stages[stage].id): the lot sizes do not cover the requirements") }
      guard netting.isFinite else {
        throw .invalid(reason: "\(network.stages[stage].id): the requirements are too large to be added up")
      }
      for position in network.supplierLinks[stage] {
        let link = network.links[position]
        let ahead = network.stages[stage].processingTime + link.leadTime
        let part = link.units * link.share
        for receipt in netting.receipts.indices where receipt >= ahead && receipt - ahead < lookAhead[link.supplier] {
          gross[link.supplier][receipt - ahead] += netting.receipts[receipt] * part
        }
      }
      records[stage] = netting.record(periods: input.periods)
      exceptions[stage] = netting.exceptions(stage: stage, periods: input.periods)
      gross[stage] = []
    }
    return RequirementsPlan(
      name: network.name, periods: input.periods, stages: records.compactMap { $0 },
      exceptions: exceptions.flatMap { $0 })
  }

  private static func check(_ input: RequirementsInput, _ network: StageNetwork) throws(SolverError) {
    guard (1...PlanningHorizon.longest).contains(input.periods) else {
      throw .invalid(reason: "\(input.periods) periods; expected 1 to \(PlanningHorizon.longest)")
    }
    guard (0..<input.periods).contains(input.firmPeriods) else {
      throw .invalid(reason: "\(input.firmPeriods) firm periods; expected fewer than the \(input.periods) planned")
    }
    let counts = [
      input.onHand.count, input.safetyStock.count, input.startsInBalance.count, input.forecast.count,
      input.lotRules.count,
    ]
    guard counts.allSatisfy({ $0 == network.stageCount }) else {
      throw .invalid(reason: "\(network.name): the input is not for \(network.stageCount) stages")
    }
    func isQuantity(_ value: Double) -> Bool { value >= 0 && value.isFinite }
    for index in network.stages.indices {
      let stage = network.stages[index]
      let forecast = input.forecast[index]
      if let fault = input.lotRules[index].fault { throw .invalid(reason: "\(stage.id): \(fault)") }
      guard input.onHand[index].isFinite, isQuantity(input.safetyStock[index]), isQuantity(forecast.mean),
        forecast.values.allSatisfy(isQuantity), isQuantity(stage.orderMultiple), isQuantity(stage.minimumOrder)
      else { throw .invalid(reason: "\(stage.id): a quantity is negative or no number") }
      guard stage.processingTime >= 0, stage.externalInboundServiceTime >= 0 else {
        throw .invalid(reason: "\(stage.id): a lead time is negative")
      }
    }
    for link in network.links where !(isQuantity(link.units) && isQuantity(link.share) && link.leadTime >= 0) {
      throw .invalid(
        reason: "\(network.stages[link.supplier].id) to \(network.stages[link.customer].id): units, share or lead time "
          + "are negative or no number")
    }
    for arrival in input.arrivals {
      guard network.stages.indices.contains(arrival.stage), arrival.period >= 1, isQuantity(arrival.quantity) else {
        throw .invalid(reason: "\(network.name): a scheduled receipt names no stage, no period to come or no quantity")
      }
    }
  }
}
