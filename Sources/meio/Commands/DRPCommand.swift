import ArgumentParser
import CaseFiles
import Findings
import Reporting
import Solver
import SupplyNetwork

/// `meio drp`: what every stage needs and orders, period by period.
struct DRPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drp",
    abstract: "Plan requirements period by period, and tell what to order, move and cancel.",
    discussion: """
      Distribution requirements planning: from the end stages up, demand and what customers order are netted against \
      stock, scheduled receipts and the safety stock of the plan; planned orders are released a lead time earlier, in \
      the order sizes of the lanes. Stock is that of inventory.csv; scheduled_receipts.csv says when orders under way \
      are due, forecast.csv what demand is expected; without it, demand is the mean. Period 1 begins the day after as_of.

      Units on order without a date count as ordered in equal parts at every review, the last of them today. A stage \
      without a line in inventory.csv starts in balance: its safety stock on hand, and under way what it needs until an \
      order can arrive.

      With --json a plan is one line (meio.requirements/1); a case gives one line per network. With --out the folder \
      gets requirements.csv, planned-orders.csv, planned-shipments.csv and exceptions.csv, all or none.

      Exit status: 0 planned, 2 the input cannot be used, 3 a network has no feasible plan, 4 the output could not be \
      written, 64 wrong options.

      EXAMPLES
        meio drp my-case
        meio drp my-case --periods 90 --out requirements
        meio drp my-case --stage S01/L01 --lots periods:14
        meio drp network.stages.json --json
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(
    name: .long,
    help: "Periods to plan, at most 10,000. Default: the longest cumulative lead time and four review periods.")
  var periods: Int?

  @Option(name: .long, help: "Periods at the start in which no order may be released any more.")
  var firm = 0

  @Option(name: .long, help: LotChoice.help, transform: LotChoice.read)
  var lots: LotChoice = .review

  @Option(name: .long, help: PlanModel.help)
  var model: PlanModel = .guaranteedService

  @Option(name: .long, help: "Print the record of this stage too, such as S01/L01. May be given several times.")
  var stage: [String] = []

  @Flag(name: .long, help: "Print JSON, one line per network.")
  var json = false

  @Option(name: .long, help: "Folder for the tables as CSV.")
  var out: String?

  @Flag(name: .long, help: "Write into a folder that is not empty.")
  var force = false

  @OptionGroup var threadOptions: ThreadOptions

  func validate() throws {
    if let periods, !(1...PlanningHorizon.longest).contains(periods) {
      throw ValidationError("--periods must be from 1 to \(PlanningHorizon.longest)")
    }
    guard (0..<(periods ?? PlanningHorizon.longest)).contains(firm) else {
      throw ValidationError("--firm must be 0 or more, and below the periods planned")
    }
    guard stage.isEmpty || !json else { throw ValidationError("--stage and --json exclude each other") }
  }

  func run() async throws {
    let input = try ProblemInput.read(input)
    let networks = input.model.networks
    let shown = try stages(of: input.model)
    let plans = try await model.wholeUnitPlans(for: input.model, threads: threadOptions.count)
    Terminal.noteInfeasible(plans)
    guard !plans.contains(where: { $0.status == .infeasible }) else { throw ExitStatus.infeasible }
    let study: RequirementsStudy
    do {
      study = try RequirementsStudy(input, plans: plans, periods: periods, firmPeriods: firm, lotRule: lots.rule)
    } catch {
      throw Terminal.fail([Issue(.error, code: "invalid", error.message)])
    }
    // Files first: what is printed then stands.
    if let out {
      let tables = [
        RequirementsTables.records(study), RequirementsTables.plannedOrders(study),
        RequirementsTables.plannedShipments(study), RequirementsTables.exceptions(study),
      ]
      try NewFiles.write(
        tables.map { ($0.id + ".csv", String(decoding: CSVWriter.bytes($0), as: UTF8.self)) }, to: out, force: force)
    }
    if json {
      for (network, plan) in zip(networks, study.plans) {
        let line = try Terminal.checked { () throws(IssueList) in
          try RequirementsFile.encoded(plan, network: network, firstDay: study.calendar.firstDay)
        }
        try Terminal.output(line + "\n")
      }
    } else {
      try Terminal.output(RequirementsText.text(of: study, stages: shown))
    }
  }

  /// The stages asked for by name.
  private func stages(of model: NetworkModel) throws(ExitCode) -> [(network: Int, stage: Int)] {
    var found: [(network: Int, stage: Int)] = []
    for name in stage {
      let places = model.networks.indices.compactMap { network in
        model.networks[network].stages.firstIndex { $0.id == name }.map { (network: network, stage: $0) }
      }
      guard let place = places.first else {
        throw Terminal.fail([
          Issue(
            .error, code: "unknown-stage", "there is no stage “\(name)”",
            hint: "a stage of a case is LOCATION/ITEM; `meio solve CASE --json` names all of them")
        ])
      }
      found.append(place)
    }
    return found
  }
}
