import ArgumentParser
import CaseFiles
import Findings
import Solver
import SupplyNetwork

/// `meio solve`: safety stocks and committed service times.
struct SolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Place safety stock and print the plan.",
    discussion: """
      For a stage network the plan is exact unless --whole-units is given; for a case it is in whole units unless \
      --exact is given. Base stocks that planners have fixed stay, and the rest is planned around them; stochastic \
      service takes none, nor limits on stock. With --json a plan is one line (meio.solution/1); a case gives one line \
      per network.

      The independent plan is the one that the report compares with: every stage covers its own lead time and quotes \
      immediate delivery, a supplier adds up its customers' standard deviations (correlation 1, save where the file \
      gives pooled_demand_sd), and levels that planners have fixed count for nothing.

      Where stages are joined by more than one path, branch and bound stops after a fixed amount of work (--effort) and \
      states the gap it could not close; --time-limit may stop it sooner, and then the plan depends on the machine.

      Under stochastic service, stages with demand that state no backorder cost rate have the one that their service \
      target takes, and the cost is that of stock, of the pipeline between stages and of backorders at that rate. For a \
      fill rate of a chain or an assembly that is the least rate at which the best plan attains it; in distribution, a \
      fill rate counts as a cycle service level α, for which the rate is α/(1 − α) times the holding cost rate.

      The method search looks for base stocks by simulation, wherever theory does not reach (lost sales, any network), \
      and says with what certainty no neighbouring plan is better.

      Exit status: 0 all solved, 2 the input cannot be used, 3 a network has no feasible plan, 64 wrong options.

      EXAMPLES
        meio solve my-case
        meio solve my-case --json > plans.jsonl
        meio solve my-case --scenario demand-up
        meio solve network.stages.json --json --time
        meio solve network.stages.json --model independent
        meio solve network.stages.json --model ssm
        meio solve network.stages.json --method shang-song
        meio solve network.stages.json --method search
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(name: .long, help: PlanModel.help)
  var model: PlanModel?

  @Option(name: .long, help: "One method by name, as `meio solvers` lists them, instead of the best for the model.")
  var method: String?

  @Option(name: .long, help: "Most elementary steps of branch and bound; a second does some 10^9.")
  var effort: Int?

  @Option(name: .long, help: "Most seconds that branch and bound may take per network.")
  var timeLimit: Double?

  @Flag(name: .long, help: "Print JSON, one line per network.")
  var json = false

  @Flag(name: .long, help: "Base stocks as computed, not rounded up to whole units.")
  var exact = false

  @Flag(name: .long, help: "Base stocks rounded up to whole units, for a stage network too.")
  var wholeUnits = false

  @Flag(name: .long, help: "State the seconds taken in the JSON, which then differs from run to run.")
  var time = false

  @Flag(name: .long, help: "Check every plan without the solver's own code; a fault ends with status 70.")
  var verify = false

  @OptionGroup var scenarioOption: ScenarioOption
  @OptionGroup var threadOptions: ThreadOptions

  func validate() throws {
    guard !(exact && wholeUnits) else { throw ValidationError("--exact and --whole-units exclude each other") }
    guard !time || json else { throw ValidationError("--time needs --json") }
    guard effort ?? 0 >= 0 else { throw ValidationError("--effort must be 0 or more") }
    guard timeLimit ?? 0 >= 0, timeLimit?.isFinite ?? true else {
      throw ValidationError("--time-limit must be 0 seconds or more")
    }
    guard let method else { return }
    if searches {
      guard model == nil else { throw ValidationError("the method \(method) is of no model of its own") }
      guard !verify, !exact else { throw ValidationError("a search leaves nothing to --verify, and finds whole units") }
      return
    }
    guard let picked = PlanMethod(name: method) else {
      if MethodCatalogue.all.contains(where: { $0.name == method }) {
        throw ValidationError(
          StageCommand.reaches(method)
            ? "the method \(method) plans no network, but one stage: `meio stage \(method)`"
            : "the method \(method) plans no network; `meio solvers` marks with * those that do")
      }
      throw ValidationError("there is no method “\(method)” that plans a network; `meio solvers` lists them with *")
    }
    guard model == nil || model == picked.model else {
      throw ValidationError("the method \(method) is of the model \(picked.model.rawValue)")
    }
  }

  /// Whether base stocks are to be searched for by simulation.
  private var searches: Bool { method == SimulationSearch.description.name }

  /// The model and method asked for.
  private var planMethod: PlanMethod {
    method.flatMap(PlanMethod.init(name:)) ?? PlanMethod(model: model ?? .guaranteedService)
  }

  /// How far a search may go.
  private var limits: SearchLimits {
    let standard = SearchLimits()
    return SearchLimits(effort: effort ?? standard.effort, seconds: timeLimit)
  }

  func run() async throws {
    let input = try scenarioOption.applied(to: try ProblemInput.read(input))
    let model = input.model
    let inWholeUnits = wholeUnits || (input.planningCase != nil && !exact)
    let (method, limits, isTimed, isVerified) = (planMethod, limits, time, verify)
    let heedsConstraints = method.model == .guaranteedService && method.method == nil && !searches
    let capacity = heedsConstraints ? try StoragePlans.capacity(of: model) : nil
    var outcomes: [SolvedNetwork] = []
    var statements: [String] = []
    if searches {
      (outcomes, statements) = try await searched(model)
    } else {
      outcomes = await parallelMap(model.networks.count, threads: threadOptions.count) {
        SolvedNetwork(
          model: model, index: $0, method: method, limits: limits, inWholeUnits: inWholeUnits, isTimed: isTimed,
          isVerified: isVerified)
      }
    }
    let issues = outcomes.flatMap(\.issues)
    guard issues.isEmpty else { throw Terminal.fail(issues) }
    let roomy = try StoragePlans.makingRoom(
      outcomes.compactMap(\.plan), model: model, capacity: capacity, inWholeUnits: inWholeUnits)
    for index in outcomes.indices where outcomes[index].plan != roomy[index] {
      outcomes[index].plan = roomy[index]
      guard isVerified else { continue }
      outcomes[index].faults = PlanVerifier.verify(
        roomy[index], against: model.networks[index],
        form: inWholeUnits ? .wholeUnits : .exact,
        maximumServiceTime: model.settings.optimization.maximumServiceTime)
    }
    let faults = outcomes.flatMap(\.faults)
    guard faults.isEmpty else {
      _ = Terminal.fail(faults)
      throw ExitStatus.internalError
    }
    let plans = outcomes.compactMap(\.plan)
    if json {
      for (network, outcome) in zip(model.networks, outcomes) {
        guard let plan = outcome.plan else { continue }
        let line = try Terminal.checked { () throws(IssueList) in
          try SolutionFile.encoded(plan, network: network, seconds: outcome.seconds)
        }
        try Terminal.output(line + "\n")
      }
    } else {
      if method.model == .stochasticService, !searches {
        statements = FillRateText.sentences(
          model.networks, plans: plans, format: NumberFormat(model.settings))
      }
      let constraints =
        heedsConstraints && !plans.contains { $0.status == .infeasible }
        ? try await ConstraintText.sentences(input, capacity: capacity, threads: threadOptions.count) : statements
      try Terminal.output(PlanText.text(of: plans, input: input, constraints: constraints))
    }
    // The text of a single network says it itself.
    if json || input.planningCase != nil { Terminal.noteInfeasible(plans) }
    if plans.contains(where: { $0.status == .infeasible }) { throw ExitStatus.infeasible }
  }

  /// The networks one after the other, each searched with all threads, and what is known of each plan.
  private func searched(_ model: NetworkModel) async throws -> (outcomes: [SolvedNetwork], statements: [String]) {
    var outcomes: [SolvedNetwork] = []
    var statements: [String] = []
    let clock = ContinuousClock()
    let progress = ProgressLine()
    defer { progress.clear() }
    for (index, network) in model.networks.enumerated() {
      progress.show(
        "searching \(index + 1) of \(model.networks.count): \(IssueFormatter.visible(String(network.name.prefix(60))))")
      let start = clock.now
      do throws(StudyError) {
        let found = try await SearchedPlan.plan(
          for: network, settings: model.settings, streamIndex: UInt64(index),
          threads: threadOptions.count)
        statements.append(model.networks.count == 1 ? found.statement : "\(network.name): \(found.statement)")
        outcomes.append(SolvedNetwork(plan: found.plan, seconds: time ? (clock.now - start) / .seconds(1) : nil))
      } catch {
        progress.clear()
        Terminal.note("error: " + IssueFormatter.visible(error.message))
        throw error.isInfeasible ? ExitStatus.infeasible : ExitStatus.badInput
      }
    }
    return (outcomes, statements)
  }
}

/// What became of one network.
private struct SolvedNetwork: Sendable {
  /// The plan; `nil` where the network cannot be solved.
  var plan: StockingPlan?
  /// Why it cannot.
  var issues: [Issue] = []
  /// What the verifier found against the plan.
  var faults: [Issue] = []
  /// Time taken, where asked for.
  var seconds: Double?

  /// A plan that is made.
  init(plan: StockingPlan, seconds: Double?) {
    self.plan = plan
    self.seconds = seconds
  }

  init(
    model: NetworkModel, index: Int, method: PlanMethod, limits: SearchLimits, inWholeUnits: Bool, isTimed: Bool,
    isVerified: Bool
  ) {
    let network = model.networks[index]
    let bound = model.settings.optimization.maximumServiceTime
    let clock = ContinuousClock()
    let start = clock.now
    var solved: PlanMethod.Solved?
    do {
      solved = try method.plan(
        for: network, options: .init(maximumServiceTime: bound, limits: limits), inWholeUnits: inWholeUnits)
    } catch {
      issues = error.issues
    }
    plan = solved?.plan
    if isTimed { seconds = (clock.now - start) / .seconds(1) }
    if isVerified, let solved {
      faults = method.faults(
        of: solved, network: network, maximumServiceTime: bound, inWholeUnits: inWholeUnits)
    }
  }
}
