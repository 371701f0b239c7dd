import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The list of methods against the code.
struct CatalogueTests {
  /// A method that describes itself is listed, once.
  @Test func everyDescriptionIsListed() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Solver")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var declared = 0
    for case let file as URL in files
    where file.pathExtension == "swift" && file.lastPathComponent != "MethodDescription.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      declared += text.components(separatedBy: "escription: MethodDescription {").count - 1
    }
    let names = MethodCatalogue.all.map(\.name)
    #expect(declared == names.count)
    #expect(Set(names).count == names.count)
    for method in MethodCatalogue.all {
      #expect(method.name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(method.name)")
      #expect(!method.summary.isEmpty && !method.summary.hasSuffix(".") && !method.topologies.isEmpty, "\(method.name)")
      #expect(method.source.contains(/(18|19|20)\d\d/), "\(method.name): \(method.source)")
    }
    #expect(Set(MethodCatalogue.all.map(\.model)) == Set(MethodDescription.Model.allCases))
  }

  /// Every method takes the shapes it names, and answers any other with a plan or a reason.
  @Test func methodsTakeWhatTheyName() throws {
    func network(_ links: [(Int, Int)], _ count: Int) throws -> StageNetwork {
      let ends = Set(0..<count).subtracting(links.map(\.0))
      return try StageNetwork(
        name: "shape",
        stages: (0..<count).map { index in
          Stage(
            id: "\(index)", processingTime: 2, holdingCostRate: Double(1 + index),
            backorderCostRate: ends.contains(index) ? 40 : 0,
            maximumCommittedServiceTime: ends.contains(index) ? 0 : nil,
            demand: ends.contains(index) ? .poisson(mean: 4) : nil)
        },
        links: links.map { Link(supplier: $0.0, customer: $0.1) })
    }
    let shapes: [(MethodDescription.Topology, StageNetwork)] = [
      (.single, try network([], 1)), (.serial, try network([(0, 1), (1, 2)], 3)),
      (.assembly, try network([(0, 2), (1, 2)], 3)), (.distribution, try network([(0, 1), (0, 2)], 3)),
      (.tree, try network([(0, 2), (1, 2), (2, 3), (2, 4)], 5)),
      (.acyclic, try network([(0, 1), (0, 2), (1, 3), (2, 3)], 4)),
    ]
    func includes(_ wide: MethodDescription.Topology, _ shape: MethodDescription.Topology) -> Bool {
      switch wide {
      case .acyclic: true
      case .tree: shape != .acyclic
      case .assembly, .distribution: shape == wide || shape == .serial || shape == .single
      case .serial: shape == .serial || shape == .single
      case .single: shape == .single
      }
    }
    for method in PlanningMethod.all {
      for (shape, network) in shapes {
        let isNamed = method.description.topologies.contains { includes($0, shape) }
        do {
          let plan = try method.plan(for: network).plan
          #expect(plan.status != .infeasible && plan.stages.count == network.stageCount)
          #expect(plan.cost.isFinite && plan.lowerBound <= plan.cost * (1 + 1e-9), "\(method.description.name)")
        } catch {
          // One warehouse and its retailers are no chain of three.
          let isTwoLevel = ["one-warehouse-exact", "restriction-decomposition"].contains(method.description.name)
          #expect(
            !isNamed || isTwoLevel && shape != .distribution, "\(method.description.name), \(shape): \(error.reason)")
        }
      }
    }
  }

  /// Where no method takes a network, the one for its shape says why.
  @Test(arguments: [
    ([(0, 1), (0, 2)], "review"), ([(0, 2), (1, 2)], "review"), ([(0, 1), (0, 2), (1, 3), (2, 3)], "theory"),
  ])
  func refusalsFitTheShape(links: [(Int, Int)], word: String) throws {
    let count = 1 + (links.map { max($0.0, $0.1) }.max() ?? 0)
    let network = try StageNetwork(
      name: "weekly",
      stages: (0..<count).map { index in
        Stage(
          id: "\(index)", processingTime: 2, reviewPeriod: 7, holdingCostRate: 1, backorderCostRate: 9,
          demand: links.contains { $0.0 == index } ? nil : .normal(mean: 9, sd: 2))
      },
      links: links.map { Link(supplier: $0.0, customer: $0.1) })
    let error = #expect(throws: SolverError.self) { try StochasticService.plan(for: network) }
    #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
  }

  /// What stochastic service leaves out it refuses, instead of planning as if it were not there.
  @Test func stochasticServiceRefusesWhatItLeavesOut() throws {
    let stage = Stage(id: "s", processingTime: 5, holdingCostRate: 1, backorderCostRate: 9, demand: .poisson(mean: 4))
    let changes: [@Sendable (inout Stage) -> Void] = [
      { $0.processingTimeSD = 2 }, { $0.maximumStock = 9 }, { $0.minimumStock = 1 }, { $0.shelfLife = 3 },
      { $0.mayHoldStock = false }, { $0.fixedBaseStock = 0 }, { $0.fixedBaseStock = 40 },
    ]
    for change in changes {
      var changed = stage
      change(&changed)
      let network = try StageNetwork(name: "one", stages: [changed], links: [])
      #expect(throws: SolverError.self) { try StochasticService.plan(for: network) }
      for method in PlanningMethod.all where method.description.model == .stochasticService {
        #expect(throws: SolverError.self, "\(method.description.name)") { try method.plan(for: network) }
      }
    }
    let network = try StageNetwork(name: "one", stages: [stage], links: [])
    #expect(try StochasticService.plan(for: network).status == .optimal)
  }

  /// The model picks exact methods where there are any, and rounds and verifies what they give.
  @Test func stochasticServicePicksAMethod() throws {
    for (demand, links, word) in [
      (DemandDistribution.normal(mean: 20, sd: 5), [(0, 1), (1, 2)], "serial"),
      (.gamma(mean: 20, sd: 9), [(0, 1), (0, 2)], "two moments"),
      (.poisson(mean: 3), [(0, 1), (0, 2)], "shared out exactly"),
    ] {
      let network = try StageNetwork(
        name: "picked",
        stages: (0..<3).map { index in
          Stage(
            id: "\(index)", processingTime: 2, holdingCostRate: Double(1 + index),
            demand: links.contains { $0.0 == index } ? nil : demand)
        },
        links: links.map { Link(supplier: $0.0, customer: $0.1) }
      ).statingBackorderCostRates()
      let plan = try StochasticService.plan(for: network)
      #expect(plan.model == "ssm" && plan.method.contains(word), "\(plan.method)")
      #expect(PlanVerifier.verifyStochastic(plan, against: network) == [])
      let whole = try StochasticService.inWholeUnits(plan, network: network)
      #expect(whole.stages.allSatisfy { $0.installationBaseStock == $0.installationBaseStock.rounded() })
      #expect(PlanVerifier.verifyStochastic(whole, against: network) == [])
      #expect(whole.cost >= plan.cost * (1 - 1e-9) || plan.status != .optimal)
      var wrong = plan
      wrong.stages[0].echelonBaseStock += 1
      #expect(PlanVerifier.verifyStochastic(wrong, against: network) != [])
      guard plan.status == .optimal else { continue }
      wrong = plan
      wrong.cost *= 1.001
      #expect(PlanVerifier.verifyStochastic(wrong, against: network) != [])
    }
  }
}
