import ArgumentParser
import CaseFiles
import Findings
import Simulator
import SupplyNetwork

/// `meio simulate`: a plan played forward.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Play a plan forward and measure what it does.",
    discussion: """
      Every figure is a mean over replications with its 95 % interval. Without --plan it is the optimal plan in whole \
      units that is played, by the rules that `replenishment` of case.yaml proposes for its tiers; --policy current plays \
      today's. With --json a run is one line (meio.simulation/1); a case gives one line per network.

      Exit status: 0 done, 2 the input or the plan cannot be used, 3 a network has no feasible plan, 64 wrong \
      options.

      EXAMPLES
        meio simulate my-case
        meio simulate my-case --policy current
        meio simulate my-case --scenario supplier-out
        meio simulate network.stages.json --replications 100 --json
        meio solve network.stages.json --json > plan.json
        meio simulate network.stages.json --plan plan.json --unmet-demand lost_sale
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(
    name: .long, help: "The plan to play, as `meio solve --json` prints it; for a case, one line per network.")
  var plan: String?

  @Option(name: .long, help: "What is played: proposed, or current, how stages order today.")
  var policy: PlayedPolicy = .proposed

  @Flag(name: .long, help: "Print JSON, one line per network.")
  var json = false

  @OptionGroup var simulation: SimulationOptions
  @OptionGroup var scenarioOption: ScenarioOption
  @OptionGroup var threadOptions: ThreadOptions

  func validate() throws {
    guard plan == nil || policy == .proposed else {
      throw ValidationError("--plan is what is proposed: it does not go with --policy current")
    }
  }

  func run() async throws {
    var input = try scenarioOption.applied(to: try ProblemInput.read(input))
    simulation.apply(to: &input.model)
    let model = input.model
    for warning in simulation.warnings(model.settings) { Terminal.note("warning: \(warning)") }
    let threads = threadOptions.count
    let plans = try await plans(for: model, threads: threads)
    Terminal.noteInfeasible(plans)
    guard !plans.contains(where: { $0.status == .infeasible }) else { throw ExitStatus.infeasible }
    var policies: [NetworkPolicy] = []
    do throws(StudyError) {
      for (index, plan) in plans.enumerated() { policies.append(try policy.policy(model, index: index, plan: plan)) }
    } catch {
      Terminal.note("error: " + IssueFormatter.visible(error.message))
      throw error.isInfeasible ? ExitStatus.infeasible : ExitStatus.badInput
    }
    let runs = await parallelMap(model.networks.count, threads: threads) { [policies] index in
      Simulator.run(
        network: model.networks[index], policies: [policies[index]], settings: model.settings.simulation,
        streamIndex: UInt64(index), source: model.demandSource(of: index))[0]
    }
    if json {
      for (network, run) in zip(model.networks, runs) {
        let line = try Terminal.checked { () throws(IssueList) in try SimulationFile.encoded(run, network: network) }
        try Terminal.output(line + "\n")
      }
    } else {
      try Terminal.output(SimulationText.text(of: runs, input: input))
    }
  }

  /// The plans given, or the optimal ones in whole units.
  private func plans(for model: NetworkModel, threads: Int) async throws(ExitCode) -> [StockingPlan] {
    if let plan {
      return try Terminal.checked { () throws(IssueList) in try PlanFile.read(plan, for: model) }
    }
    return try await PlanModel.guaranteedService.wholeUnitPlans(for: model, threads: threads)
  }
}
