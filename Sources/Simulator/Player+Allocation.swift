import SupplyNetwork

/// How suppliers share what is too little for all, where it is not in proportion to what is due (``AllocationRule``).
extension Player {
  /// Ships to the orders that are due, and serves consumers who wait, by the supplier's rule.
  ///
  /// - Parameter cancels: whether customers' orders that cannot be filled are cancelled; else they are owed.
  /// - Returns: what was not shipped to customers inside the network, in units of the stage's item.
  @inline(never)
  func shipByRule(_ place: Int, _ period: Int, cancels: Bool = false) -> Lanes<Scalar> {
    let needed = gatherClaims(place, period)
    let state = states + place
    let claims = allocation.claims
    let customers = steps[place].customerLinks
    let onHand = state.pointee.onHand
    let isShort = onHand .< needed
    for claim in 0...customers.count { claims[claim].fraction = Lanes(every: 1) }
    if Lanes<Scalar>.any(isShort) {
      switch steps[place].allocation {
      case .firstCome: shareByAge(place, period, needed: needed)
      case .fairShare: shareByNeed(place, period)
      case .priority, .proportional: shareByRank(place)
      }
    }
    func fraction(_ claim: Int) -> Lanes<Scalar> {
      Lanes(every: 1).replacing(with: claims[claim].fraction, where: isShort)
    }
    state.pointee.externalBackorders -= state.pointee.externalBackorders * fraction(0)
    var sums = DeliverySums<Scalar>()
    for (offset, index) in customers.enumerated() {
      let claim = offset + 1
      var quantity = claims[claim].due * fraction(claim)
      if steps[place].isDisruptable { quantity = quantity * isOpen[index] }
      deliver(
        quantity, of: claims[claim].due, newlyDue: claims[claim].newlyDue, over: index, cancels: cancels, &sums, place,
        period)
    }
    state.pointee.onHand = (onHand - needed).positivePart
    totals[place].internalDue += sums.due
    totals[place].internalOnTime += sums.onTime
    return sums.stillOwed
  }

  /// Takes what consumers and customers are due.
  ///
  /// - Returns: what is wanted in all, in units of the stage's item.
  private func gatherClaims(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    let state = states + place
    let isByAge = steps[place].allocation == .firstCome
    let waiting = state.pointee.externalBackorders
    allocation.claims[0] = Claim(due: waiting, wanted: waiting)
    if isByAge {
      // At a stage that receives in the period, what is lost of it is not known yet (``leavingLate(_:_:)``).
      let lost = steps[place].receivesAtOnce ? Lanes() : state.pointee.lost
      rings[allocation.history.ofConsumers(at: place).slot(period)] = state.pointee.externalDue - lost
    }
    var needed = waiting
    for (offset, index) in steps[place].customerLinks.enumerated() {
      let newlyDue = take(links[index].due, period)
      let due = owed[index] + newlyDue
      var wanted = due * links[index].units
      if steps[place].isDisruptable { wanted = wanted * isOpen[index] }
      allocation.claims[offset + 1] = Claim(due: due, newlyDue: newlyDue, wanted: wanted)
      if isByAge { rings[allocation.history.ofLink(index).slot(period)] = newlyDue * links[index].units }
      needed += wanted
    }
    return needed
  }

  /// Consumers first, then customers rank by rank. Complexity: O(customers).
  private func shareByRank(_ place: Int) {
    let claims = allocation.claims
    let customers = steps[place].customerLinks
    var stock = states[place].onHand
    var first = 0
    while first <= customers.count {
      var end = first + 1
      while first > 0, end <= customers.count,
        links[customers.lowerBound + end - 1].priority == links[customers.lowerBound + first - 1].priority
      {
        end += 1
      }
      var total = Lanes<Scalar>()
      for claim in first..<end { total += claims[claim].wanted }
      let granted = Lanes<Scalar>(every: 1).replacing(with: stock / total, where: stock .< total)
      for claim in first..<end { claims[claim].fraction = granted }
      stock = (stock - total).positivePart
      first = end
    }
  }

  /// The oldest first: so what has to wait is what fell due last, and is looked for from the youngest on. Complexity:
  /// O(customers × periods that what waits has been due for).
  private func shareByAge(_ place: Int, _ period: Int, needed: Lanes<Scalar>) {
    let (claims, ages, history) = (allocation.claims, allocation.ages, allocation.history)
    let customers = steps[place].customerLinks
    for claim in 0...customers.count { ages[claim] = ClaimAges() }
    let noise = needed * Scalar.noise
    var left = (needed - states[place].onHand).positivePart
    var unseen = needed
    var age = 0
    while Lanes<Scalar>.any(left .> Lanes()) {
      // All that remains counts as of one age where it is rounding noise, or older than the history.
      let isLast = age < history.length ? unseen .<= noise : Lanes<Scalar>() .<= Lanes()
      var total = Lanes<Scalar>()
      for claim in 0...customers.count {
        let ring = claim == 0 ? history.ofConsumers(at: place) : history.ofLink(customers.lowerBound + claim - 1)
        let older = (claims[claim].wanted - ages[claim].seen).positivePart
        let current = rings[ring.slot(period &- age)].lesser(older).replacing(with: older, where: isLast)
        ages[claim].current = current
        ages[claim].seen += current
        total += current
      }
      let waits = left.lesser(total)
      let share = Lanes<Scalar>().replacing(with: waits / total, where: Lanes() .< total)
      for claim in 0...customers.count { ages[claim].kept += ages[claim].current * share }
      left = (left - waits).replacing(with: Lanes(), where: isLast)
      unseen = (unseen - total).positivePart
      age += 1
    }
    for claim in 0...customers.count {
      let wanted = claims[claim].wanted
      let granted = (wanted - ages[claim].kept).positivePart / wanted
      claims[claim].fraction = Lanes(every: 1).replacing(with: granted, where: Lanes() .< ages[claim].kept)
    }
  }
}
