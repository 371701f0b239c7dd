/// Where the leaves of all blocks stand, in every world: by leaf, as lean as a period's loop over them can be.
struct LeafStates<Scalar: LaneScalar>: ~Copyable {
  private let count: Int
  private let blockCount: Int
  /// Periods whose sums are kept, less 1: a power of two, so that a period's place is found without division.
  private let periodMask: Int
  private let stages: [Int]
  /// Level or reorder point by leaf.
  private let goal: [Lanes<Scalar>]
  /// On hand less backorders, in units.
  let netStock: UnsafeMutablePointer<Lanes<Scalar>>
  /// What the inventory position lacks to the level that orders raise it to, or to the reorder point under (R, Q).
  let need: UnsafeMutablePointer<Lanes<Scalar>>
  /// The need from which on an order is placed; the quantity of an order under (R, Q).
  let trigger: UnsafeMutablePointer<Lanes<Scalar>>
  /// By period (``slot(_:_:)``), then block, what its leaves did.
  let sums: UnsafeMutablePointer<LeafSums<Scalar>>
  /// By period, then first block of a supplier, what it did for its blocks, where they are played ahead.
  let deliveries: UnsafeMutablePointer<BlockDelivery<Scalar>>
  /// By block, levels or reorder points together.
  let goals: UnsafeMutablePointer<Lanes<Scalar>>
  /// By block, what its supplier owes it from earlier periods.
  let owed: UnsafeMutablePointer<Lanes<Scalar>>
  /// By block, the share of its last orders that was shipped, where that is taken back late (``LeafBlock/settlesLate``).
  let shippedShare: UnsafeMutablePointer<Lanes<Scalar>>
  /// By block, whether that was not all and is to be taken back.
  let wasShort: UnsafeMutablePointer<Bool>

  init(_ program: PlayProgram, rules: [OrderRule<Scalar>]) {
    let leaves = program.leafStages
    func stored<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
      memory.initialize(from: values, count: values.count)
      return memory
    }
    stages = leaves
    count = leaves.count
    blockCount = program.leafBlocks.count
    netStock = stored(leaves.map { _ in Lanes() })
    need = stored(leaves.map { _ in Lanes() })
    trigger = stored(leaves.map { rules[$0].leafTrigger })
    goal = leaves.map { rules[$0].leafGoal }
    goals = stored(
      program.leafBlocks.map { block in
        (0..<block.count).reduce(Lanes()) { $0 + rules[leaves[block.firstLeaf + $1]].leafGoal }
      })
    var length = 1
    while length < program.advance.periods { length *= 2 }
    periodMask = length - 1
    sums = stored([LeafSums](repeating: LeafSums(), count: length * blockCount))
    deliveries = stored(
      [BlockDelivery](repeating: BlockDelivery(), count: program.advance.suppliers.isEmpty ? 0 : length * blockCount))
    owed = stored(program.leafBlocks.map { _ in Lanes() })
    shippedShare = stored(program.leafBlocks.map { _ in Lanes() })
    wasShort = stored(program.leafBlocks.map { _ in false })
  }

  deinit {
    netStock.deallocate()
    need.deallocate()
    trigger.deallocate()
    goals.deallocate()
    sums.deallocate()
    deliveries.deallocate()
    owed.deallocate()
    shippedShare.deallocate()
    wasShort.deallocate()
  }

  /// Back to period 0 with the stock on hand of every stage, by position.
  func restart(_ onHand: (Int) -> Lanes<Scalar>) {
    for (leaf, stage) in stages.enumerated() {
      netStock[leaf] = onHand(stage)
      need[leaf] = goal[leaf] - netStock[leaf]
    }
    for block in 0..<blockCount {
      owed[block] = Lanes()
      wasShort[block] = false
    }
  }

  /// The place of a block's sums for a period; each is written before it is read.
  @inline(__always)
  func slot(_ block: Int, _ period: Int) -> Int { (period & periodMask) &* blockCount &+ block }
}
