import SupplyNetwork

/// Neighbouring plain stages at the ends of a network, such as the stores of a distribution centre, that are played in
/// one tight loop: each has external demand, one supplier and no customers, the same lead time, and orders without
/// restriction in every period.
struct LeafBlock {
  /// Stages of a block at most: a sum over so many in single precision is still good for six digits.
  static let longest = 128

  /// Position of the supplier.
  let supplier: Int
  /// Links from the supplier.
  let links: Range<Int>
  /// Place of the first one among all leaves.
  let firstLeaf: Int
  /// The demand rows stand side by side, too.
  let firstDemandRow: Int
  let kind: OrderKind
  let tier: Int
  /// Periods from shipment to arrival, 1 or more.
  let leadTime: Int
  /// Whether what the supplier could not fill is taken back when the leaves are next played, in the same loop: where it
  /// is cancelled, and nobody looks at the leaves before.
  let settlesLate: Bool
  /// Shipments on their way: by slot, then leaf. After the first L periods, every slot is written
  /// before it is read.
  private let ringStart: Int
  private let ringMask: Int

  init(
    supplier: Int, links: Range<Int>, firstLeaf: Int, firstDemandRow: Int, kind: OrderKind, tier: Int,
    leadTime: Int, settlesLate: Bool, end: inout Int
  ) {
    self.supplier = supplier
    self.links = links
    self.firstLeaf = firstLeaf
    self.firstDemandRow = firstDemandRow
    self.kind = kind
    self.tier = tier
    self.leadTime = leadTime
    self.settlesLate = settlesLate
    var length = 1
    // What arrives in a period is taken before the period's shipments are sent.
    while length < leadTime { length *= 2 }
    ringStart = end
    ringMask = length - 1
    end += length * links.count
  }

  /// Stages.
  var count: Int { links.count }

  /// Position, among all rings, of the first leaf's slot for what arrives in a period.
  @inline(__always)
  func arriving(_ period: Int) -> Int { ringStart &+ (period & ringMask) &* links.count }

  /// Position, among all rings, of the first leaf's slot for what is sent in a period.
  @inline(__always)
  func sent(_ period: Int) -> Int { arriving(period &+ leadTime) }
}

/// What the leaves of a block did in a period, in every world, in units.
struct LeafSums<Scalar: LaneScalar> {
  /// External demand.
  var occurred = Lanes<Scalar>()
  /// Of that, served in the period.
  var onTime = Lanes<Scalar>()
  /// Of that, served or backordered.
  var recorded = Lanes<Scalar>()
  var ordered = Lanes<Scalar>()
  /// Inventory position after ordering; what is cancelled is taken off.
  var position = Lanes<Scalar>()
  /// On hand at the end.
  var onHand = Lanes<Scalar>()
  /// Backorders at the end.
  var backorders = Lanes<Scalar>()
}

extension PlayProgram.StageStep {
  /// Whether a stage, supplied over a link, may be played in a block.
  func isLeaf(over link: PlayProgram.LinkStep, _ network: StageNetwork, _ stageOrder: [Int]) -> Bool {
    let stage = network.stages[stageOrder[link.customer]]
    let isPlainOrder =
      stage.hasFreeOrders && reviewPeriod == 1 && !kind.isSmoothed && !kind.looksDown
    return isPlainOrder && isSettledEarly && peer < 0 && demandRow >= 0 && committedServiceTime == 0
      && supplies.count == 1
      && link.units == 1 && link.share == 1 && link.serviceTime == 0
      && link.networkLink.map { network.links[$0].disruptions.isEmpty } ?? true
  }
}
