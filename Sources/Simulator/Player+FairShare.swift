import SupplyNetwork

/// Allocation by need (``AllocationRule/fairShare``).
extension Player {
  /// Mean demand in units per period below which a stage counts as having this much, so that what it is due is never left
  /// when nobody else wants it.
  private static var leastDemand: Double { 1e-6 }

  /// Finds the time t that all customers are to last, so that what is granted, (rate × t − ahead) held between 0 and what
  /// is wanted, takes all stock; exactly, by pegging (Bitran & Hax 1981, doi:10.1287/mnsc.27.4.431).
  ///
  /// With some claims pegged to an end, t follows from the others as if they had no ends. Where their excess over what is
  /// wanted weighs at least as much as what falls below 0, the true t is no smaller, and all in excess get what they want;
  /// else it is smaller, and all below 0 get nothing. Every round pegs a claim, or is the last. Complexity: O(customers²)
  /// at worst; a few rounds as a rule.
  func shareByNeed(_ place: Int, _ period: Int) {
    let shares = allocation.shares
    let claims = allocation.claims
    let count = steps[place].customerLinks.count + 1
    setShares(place, period)
    var time = Lanes<Scalar>()
    for _ in 0...count {
      time = timeToLast(place, count)
      var above = Lanes<Scalar>()
      var below = Lanes<Scalar>()
      for claim in 0..<count {
        let quantity = (shares[claim].rate * time - shares[claim].ahead) * shares[claim].isFree
        above += (quantity - claims[claim].wanted * shares[claim].isFree).positivePart
        below += (Lanes() - quantity).positivePart
      }
      let fills = Lanes<Scalar>().replacing(with: Lanes(every: 1), where: below .<= above)
      var hasChanged = false
      for claim in 0..<count {
        let quantity = shares[claim].rate * time - shares[claim].ahead
        let excess = (quantity - claims[claim].wanted) * shares[claim].isFree * fills
        let lack = (Lanes() - quantity) * shares[claim].isFree * (Lanes(every: 1) - fills)
        let isFull = Lanes() .< excess
        let isEmpty = Lanes() .< lack
        guard Lanes<Scalar>.any(isFull) || Lanes<Scalar>.any(isEmpty) else { continue }
        hasChanged = true
        shares[claim].isFull = shares[claim].isFull.replacing(with: Lanes(every: 1), where: isFull)
        shares[claim].isFree = shares[claim].isFree.replacing(with: Lanes(), where: isFull)
          .replacing(with: Lanes(), where: isEmpty)
      }
      if !hasChanged { break }
    }
    for claim in 0..<count {
      let quantity = (shares[claim].rate * time - shares[claim].ahead).positivePart.lesser(claims[claim].wanted)
      let part = Lanes<Scalar>().replacing(
        with: quantity / claims[claim].wanted, where: Lanes() .< shares[claim].isFree)
      claims[claim].fraction = part.replacing(with: Lanes(every: 1), where: Lanes() .< shares[claim].isFull)
    }
  }

  /// What every claim is as a function of the time to last, none pegged yet but those that want nothing.
  private func setShares(_ place: Int, _ period: Int) {
    func set(_ claim: Int, mean: Lanes<Scalar>, position: Lanes<Scalar>, leadTime: Int, units: Double) {
      let least = Lanes<Scalar>(every: Self.leastDemand)
      let rate = mean.replacing(with: least, where: mean .< least) * units
      allocation.shares[claim] = ClaimShare(
        rate: rate, ahead: position * units - rate * Double(leadTime),
        isFree: Lanes().replacing(with: Lanes(every: 1), where: Lanes() .< allocation.claims[claim].wanted))
    }
    set(
      0, mean: rules[place].meanExternalDemand, position: Lanes() - states[place].externalBackorders, leadTime: 0,
      units: 1)
    for (offset, index) in steps[place].customerLinks.enumerated() {
      let customer = links[index].customer
      set(
        offset + 1, mean: rules[customer].meanDemand, position: netStock(customer, period),
        leadTime: links[index].leadTime + steps[customer].meanProcessingTime, units: links[index].units)
    }
  }

  /// The time that all unpegged claims last with the stock that the pegged ones leave; 0 where all are pegged.
  private func timeToLast(_ place: Int, _ count: Int) -> Lanes<Scalar> {
    var stock = states[place].onHand
    var rate = Lanes<Scalar>()
    for claim in 0..<count {
      let share = allocation.shares[claim]
      stock -= allocation.claims[claim].wanted * share.isFull
      stock += share.ahead * share.isFree
      rate += share.rate * share.isFree
    }
    return Lanes().replacing(with: stock / rate, where: Lanes() .< rate)
  }

  /// On hand and in transit, less all that is due to consumers and customers, in units.
  private func netStock(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    let state = states + place
    var stock = state.pointee.onHand + state.pointee.inTransit - state.pointee.externalBackorders
    for index in steps[place].customerLinks {
      stock -= (owed[index] + rings[links[index].due.slot(period)]) * links[index].units
    }
    return stock
  }
}
