import Foundation
import Probability

@testable import Solver

/// A distribution network played event by event: Poisson demands one at a time, every demand an order to the supplier,
/// first come, first served by a queue, goods in transit for exactly the lead time.
struct DistributionSimulation {
  /// Long-run averages, by stage, of batches.
  struct Averages {
    var onHand: [[Double]] = []
    var backorders: [[Double]] = []

    /// Mean of a stage over the batches and half the width of its 99.9 % interval.
    static func interval(_ batches: [[Double]], _ stage: Int) -> (mean: Double, half: Double) {
      let values = batches.map { $0[stage] }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      // Student's t with 29 degrees of freedom.
      return (mean, 3.66 * (variance / count).squareRoot())
    }
  }

  private let tree: DistributionTree
  private var onHand: [Int]
  /// Who waits at a stage: a customer stage, or −1 for one from outside.
  private var queue: [[Int]]
  private var served: [Int]
  /// When what is on its way to a stage arrives, first out first.
  private var arrivals: [[Double]]
  private var arrived: [Int]
  private var nextDemand: [Double]
  private var stream: RandomStream

  init(_ tree: DistributionTree, baseStocks: [Int], seed: UInt64) {
    self.tree = tree
    onHand = baseStocks
    queue = Array(repeating: [], count: tree.stageCount)
    served = Array(repeating: 0, count: tree.stageCount)
    arrivals = queue.map { _ in [] }
    arrived = served
    stream = RandomStream(seed: seed, path: [])
    nextDemand = Array(repeating: .infinity, count: tree.stageCount)
    for stage in 0..<tree.stageCount { drawDemand(stage, from: 0) }
  }

  private mutating func drawDemand(_ stage: Int, from time: Double) {
    guard tree.externalRate[stage] > 0 else { return }
    nextDemand[stage] = time - log(stream.uniform()) / tree.externalRate[stage]
  }

  /// Plays 30 batches after a warm-up of one.
  mutating func averages(batch length: Double) -> Averages {
    var result = Averages()
    var time = 0.0
    for batch in 0...30 {
      let end = Double(batch + 1) * length
      var stock = [Double](repeating: 0, count: tree.stageCount)
      var owed = stock
      while true {
        var (next, stage, isArrival) = (end, -1, false)
        for index in 0..<tree.stageCount {
          if arrived[index] < arrivals[index].count, arrivals[index][arrived[index]] < next {
            (next, stage, isArrival) = (arrivals[index][arrived[index]], index, true)
          }
          if nextDemand[index] < next { (next, stage, isArrival) = (nextDemand[index], index, false) }
        }
        for index in 0..<tree.stageCount {
          stock[index] += Double(onHand[index]) * (next - time)
          owed[index] += Double(queue[index].count - served[index]) * (next - time)
        }
        time = next
        guard stage >= 0 else { break }
        if isArrival {
          arrived[stage] += 1
          receive(stage, at: time)
        } else {
          drawDemand(stage, from: time)
          demand(stage, by: -1, at: time)
        }
      }
      if batch > 0 {
        result.onHand.append(stock.map { $0 / length })
        result.backorders.append(owed.map { $0 / length })
      }
      for index in 0..<tree.stageCount {
        queue[index].removeFirst(served[index])
        served[index] = 0
        arrivals[index].removeFirst(arrived[index])
        arrived[index] = 0
      }
    }
    return result
  }

  private mutating func demand(_ stage: Int, by customer: Int, at time: Double) {
    if onHand[stage] > 0 {
      onHand[stage] -= 1
      ship(to: customer, at: time)
    } else {
      queue[stage].append(customer)
    }
    if let supplier = tree.supplier[stage] {
      demand(supplier, by: stage, at: time)
    } else {
      ship(to: stage, at: time)
    }
  }

  private mutating func receive(_ stage: Int, at time: Double) {
    if served[stage] < queue[stage].count {
      served[stage] += 1
      ship(to: queue[stage][served[stage] - 1], at: time)
    } else {
      onHand[stage] += 1
    }
  }

  private mutating func ship(to customer: Int, at time: Double) {
    if customer >= 0 { arrivals[customer].append(time + tree.leadTime[customer]) }
  }
}
