import SupplyNetwork

/// Plays one policy on one network, period by period, in several worlds side by side.
///
/// The sequence of events of a period t, at every stage:
///
/// 1. shipments due in t arrive; kits that they complete start processing, which may take a random time;
/// 2. external demand of t occurs; what is due is served, backorders first; unmet, it is backordered or lost;
/// 3. in a review period, from the most downstream stage up, the stage orders; the order reaches its suppliers at once;
///    where orders are cancelled that cannot be filled, a stage first ships to its customers what is due;
/// 4. from the most upstream stage down, suppliers ship what they have to the orders that are due, in proportion to
///    what is due, or by another ``AllocationRule``, where stock is short, to arrive at the start of t + L; with L = 0 it is usable at once, and serves what
///    is still due at the receiving stage;
/// 5. measures are taken.
///
/// Where peers help each other out, they do so between steps 2 and 3 (``Transshipment``).
///
/// Steps 1 and 2 touch no other stage, so that one sweep from downstream does 1–3 (two, where peers help between) and one
/// from upstream 4 and 5; stages to which step 4 does nothing but send shipments, most stores, are measured in the first. At a stage that receives
/// shipments in the period they are sent, demand is lost only after step 4. Plain stages at the ends of the network may
/// be played in blocks, right before their supplier (``LeafBlock``), or, with what it ships to them, some periods ahead of
/// it, where nothing above can reach them by then (``AdvancePlay``).
///
/// All state lies in a few arrays that are taken once; nothing is allocated while periods are played.
struct Player<Scalar: LaneScalar>: ~Copyable {
  let stageCount: Int
  let steps: UnsafeMutablePointer<PlayProgram.StageStep>
  let links: UnsafeMutablePointer<PlayProgram.LinkStep>
  let supplyLinks: UnsafeMutablePointer<Int>
  let singles: UnsafeMutablePointer<Int>
  let suppliers: UnsafeMutablePointer<Int>
  let inputArrivals: UnsafeMutablePointer<Ring>
  let rules: UnsafeMutablePointer<OrderRule<Scalar>>
  let states: UnsafeMutablePointer<StageState<Scalar>>
  let signals: UnsafeMutablePointer<StageSignals<Scalar>>
  /// By position, where a stage forecasts.
  let forecasts: UnsafeMutablePointer<ForecastState<Scalar>>
  /// What differs among the parameters of forecasts: often few, which stay in the cache where rules would not.
  let forecastParameters: UnsafeMutablePointer<ForecastParameters<Scalar>>
  /// By position, which of them is a stage's.
  let forecastRows: UnsafeMutablePointer<Int32>
  /// By position, where the policy of any stage looks down.
  let echelons: UnsafeMutablePointer<EchelonState<Scalar>>
  /// Due and not shipped, by link, in units of the customer's item.
  let owed: UnsafeMutablePointer<Lanes<Scalar>>
  /// Shipped in the last period, by link, in units of the customer's item, where it is kept.
  let shipped: UnsafeMutablePointer<Lanes<Scalar>>?
  /// Components waiting for their kit, by kind of input, in kits.
  let waiting: UnsafeMutablePointer<Lanes<Scalar>>
  let rings: UnsafeMutablePointer<Lanes<Scalar>>
  /// 1 where a link is open, 0 where it is disrupted; by link, where any may be, and then by peer for what it sends others.
  let isOpen: UnsafeMutablePointer<Lanes<Scalar>>
  /// The stages that help each other out.
  let peers: PeerStates<Scalar>
  /// What of the schedule is to come.
  let nextEvent: UnsafeMutablePointer<Int>
  private var schedule: [DisruptionSchedule.Event] = []
  /// Of what starts in the current period, where the time varies.
  let processingTimes: UnsafeMutablePointer<ProcessingTimes>
  /// Sums since ``resetTotals()``, by position of the stage.
  let totals: UnsafeMutablePointer<StageTotals<Scalar>>
  /// What suppliers need that share by other rules than in proportion.
  let allocation: AllocationState<Scalar>
  /// The stages played in blocks.
  let leaves: LeafStates<Scalar>
  /// What stages in balance plan, by position.
  let balances: UnsafeMutablePointer<BalanceState<Scalar>>
  /// Of sales, where any stage hears them corrected.
  let corrections: SalesCorrections<Scalar>
  /// Sums of the current period by tier, where they are kept.
  let tierSums: UnsafeMutablePointer<TierSums>?
  let tierCount: Int
  let program: PlayProgram

  /// Takes the memory; ``restart(_:onHand:)`` comes before play.
  ///
  /// - Parameters:
  ///   - rules: by position of the stage.
  ///   - tierCount: tiers whose totals are kept. 0 = none.
  init(_ program: PlayProgram, rules: [OrderRule<Scalar>], keepsShipments: Bool = false, tierCount: Int = 0) {
    func stored<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
      memory.initialize(from: values, count: values.count)
      return memory
    }
    func repeated<Value>(_ value: Value, _ count: Int) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
      memory.initialize(repeating: value, count: count)
      return memory
    }
    func zeros(_ count: Int) -> UnsafeMutablePointer<Lanes<Scalar>> { repeated(Lanes(), count) }
    /// By position. What blocks play has no value: nothing touches that memory.
    func bySingle<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, program.stages.count))
      for place in program.singles { (memory + place).initialize(to: value) }
      return memory
    }
    self.program = program
    self.tierCount = tierCount
    stageCount = program.stages.count
    steps = stored(program.stages)
    links = stored(program.links)
    supplyLinks = stored(program.supplyLinks)
    singles = stored(program.singles)
    suppliers = stored(program.suppliers)
    inputArrivals = stored(program.inputArrivals)
    self.rules = stored(rules)
    states = bySingle(StageState())
    signals = bySingle(StageSignals())
    forecasts = bySingle(ForecastState())
    var rows: [ForecastParameters<Scalar>: Int32] = [:]
    var parameters: [ForecastParameters<Scalar>] = []
    forecastRows = stored(
      rules.map { rule in
        let own = rule.forecast.parameters
        if let row = rows[own] { return row }
        rows[own] = Int32(parameters.count)
        parameters.append(own)
        return Int32(parameters.count - 1)
      })
    forecastParameters = stored(parameters)
    echelons = bySingle(EchelonState())
    owed = zeros(program.links.count)
    shipped = keepsShipments ? zeros(program.links.count) : nil
    waiting = zeros(program.inputArrivals.count)
    rings = zeros(program.ringSlots)
    isOpen = repeated(Lanes(every: 1), program.isDisruptable ? program.outletCount : 0)
    peers = PeerStates(program.peers, rules: rules)
    balances = repeated(BalanceState(), program.balance == nil ? 0 : program.stages.count)
    nextEvent = repeated(0, 1)
    processingTimes = repeated(ProcessingTimes(program, worlds: [], seed: 0), 1)
    totals = bySingle(StageTotals())
    allocation = AllocationState(program)
    leaves = LeafStates(program, rules: rules)
    corrections = SalesCorrections(program, rules: rules)
    tierSums = tierCount > 0 ? repeated(TierSums(), tierCount) : nil
  }

  deinit {
    steps.deallocate()
    links.deallocate()
    supplyLinks.deallocate()
    singles.deallocate()
    suppliers.deallocate()
    inputArrivals.deallocate()
    rules.deallocate()
    states.deallocate()
    signals.deallocate()
    forecasts.deallocate()
    forecastParameters.deallocate()
    forecastRows.deallocate()
    echelons.deallocate()
    owed.deallocate()
    shipped?.deallocate()
    waiting.deallocate()
    rings.deallocate()
    isOpen.deallocate()
    balances.deallocate()
    nextEvent.deallocate()
    processingTimes.deinitialize(count: 1)
    processingTimes.deallocate()
    totals.deallocate()
    tierSums?.deallocate()
  }

  /// Back to period 0 with stock on hand and nothing under way.
  ///
  /// - Parameters:
  ///   - events: what happens whatever the policy.
  ///   - onHand: by stage of the network, in units.
  mutating func restart(_ events: WorldEvents, onHand: (Int) -> Lanes<Scalar>) {
    schedule = events.disruptions.events
    processingTimes.pointee = events.processingTimes
    func start(_ place: Int) -> Lanes<Scalar> { onHand(program.stageOrder[place]).positivePart }
    for place in program.singles {
      states[place] = StageState()
      signals[place] = StageSignals()
      states[place].onHand = start(place)
      states[place].inventoryPosition = states[place].onHand
      if steps[place].kind.isSmoothed { forecasts[place] = rules[place].forecast.start }
      if program.looksDown { echelons[place] = EchelonState() }
    }
    leaves.restart { start($0) }
    corrections.restart(program)
    owed.update(repeating: Lanes(), count: program.links.count)
    waiting.update(repeating: Lanes(), count: program.inputArrivals.count)
    rings.update(repeating: Lanes(), count: program.ringSlots)
    if program.isDisruptable { isOpen.update(repeating: Lanes(every: 1), count: program.outletCount) }
    peers.restart()
    nextEvent.pointee = 0
    resetTotals()
  }

  /// Forgets what was measured so far.
  func resetTotals() {
    for index in 0..<program.singles.count { totals[singles[index]] = StageTotals() }
    peers.resetTotals()
  }

  /// Plays periods on given demand: per period one value per demand row.
  ///
  /// - Parameter endPeriod: called after every period, where totals by tier are kept.
  func play<Demand: DemandVector>(
    _ periods: Range<Int>, demand: UnsafePointer<Demand>,
    endPeriod: (Int, UnsafeMutablePointer<TierSums>) -> Void = { _, _ in }
  ) where Demand.Scalar == Scalar {
    var row = demand
    let singleCount = program.singles.count
    let supplierCount = program.suppliers.count
    let hasBlocks = !program.leafBlocks.isEmpty
    let hasPeers = !program.peers.stages.isEmpty
    var playedAhead = periods.lowerBound
    for period in periods {
      tierSums?.update(repeating: TierSums(), count: tierCount)
      if program.isDisruptable { closeAndOpenLinks(period) }
      if period == playedAhead {
        playedAhead = min(period + program.advance.periods, periods.upperBound)
        for place in program.advance.suppliers { playAhead(of: place, period..<playedAhead, row) }
      }
      if hasPeers {
        sweepWithPeers(period, row)
      } else {
        var index = singleCount
        while index > 0 {
          index &-= 1
          let place = singles[index]
          if hasBlocks {
            if !steps[place].isPlayedAhead { playBlocks(of: place, period, row) }
            hearBlocks(of: place, period)
          }
          receiveServeAndOrder(place, period, row)
        }
      }
      for index in 0..<supplierCount { shipAndMeasure(suppliers[index], period) }
      if let tierSums { endPeriod(period, tierSums) }
      row += program.demandStages.count
    }
  }

  /// Turns to the disruptions of a period.
  @inline(never)
  private func closeAndOpenLinks(_ period: Int) {
    while nextEvent.pointee < schedule.count, schedule[nextEvent.pointee].period <= period {
      let event = schedule[nextEvent.pointee]
      isOpen[event.link][event.lane] = event.isOpen ? 1 : 0
      nextEvent.pointee += 1
    }
  }

  /// Takes what falls due from a ring, leaving it empty.
  @inline(__always)
  func take(_ ring: Ring, _ period: Int) -> Lanes<Scalar> {
    let slot = ring.slot(period)
    let quantity = rings[slot]
    rings[slot] = Lanes()
    return quantity
  }
}
