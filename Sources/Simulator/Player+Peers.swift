import SupplyNetwork

/// How peers help each other out, between serving and ordering (``Transshipment``).
extension Player {
  /// The first sweep in two: all stages receive and serve, peers exchange stock, all stages order.
  @inline(never)
  func sweepWithPeers<Demand: DemandVector>(_ period: Int, _ demand: UnsafePointer<Demand>)
  where Demand.Scalar == Scalar {
    receiveFromPeers(period)
    let count = program.singles.count
    for index in 0..<count {
      let place = singles[index]
      states[place].inventoryPosition = receiveAndServe(place, period, demand).position
    }
    exchange(period)
    for index in (0..<count).reversed() {
      let place = singles[index]
      playBlocks(of: place, period, demand)
      hearBlocks(of: place, period)
      let row = steps[place].demandRow
      order(
        place, period, occurred: row >= 0 ? demand[row].quantity : Lanes(), position: states[place].inventoryPosition)
    }
  }

  /// What peers sent in earlier periods arrives.
  private func receiveFromPeers(_ period: Int) {
    for peer in 0..<peers.count {
      let arrived = take(peers.stages[peer].onItsWay, period)
      peers.onItsWay[peer] -= arrived
      states[peers.stages[peer].place].onHand += arrived
      states[peers.stages[peer].place].inTransit -= arrived
    }
  }

  /// Those who are short get what others can spare.
  private func exchange(_ period: Int) {
    for group in 0..<peers.groupCount { exchange(peers.groups[group], period) }
  }

  private func exchange(_ group: PeerGroups.Group, _ period: Int) {
    var asked = Lanes<Scalar>()
    var spare = Lanes<Scalar>()
    for member in group.members {
      let peer = peers.members[member]
      let place = peers.stages[peer].place
      peers.asked[member] = (unmet(place, group) - peers.onItsWay[peer]).positivePart
      var above = (states[place].onHand - peers.reserve[member]).positivePart
      if program.isDisruptable { above = above * isOpen[program.links.count + peer] }
      peers.spare[member] = above
      asked += peers.asked[member]
      spare += above
    }
    guard Lanes<Scalar>.any(Lanes() .< asked.lesser(spare)) else { return }
    let all = Lanes<Scalar>(every: 1)
    let served = all.replacing(with: spare / asked, where: spare .< asked)
    let used = all.replacing(with: asked / spare, where: asked .< spare)
    for member in group.members {
      let place = peers.stages[peers.members[member]].place
      let given = peers.spare[member] * used
      states[place].onHand -= given
      states[place].inventoryPosition -= given
      peers.sums[peers.members[member]].given += given
      receive(peers.asked[member] * served, peers.members[member], group, period)
    }
  }

  /// External demand due and unmet at a stage that a group can still help: what waits, and, where help is there at once,
  /// what is about to be lost.
  @inline(__always)
  private func unmet(_ place: Int, _ group: PeerGroups.Group) -> Lanes<Scalar> {
    guard steps[place].demandRow >= 0 else { return Lanes() }
    let waiting = states[place].externalBackorders
    return hasLost(place) && group.leadTime == 0 ? waiting + states[place].lost : waiting
  }

  /// Whether unmet demand is lost before peers can help.
  @inline(__always)
  private func hasLost(_ place: Int) -> Bool { program.losesSales && !steps[place].receivesAtOnce }

  /// Takes what peers send to one of them.
  private func receive(_ quantity: Lanes<Scalar>, _ peer: Int, _ group: PeerGroups.Group, _ period: Int) {
    let place = peers.stages[peer].place
    peers.sums[peer].received += quantity
    peers.sums[peer].cost += quantity * group.costPerUnit
    if group.leadTime > 0 {
      send(quantity, to: place)
      rings[peers.stages[peer].onItsWay.slot(period &+ group.leadTime)] += quantity
      peers.onItsWay[peer] += quantity
      states[place].inventoryPosition += quantity
      return
    }
    // A sale after all: the unit that came has gone again, and the position stays as it is.
    let saved = hasLost(place) ? quantity.lesser(states[place].lost) : Lanes()
    states[place].lost -= saved
    if steps[place].recordsDemand { signals[place].recorded += saved }
    states[place].externalBackorders -= quantity - saved
    states[place].inventoryPosition += quantity - saved
  }
}

extension PlayProgram {
  /// Links, and ways from peers to the others: what disruptions close.
  var outletCount: Int { links.count + peers.stages.count }
}
