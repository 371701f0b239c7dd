/// The stages that are played in blocks.
///
/// In single precision, a period of eight leaves takes some 38 instructions on AVX2 and moves 140 bytes in and 96 out of
/// the second-level cache, in which 4,500 stores just fit (0.7 MB): on a processor of 1 MB the cache sets the pace, at
/// about half to two thirds of what the instructions alone would allow. In double precision the state does not fit.
extension Player {
  /// Plays the blocks of a supplier, whose orders then reach it.
  @inline(never)
  func playBlocks<Demand: DemandVector>(of place: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    for block in steps[place].blocks {
      if program.correctsSales { correctSales(ofBlock: block, period, demand) }
      playBlock(block, period, demand)
      let ordered = leaves.sums[block].ordered
      states[place].inventoryPosition -= ordered
      if steps[place].kind.recordsOrders { signals[place].outflow += ordered }
    }
  }

  /// Steps 1–3 and the measures of all leaves of a block. Orders are put under way at once, as if the supplier could fill
  /// them all; ``settle(_:fraction:isShort:cancels:_:)`` takes back what it cannot.
  @inline(never)
  private func playBlock<Demand: DemandVector>(_ index: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    let block = program.leafBlocks[index]
    var sums: LeafSums<Scalar>
    // Constants that the loop is compiled for.
    switch (block.kind.formula == .fixedQuantity, program.losesSales) {
    case (true, true): sums = play(block, ordersQuantity: true, losesSales: true, period, demand)
    case (true, false): sums = play(block, ordersQuantity: true, losesSales: false, period, demand)
    case (false, true): sums = play(block, ordersQuantity: false, losesSales: true, period, demand)
    case (false, false): sums = play(block, ordersQuantity: false, losesSales: false, period, demand)
    }
    sums.position = leaves.goals[index] - sums.position
    leaves.sums[index] = sums
    guard let tierSums else { return }
    tierSums[block.tier].add(ordered: sums.ordered)
    tierSums[block.tier].add(onHand: sums.onHand, backorders: sums.backorders)
    let lost = program.losesSales ? sums.occurred - sums.recorded : Lanes()
    tierSums[block.tier].add(externalDue: sums.occurred, onTime: sums.onTime, lost: lost)
  }

  /// - Returns: what the leaves did, but with their needs in the place of their positions.
  @inline(__always)
  private func play<Demand: DemandVector>(
    _ block: LeafBlock, ordersQuantity: Bool, losesSales: Bool, _ period: Int, _ demand: UnsafePointer<Demand>
  ) -> LeafSums<Scalar> where Demand.Scalar == Scalar {
    let netStock = leaves.netStock + block.firstLeaf
    let need = leaves.need + block.firstLeaf
    let trigger = leaves.trigger + block.firstLeaf
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
      let before = need[leaf] + recorded
      let order =
        ordersQuantity
        ? Lanes().replacing(with: trigger[leaf], where: Lanes() .<= before)
        : Lanes().replacing(with: before, where: trigger[leaf] .<= before)
      let now = before - order
      need[leaf] = now
      rings[block.slots(period &+ Int(leadTime[leaf])) &+ leaf] = order
      sums.occurred += occurred
      sums.recorded += recorded
      sums.ordered += order
      sums.position += now
    }
    if losesSales { sums.onTime = sums.recorded }
    return sums
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
    let need = leaves.need + block.firstLeaf
    let leadTime = leaves.leadTime + block.firstLeaf
    var rest = Lanes<Scalar>()
    if cancels {
      for leaf in 0..<block.count {
        let slot = block.slots(period &+ Int(leadTime[leaf])) &+ leaf
        let wanted = rings[slot]
        let quantity = wanted * fraction
        let left = wanted - quantity
        rings[slot] = quantity
        need[leaf] += left
        rest += left
      }
      leaves.sums[index].position -= rest
    } else {
      let owed = owed + block.links.lowerBound
      for leaf in 0..<block.count {
        let slot = block.slots(period &+ Int(leadTime[leaf])) &+ leaf
        let wanted = owed[leaf] + rings[slot]
        let quantity = wanted * fraction
        let left = wanted - quantity
        rings[slot] = quantity
        owed[leaf] = left
        rest += left
      }
      leaves.owed[index] = rest
    }
    return rest
  }
}
