import Solver
import SupplyNetwork

/// The plans of the frontier that a report speaks of, and what it says of them.
struct FrontierPlans {
  typealias Point = FrontierStudy.Point

  let context: FindingsContext
  let study: FrontierStudy
  /// Today's levels; `nil` where today is unknown.
  let today: Point?
  /// What is proposed.
  let proposal: Point
  /// The least stock that serves as much as today, whatever the targets.
  let sameService: Point?
  /// The most service that today's stock can give, whatever the targets.
  let sameStock: Point?
  /// The most service that the stock of the proposal can give, whatever the targets.
  let mixed: Point?
  /// Plans beyond the proposal that keep every target, by their service.
  let further: [(service: Double, point: Point)]

  /// Services that tables show where they lie above that of the proposal.
  private static let steps = [0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999]

  init?(_ context: FindingsContext) {
    guard let study = context.study.frontier else { return nil }
    self.context = context
    self.study = study
    func found(_ plan: ServicePlan?, _ floors: FrontierStudy.Floors) -> Point? {
      plan.flatMap { $0.status == .infeasible ? nil : study.point($0, floors) }
    }
    let budget = context.settings.optimization.budget
    proposal =
      budget.flatMap { found(study.plan(forStock: $0, .targets), .targets) }
      ?? found(study.plan(forStock: study.leastForTargets.stock, .targets), .targets) ?? study.leastForTargets
    today = context.study.scenarios.today
    sameService = today.flatMap { found(study.plan(forService: $0.service, .none), .none) }
    sameStock = today.flatMap { found(study.plan(forStock: $0.stock, .none), .none) }
    mixed = found(study.plan(forStock: proposal.stock, .none), .none)
    let reached = proposal
    further = Self.steps.filter { $0 > reached.service + 0.0015 }.prefix(3).compactMap { service in
      found(study.plan(forService: service, .targets), .targets).map { (service, $0) }
    }
  }

  // MARK: Money

  /// Money of the study for what readers see: holding cost is that of a year.
  var factor: Double { study.measure == .holdingCost ? context.ledger.periodsPerYear : 1 }
  private var largest: Double {
    ([today, proposal, sameService, sameStock, mixed].compactMap { $0?.stock }.max() ?? 0) * factor
  }
  private func shown(_ stock: Double) -> String {
    context.format.shortMoney(stock * factor, on: context.format.moneyScale(largest))
  }
  /// "$6.51M of stock", or "stock that costs 6.51k a year to hold".
  private func ofStock(_ stock: Double) -> String {
    study.measure == .holdingCost
      ? "stock that costs \(shown(stock)) a year to hold\(context.moneyNote)" : "\(shown(stock)) of stock"
  }
  /// What 0.1 point more costs, as text.
  func tenth(_ stock: Double) -> String { context.format.shortMoney(stock * factor) }

  // MARK: Words

  /// "97.0%"; never all of it where a little is missing.
  private func percent(_ service: Double) -> String {
    shown(service: service) < service.roundedTo(decimals: 3)
      ? "over \(context.format.percent(shown(service: service)))" : context.format.percent(service)
  }

  /// A service as sentences show it.
  private func shown(service: Double) -> Double { service < 1 ? min(service.roundedTo(decimals: 3), 0.999) : 1 }

  /// How much less stock serves as much as today, as a fraction; `nil` where too little to be told.
  private var saving: Double? {
    guard let today, let sameService, today.stock > 0 else { return nil }
    let scale = context.format.moneyScale(largest)
    let part = 1 - scale.shown(sameService.stock * factor) / scale.shown(today.stock * factor)
    return part >= 0.005 ? part : nil
  }

  /// How much more today's stock could serve, as a fraction; `nil` where too little to be told.
  private var gain: Double? {
    guard let today, let sameStock else { return nil }
    let difference = shown(service: sameStock.service) - shown(service: today.service)
    return difference >= 0.0005 ? difference : nil
  }

  /// Whether the best that today's stock can do is told at all, and no less than what today's levels do: levels that are
  /// not decided, such as fixed ones, may take all of it.
  private var isBesideFrontier: Bool {
    guard let today, let sameStock else { return false }
    return shown(service: sameStock.service) > shown(service: today.service) - 0.0005
  }

  /// The finding, short: the title of the figure.
  private var title: String {
    guard today != nil else {
      return "\(percent(proposal.service)) of service takes \(ofStock(proposal.stock))"
    }
    switch (saving, gain) {
    case (let saving?, let gain?):
      return "The same service takes \(context.format.percent(saving, decimals: 0)) less stock, the same stock serves "
        + "\(context.format.points(of: gain)) more"
    case (let saving?, nil): return "The same service takes \(context.format.percent(saving, decimals: 0)) less stock"
    case (nil, let gain?): return "The same stock serves \(context.format.points(of: gain)) more"
    case (nil, nil) where isBesideFrontier: return "No clear difference between today's levels and the frontier"
    case (nil, nil):
      return "The proposal serves \(percent(proposal.service)) with \(ofStock(proposal.stock))"
    }
  }

  var lead: String {
    guard let today else {
      return "By the model, the proposal serves \(percent(proposal.service)) with \(ofStock(proposal.stock))"
        + (proposal.nextTenthCost.map {
          "; the next \(context.format.points(of: 0.001)) of service costs \(tenth($0))."
        } ?? ".")
    }
    var parts: [String] = []
    if saving != nil, let sameService {
      parts.append(
        "the service of today's levels (\(percent(today.service))) takes \(ofStock(sameService.stock)) instead of "
          + shown(today.stock))
    }
    if gain != nil, let sameStock {
      parts.append("the stock of today's levels can serve \(percent(sameStock.service))")
    }
    guard !parts.isEmpty || isBesideFrontier else {
      return "By the model, today's levels serve \(percent(today.service)) with \(ofStock(today.stock)), the proposal "
        + "\(percent(proposal.service)) with \(shown(proposal.stock)); "
        + (context.model.fixedBaseStocks > 0
          ? "the levels that planners have fixed leave no plan that serves as much as these with as little."
          : "with the promises of the proposal no plan serves as much as these with as little.")
    }
    guard !parts.isEmpty else {
      return "By the model there is no clear difference between today's levels and the best that their stock can do "
        + "(\(percent(today.service)) with \(ofStock(today.stock)))."
    }
    return "By the model, \(parts.joined(separator: "; "))."
  }

  var basis: String {
    let measure = ServiceWording(context).inSentence
    var sentences = [
      "All of this section is modelled, not simulated: stock is safety and cycle stock\(accounting), service is "
        + "\(measure) of the stages that serve customers, weighted by units of demand, with suppliers that deliver as "
        + "promised. Promises and the levels of stages without customers are those of the proposal."
    ]
    if today != nil {
      sentences.append("Today's levels are judged by the same model, each promising delivery at once\(recordsNote).")
    }
    if let mixed, shown(service: mixed.service) > shown(service: proposal.service) {
      sentences.append(
        "The proposal keeps the target of every stage\(exceptions); free to serve some better at the cost of others, its stock could "
          + "serve \(percent(mixed.service)) in all instead of \(percent(proposal.service)).")
    } else {
      sentences.append("The proposal keeps the target of every stage\(exceptions).")
    }
    return sentences.joined(separator: " ")
  }

  /// The frontiers as charts call them.
  static let names: [(floors: FrontierStudy.Floors, name: String)] = [(.none, "Any mix"), (.targets, "Targets kept")]

  /// The targets that base stocks fixed by planners miss.
  private var exceptions: String {
    study.missedTargets == 0
      ? ""
      : " but \(context.format.count(study.missedTargets, "stage")), where planners have fixed less than it takes"
  }

  /// The same for the note of a table.
  private var missedNote: String {
    study.missedTargets == 0
      ? "" : ", but for \(context.format.count(study.missedTargets, "stage")) that planners have fixed below"
  }

  private var accounting: String {
    study.measure == .holdingCost ? ", at what it costs a year to hold" : ", at unit cost"
  }

  var nextPoint: String {
    guard let nextTenth = proposal.nextTenthCost else {
      return "Stock buys no clearly better service: the levels are fixed, or serve nearly all there is to serve."
    }
    let kept = study.missedTargets == 0 ? "every target kept" : "the target of every stage kept\(exceptions)"
    let start =
      "From the proposal on, with \(kept), the next \(context.format.points(of: 0.001)) of service "
      + "costs \(tenth(nextTenth))"
    let prices = further.compactMap { service, point in
      point.nextTenthCost.map { "\(tenth($0)) at \(context.format.percent(service))" }
    }
    guard let last = prices.last else { return start + "." }
    return start + "; it is " + (prices.count > 1 ? prices.dropLast().joined(separator: ", ") + " and " : "") + last
      + "."
  }

  /// That what stands on the shelves is another figure than what the levels come to in the model.
  private var recordsNote: String {
    context.knowsStock
      ? "; what stands on the shelves today (\(context.stock(context.totalStock.current, on: context.totalStock.scale)), "
        + "\(context.stockSource)) is another figure" : ""
  }

  var budget: String? {
    guard let limit = context.settings.optimization.budget else { return nil }
    let format = context.format
    return "The budget of \(format.shortMoney(limit)) pays for the targets (\(shown(study.leastForTargets.stock)), "
      + "\(percent(study.leastForTargets.service)) in all) and, spent where each unit of money adds most, for "
      + "\(percent(proposal.service))."
  }

  var table: FindingsTable {
    var plans: [(name: String, point: Point)] = []
    if let today { plans.append(("Today's levels", today)) }
    if let sameService { plans.append(("Service of today's levels, least stock", sameService)) }
    if let mixed { plans.append(("Stock of the proposal, most service", mixed)) }
    if context.settings.optimization.budget != nil {
      plans.append(("Targets kept, least stock", study.leastForTargets))
    }
    plans.append(("Proposal", proposal))
    plans += further.map { ("Targets kept, \(context.format.percent($0.service)) in all", $0.point) }
    if let sameStock { plans.append(("Stock of today's levels, most service", sameStock)) }
    let format = context.format
    let unit = largest < 100 ? 0.01 : FindingsContext.moneyUnit(largest)
    func cell(_ value: Double, unit: Double) -> FindingsTable.Cell {
      .init(value, format.number((value / unit).rounded() * unit, decimals: unit < 1 ? 2 : 0))
    }
    let money = study.measure == .holdingCost ? "\(context.currency) a year" : context.settings.currency
    return FindingsTable(
      id: "service-against-inventory", caption: "Service against stock, by the model",
      columns: [
        .init("Plan", numeric: false),
        .init(study.measure == .holdingCost ? "Holding cost, \(money)" : "Stock, \(money)"),
        .init("Service"), .init("Next \(context.format.points(of: 0.001)) costs, \(money)"),
      ],
      rows: plans.map { plan in
        .init([
          .init(plan.name), cell(plan.point.stock * factor, unit: unit),
          .init(plan.point.service, format.percent(plan.point.service, decimals: 2)),
          plan.point.nextTenthCost.map { cell($0 * factor, unit: min(unit, 1)) } ?? .init(NumberFormat.none),
        ])
      },
      note:
        "“Least stock” and “most service” beside today's levels or the proposal heed no single target; the other plans keep them\(missedNote). "
        + "Next \(context.format.points(of: 0.001)): the stock of the cheapest plan that serves so much more, less that of the plan; none where "
        + "less is left to gain. All points: tables/service-frontier.csv.")
  }

  // MARK: Figure

  var figure: FrontierFigure {
    let marks = self.marks
    let (lowest, highest) = range
    let lines = Self.names.compactMap { floors, name in
      line(floors, name: name, from: lowest, to: highest)
    }
    return FrontierFigure(
      heading: FigureHeading(
        id: "service-frontier", title: title,
        subtitle: "\(ServiceWording(context).title) of customers, weighted by demand, against "
          + (study.measure == .holdingCost ? "the yearly holding cost of stock" : "the value of stock")
          + "; modelled. \(Self.lineNote)",
        source: "Safety and cycle stock by the model, best levels in whole units; not simulated",
        alternativeText: "Service against stock. "
          + marks.map { "\($0.text): \(shown($0.stock / factor)), \(percent($0.service))." }.joined(separator: " ")),
      stockTitle: study.measure == .holdingCost
        ? "Holding cost of stock a year, \(context.currency)" : "Stock, \(context.settings.currency)",
      serviceTitle: ServiceWording(context).title, lines: lines, marks: marks)
  }

  /// What their names mean.
  static let lineNote = "Targets kept: every stage reaches its own; any mix: only service in all counts"

  /// From which service, a round figure, and up to which stock the lines run.
  var range: (service: Double, stock: Double) {
    let lowest = (((marks.map(\.service).min() ?? 0) - 0.08) * 20).rounded(.down) / 20
    return (lowest, max(marks.map(\.stock).max() ?? 0, (further.map(\.point.stock).max() ?? 0) * factor) * 1.001)
  }

  private var marks: [FrontierFigure.Mark] {
    func mark(_ kind: FrontierFigure.Mark.Kind, _ text: String, _ point: Point) -> FrontierFigure.Mark {
      .init(kind: kind, text: text, stock: point.stock * factor, service: point.service)
    }
    var marks = [mark(.proposal, "Proposal", proposal)]
    if let today { marks.append(mark(.current, "Today's levels", today)) }
    if saving != nil, let sameService { marks.append(mark(.sameService, "Same service, less stock", sameService)) }
    if gain != nil, let sameStock { marks.append(mark(.sameStock, "Same stock, more service", sameStock)) }
    return marks
  }

  private func line(
    _ floors: FrontierStudy.Floors, name: String, from lowest: Double, to highest: Double
  ) -> FrontierFigure.Line? {
    var points = study.points(floors).filter { $0.service >= lowest && $0.stock * factor <= highest }
    // Up to the edge: what the frontier serves between two points, or beyond the last.
    if let last = points.last, last.stock * factor < highest, let plan = study.plan(forStock: highest / factor, floors),
      plan.status != .infeasible
    {
      points.append(Point(stock: highest / factor, service: max(plan.service, last.service), nextTenthCost: nil))
    }
    guard points.count > 1 else { return nil }
    return FrontierFigure.Line(
      name: name, keepsTargets: floors == .targets, stock: points.map { $0.stock * factor },
      service: points.map(\.service))
  }
}
