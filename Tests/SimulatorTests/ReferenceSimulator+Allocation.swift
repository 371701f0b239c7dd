import Probability
import SupplyNetwork

@testable import Simulator

/// Who gets what where a supplier is short.
extension ReferenceSimulator {
  /// What falls due over a way in a period.
  func due(_ way: Int, _ period: Int) -> Double {
    period >= ways[way].wait ? orders[way][period - ways[way].wait] : 0
  }

  /// What consumers and the orders over some ways get of a stage's stock, in units of its item.
  func shares(
    of stage: Int, _ own: [Int], _ wanted: [Double], _ period: Int
  ) -> (consumers: Double, orders: [Double]) {
    let all = [backorders[stage]] + wanted
    let granted: [Double]
    switch policy.allocation {
    case .proportional: granted = proportional(all, stock: onHand[stage])
    case .priority:
      let ranks = [Int.min] + own.map { ways[$0].rank }
      granted = inTurn(all, ranks: all.indices.map { [(ranks[$0], all[$0])] }, stock: onHand[stage])
    case .firstCome:
      let isOpen = [true] + own.map { open($0, period) > 0 }
      let queues = [ways.count + stage] + own
      let units = [1] + own.map { ways[$0].units }
      granted = inTurn(
        all,
        ranks: all.indices.map { index in
          isOpen[index] ? claims[queues[index]].map { ($0.period, $0.quantity * units[index]) } : []
        }, stock: onHand[stage])
    case .fairShare: granted = lastingEqually(stage, own, all)
    }
    return (granted[0], Array(granted.dropFirst()))
  }

  private func proportional(_ wanted: [Double], stock: Double) -> [Double] {
    let total = wanted.reduce(0, +)
    return wanted.map { total > stock ? $0 * stock / total : $0 }
  }

  /// Rank after rank, in proportion within one; every claim is made of parts with a rank.
  private func inTurn(_ wanted: [Double], ranks: [[(rank: Int, quantity: Double)]], stock: Double) -> [Double] {
    var granted = wanted.map { _ in 0.0 }
    var stock = stock
    for rank in Set(ranks.flatMap { $0.map(\.rank) }).sorted() {
      let parts = ranks.map { claim in claim.filter { $0.rank == rank }.reduce(0) { $0 + $1.quantity } }
      let given = proportional(parts, stock: stock)
      for index in granted.indices { granted[index] += given[index] }
      stock = max(0, stock - given.reduce(0, +))
    }
    return granted
  }

  /// The time that all last, by bisection.
  private func lastingEqually(_ stage: Int, _ own: [Int], _ wanted: [Double]) -> [Double] {
    let means = [network.stages[stage].demand?.mean ?? 0] + own.map { network.meanDemand[ways[$0].customer] }
    let stocks = [-backorders[stage]] + own.map { netStock(ways[$0].customer) }
    let times =
      [0]
      + own.map { way in
        ways[way].leadTime + (processes[ways[way].customer] ? network.stages[ways[way].customer].processingTime : 0)
      }
    let units = [1] + own.map { ways[$0].units }
    func granted(_ time: Double) -> [Double] {
      wanted.indices.map { index in
        let quantity = max(means[index], 1e-6) * (time + Double(times[index])) - stocks[index]
        return min(max(0, quantity * units[index]), wanted[index])
      }
    }
    var (low, high) = (-1e9, 1e9)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if granted(middle).reduce(0, +) < onHand[stage] { low = middle } else { high = middle }
    }
    return granted(high)
  }

  /// On hand and in transit, less what is due.
  private func netStock(_ stage: Int) -> Double {
    let fromPeers = helped.filter { $0.stage == stage && $0.arrival > now }.map(\.units)
    var stock = fromPeers.reduce(onHand[stage] - backorders[stage], +)
    let kinds = Double(inputs[stage].count)
    for way in ways.indices where ways[way].customer == stage {
      stock += arrivals[way].dropFirst(now + 1).reduce(0, +) / kinds
    }
    stock += waiting[stage].reduce(0, +) / kinds + finished[stage].dropFirst(now + 1).reduce(0, +)
    for way in ways.indices where ways[way].supplier == stage {
      // What falls due now is among what is owed only once the stage has shipped.
      let isAsked = hasShipped[stage] ? 0 : due(way, now)
      stock -= (owed[way] + isAsked) * ways[way].units
    }
    return stock
  }
}
