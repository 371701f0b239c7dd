/// The stages that are played in blocks.
///
/// In single precision, a period of eight leaves takes 27 instructions with AVX-512 masks, of which ten add, and moves
/// 140 bytes in and 96 out of the cache. 4,500 stores just fit into a second-level cache of 1 MB, which would set the
/// pace; where a supplier's leaves are played some periods at a time (``AdvancePlay``) they are in the first-level cache
/// for all of these but the first.
extension Player {
  /// Plays the blocks of a supplier.
  @inline(__always)
  func playBlocks<Demand: DemandVector>(of place: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    for block in steps[place].blocks {
      if program.correctsSales { correctSales(ofBlock: block, period, demand) }
      playBlock(block, period, demand)
    }
  }

  /// What the blocks of a supplier did reaches it, and the totals.
  @inline(never)
  func hearBlocks(of place: Int, _ period: Int) {
    for block in steps[place].blocks {
      let sums = leaves.sums[leaves.slot(block, period)]
      states[place].inventoryPosition -= sums.ordered
      if steps[place].kind.recordsOrders { signals[place].outflow += sums.ordered }
      guard let tierSums else { continue }
      let tier = program.leafBlocks[block].tier
      tierSums[tier].add(ordered: sums.ordered)
      tierSums[tier].add(onHand: sums.onHand, backorders: sums.backorders)
      let lost = program.losesSales ? sums.occurred - sums.recorded : Lanes()
      tierSums[tier].add(externalDue: sums.occurred, onTime: sums.onTime, lost: lost)
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
    leaves.sums[leaves.slot(index, period)] = sums
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

  /// What the blocks of a supplier want of it, in units of its item.
  @inline(__always)
  func blocksNeed(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    var needed = Lanes<Scalar>()
    for block in steps[place].blocks {
      var wanted = leaves.owed[block] + leaves.sums[leaves.slot(block, period)].ordered
      if steps[place].isDisruptable { wanted = wanted * isOpen[program.leafBlocks[block].links.lowerBound] }
      needed += wanted
    }
    return needed
  }

  /// Sends the blocks of a supplier what it can fill.
  ///
  /// - Parameters:
  ///   - fraction: of what is wanted.
  ///   - isShort: where that is not all.
  ///   - cancels: whether the rest is cancelled; else it is owed.
  @inline(__always)
  func shipToBlocks(
    _ place: Int, fraction: Lanes<Scalar>, isShort: Lanes<Scalar>.Mask, cancels: Bool, _ period: Int
  ) -> BlockDelivery<Scalar> {
    var delivery = BlockDelivery<Scalar>()
    for block in steps[place].blocks {
      let ordered = leaves.sums[leaves.slot(block, period)].ordered
      let wanted = leaves.owed[block] + ordered
      let left: Lanes<Scalar>
      if steps[place].isDisruptable {
        let share = fraction * isOpen[program.leafBlocks[block].links.lowerBound]
        left = settle(block, fraction: share, isShort: share .< Lanes(every: 1), cancels: cancels, period)
      } else {
        left = settle(block, fraction: fraction, isShort: isShort, cancels: cancels, period)
      }
      delivery.due += ordered
      delivery.shipped += wanted - left
      delivery.left += left
    }
    return delivery
  }

  /// Sends a block what its supplier can fill.
  ///
  /// - Parameters:
  ///   - fraction: of what is wanted.
  ///   - isShort: where that is not all.
  ///   - cancels: whether the rest is cancelled; else it is owed.
  /// - Returns: the rest.
  @inline(never)
  private func settle(
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
      leaves.sums[leaves.slot(index, period)].position -= rest
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
