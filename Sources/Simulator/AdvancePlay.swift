import SupplyNetwork

/// The suppliers of blocks that are played some periods ahead of the stages above them, so that their leaves stay in the
/// first-level cache for as long.
///
/// What arrives at a supplier has been on its way for its lead time at least. So what it has to ship in so many periods is
/// known at their start, and with it all that its leaves do: nothing that happens above in these periods reaches them.
/// Its own orders wait for the others' turn.
struct AdvancePlay: Sendable {
  /// Periods at most: the leaves of one supplier leave the cache anyway when the others' turn comes.
  private static let longest = 8

  /// Periods that are played ahead, the current one included.
  private(set) var periods = 1
  /// Positions of the suppliers.
  private(set) var suppliers: [Int] = []

  /// None.
  init() {}

  /// Finds all suppliers that the rules of a program leave alone for two periods or more.
  init(_ program: PlayProgram) {
    guard program.peers.stages.isEmpty && !program.correctsSales else { return }
    suppliers = program.stages.indices.filter { place in
      let stage = program.stages[place]
      let isPlain = stage.demandRow < 0 && !stage.processes && !stage.expedites && stage.allocation == .proportional
      return isPlain && !stage.blocks.isEmpty && stage.customerLinks.isEmpty && !stage.isDisruptable
        && program.shortestLeadTime(to: place) >= 2
    }
    periods = suppliers.map(program.shortestLeadTime).reduce(suppliers.isEmpty ? 1 : Self.longest, min)
  }
}

extension PlayProgram {
  /// Periods from shipment to arrival over the fastest link to a stage.
  func shortestLeadTime(to place: Int) -> Int {
    stages[place].supplies.reduce(Int.max) { min($0, links[supplyLinks[$1]].leadTime) }
  }
}

/// What a supplier does for its blocks in a period, in every world. All in units of its item.
struct BlockDelivery<Scalar: LaneScalar> {
  /// Ordered in the period.
  var due = Lanes<Scalar>()
  /// Shipped.
  var shipped = Lanes<Scalar>()
  /// Due and not shipped.
  var left = Lanes<Scalar>()
  /// On hand afterwards.
  var onHand = Lanes<Scalar>()
}

extension Player {
  /// Plays the blocks of a supplier, and what it ships to them, from a period on.
  @inline(never)
  func playAhead<Demand: DemandVector>(of place: Int, _ periods: Range<Int>, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    var onHand = states[place].onHand
    var row = demand
    for period in periods {
      playBlocks(of: place, period, row)
      // The supplier's turn will take it.
      onHand += rings[steps[place].arrivals.slot(period)]
      let needed = blocksNeed(place, period)
      let isShort = onHand .< needed
      let fraction = Lanes<Scalar>(every: 1).replacing(with: onHand / needed, where: isShort)
      var delivery = shipToBlocks(
        place, fraction: fraction, isShort: isShort, cancels: steps[place].cancelsOrders, period)
      onHand = (onHand - needed).positivePart
      delivery.onHand = onHand
      leaves.deliveries[leaves.slot(steps[place].blocks.lowerBound, period)] = delivery
      row += program.demandStages.count
    }
  }

  /// The supplier's turn: takes up what it was found to do for its blocks.
  func takeUpDelivery(_ place: Int, _ period: Int) -> BlockDelivery<Scalar> {
    let delivery = leaves.deliveries[leaves.slot(steps[place].blocks.lowerBound, period)]
    if steps[place].kind.recordsShipments { signals[place].outflow += delivery.shipped }
    states[place].onHand = delivery.onHand
    totals[place].internalDue += delivery.due
    return delivery
  }
}
