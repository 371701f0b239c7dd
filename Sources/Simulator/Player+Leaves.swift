/// The stages that are played in blocks.
extension Player {
  /// Steps 1–3 and the measures of all leaves of a block. Orders are put under way at once, as if the supplier could fill
  /// them all; ``settle(_:fraction:isShort:cancels:_:)`` takes back what it cannot.
  @inline(never)
  func playBlock<Demand: DemandVector>(_ index: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    let block = program.leafBlocks[index]
    let sums: LeafSums<Scalar>
    // Constants that the loop is compiled for.
    switch (block.kind.formula, program.losesSales) {
    case (.orderUpTo, true): sums = play(block, .orderUpTo, losesSales: true, period, demand)
    case (.orderUpTo, false): sums = play(block, .orderUpTo, losesSales: false, period, demand)
    case (.fixedQuantity, true): sums = play(block, .fixedQuantity, losesSales: true, period, demand)
    case (.fixedQuantity, false): sums = play(block, .fixedQuantity, losesSales: false, period, demand)
    case (_, true): sums = play(block, .baseStock, losesSales: true, period, demand)
    case (_, false): sums = play(block, .baseStock, losesSales: false, period, demand)
    }
    leaves.sums[index] = sums
    guard let tierSums else { return }
    tierSums[block.tier].add(ordered: sums.ordered)
    tierSums[block.tier].add(onHand: sums.onHand, backorders: sums.backorders)
    let lost = program.losesSales ? sums.occurred - sums.recorded : Lanes()
    tierSums[block.tier].add(externalDue: sums.occurred, onTime: sums.onTime, lost: lost)
  }

  @inline(__always)
  private func play<Demand: DemandVector>(
    _ block: LeafBlock, _ formula: OrderKind.Formula, losesSales: Bool, _ period: Int, _ demand: UnsafePointer<Demand>
  ) -> LeafSums<Scalar> where Demand.Scalar == Scalar {
    let netStock = leaves.netStock + block.firstLeaf
    let position = leaves.position + block.firstLeaf
    let level = leaves.level + block.firstLeaf
    let reorderPoint = leaves.reorderPoint + block.firstLeaf
    let leadTime = leaves.leadTime + block.firstLeaf
    let arriving = rings + block.slots(period)
    let row = demand + block.firstDemandRow
    var sums = LeafSums<Scalar>()
    for leaf in 0..<block.count {
      let occurred = row[leaf].quantity
      let arrived = netStock[leaf] + arriving[leaf]
      let after: Lanes<Scalar>
      let recorded: Lanes<Scalar>
      if losesSales {
        recorded = occurred.lesser(arrived)
        after = arrived - recorded
        sums.onTime += recorded
        sums.onHand += after
      } else {
        recorded = occurred
        after = arrived - occurred
        let backorders = (Lanes() - after).positivePart
        sums.onTime += (occurred - backorders).positivePart
        sums.backorders += backorders
        sums.onHand += after.positivePart
      }
      netStock[leaf] = after
      let before = position[leaf] - recorded
      let order: Lanes<Scalar>
      switch formula {
      case .orderUpTo:
        order = Lanes().replacing(with: (level[leaf] - before).positivePart, where: before .<= reorderPoint[leaf])
      case .fixedQuantity:
        order = Lanes().replacing(with: level[leaf].positivePart, where: before .<= reorderPoint[leaf])
      default:
        order = (level[leaf] - before).positivePart
      }
      let now = before + order
      position[leaf] = now
      rings[block.slots(period &+ Int(leadTime[leaf])) &+ leaf] = order
      sums.occurred += occurred
      sums.recorded += recorded
      sums.ordered += order
      sums.position += now
    }
    return sums
  }

  /// The orders of its blocks reach a supplier.
  @inline(never)
  func acceptOrdersOfBlocks(_ place: Int) {
    for block in steps[place].blocks {
      let ordered = leaves.sums[block].ordered
      states[place].inventoryPosition -= ordered
      if steps[place].kind.recordsOrders { states[place].outflow += ordered }
    }
  }

  /// Sends a block what its supplier can fill.
  ///
  /// - Parameters:
  ///   - fraction: of what is wanted.
  ///   - isShort: where that is not all.
  ///   - cancels: whether the rest is cancelled; else it is owed.
  /// - Returns: the rest.
  @inline(never)
  func settle(
    _ index: Int, fraction: Lanes<Scalar>, isShort: Lanes<Scalar>.Mask, cancels: Bool, _ period: Int
  ) -> Lanes<Scalar> {
    // All that was ordered in the period is on its way already.
    let owes = Lanes<Scalar>.any(leaves.owed[index] .> Lanes())
    guard Lanes<Scalar>.any(isShort) || owes else { return Lanes() }
    let block = program.leafBlocks[index]
    let position = leaves.position + block.firstLeaf
    let leadTime = leaves.leadTime + block.firstLeaf
    let owed = owed + block.links.lowerBound
    var rest = Lanes<Scalar>()
    for leaf in 0..<block.count {
      let slot = block.slots(period &+ Int(leadTime[leaf])) &+ leaf
      let wanted = owed[leaf] + rings[slot]
      let quantity = wanted * fraction
      let left = wanted - quantity
      rings[slot] = quantity
      if cancels { position[leaf] -= left } else { owed[leaf] = left }
      rest += left
    }
    if cancels { leaves.sums[index].position -= rest } else { leaves.owed[index] = rest }
    return rest
  }
}
