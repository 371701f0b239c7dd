import Probability
import SupplyNetwork

/// A network in which every stage has one supplier at most, as arrays by stage: what all methods for distribution
/// networks start from.
///
/// One unit of the supplier makes one unit of the customer, every stage orders every period (or, in continuous time,
/// at every demand), and external demand may arise at any stage. The lead time of a stage is its processing time plus
/// the lead time of the link from its supplier, or plus the external inbound service time where it has none.
struct DistributionTree {
  let network: StageNetwork
  /// The supplying stage; `nil` at the stages that the outside supplier serves.
  let supplier: [Int?]
  /// The stages supplied.
  let customers: [[Int]]
  /// L, in periods.
  let leadTime: [Double]
  /// Mean of the demand of all customers, in units per period.
  let demandRate: [Double]
  /// Variance of that demand, in units² per period.
  let demandVariance: [Double]
  /// Variance, in units², that sharing out adds to a stage's part of its supplier's backorders for each of them.
  ///
  /// A backlog b at the supplier is the demand of the last b/λ₀ periods. Given that demand, a normal one of the stage
  /// has mean qb, taken with its trend, and variance (v − c²/v₀) b/λ₀, v and v₀ the variances of the two per period
  /// and c their covariance. Under Poisson demand that is q(1 − q) b, which is exact.
  let sharingVariance: [Double]
  /// Mean of the stage's own external demand, in units per period.
  let externalRate: [Double]
  /// h, in money per unit per period.
  let holdingCostRate: [Double]
  /// p, in money per unit per period that a customer from outside waits.
  let backorderCostRate: [Double]

  /// Takes a network apart.
  ///
  /// - Throws: ``SolverError/unsupported(reason:)`` where it is no such network,
  ///   ``SolverError/invalid(reason:)`` where a rate or time means nothing.
  init(_ network: StageNetwork) throws(SolverError) {
    let count = network.stageCount
    var supplier = [Int?](repeating: nil, count: count)
    var customers = [[Int]](repeating: [], count: count)
    var leadTime = [Double](repeating: 0, count: count)
    for (index, stage) in network.stages.enumerated() {
      guard stage.reviewPeriod == 1 else {
        throw .unsupported(reason: "stage \(stage.id): the method takes a review every period only")
      }
      guard network.supplierLinks[index].count <= 1 else {
        throw .unsupported(reason: "\(stage.id) has more than one supplier; this is no distribution network")
      }
      var inbound = stage.externalInboundServiceTime
      if let position = network.supplierLinks[index].first {
        let link = network.links[position]
        guard link.units == 1, link.share == 1 else {
          throw .unsupported(reason: "\(stage.id) takes other than one unit of its supplier for one of its own")
        }
        guard inbound <= link.leadTime else {
          throw .unsupported(reason: "\(stage.id) waits for a supplier outside the network besides its own")
        }
        inbound = link.leadTime
        supplier[index] = link.supplier
        customers[link.supplier].append(index)
      }
      guard stage.processingTime >= 0, inbound >= 0, stage.processingTime <= Self.longest, inbound <= Self.longest
      else {
        throw .invalid(reason: "the lead time of \(stage.id) is negative or too long to count")
      }
      leadTime[index] = Double(stage.processingTime + inbound)
      let rates = [
        stage.holdingCostRate, stage.backorderCostRate, stage.demand?.mean ?? 0, stage.demand?.sd ?? 0,
        network.meanDemand[index], network.pooledDemandSD[index],
      ]
      guard rates.allSatisfy({ $0 >= 0 && $0 < Self.largest }) else {
        throw .invalid(reason: "a rate of \(stage.id) is negative or not a number")
      }
      guard leadTime[index] * max(network.meanDemand[index], network.pooledDemandSD[index]) < Self.largestDemand else {
        throw .tooLarge(reason: "the lead-time demand of \(stage.id) is too large to count in units")
      }
    }
    self.network = network
    self.supplier = supplier
    self.customers = customers
    self.leadTime = leadTime
    demandRate = network.meanDemand
    demandVariance = network.pooledDemandSD.map { $0 * $0 }
    sharingVariance = Self.sharingVariances(network, supplier: supplier)
    externalRate = network.stages.map { $0.demand?.mean ?? 0 }
    holdingCostRate = network.stages.map(\.holdingCostRate)
    backorderCostRate = network.stages.map(\.backorderCostRate)
  }

  private static var longest: Int { 1_000_000_000 }
  private static var largest: Double { 1e15 }
  private static var largestDemand: Double { 1e12 }

  private static func sharingVariances(_ network: StageNetwork, supplier: [Int?]) -> [Double] {
    var squares = network.stages.map { squared($0.demand?.sd ?? 0) }
    var linear = network.stages.map { $0.demand?.sd ?? 0 }
    for stage in network.upstreamFirst.reversed() {
      guard let supplier = supplier[stage] else { continue }
      squares[supplier] += squares[stage]
      linear[supplier] += linear[stage]
    }
    return network.stages.indices.map { stage in
      guard let supplier = supplier[stage], network.meanDemand[supplier] > 0 else { return 0 }
      let own = squared(network.pooledDemandSD[stage])
      let whole = squared(network.pooledDemandSD[supplier])
      let joint = (1 - network.correlation) * squares[stage] + network.correlation * linear[stage] * linear[supplier]
      return whole > 0 ? max(0, own - joint / whole * joint) / network.meanDemand[supplier] : 0
    }
  }

  /// Number of stages.
  var stageCount: Int { network.stageCount }
  /// The stages, suppliers before customers.
  var upstreamFirst: [Int] { network.upstreamFirst }
  /// The share of a stage in the demand on its supplier.
  func shareOfSupplier(_ stage: Int) -> Double {
    guard let supplier = supplier[stage], demandRate[supplier] > 0 else { return 0 }
    return demandRate[stage] / demandRate[supplier]
  }
  /// p times the share of a stage's backorders that customers from outside wait for.
  func ownBackorderCostRate(_ stage: Int) -> Double {
    demandRate[stage] > 0 ? backorderCostRate[stage] * externalRate[stage] / demandRate[stage] : 0
  }
  /// Mean demand of a lead time, in units.
  func leadTimeDemand(_ stage: Int) -> Double { demandRate[stage] * leadTime[stage] }
  /// What a stage pays for the goods in transit to its customers, which no base stock changes, in money per period.
  func pipelineCost(_ stage: Int) -> Double {
    customers[stage].reduce(0) { $0 + holdingCostRate[stage] * leadTimeDemand($1) }
  }

  /// The cost of goods in transit and what every stage with customers from outside would pay if its supplier were
  /// never late: no base stocks cost less, whatever the demand (``DistributionSearch``), in money per period.
  func lowerBound(demand: (_ stage: Int) -> DemandDistribution) -> Double {
    (0..<stageCount).reduce(0) { sum, stage in
      let (holding, backorder) = (holdingCostRate[stage], ownBackorderCostRate(stage))
      guard backorder > 0 else { return sum + pipelineCost(stage) }
      let demand = demand(stage)
      let level = demand.criticalQuantile(holding: holding, backorder: backorder)
      return sum + pipelineCost(stage) + demand.cost(of: level, holding: holding, backorder: backorder)
    }
  }

  /// Whether ``requirePoisson()`` holds.
  var isPoisson: Bool {
    do {
      try requirePoisson()
      return true
    } catch {
      return false
    }
  }

  /// Stages on the longest path.
  var depth: Int {
    var depth = [Int](repeating: 1, count: stageCount)
    for stage in upstreamFirst {
      if let supplier = supplier[stage] { depth[stage] = depth[supplier] + 1 }
    }
    return depth.max() ?? 0
  }

  /// Checks that all external demands are Poisson (or none) and independent.
  func requirePoisson() throws(SolverError) {
    guard network.stages.allSatisfy({ $0.givenPooledDemandSD == nil }) else {
      throw .unsupported(reason: "a pooled deviation is given, which Poisson demand does not leave open")
    }
    for stage in network.stages {
      switch stage.demand {
      case nil, .poisson: continue
      case .some(let demand) where demand.mean == 0 && demand.sd == 0: continue
      case .some:
        throw .unsupported(reason: "the demand at \(stage.id) is not Poisson")
      }
    }
    guard network.correlation == 0 || network.stages.count(where: { $0.demand != nil }) <= 1 else {
      throw .unsupported(reason: "the demands are correlated")
    }
  }

  /// Checks that the levels of a search are finite: stages with customers from outside need both cost rates.
  func requireCostRates() throws(SolverError) {
    for (index, stage) in network.stages.enumerated() where externalRate[index] > 0 {
      guard stage.backorderCostRate > 0 else {
        throw .invalid(reason: "\(stage.id) has customers from outside but no backorder cost rate")
      }
      guard stage.holdingCostRate > 0 || !customers[index].isEmpty else {
        throw .invalid(reason: "\(stage.id) has no holding cost rate, so that no base stock is too high")
      }
    }
  }

  /// The source stage with all others its direct customers: what one warehouse and its retailers look like.
  ///
  /// - Throws: ``SolverError/unsupported(reason:)`` for any other shape, or where the warehouse has customers from
  ///   outside.
  func warehouse() throws(SolverError) -> Int {
    guard let source = upstreamFirst.first, stageCount > 1, customers[source].count == stageCount - 1 else {
      throw .unsupported(reason: "the network is not one warehouse with its retailers")
    }
    guard externalRate[source] == 0 else {
      throw .unsupported(reason: "the warehouse \(network.stages[source].id) has demand of its own")
    }
    return source
  }

  /// Checks base stocks given from outside.
  func require(baseStocks: [Double]) throws(SolverError) {
    guard baseStocks.count == stageCount else {
      throw .invalid(reason: "\(baseStocks.count) base stocks for \(stageCount) stages")
    }
    guard baseStocks.allSatisfy({ $0 >= 0 && $0 < Self.largest }) else {
      throw .invalid(reason: "a base stock is negative or not a number")
    }
  }
}

/// x².
func squared(_ x: Double) -> Double { x * x }
