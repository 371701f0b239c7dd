/// The stages that are played in blocks.
///
/// In single precision, a period of eight leaves takes some 24 instructions with AVX-512 masks, of which ten add, and
/// moves 136 bytes in and 96 out of the cache. 4,500 stores just fit into a second-level cache of 1 MB, which would set
/// the pace; where a supplier's leaves are played some periods at a time (``AdvancePlay``) they are in the first-level
/// cache for all of these but the first. After a shortage it takes three or five more (``LeafBlock/settlesLate``).
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
      // Of what is cancelled in the same period, only what is shipped counts: adding and taking off would leave rounding.
      if !(steps[place].isPlayedAhead && steps[place].cancelsOrders) {
        states[place].inventoryPosition -= sums.ordered
      }
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
  /// them all; ``settle(_:fraction:isShort:cancels:_:)``, or this where it is played next, takes back what it cannot.
  @inline(never)
  private func playBlock<Demand: DemandVector>(_ index: Int, _ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    let block = program.leafBlocks[index]
    let share = leaves.shippedShare[index]
    var sums: LeafSums<Scalar>
    // Constants that the loop is compiled for.
    switch (block.kind.formula == .fixedQuantity, program.losesSales, leaves.wasShort[index]) {
    case (true, true, true): sums = playAfterShortage(block, share, quantity: true, losesSales: true, period, demand)
    case (true, false, true): sums = playAfterShortage(block, share, quantity: true, losesSales: false, period, demand)
    case (false, true, true): sums = playAfterShortage(block, share, quantity: false, losesSales: true, period, demand)
    case (false, false, true):
      sums = playAfterShortage(block, share, quantity: false, losesSales: false, period, demand)
    case (true, true, false): sums = play(block, .none, share, quantity: true, losesSales: true, period, demand)
    case (true, false, false): sums = play(block, .none, share, quantity: true, losesSales: false, period, demand)
    case (false, true, false): sums = play(block, .none, share, quantity: false, losesSales: true, period, demand)
    case (false, false, false): sums = play(block, .none, share, quantity: false, losesSales: false, period, demand)
    }
    leaves.wasShort[index] = false
    sums.position = leaves.goals[index] - sums.position
    leaves.sums[leaves.slot(index, period)] = sums
  }

  /// Where the orders of the period before stand whose rest is to be taken back.
  private enum Shortage {
    /// There is none.
    case none
    /// Among what arrives now.
    case arriving
    /// Among what is on its way.
    case onItsWay
  }

  @inline(__always)
  private func playAfterShortage<Demand: DemandVector>(
    _ block: LeafBlock, _ share: Lanes<Scalar>, quantity: Bool, losesSales: Bool, _ period: Int,
    _ demand: UnsafePointer<Demand>
  ) -> LeafSums<Scalar> where Demand.Scalar == Scalar {
    block.leadTime == 1
      ? play(block, .arriving, share, quantity: quantity, losesSales: losesSales, period, demand)
      : play(block, .onItsWay, share, quantity: quantity, losesSales: losesSales, period, demand)
  }

  /// - Parameters:
  ///   - shortage: where orders of the period before were not filled.
  ///   - share: of these, what was shipped.
  ///   - quantity: whether an order is a quantity of its own.
  ///   - losesSales: whether unmet demand is lost.
  /// - Returns: what the leaves did, but with their needs in the place of their positions.
  @inline(__always)
  private func play<Demand: DemandVector>(
    _ block: LeafBlock, _ shortage: Shortage, _ share: Lanes<Scalar>, quantity: Bool, losesSales: Bool, _ period: Int,
    _ demand: UnsafePointer<Demand>
  ) -> LeafSums<Scalar> where Demand.Scalar == Scalar {
    let netStock = leaves.netStock + block.firstLeaf
    let need = leaves.need + block.firstLeaf
    let trigger = leaves.trigger + block.firstLeaf
    let arriving = rings + block.arriving(period)
    let sentBefore = rings + block.sent(period &- 1)
    let sent = rings + block.sent(period)
    let row = demand + block.firstDemandRow
    var sums = LeafSums<Scalar>()
    for leaf in 0..<block.count {
      let occurred = row[leaf].quantity
      var arrivals = arriving[leaf]
      var lacking = need[leaf]
      switch shortage {
      case .none: break
      case .arriving:
        let wanted = arrivals
        arrivals = wanted * share
        lacking += wanted - arrivals
      case .onItsWay:
        let wanted = sentBefore[leaf]
        let quantity = wanted * share
        sentBefore[leaf] = quantity
        lacking += wanted - quantity
      }
      let arrived = netStock[leaf] + arrivals
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
      let before = lacking + recorded
      let order =
        quantity
        ? Lanes().replacing(with: trigger[leaf], where: Lanes() .<= before)
        : Lanes().replacing(with: before, where: trigger[leaf] .<= before)
      let now = before - order
      need[leaf] = now
      sent[leaf] = order
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
    if block.settlesLate {
      let ordered = leaves.sums[leaves.slot(index, period)].ordered
      let rest = ordered - ordered * fraction
      leaves.sums[leaves.slot(index, period)].position -= rest
      leaves.shippedShare[index] = fraction
      leaves.wasShort[index] = true
      return rest
    }
    let need = leaves.need + block.firstLeaf
    let sent = rings + block.sent(period)
    var rest = Lanes<Scalar>()
    if cancels {
      for leaf in 0..<block.count {
        let wanted = sent[leaf]
        let quantity = wanted * fraction
        let left = wanted - quantity
        sent[leaf] = quantity
        need[leaf] += left
        rest += left
      }
      leaves.sums[leaves.slot(index, period)].position -= rest
    } else {
      let owed = owed + block.links.lowerBound
      for leaf in 0..<block.count {
        let wanted = owed[leaf] + sent[leaf]
        let quantity = wanted * fraction
        let left = wanted - quantity
        sent[leaf] = quantity
        owed[leaf] = left
        rest += left
      }
      leaves.owed[index] = rest
    }
    return rest
  }
}
