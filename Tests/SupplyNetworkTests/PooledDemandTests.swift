import Probability
import Testing

@testable import SupplyNetwork

struct PooledDemandTests {
  /// A random acyclic network; every stage may have demand. With `isForest`, each stage has one supplier at most.
  private func network(seed: UInt64, isForest: Bool, correlation: Double) throws -> StageNetwork {
    var random = RandomStream(seed: seed, path: [isForest ? 1 : 0])
    let count = 9
    let stages = (0..<count).map { index in
      let mean = 1 + 10 * random.uniform()
      let hasDemand = index == count - 1 || random.uniform() < 0.5
      return Stage(id: "\(index)", demand: hasDemand ? .normal(mean: mean, sd: mean * random.uniform()) : nil)
    }
    var links: [Link] = []
    for customer in 1..<count {
      let suppliers =
        isForest
        ? [Int(random.uniform() * Double(customer))] : (0..<customer).filter { _ in random.uniform() < 0.4 }
      for supplier in suppliers {
        links.append(
          Link(
            supplier: supplier, customer: customer, units: (1 + 3 * random.uniform()).rounded(),
            share: random.uniform()))
      }
    }
    return try StageNetwork(name: "random", stages: stages, links: links, correlation: correlation)
  }

  /// φ: units of a stage in one unit of demand at another, over all paths, one path at a time.
  private func units(of stage: Int, in demand: Int, _ network: StageNetwork) -> Double {
    if stage == demand { return 1 }
    return network.links.filter { $0.supplier == stage }.reduce(0) { sum, link in
      sum + link.units * link.share * units(of: link.customer, in: demand, network)
    }
  }

  @Test(arguments: 1...12, [true, false]) func agreesWithPathEnumeration(_ seed: Int, _ isForest: Bool) throws {
    for correlation in [0, 0.35, 1] {
      let network = try network(seed: UInt64(seed), isForest: isForest, correlation: correlation)
      if isForest { #expect(network.isForest) }
      for stage in 0..<network.stageCount {
        var mean = 0.0
        var variance = 0.0
        for (d, first) in network.stages.enumerated() {
          guard let one = first.demand else { continue }
          let phi = units(of: stage, in: d, network)
          mean += phi * one.mean
          for (e, second) in network.stages.enumerated() {
            guard let other = second.demand else { continue }
            let rho = d == e ? 1 : correlation
            variance += phi * units(of: stage, in: e, network) * rho * one.sd * other.sd
          }
        }
        #expect(abs(network.meanDemand[stage] - mean) <= 1e-11 * mean)
        #expect(abs(network.pooledDemandSD[stage] - variance.squareRoot()) <= 1e-11 * variance.squareRoot())
      }
    }
  }

  /// The same tree with a needless second path of no units: the general method must find what the tree method finds.
  @Test func forestAndGeneralMethodAgree() throws {
    let tree = try network(seed: 77, isForest: true, correlation: 0.2)
    let customer = try #require(tree.stages.indices.first { tree.supplierLinks[$0].count == 1 && $0 > 1 })
    let supplier = tree.links[tree.supplierLinks[customer].first ?? 0].supplier
    let other = supplier == 0 ? 1 : 0
    let looped = try StageNetwork(
      name: "looped", stages: tree.stages, links: tree.links + [Link(supplier: other, customer: customer, units: 0)],
      correlation: 0.2)
    #expect(tree.isForest && !looped.isForest)
    for stage in 0..<tree.stageCount {
      #expect(abs(tree.pooledDemandSD[stage] - looped.pooledDemandSD[stage]) <= 1e-12 * tree.pooledDemandSD[stage])
    }
  }

  @Test func independenceAddsVariancesAndFullCorrelationAddsDeviations() throws {
    let stages = [
      Stage(id: "dc"), Stage(id: "a", demand: .normal(mean: 1, sd: 3)), Stage(id: "b", demand: .normal(mean: 2, sd: 4)),
    ]
    let links = [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)]
    let network = try StageNetwork(name: "pair", stages: stages, links: links)
    #expect(network.pooledDemandSD == [5, 3, 4])
    #expect(try network.withCorrelation(1).pooledDemandSD == [7, 3, 4])
    #expect(network.meanDemand == [3, 1, 2])
  }

  @Test func givenDeviationWins() throws {
    let network = try StageNetwork(
      name: "one", stages: [Stage(id: "a", demand: .normal(mean: 1, sd: 3), givenPooledDemandSD: 8)], links: [])
    #expect(network.pooledDemandSD == [8])
  }
}
