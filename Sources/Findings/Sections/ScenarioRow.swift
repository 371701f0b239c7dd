import Probability
import SupplyNetwork

/// A scenario as tables and charts show it.
struct ScenarioRow {
  /// Name on the command line.
  let id: String
  /// Whose levels are played: `proposed`, `planned` or `current`.
  let levels: String
  /// Name shown to readers.
  let name: String
  /// What it stands for.
  let role: ScenarioFigure.Row.Role
  /// Which scenario; `nil` for the proposal and for doing nothing.
  let kind: ScenarioStudy.Kind?
  /// The figures; `nil` where there is no plan.
  let figures: ScenarioStudy.Figures?
  /// Why there is none.
  let failure: String?

  /// Stock on hand.
  var stock: Double? { figures?.stock.mean }

  /// Whether the intervals leave a difference of service from the proposal.
  var serviceDiffers: Bool {
    guard let figures else { return false }
    let change = figures.fillRateChange
    return abs(change.mean) > change.halfWidth && abs(change.mean) >= 0.0005
  }

  /// The proposal, doing nothing, and every scenario, in the order of tables.
  static func all(_ context: FindingsContext) -> [ScenarioRow] {
    let study = context.study.scenarios
    let proposal = ScenarioRow(
      id: "proposal", levels: "proposed", name: shown(.proposal, context), role: .proposal, kind: nil,
      figures: study.proposal, failure: nil)
    let nothing = ScenarioRow(
      id: "do-nothing", levels: "current", name: nothingName(context), role: .current, kind: nil,
      figures: nothing(context, proposal: study.proposal), failure: nil)
    return [proposal, nothing]
      + study.outcomes.map { outcome in
        ScenarioRow(
          id: outcome.kind.name, levels: outcome.levels == .held ? "proposed" : outcome.levels.rawValue,
          name: name(outcome, of: study, context), role: .other, kind: outcome.kind, figures: outcome.figures,
          failure: outcome.failure)
      }
  }

  private static func nothingName(_ context: FindingsContext) -> String {
    if context.knowsStock || context.usesTodaysLevels { return shown(.doNothing, context) }
    return shown(context.isLocal ? .localMinMax : .independent, context)
  }

  /// Today's figures, as all of the report has them.
  private static func nothing(
    _ context: FindingsContext, proposal: ScenarioStudy.Figures
  ) -> ScenarioStudy.Figures {
    let simulated = context.study.current
    func figure(_ value: Double, _ estimate: Estimate, isMeasured: Bool) -> Estimate {
      if isMeasured { return Estimate([value]) }
      var result = estimate
      result.mean = value
      return result
    }
    let stock = figure(
      context.current(context.total), simulated.estimate(context.stockQuantity), isMeasured: context.knowsStock)
    let fill = figure(
      context.customerFillNow.mean, simulated.customerFillRate,
      isMeasured: context.ledger.serviceBasis != .simulated)
    let stockouts = FinancialFindings.currentStockouts(context)
    func change(_ now: Estimate, _ then: Estimate) -> Estimate {
      var result = now
      result.mean -= then.mean
      result.halfWidth += then.halfWidth
      return result
    }
    let safetyStock = context.ledger.lines.reduce(0) {
      $0 + $1.currentSafetyStock * (context.ledger.hasValue ? $1.unitCost : 1)
    }
    return ScenarioStudy.Figures(
      stock: stock, safetyStock: safetyStock, fillRate: fill,
      holdingCost: figure(
        context.total.currentHolding, simulated.estimate(.holdingCost), isMeasured: context.knowsStock),
      stockoutEvents: figure(
        stockouts.value / context.periodsPerMonth, simulated.estimate(.stockoutEvents),
        isMeasured: stockouts.isMeasured),
      stockChange: change(stock, proposal.stock), fillRateChange: change(fill, proposal.fillRate))
  }

  private static func name(
    _ outcome: ScenarioStudy.Outcome, of study: ScenarioStudy, _ context: FindingsContext
  ) -> String {
    let name = title(outcome.kind, context)
    switch outcome.levels {
    case .held: return "\(name), as proposed"
    case .current: return "\(name), today's policy"
    case .planned:
      let isAlone = study.outcomes.count { $0.kind == outcome.kind } == 1
      return isAlone ? name : "\(name), planned anew"
    }
  }

  private static func title(_ kind: ScenarioStudy.Kind, _ context: FindingsContext) -> String {
    switch kind {
    case .sameService: shown(.sameService, context)
    case .sameInventory: shown(.sameInventory, context)
    case .stretch: shown(.stretch, context)
    case .demandUp: shown(.demandUp, context)
    case .leadTimeUp: shown(.leadTimeUp, context)
    case .supplierOut(let periods):
      "\(shown(.supplierOut, context)), \(context.format.count(periods, context.period))"
    case .own(let scenario): scenario.name
    }
  }

  /// What reports call it.
  static func shown(_ name: Scenario.ShownName, _ context: FindingsContext) -> String {
    name.text { context.format.percent($0, decimals: 0) }
  }
}
