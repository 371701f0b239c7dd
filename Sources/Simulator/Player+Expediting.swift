/// Stages with a fast way beside the usual one.
extension Player {
  /// Passes an order on to suppliers, of which the fast way takes what net stock lacks.
  @inline(never)
  func splitOrder(_ place: Int, _ order: Lanes<Scalar>, _ period: Int) {
    let missing = (rules[place].expeditingLevel - netStock(place, period)).positivePart
    let express = order.lesser(missing)
    for supply in steps[place].supplies {
      let index = supplyLinks[supply]
      switch links[index].part {
      case .whole: placeOrder(order, over: index, period)
      case .usual: placeOrder(order - express, over: index, period)
      case .express:
        placeOrder(express, over: index, period)
        totals[place].expedited += express * links[index].share
      }
    }
  }

  /// On hand and in transit, less what is due and not delivered, when a stage orders.
  private func netStock(_ place: Int, _ period: Int) -> Lanes<Scalar> {
    var stock = states[place].onHand + states[place].inTransit - states[place].externalBackorders
    // Where orders are cancelled, customers have got what there was.
    guard !steps[place].cancelsOrders else { return stock }
    for index in steps[place].customerLinks {
      stock -= (owed[index] + rings[links[index].due.slot(period)]) * links[index].units
    }
    for block in steps[place].blocks { stock -= leaves.owed[block] + leaves.sums[leaves.slot(block, period)].ordered }
    return stock
  }
}
