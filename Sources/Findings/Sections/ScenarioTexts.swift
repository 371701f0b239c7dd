import Probability
import Solver
import SupplyNetwork

/// What is said of scenarios.
struct ScenarioTexts {
  private let context: FindingsContext
  private let study: ScenarioStudy
  private let rows: [ScenarioRow]
  private let proposal: ScenarioStudy.Figures

  init(_ context: FindingsContext, _ rows: [ScenarioRow]) {
    self.context = context
    self.rows = rows
    study = context.study.scenarios
    proposal = study.proposal
  }

  private var format: NumberFormat { context.format }

  /// The stress that takes most service while the levels stay; `nil` where none takes any clearly.
  private var worst: ScenarioRow? {
    let stressed = rows.filter { row in
      row.levels == "proposed" && row.kind != nil && row.serviceDiffers && (row.figures?.fillRateChange.mean ?? 0) < 0
    }
    return stressed.min { ($0.figures?.fillRateChange.mean ?? 0) < ($1.figures?.fillRateChange.mean ?? 0) }
  }

  private func planned(_ kind: ScenarioStudy.Kind?) -> ScenarioRow? {
    rows.first { $0.kind != nil && $0.kind == kind && $0.levels == "planned" }
  }

  private func percent(_ figures: ScenarioStudy.Figures) -> String { format.percent(figures.fillRate.mean) }

  /// "14% more stock", "as much stock".
  private func stock(_ figures: ScenarioStudy.Figures) -> String {
    let unit = context.tableUnit
    let now = (proposal.stock.mean / unit).rounded() * unit
    let then = (figures.stock.mean / unit).rounded() * unit
    guard now > 0, abs(then / now - 1) >= 0.0005 else { return "as much stock" }
    let share = abs(then / now - 1)
    return "\(format.percent(share, decimals: share < 0.0995 ? 1 : 0)) \(then > now ? "more" : "less") stock"
  }

  /// What stays where nobody plans anew.
  private var kept: String { context.followsDemand ? "rules go on" : "levels stay" }

  /// Over what time a mean with an outage in it is taken.
  private func window(_ kind: ScenarioStudy.Kind?) -> String {
    guard Self.outage(kind) != nil else { return "" }
    return " over the \(format.count(study.periods, context.period)) that begin with it"
  }

  /// What the stock of a plan against an outage is, beside a clause on it; nothing for other stresses.
  private func cover(_ kind: ScenarioStudy.Kind?) -> String {
    guard case .supplierOut(let periods) = kind else { return "" }
    return ", as the levels of the top then hold \(format.count(periods, context.period)) of demand against it"
  }

  /// What of the proposal stays where nobody plans anew: the first sentence of a note.
  var keptNote: String {
    let start = "As proposed: "
    guard context.followsDemand else {
      return start
        + (context.settings.replenishment.isStated
          ? "its levels stay, or its rules with their parameters go on, and nobody plans anew."
          : "its levels stay, and nobody plans anew.")
    }
    return start
      + "its rules go on with their parameters, and nobody plans anew; they follow demand, so that stock rises and falls "
      + "with it."
  }

  /// Why planning for an outage takes so much stock; nothing where no plan is made for one.
  var outageNote: String {
    guard let row = rows.first(where: { $0.levels == "planned" && Self.outage($0.kind) != nil }),
      let periods = Self.outage(row.kind), row.figures != nil
    else { return "" }
    let perPeriod = context.ledger.lines.reduce(0) { sum, line in
      let isSource = context.model.networks[line.network].isSource(line.stage)
      return sum + (isSource ? line.meanDemand * (context.ledger.hasValue ? line.unitCost : 1) : 0)
    }
    return " \(row.name): nobody knows when supply fails, so that the top of the network always has the demand of "
      + "\(format.count(periods, context.period)) more in its levels (\(context.stock(perPeriod * Double(periods)))), of which "
      + "the outage that is played uses up a part."
  }

  private static func outage(_ kind: ScenarioStudy.Kind?) -> Int? {
    if case .supplierOut(let periods) = kind { return periods }
    return nil
  }

  /// "demand rises by 20%".
  private func event(_ kind: ScenarioStudy.Kind?) -> String {
    switch kind {
    case .demandUp: "demand rises by \(format.percent(0.2, decimals: 0))"
    case .leadTimeUp: "all lead times grow by \(format.percent(0.5, decimals: 0))"
    case .supplierOut(let periods): "outside supply fails for \(format.count(periods, context.period))"
    case .own(let scenario): "the scenario “\(scenario.name)” comes true"
    case .sameService, .sameInventory, .stretch, nil: "nothing changes"
    }
  }

  /// What the stress does that takes most service; `nil` where none takes any clearly.
  private var shortHardest: String? {
    guard let worst, let figures = worst.figures else { return nil }
    return "If \(event(worst.kind)), the proposal serves \(percent(figures)) on time, else \(percent(proposal))"
  }

  /// The same as a sentence.
  var hardest: String? { shortHardest.map { $0 + "." } }

  /// The finding, short: the title of the figure.
  var title: String {
    if let shortHardest { return shortHardest }
    if let stretched = planned(.stretch)?.figures {
      return "Stretched targets take \(stock(stretched)) and serve \(percent(stretched)) of demand on time"
    }
    return "The proposal serves \(percent(proposal)) of demand on time"
  }

  var lead: String {
    var sentences: [String] = []
    if let worst, let figures = worst.figures {
      var sentence =
        "Hardest for the proposal is that \(event(worst.kind)): while its \(kept), customers' fill rate falls from "
        + "\(percent(proposal)) to \(percent(figures))\(window(worst.kind))"
      if let anew = planned(worst.kind) {
        sentence +=
          anew.figures.map { "; planned anew, it is \(percent($0)) with \(stock($0))\(cover(worst.kind))" }
          ?? "; no plan serves it as promised"
      }
      sentences.append(sentence + ".")
    } else if rows.contains(where: { $0.levels == "proposed" && $0.kind != nil }) {
      sentences.append("No stress changes customers' fill rate clearly while the \(kept) as proposed.")
    }
    if let stretched = planned(.stretch), let figures = stretched.figures {
      let gain = figures.fillRate.mean.roundedTo(decimals: 3) - proposal.fillRate.mean.roundedTo(decimals: 3)
      sentences.append(
        "Stretching every service target halfway to \(whole(1)) takes \(stock(figures))"
          + (stretched.serviceDiffers && gain > 0.0005
            ? " for \(format.points(of: gain)) of fill rate." : " and leaves no clear difference of fill rate."))
    }
    return sentences.isEmpty
      ? "Beside the proposal no scenario has a plan." : sentences.joined(separator: " ")
  }

  /// "8 replications of 182 days after 90 of warm-up, seed 1".
  var scope: String {
    var model = context.model
    model.settings.simulation.replications = study.replications
    model.settings.simulation.periods = study.periods
    if model.settings.simulation.warmUp != study.warmUp {
      (model.settings.simulation.warmUp, model.settings.simulation.isWarmUpByRule) = (study.warmUp, false)
    }
    return FindingsContext.simulationScope(of: model)
  }

  var method: String {
    let isPart =
      study.replications < context.settings.simulation.replications
      || study.periods < context.settings.simulation.periods
    return "Every scenario is planned as the proposal is and played on the same draws: \(scope)."
      + (isPart
        ? " Figures are those of the proposal (\(context.simulationScope)), moved as on those draws: stock and cost by "
          + "their ratio, service and stockouts by their difference." : "")
  }

  /// That plans like today's levels are like these in the model, which the records need not agree with; nothing where no
  /// such plan is shown.
  var levelsNote: String {
    guard let today = study.today, rows.contains(where: { $0.kind == .sameService || $0.kind == .sameInventory }) else {
      return ""
    }
    let point = context.study.frontier?.measure == .holdingCost ? nil : today
    return " Plans of the service or the stock of today's levels take these as the model has them"
      + (point.map { " (\(context.stock($0.stock)) of stock, \(format.percent($0.service)) of service)" } ?? "")
      + ", not what is measured."
  }

  /// That fewer stockout events may be more of a stockout; nothing where no scenario has fewer at a lower fill rate.
  var eventsNote: String {
    let longer = rows.filter { row in
      guard let figures = row.figures, row.kind != nil, row.serviceDiffers else { return false }
      return figures.fillRateChange.mean < 0 && figures.stockoutEvents.upper < proposal.stockoutEvents.lower
    }
    return longer.isEmpty
      ? ""
      : " Stockout events count how often stock runs out: at a lower fill rate than the proposal's, fewer of them last "
        + "longer (\(longer.map(\.name).joined(separator: "; ")))."
  }

  /// What the scenarios are, and why any has no plan.
  var remarks: [String] { remarks(onBuiltIn: true) }

  /// The same without what the built-in ones are.
  var reasons: [String] { remarks(onBuiltIn: false) }

  private func remarks(onBuiltIn: Bool) -> [String] {
    var remarks: [String] = []
    var told: [String] = []
    for row in rows {
      guard let kind = row.kind else { continue }
      let isOwn = if case .own = kind { true } else { false }
      if isOwn || onBuiltIn, !told.contains(row.id), let meaning = meaning(kind) { remarks.append(meaning) }
      told.append(row.id)
      if let failure = row.failure, row.figures == nil { remarks.append("\(row.name) has no plan: \(failure).") }
    }
    return remarks
  }

  /// A share in whole percent.
  private func whole(_ share: Double) -> String { context.format.percent(share, decimals: 0) }

  private func named(_ name: Scenario.ShownName) -> String { ScenarioRow.shown(name, context) }

  private func meaning(_ kind: ScenarioStudy.Kind) -> String? {
    let period = context.period
    switch kind {
    case .sameService:
      return "\(named(.sameService)): what serves as much as these by the model of the frontier, "
        + "whatever single targets ask for."
    case .sameInventory:
      return "\(named(.sameInventory)): what their stock can serve by the same model."
    case .stretch:
      return "\(named(.stretch)): every service target halves its distance to \(whole(1)), so that \(whole(0.9)) "
        + "becomes \(whole(0.95)) and \(whole(0.98)) becomes \(whole(0.99))."
    case .demandUp: return "\(named(.demandUp)): mean demand of every item everywhere."
    case .leadTimeUp: return "\(named(.leadTimeUp)): every lead time, rounded up to whole \(period)s."
    case .supplierOut(let periods):
      return "\(named(.supplierOut)): the outside supplier ships nothing to the top of the network for "
        + "\(format.count(periods, period)), the longest replenishment lead time there, from the first \(period) measured; "
        + "planned anew, stock covers such a wait."
    case .own(let scenario): return scenario.description.map { "\(scenario.name): \($0)" }
    }
  }
}
