import Simulator
import Solver
import SupplyNetwork

/// Where scenarios are planned and played, networks side by side.
struct ScenarioBench: Sendable {
  /// Something to be played.
  struct Play: Sendable {
    /// The scenario; `nil` = the proposal as it is.
    var kind: ScenarioStudy.Kind?
    /// Whose levels.
    var levels: ScenarioStudy.Levels
    /// Its world on the bench.
    var world: Int
  }

  /// What it did.
  struct PlayResult: Sendable {
    var kind: ScenarioStudy.Kind?
    var levels: ScenarioStudy.Levels
    var totals: PolicyTotals?
    var safetyStock = 0.0
    var failure: String?
  }

  private let model: NetworkModel
  private let networks: [NetworkStudy]
  private var worlds: [ScenarioWorld] = []
  private var plays: [Play] = []

  init(_ model: NetworkModel, networks: [NetworkStudy]) {
    self.model = model
    self.networks = networks
  }

  // MARK: What is played

  /// Adds the proposal.
  mutating func addProposal() {
    let world = ScenarioWorld(model, plans: networks.map(\.optimised))
    plays.append(Play(kind: nil, levels: .planned, world: add(world)))
  }

  /// Adds plans of the frontier, those there are, before all scenarios.
  mutating func addFirst(_ plans: [(ScenarioStudy.Kind, ServicePlan?)], of frontier: FrontierStudy) {
    var place = plays.prefix { $0.kind == nil }.count
    for case (let kind, let plan?) in plans where plan.status != .infeasible {
      let world = ScenarioWorld(model, plans: frontier.stockingPlans(plan, .none))
      plays.insert(Play(kind: kind, levels: .planned, world: add(world)), at: place)
      place += 1
    }
  }

  /// Adds the built-in scenarios; the stresses only where they are asked for, and goods take time to come.
  mutating func addBuiltIn(includesStress: Bool) {
    if let factor = Scenario.stretch.service.first?.gapFactor {
      let world = changed { network throws(IssueList) in network.withServiceGaps(scaledBy: factor) }
      plays.append(Play(kind: .stretch, levels: .planned, world: add(world)))
    }
    guard includesStress else { return }
    if let factor = Scenario.demandUp.demand.first?.factor {
      var world = changed { network throws(IssueList) in try network.withDemand(scaledBy: factor) }
      world.model.history?.scale(by: factor)
      addBoth(.demandUp, add(world))
    }
    if let change = Scenario.leadTimeUp.leadTimes.first {
      addBoth(.leadTimeUp, add(changed { network throws(IssueList) in try network.withLeadTimes(change) }))
    }
    let longest = model.longestOutsideReplenishment
    guard longest > 0 else { return }
    let first = model.settings.simulation.warmUp
    var world = changed { network throws(IssueList) in
      network.withoutOutsideSupply(from: first, periods: longest)
    }
    let waiting = changed { network throws(IssueList) in try network.waitingForOutside(longest) }
    world.planned = waiting.model
    world.failure = world.failure ?? waiting.failure
    addBoth(.supplierOut(periods: longest), add(world))
  }

  /// Adds a scenario of a case.
  mutating func add(_ scenario: Scenario, to planningCase: Case) {
    let kind = ScenarioStudy.Kind.own(scenario)
    var planningCase = planningCase
    // What the command line says of the simulation counts.
    let simulation = model.settings.simulation
    planningCase.settings.simulation.warmUp = simulation.warmUp
    planningCase.settings.simulation.isWarmUpByRule = false
    var found: ScenarioWorld
    do throws(IssueList) {
      var changed = try NetworkModel(planningCase.applying(scenario))
      changed.settings.simulation = simulation
      found = ScenarioWorld(changed, beside: model, networks: networks)
      if scenario.outages.contains(where: { $0.supplier == nil }) {
        // As for the built-in outage, a plan made anew covers the time that nothing comes from outside.
        var calm = scenario
        calm.outages = []
        found.planned = try changed.waiting(forOutagesBeyond: NetworkModel(planningCase.applying(calm)))
      }
      if changed.networks.isEmpty { found.failure = "nothing is left to plan: no location has any demand" }
    } catch {
      found = ScenarioWorld(model, plans: [])
      found.failure = error.issues.map(\.message).joined(separator: "; ")
    }
    let changesPlan = scenario.currentPolicy == nil || scenario != Scenario.withPolicyAlone(of: scenario)
    let hasHeld = scenario.changesTheWorld && found.held != nil && found.failure == nil
    let world = add(found)
    if scenario.currentPolicy != nil { plays.append(Play(kind: kind, levels: .current, world: world)) }
    if hasHeld { plays.append(Play(kind: kind, levels: .held, world: world)) }
    if changesPlan { plays.append(Play(kind: kind, levels: .planned, world: world)) }
  }

  private mutating func add(_ world: ScenarioWorld) -> Int {
    worlds.append(world)
    return worlds.count - 1
  }

  private mutating func addBoth(_ kind: ScenarioStudy.Kind, _ world: Int) {
    plays.append(Play(kind: kind, levels: .held, world: world))
    plays.append(Play(kind: kind, levels: .planned, world: world))
  }

  /// The model with every network changed.
  private func changed(_ change: (StageNetwork) throws(IssueList) -> StageNetwork) -> ScenarioWorld {
    var changed = model
    do throws(IssueList) {
      for index in changed.networks.indices { changed.networks[index] = try change(model.networks[index]) }
    } catch {
      var world = ScenarioWorld(model, plans: [])
      world.failure = error.issues.map(\.message).joined(separator: "; ")
      return world
    }
    var world = ScenarioWorld(changed, plans: [])
    world.needsPlans = true
    world.held = networks.map(\.optimised)
    world.keepsStages = true
    return world
  }

  // MARK: Plans

  /// Makes all plans that are missing, as the proposal is made: exactly, then in whole units.
  mutating func makePlans(threads: Int) async {
    // Of today's policy there is a plan even where none keeps the targets.
    for play in plays where play.levels == .current { worlds[play.world].makeCurrentPlans() }
    let wanted = worlds.indices.filter { worlds[$0].needsPlans && worlds[$0].failure == nil }
    let isJoint = wanted.filter { worlds[$0].isPlannedJointly }
    let joint = await parallelMap(isJoint.count, threads: threads) { [worlds] number in
      Result { () throws(StudyError) in try Self.jointPlans(worlds[isJoint[number]].planned) }
    }
    for (world, outcome) in zip(isJoint, joint) { worlds[world].take(outcome) }

    let single = wanted.filter { !worlds[$0].isPlannedJointly }
    let tasks = single.flatMap { world in worlds[world].planned.networks.indices.map { (world: world, network: $0) } }
    let plans = await parallelMap(tasks.count, threads: threads) { [worlds, model, networks] number in
      Result { () throws(StudyError) in
        let (world, index) = tasks[number]
        let planned = worlds[world].planned
        let origin = worlds[world].origin[index]
        let bound = planned.settings.optimization.maximumServiceTime
        // What a scenario leaves as it was needs no plan of its own.
        if bound == model.settings.optimization.maximumServiceTime, !model.isPlannedJointly,
          planned.networks[index] == model.networks[origin]
        {
          return networks[origin].promised
        }
        return WholeUnitPlan.rounded(
          try NetworkStudy.solve(planned.networks[index], maximumServiceTime: bound), network: planned.networks[index])
      }
    }
    var next = 0
    for world in single {
      let count = worlds[world].planned.networks.count
      let found = plans[next..<next + count]
      next += count
      worlds[world].take(
        Result { () throws(StudyError) in
          var all: [StockingPlan] = []
          var failures: [StudyError] = []
          for outcome in found {
            switch outcome {
            case .success(let plan): all.append(plan)
            case .failure(let error): failures.append(error)
            }
          }
          guard failures.isEmpty else { throw StudyError(all: failures) }
          return all
        })
    }
  }

  /// Plans that a budget or storage capacity joins.
  private static func jointPlans(_ model: NetworkModel) throws(StudyError) -> [StockingPlan] {
    let surcharges = try CapacityStudy(model)?.surcharges ?? []
    if let budgeted = try BudgetedPlans(model, surcharges: surcharges) { return budgeted.plans.map(\.optimised) }
    var plans: [StockingPlan] = []
    for index in model.networks.indices {
      plans.append(try NetworkStudy.Plans(model: model, index: index, surcharges: surcharges).optimised)
    }
    return plans
  }

  // MARK: Play

  /// Plays everything; what cannot be played says why.
  func play(threads: Int) async -> [PlayResult] {
    let parts = await parallelMap(model.networks.count, threads: threads) { [self] index in totals(of: index) }
    return plays.indices.map { number in
      let play = plays[number]
      let world = worlds[play.world]
      guard let plans = world.plans(play.levels) else {
        return PlayResult(kind: play.kind, levels: play.levels, failure: world.failure ?? "there is no plan")
      }
      // Summed in the model's order, so that rounding is the same for any number of threads.
      var totals = PolicyTotals(model: world.model)
      for part in parts {
        if let own = part[number] { totals.add(own) }
      }
      return PlayResult(
        kind: play.kind, levels: play.levels, totals: totals,
        safetyStock: Self.safetyStock(world.model, plans: plans))
    }
  }

  /// What each play does in one network of the case; those that meet the same demand share their draws.
  private func totals(of index: Int) -> [PolicyTotals?] {
    struct Group {
      var source: DemandSource
      var history: DemandHistory?
      var networks: [StageNetwork] = []
      var plays: [Int] = []
      var policies: [NetworkPolicy] = []
    }
    var groups: [Group] = []
    for (number, play) in plays.enumerated() {
      let world = worlds[play.world]
      guard let position = world.networkOf[index], let policy = policy(play, network: position, origin: index) else {
        continue
      }
      let network = world.model.networks[position]
      let group =
        groups.firstIndex { group in
          group.history == world.model.history && network.meetsDemand(of: group.networks[0])
        }
        ?? {
          groups.append(Group(source: world.model.demandSource(of: position), history: world.model.history))
          return groups.count - 1
        }()
      groups[group].networks.append(network)
      groups[group].plays.append(number)
      groups[group].policies.append(policy)
    }
    var result = [PolicyTotals?](repeating: nil, count: plays.count)
    for group in groups {
      let runs = Simulator.run(
        networks: group.networks, policies: group.policies, settings: model.settings.simulation,
        streamIndex: UInt64(index), source: group.source)
      for (number, run) in zip(group.plays, runs) {
        let world = worlds[plays[number].world]
        guard let position = world.networkOf[index] else { continue }
        var totals = PolicyTotals(model: world.model)
        totals.add(run, network: world.model.networks[position], model: world.model)
        result[number] = totals
      }
    }
    return result
  }

  private func policy(_ play: Play, network position: Int, origin: Int) -> NetworkPolicy? {
    let world = worlds[play.world]
    guard let plan = world.plans(play.levels)?[position] else { return nil }
    switch play.levels {
    case .planned: return ReplenishmentDesign(model: world.model, index: position).proposed(plan)
    case .current: return ReplenishmentDesign(model: world.model, index: position).current(plan)
    case .held:
      // Rules that follow a forecast begin where they were planned to.
      return world.keepsStages
        ? ReplenishmentDesign(model: model, index: origin).proposed(plan)
        : ReplenishmentDesign(model: world.model, index: position).proposed(plan)
    }
  }

  /// Safety stock of plans: value where every unit cost is known, else units.
  static func safetyStock(_ model: NetworkModel, plans: [StockingPlan]) -> Double {
    let isValue = model.items.allSatisfy { $0.unitCost != nil }
    var sum = 0.0
    for (network, plan) in zip(model.networks, plans) {
      for (stage, decision) in zip(network.stages, plan.stages) {
        sum += max(0, decision.safetyStock) * (isValue ? model.unitCost(of: stage) ?? 0 : 1)
      }
    }
    return sum
  }
}
