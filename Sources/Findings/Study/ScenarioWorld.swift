import Solver
import SupplyNetwork

/// A model as a scenario has it, beside that of the case.
struct ScenarioWorld: Sendable {
  /// What is played, and what figures are counted in.
  var model: NetworkModel
  /// What is planned for: under an outage, networks that wait so long.
  var planned: NetworkModel
  /// By network of the case, that of this world; `nil` = there is none any more.
  let networkOf: [Int?]
  /// By network of this world, that of the case.
  let origin: [Int]
  /// The plans of this world, in whole units; `nil` until they are made.
  private(set) var plans: [StockingPlan]?
  /// Whether plans are to be made.
  var needsPlans = false
  /// The proposal's plans, where all stages of this world have a level in them.
  var held: [StockingPlan]?
  /// Whether the stages of all networks are those of the case.
  var keepsStages = false
  /// Today's plans, where they are asked for.
  private var current: [StockingPlan]?
  /// Why there is no plan.
  var failure: String?

  /// The networks of the case, or others of the same stages; no plans where none are given.
  init(_ model: NetworkModel, plans: [StockingPlan]) {
    self.model = model
    planned = model
    networkOf = model.networks.indices.map { $0 }
    origin = Array(model.networks.indices)
    self.plans = plans.isEmpty ? nil : plans
    keepsStages = true
  }

  /// The networks of a changed case: some may be gone, or lack stages.
  init(_ changed: NetworkModel, beside model: NetworkModel, networks: [NetworkStudy]) {
    self.model = changed
    planned = changed
    var ofItem = [Int](repeating: 0, count: model.items.count)
    for (index, network) in model.networks.enumerated() {
      for stage in network.stages { ofItem[stage.item] = index }
    }
    let origin = changed.networks.map { network in network.stages.first.map { ofItem[$0.item] } ?? 0 }
    var networkOf = [Int?](repeating: nil, count: model.networks.count)
    for (index, before) in origin.enumerated() { networkOf[before] = index }
    self.origin = origin
    self.networkOf = networkOf
    needsPlans = true
    var kept: [StockingPlan] = []
    var keepsStages = true
    for (network, before) in zip(changed.networks, origin) {
      let old = model.networks[before]
      keepsStages = keepsStages && old.stages.map(\.id) == network.stages.map(\.id)
      let positions = Dictionary(uniqueKeysWithValues: old.stages.enumerated().map { ($1.id, $0) })
      let stages = network.stages.compactMap { stage in
        positions[stage.id].map { networks[before].optimised.stages[$0] }
      }
      guard stages.count == network.stageCount else { return }
      var plan = networks[before].optimised
      plan.stages = stages
      kept.append(plan)
    }
    held = kept
    self.keepsStages = keepsStages
  }

  /// Whether networks have to be planned together.
  var isPlannedJointly: Bool { planned.isPlannedJointly }

  /// The plans whose levels are played; `nil` where there are none.
  func plans(_ levels: ScenarioStudy.Levels) -> [StockingPlan]? {
    switch levels {
    case .held: held
    case .planned: plans
    case .current: current
    }
  }

  /// Takes the plans made, or notes why there are none.
  mutating func take(_ outcome: Result<[StockingPlan], StudyError>) {
    switch outcome {
    case .success(let plans): self.plans = plans
    case .failure(let error): failure = error.message.split(separator: "\n").prefix(3).joined(separator: "; ")
    }
  }

  /// Makes today's plans.
  mutating func makeCurrentPlans() {
    guard failure == nil else { return }
    do throws(StudyError) {
      var made: [StockingPlan] = []
      for index in model.networks.indices {
        let independent = try NetworkStudy.independentPlan(of: model.networks[index])
        made.append(CurrentPlan(model: model, index: index, independent: independent).plan)
      }
      current = made
    } catch {
      failure = error.message
    }
  }
}

extension NetworkModel {
  /// Whether a budget or storage capacity joins the plans of networks.
  var isPlannedJointly: Bool {
    settings.optimization.budget != nil || locations.contains { $0.storageCapacity != nil }
  }
}

extension Scenario {
  /// A scenario that has nothing of another but its policy of today.
  static func withPolicyAlone(of other: Scenario) -> Scenario {
    var scenario = Scenario(other.name, description: other.description)
    scenario.currentPolicy = other.currentPolicy
    return scenario
  }
}
