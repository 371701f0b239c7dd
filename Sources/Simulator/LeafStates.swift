/// Where the leaves of all blocks stand, in every world: by leaf, as lean as a period's loop over them can be.
struct LeafStates<Scalar: LaneScalar>: ~Copyable {
  private let count: Int
  private let blockCount: Int
  private let stages: [Int]
  /// On hand less backorders, in units.
  let netStock: UnsafeMutablePointer<Lanes<Scalar>>
  /// On-hand + on-order − backorders, in units.
  let position: UnsafeMutablePointer<Lanes<Scalar>>
  let level: UnsafeMutablePointer<Lanes<Scalar>>
  let reorderPoint: UnsafeMutablePointer<Lanes<Scalar>>
  /// Periods from shipment to arrival.
  let leadTime: UnsafeMutablePointer<Int32>
  /// By block, what its leaves did in the current period.
  let sums: UnsafeMutablePointer<LeafSums<Scalar>>
  /// By block, what its supplier owes it from earlier periods.
  let owed: UnsafeMutablePointer<Lanes<Scalar>>

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
    position = stored(leaves.map { _ in Lanes() })
    level = stored(leaves.map { rules[$0].level })
    reorderPoint = stored(leaves.map { rules[$0].reorderPoint })
    leadTime = stored(program.leafLeadTimes)
    sums = stored(program.leafBlocks.map { _ in LeafSums() })
    owed = stored(program.leafBlocks.map { _ in Lanes() })
  }

  deinit {
    netStock.deallocate()
    position.deallocate()
    level.deallocate()
    reorderPoint.deallocate()
    leadTime.deallocate()
    sums.deallocate()
    owed.deallocate()
  }

  /// Back to period 0 with the stock on hand of every stage, by position.
  func restart(_ onHand: (Int) -> Lanes<Scalar>) {
    for (leaf, stage) in stages.enumerated() {
      netStock[leaf] = onHand(stage)
      position[leaf] = netStock[leaf]
    }
    for block in 0..<blockCount {
      sums[block] = LeafSums()
      owed[block] = Lanes()
    }
  }
}
