import SupplyNetwork

/// Plays one policy on one network, period by period, several replications side by side.
///
/// The sequence of events of a period t, at every stage:
///
/// 1. shipments due in t arrive; kits that they complete start processing;
/// 2. external demand of t occurs; what is due is served, backorders first; unmet, it is backordered or lost;
/// 3. in a review period, from the most downstream stage up, the stage orders; the order reaches its suppliers at once;
/// 4. from the most upstream stage down, suppliers ship what they have to the orders that are due, in proportion to
///    what is due where stock is short, to arrive at the start of t + L; with L = 0 it is usable at once, and serves what
///    is still due at the receiving stage;
/// 5. measures are taken.
///
/// Steps 1 and 2 touch no other stage, so that one sweep from downstream does 1–3 and one from upstream 4 and 5; stages
/// to which step 4 does nothing but send shipments, most stores, are measured in the first. At a stage that receives
/// shipments in the period they are sent, demand is lost only after step 4.
///
/// All state lies in five arrays that are taken once; nothing is allocated while periods are played.
struct Player: ~Copyable {
  let stageCount: Int
  let steps: UnsafeMutablePointer<PlayProgram.StageStep>
  let links: UnsafeMutablePointer<PlayProgram.LinkStep>
  let supplyLinks: UnsafeMutablePointer<Int>
  let suppliers: UnsafeMutablePointer<Int>
  let inputArrivals: UnsafeMutablePointer<Ring>
  let states: UnsafeMutablePointer<StageState>
  /// Due and not shipped, by link, in units of the customer's item.
  let owed: UnsafeMutablePointer<Lanes>
  /// Shipped in the last period, by link, in units of the customer's item, where it is kept.
  let shipped: UnsafeMutablePointer<Lanes>?
  /// Components waiting for their kit, by kind of input, in kits.
  let waiting: UnsafeMutablePointer<Lanes>
  let rings: UnsafeMutablePointer<Lanes>
  /// Sums since ``resetTotals()``, by position of the stage.
  let totals: UnsafeMutablePointer<StageTotals>
  let program: PlayProgram

  /// Takes the memory; ``restart(onHand:)`` comes before play.
  init(_ program: PlayProgram, keepsShipments: Bool = false) {
    func stored<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
      memory.initialize(from: values, count: values.count)
      return memory
    }
    func zeros(_ count: Int) -> UnsafeMutablePointer<Lanes> { stored([Lanes](repeating: Lanes(), count: count)) }
    self.program = program
    stageCount = program.stages.count
    steps = stored(program.stages)
    links = stored(program.links)
    supplyLinks = stored(program.supplyLinks)
    suppliers = stored(program.suppliers)
    inputArrivals = stored(program.inputArrivals)
    states = stored([StageState](repeating: StageState(), count: stageCount))
    owed = zeros(program.links.count)
    shipped = keepsShipments ? zeros(program.links.count) : nil
    waiting = zeros(program.inputArrivals.count)
    rings = zeros(program.ringSlots)
    totals = stored([StageTotals](repeating: StageTotals(), count: stageCount))
  }

  deinit {
    steps.deallocate()
    links.deallocate()
    supplyLinks.deallocate()
    suppliers.deallocate()
    inputArrivals.deallocate()
    states.deallocate()
    owed.deallocate()
    shipped?.deallocate()
    waiting.deallocate()
    rings.deallocate()
    totals.deallocate()
  }

  /// Back to period 0: the given stock on hand, by stage of the network, else that of the policies; nothing under way.
  func restart(onHand: [Double]?) {
    precondition(onHand?.count ?? stageCount == stageCount, "starting stock covers every stage")
    for place in 0..<stageCount {
      let start = onHand.map { max(0, $0[program.stageOrder[place]]) } ?? steps[place].rule.startingOnHand
      states[place] = StageState()
      states[place].onHand = Lanes(every: start)
      states[place].inventoryPosition = Lanes(every: start)
    }
    owed.update(repeating: Lanes(), count: program.links.count)
    waiting.update(repeating: Lanes(), count: program.inputArrivals.count)
    rings.update(repeating: Lanes(), count: program.ringSlots)
    resetTotals()
  }

  /// Forgets what was measured so far.
  func resetTotals() {
    totals.update(repeating: StageTotals(), count: stageCount)
  }

  /// Plays periods on given demand: per period one value per demand row.
  func play(_ periods: Range<Int>, demand: UnsafePointer<Lanes>) {
    var row = demand
    let supplierCount = program.suppliers.count
    for period in periods {
      var place = stageCount
      while place > 0 {
        place &-= 1
        receiveServeAndOrder(place, period, row)
      }
      for index in 0..<supplierCount { shipAndMeasure(suppliers[index], period) }
      row += program.demandStages.count
    }
  }

  /// Takes what falls due from a ring, leaving it empty.
  @inline(__always)
  func take(_ ring: Ring, _ period: Int) -> Lanes {
    let slot = ring.slot(period)
    let quantity = rings[slot]
    rings[slot] = Lanes()
    return quantity
  }
}
