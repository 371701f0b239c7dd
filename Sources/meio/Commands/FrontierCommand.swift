import ArgumentParser
import CaseFiles
import Findings
import Reporting
import Solver
import SupplyNetwork

/// `meio frontier`: what stock buys in service.
struct FrontierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    abstract: "Tell the best service for every stock, and the least stock for a service.",
    discussion: """
      The efficient frontier of customers' service, weighted by units of demand, against stock: safety and cycle stock by \
      the model, at unit cost where every item has one, else at its holding cost per period. Committed service times and \
      the levels of stages without customers are those of the plan of `meio solve`; the levels of the others are \
      chosen together, in whole units, each within what service.csv, case.yaml and overrides.csv say of it.

      --budget gives the best service that an amount of stock can buy and where the levels go, --service the least \
      stock for a service. The budget is in the money that stock is counted in; that of case.yaml \
      (optimization.budget) stands where neither is given. With --floors none no target holds, and the frontier starts \
      where there is no safety stock at all.

      The next 0.1 point of service costs the stock of the cheapest plan that serves so much more, less that of the \
      plan: whole units, no slope. The curve printed ends at 99.99 % of service, where --budget and --service may go \
      on. --points lie about evenly along it, stock and \
      service in parts of their range, and are all best plans where there are no more; --step asks instead for the \
      cheapest plan at every multiple of a service.

      Exit status: 0 done, 2 the input cannot be used, 3 no feasible plan, or a budget below what the floors take, 4 \
      the output could not be written, 64 wrong options.

      EXAMPLES
        meio frontier my-case
        meio frontier my-case --budget 7000000
        meio frontier my-case --service 0.97 --floors none --json
        meio frontier my-case --step 0.001 --csv frontier.csv
      """)

  @Argument(help: "A case folder, or a stage network (*.stages.json).")
  var input: String

  @Option(
    name: .long, help: "Stock that may be held: inventory value, or without unit costs its holding cost per period.")
  var budget: Double?

  @Option(name: .long, help: "Demand-weighted service to reach, a fraction such as 0.97.")
  var service: Double?

  @Option(name: .long, help: "targets: every stage keeps its service target; none: service in all is what counts.")
  var floors: FloorChoice = .targets

  @Option(name: .long, help: "Points of the frontier at most, from 2 to 1,000; 20 without it.")
  var points: Int?

  @Option(
    name: .long, help: "A point for every multiple of so much service, a fraction from 0.0001 to 0.1, such as 0.001.")
  var step: Double?

  @Flag(name: .long, help: "Print JSON: the points, and the levels of the plan asked for.")
  var json = false

  @Option(name: .long, help: "File for the points as CSV.")
  var csv: String?

  @Flag(name: .long, help: "Write over a file that exists.")
  var force = false

  @OptionGroup var threadOptions: ThreadOptions

  func validate() throws {
    guard budget == nil || service == nil else { throw ValidationError("--budget and --service exclude each other") }
    if let budget, !(budget > 0 && budget.isFinite) { throw ValidationError("--budget must be above 0") }
    if let service, !(service > 0 && service < 1) { throw ValidationError("--service must be between 0 and 1") }
    guard (2...1000).contains(points ?? 2) else { throw ValidationError("--points must be from 2 to 1000") }
    guard points == nil || step == nil else { throw ValidationError("--points and --step exclude each other") }
    guard (0.0001...0.1).contains(step ?? 0.1) else { throw ValidationError("--step must be from 0.0001 to 0.1") }
  }

  private var spacing: FrontierStudy.Spacing { step.map { .service($0) } ?? .count(points ?? 20) }

  func run() async throws {
    let input = try ProblemInput.read(input, heedsBudget: true)
    let plans = try await PlanModel.guaranteedService.wholeUnitPlans(
      for: input.model, threads: threadOptions.count)
    Terminal.noteInfeasible(plans)
    guard !plans.contains(where: { $0.status == .infeasible }) else { throw ExitStatus.infeasible }
    let frontier: FrontierStudy
    let asked: ServicePlan?
    do {
      frontier = try FrontierStudy(input.model, plans: plans, floors: [floors.floors], spacing: spacing)
      asked = try plan(of: frontier)
    } catch {
      guard error.isInfeasible else { throw Terminal.fail([Issue(.error, code: "invalid", error.message)]) }
      Terminal.note("error: no feasible plan: \(IssueFormatter.visible(error.message))")
      throw ExitStatus.infeasible
    }
    // The file first: what is printed then stands.
    if let csv {
      let table = FrontierFindings.table(frontier, [floors.floors])
      try NewFiles.write(String(decoding: CSVWriter.bytes(table), as: UTF8.self), toFile: csv, force: force)
    }
    if json {
      let line = try Terminal.checked { () throws(IssueList) in
        try FrontierFile.encoded(content(frontier, asked), of: input.model)
      }
      try Terminal.output(line + "\n")
    } else {
      try Terminal.output(FrontierText.text(of: frontier, floors: floors.floors, spacing: spacing, plan: asked))
    }
  }

  /// The plan asked for; `nil` where none is.
  private func plan(of frontier: FrontierStudy) throws(StudyError) -> ServicePlan? {
    if let service { return try frontier.cheapest(service: service, floors.floors) }
    if let budget { return try frontier.affordable(budget, named: "the budget", floors.floors) }
    return try frontier.affordableByCase(floors.floors)
  }

  private func content(_ frontier: FrontierStudy, _ asked: ServicePlan?) -> FrontierFile.Content {
    func point(_ point: FrontierStudy.Point) -> FrontierFile.Point {
      .init(stock: point.stock, service: point.service, nextTenthCost: point.nextTenthCost)
    }
    return FrontierFile.Content(
      measure: frontier.measure.rawValue, floors: floors.rawValue, points: frontier.points(floors.floors).map(point),
      plan: asked.map { plan in
        .init(
          status: plan.status, point: point(frontier.point(plan, floors.floors)), serviceBound: plan.serviceBound,
          leastStock: plan.costBound + frontier.cycleStock,
          levels: zip(frontier.stages, plan.levels).map { place, level in
            .init(
              network: place.network, stage: place.stage, baseStock: level,
              baseStockForTarget: frontier.plannedLevels[place.network][place.stage])
          })
      })
  }
}
