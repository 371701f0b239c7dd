import Findings
import Solver
import SupplyNetwork
import Testing

/// Plans that must share the room of locations.
@Suite struct CapacityStudyTests {
  private func model(_ capacities: [Double?], stores: Int = 3) throws -> NetworkModel {
    // Long supply and independent demand, so that stock is at the centre.
    var model = try SampleModels.Distribution(
      stores: stores, unitCosts: [10, 25, 4], correlation: 0, centreLeadTime: 20
    ).model()
    for (location, capacity) in capacities.enumerated() { model.locations[location].storageCapacity = capacity }
    return model
  }

  private func optimal(_ model: NetworkModel) throws -> [StockingPlan] {
    try model.networks.map { WholeUnitPlan.rounded(try GuaranteedService.optimalPlan(for: $0), network: $0) }
  }

  @Test func withoutCapacitiesThereIsNothingToStudy() throws {
    #expect(try CapacityStudy(try model([nil, nil, nil, nil])) == nil)
  }

  @Test func whatFitsStaysAsItIs() async throws {
    let model = try model([1e6, nil, 1e6, nil])
    let study = try #require(try CapacityStudy(model))
    #expect(study.surcharges == [0, 0, 0, 0] && study.cost == 0 && study.unattainable == [])
    #expect(study.planned == study.unrestricted)
    #expect(study.planned == StorageCapacity.report(plans: try optimal(model), model: model))
    let plans = try await SampleModels.study(model).networks.map(\.optimised)
    #expect(plans == (try optimal(model)))
  }

  /// Whatever the room at the centre: the plans keep to it, and none that holds as little there costs less.
  @Test(arguments: [0.95, 0.8, 0.5, 0.2])
  func theCentreIsBroughtBelowItsCapacity(share: Double) async throws {
    var model = try model([1, nil, nil, nil])
    let free = try #require(try CapacityStudy(model)).unrestricted[0].mean
    #expect(free > 0)
    model.locations[0].storageCapacity = free * share
    let study = try #require(try CapacityStudy(model))
    #expect(study.unattainable == [])
    #expect(study.planned[0].mean <= free * share + 1e-9)
    #expect(study.surcharges[0] > 0 && study.surcharges[1...].allSatisfy { $0 == 0 })
    #expect(study.cost > 0)

    let result = try await SampleModels.study(model)
    let plans = result.networks.map(\.optimised)
    #expect(StorageCapacity.report(plans: plans, model: model) == study.planned)
    #expect(result.networks.allSatisfy { $0.verification == [] })
    let exact = result.networks.map(\.exact)
    #expect(exact.allSatisfy { $0.status == .feasible && $0.lowerBound <= $0.cost })
    // Every committed service time of the centre: the only choice that these networks leave.
    for (network, plan) in zip(model.networks, exact) {
      for time in 0...20 {
        var stages = network.stages
        stages[0].maximumCommittedServiceTime = time
        stages[0].holdingCostRate = 1e-9
        let forced = try StageNetwork(
          name: network.name,
          stages: stages.enumerated().map { index, stage in
            var stage = stage
            if index > 0 { stage.maximumInboundServiceTime = time }
            return stage
          }, links: network.links, correlation: network.correlation)
        let other = try GuaranteedService.optimalPlan(for: forced)
        let cost = zip(network.stages, other.stages).reduce(0) { $0 + $1.0.holdingCostRate * $1.1.safetyStock }
        if other.stages[0].safetyStock <= plan.stages[0].safetyStock + 1e-9 { #expect(cost >= plan.cost - 1e-9) }
      }
    }
  }

  /// Customers' promises come first: a store keeps what it needs, and that is told.
  @Test func whatCannotFitIsTold() async throws {
    let model = try model([nil, 1, nil, 1e6])
    let study = try #require(try CapacityStudy(model))
    #expect(study.unattainable == [1])
    #expect(study.planned[1].mean > 1 && study.planned[1].mean <= study.unrestricted[1].mean)
    let findings = StudyFindings(try await SampleModels.study(model))
    let constraints = try #require(findings.optimisedPolicy.constraints)
    #expect(constraints.sentences.count == 1)
    #expect(constraints.sentences[0].contains("would hold more than fits at “Store 1”"))
    #expect(constraints.sentences[0].contains("no placement that keeps service targets and limits fits “Store 1”"))
    #expect(constraints.limits == nil && constraints.overrides == nil)
    let storage = try #require(constraints.storage)
    #expect(storage.rows.map { $0.cells[0].text } == ["Store 1", "Store 3"])
    #expect(try faults(in: findings) == [])
  }

  /// Mean stock may fit where the peak does not: the words say which is meant.
  @Test func aPeakThatDoesNotFitIsTold() async throws {
    let roomy = try model([1e6, 1e6, nil, nil])
    let free = try #require(try CapacityStudy(roomy))
    let name = roomy.locations[0].name
    func sentence(_ capacities: [Double?]) async throws -> String {
      let findings = StudyFindings(try await SampleModels.study(try model(capacities)))
      return try #require(findings.optimisedPolicy.constraints?.sentences.first)
    }
    let centre = free.unrestricted[0]
    #expect(centre.peak > 2 * centre.mean)
    let half = (centre.mean + centre.peak) / 2
    let share = NumberFormat(currency: "").percent(centre.peak / half, decimals: 0)
    #expect(
      try await sentence([half, nil, nil, nil]).contains(
        "is within its storage capacity, but its peak is not (\(share) of it, when customers stop buying"))
    #expect(
      try await sentence([half, 1e6, nil, nil]).contains(
        "with a storage capacity is within it, but the peak is not at “\(name)” (\(share) of it"))
    #expect(try await sentence([1e6, nil, nil, nil]).hasSuffix("is within its storage capacity."))
  }

  @Test func theStudyDoesNotDependOnThreads() async throws {
    let model = try model([40, 30, nil, nil])
    let one = try await SampleModels.study(model, threads: 1)
    let two = try await SampleModels.study(model, threads: 2)
    #expect(one.capacity == two.capacity && one.networks.map(\.optimised) == two.networks.map(\.optimised))
    #expect(try texts(of: StudyFindings(one)) == texts(of: StudyFindings(two)))
  }
}
