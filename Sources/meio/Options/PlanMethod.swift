import Findings
import Solver
import SupplyNetwork

/// A model, and the method that was picked for it, if any.
struct PlanMethod: Sendable {
  /// The model.
  let model: PlanModel
  /// The method. `nil` = the most exact one that takes the network.
  let method: PlanningMethod?

  /// What became of a network.
  struct Solved: Sendable {
    /// The plan, in whole units where asked for.
    var plan: StockingPlan
    /// As it was solved, with its proof.
    var exact: ProvenPlan
  }

  init(model: PlanModel, method: PlanningMethod? = nil) {
    self.model = model
    self.method = method
  }

  /// A method by name, with its model.
  init?(name: String) {
    guard let method = PlanningMethod.named(name) else { return nil }
    self.init(
      model: name == IndependentPlanner.description.name
        ? .independent : method.description.model == .stochasticService ? .stochasticService : .guaranteedService,
      method: method)
  }

  /// Solves a network.
  ///
  /// - Throws: an issue where the network is of a kind that the method does not solve.
  func plan(
    for network: StageNetwork, options: PlanningMethod.Options, inWholeUnits: Bool
  ) throws(IssueList) -> Solved {
    let view = try model.view(of: network)
    do {
      // Stochastic service takes service targets itself.
      let exact = try solve(model == .stochasticService ? network : view, options)
      guard inWholeUnits else { return Solved(plan: exact.plan, exact: exact) }
      let plan =
        model == .stochasticService
        ? try StochasticService.inWholeUnits(exact.plan, network: view)
        : WholeUnitPlan.rounded(exact.plan, network: view)
      return Solved(plan: plan, exact: exact)
    } catch {
      throw IssueList([issue(error, network: network)])
    }
  }

  private func solve(_ network: StageNetwork, _ options: PlanningMethod.Options) throws(SolverError) -> ProvenPlan {
    if let method { return try method.plan(for: network, options: options) }
    switch model {
    case .independent: return ProvenPlan(plan: IndependentPlanner.plan(for: network))
    case .stochasticService: return ProvenPlan(plan: try StochasticService.plan(for: network))
    case .guaranteedService:
      return try GuaranteedService.provenPlan(
        for: network, maximumServiceTime: options.maximumServiceTime, limits: options.limits)
    }
  }

  /// What the verifier finds against a solution.
  func faults(
    of solved: Solved, network: StageNetwork, maximumServiceTime: Int?, inWholeUnits: Bool
  ) -> [Issue] {
    guard let view = try? model.view(of: network) else { return [] }
    if model == .stochasticService {
      let exact = PlanVerifier.verifyStochastic(solved.exact.plan, against: view)
      return solved.plan == solved.exact.plan
        ? exact : exact + PlanVerifier.verifyStochastic(solved.plan, against: view)
    }
    let bound = model == .independent ? nil : maximumServiceTime
    var faults = PlanVerifier.verify(
      solved.plan, against: view, form: inWholeUnits ? .wholeUnits : .exact,
      maximumServiceTime: bound)
    if let certificate = solved.exact.certificate {
      faults += PlanVerifier.verify(certificate, of: solved.exact.plan, against: view, maximumServiceTime: bound)
    }
    return faults
  }

  private func issue(_ error: SolverError, network: StageNetwork) -> Issue {
    switch error {
    case .invalid(let reason): Issue(.error, code: "invalid", "\(network.name): \(reason)")
    case .unsupported(let reason):
      Issue(
        .error, code: "unsupported", "\(network.name): \(reason)",
        hint: (searchHint(for: network).map { $0 + "; " } ?? "") + "`meio solvers` lists what each method takes")
    case .tooLarge(let reason):
      Issue(
        .error, code: "too-large", "\(network.name): \(reason)",
        hint: searchHint(for: network).map { "use longer periods, or: " + $0 }
          ?? "use longer periods, or bound the service times")
    }
  }

  /// That a search answers what stochastic service does not; `nil` under another model, or where none could.
  private func searchHint(for network: StageNetwork) -> String? {
    guard model == .stochasticService,
      (try? SimulatedCost(network: network, settings: CaseSettings.Simulation())) != nil
    else { return nil }
    return "`meio solve --method \(SimulationSearch.description.name)` looks for base stocks by simulation, which "
      + "takes this network"
  }
}
