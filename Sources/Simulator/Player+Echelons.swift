/// What stages know beyond themselves: echelons, and forecasts.
extension Player {
  /// What a stage learns of the period before it orders.
  @inline(never)
  func look(_ place: Int, _ period: Int, _ position: Lanes<Scalar>, occurred: Lanes<Scalar>) {
    if program.looksDown { lookDown(place, period, occurred: occurred) }
    if place == stageCount - 1, let balance = program.balance {
      planBalancedOrders(balance, period, endPosition: position)
    }
    if steps[place].kind.isSmoothed { observe(place, period) }
    signals[place].recorded = Lanes()
  }

  /// What a stage lacks that may look down or forecast.
  @inline(never)
  func consideredNeed(_ place: Int, _ position: Lanes<Scalar>) -> Lanes<Scalar> {
    if program.balance != nil { return balances[place].need }
    let looked = steps[place].kind.looksDown ? position + echelons[place].positionBelow : position
    switch steps[place].kind.formula {
    case .smoothedMinMax:
      let (least, most) = forecastParameters[Int(forecastRows[place])].minimumAndMaximum(forecasts[place])
      return Lanes().replacing(with: (most - looked).positivePart, where: looked .<= least)
    case .echelonReplenishment:
      let (_, most) = forecastParameters[Int(forecastRows[place])].minimumAndMaximum(forecasts[place])
      return (most - looked).positivePart
    case .baseStock, .orderUpTo, .fixedQuantity, .echelonBaseStock, .balancedEchelonBaseStock:
      return rules[place].need(at: looked)
    }
  }

  /// Moves a stage's forecast on by what was seen in a period.
  @inline(__always)
  private func observe(_ place: Int, seen: Lanes<Scalar>) {
    forecastParameters[Int(forecastRows[place])].observe(seen, &forecasts[place])
  }

  /// The order for what a stage lacks, where a multiple, a minimum or a maximum restricts it.
  @inline(never)
  func restrictedOrder(_ place: Int, _ need: Lanes<Scalar>) -> Lanes<Scalar> { rules[place].restricted(need) }

  /// Adds up positions and demand of the stages below, of which each has done so before in the period: one sweep up the
  /// network finds the echelon of every stage.
  private func lookDown(_ place: Int, _ period: Int, occurred: Lanes<Scalar>) {
    var echelon = EchelonState<Scalar>()
    echelon.recorded = signals[place].recorded
    echelon.occurred = occurred
    // A fast link leads to a customer that the link beside it has told of.
    for index in steps[place].customerLinks where links[index].part != .express {
      let customer = links[index].customer
      let weight = links[index].units * links[index].share
      let below = states[customer].inventoryPosition + echelons[customer].positionBelow
      echelon.positionBelow += below * weight
      echelon.recorded += echelons[customer].recorded * weight
      echelon.occurred += echelons[customer].occurred * weight
    }
    for block in steps[place].blocks {
      let sums = leaves.sums[leaves.slot(block, period)]
      echelon.positionBelow += sums.position
      echelon.recorded += sums.recorded
      echelon.occurred += sums.occurred
    }
    echelons[place] = echelon
    if program.correctsSales { correctSales(place) }
  }

  /// What a stage that looks down may know of the period.
  private func news(_ place: Int, _ kind: OrderKind) -> Lanes<Scalar> {
    guard kind.hearsSales else { return echelons[place].occurred }
    return kind.hearsCorrection && program.correctsSales ? echelons[place].corrected : echelons[place].recorded
  }

  /// Moves a stage's forecast on by what it has seen of the period.
  private func observe(_ place: Int, _ period: Int) {
    let kind = steps[place].kind
    guard kind.looksDown else {
      let seen = signals[place].recorded + signals[place].outflow
      signals[place].outflow = Lanes()
      observe(place, seen: seen)
      return
    }
    let news = news(place, kind)
    guard kind.latency > 0 else { return observe(place, seen: news) }
    rings[steps[place].signal.slot(period &+ kind.latency)] = news
    let known = take(steps[place].signal, period)
    if period >= kind.latency { observe(place, seen: known) }
  }
}
