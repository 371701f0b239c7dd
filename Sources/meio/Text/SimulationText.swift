import Findings
import Probability
import SupplyNetwork

/// What a simulation measured, as text for a terminal.
enum SimulationText {
  /// One network by stage, or a case by tier.
  static func text(of runs: [SimulationRun], input: StudyInput) -> String {
    var report = TextReport()
    let settings = input.model.settings
    let format = NumberFormat(settings)
    let simulation = settings.simulation
    let demand = PlayedDemandTexts(input.model, format: format)
    report.add(title: settings.title.isEmpty ? "Simulation" : settings.title)
    report.add(
      paragraph: "Simulated: \(format.count(simulation.replications, "replication")) of "
        + "\(format.count(simulation.periods, settings.period.rawValue)) after "
        + "\(format.number(Double(simulation.warmUp))) of warm-up, seed \(simulation.seed)\(demand.suffix). "
        + (simulation.replications > 1
          ? "Figures are means; ± is half the \(format.interval)." : "One replication has no interval."))
    for sentence in demand.sentences { report.add(paragraph: sentence) }
    if input.planningCase == nil, let run = runs.first, let network = input.model.networks.first {
      report.add(stageTable(run, network, settings))
    } else {
      report.add(tierTable(runs, input.model))
    }
    return report.text
  }

  private static func stageTable(
    _ run: SimulationRun, _ network: StageNetwork, _ settings: CaseSettings
  ) -> FindingsTable {
    let format = NumberFormat(settings)
    let hasPeers = !network.transshipments.isEmpty
    func mean(_ measure: SimulationRun.Measure, _ stage: Int, decimals: Int) -> FindingsTable.Cell {
      pair(run.estimate(measure, stage: stage), decimals: decimals, format)[0]
    }
    return FindingsTable(
      id: "simulation", caption: "By stage, stock in units at the end of a \(settings.period.rawValue)",
      columns: [
        .init("Stage", numeric: false), .init("On hand"), .init("±"), .init("In transit"), .init("Backorders"),
        .init("±"), .init("Fill rate"), .init("±"), .init("As promised"), .init("±"), .init("Ready"), .init("Orders"),
      ] + (hasPeers ? [.init("From peers")] : []),
      rows: network.stages.indices.map { stage in
        let onHand = run.estimate(.onHand, stage: stage)
        let backorders = run.estimate(.backorders, stage: stage)
        let fillRate = run.fillRate(stage: stage)
        let cycleService = run.estimate(.periodsWithoutStockout, stage: stage)
        return .init(
          [.init(network.stages[stage].id)] + pair(onHand, decimals: 2, format)
            + [mean(.inTransit, stage, decimals: 2)]
            + pair(backorders, decimals: 2, format) + percentages(fillRate, format)
            + percentages(cycleService, format)
            + [
              percentages(run.estimate(.readyPeriods, stage: stage), format)[0],
              mean(.ordersPlaced, stage, decimals: 3),
            ]
            + (hasPeers ? [mean(.transshippedIn, stage, decimals: 2)] : []))
      },
      note: "Ready: share of \(settings.period.rawValue)s that end with stock on hand. Orders: placed per "
        + "\(settings.period.rawValue)."
        + (hasPeers ? " From peers: units that they send per \(settings.period.rawValue)." : ""))
  }

  private static func tierTable(_ runs: [SimulationRun], _ model: NetworkModel) -> FindingsTable {
    let format = NumberFormat(model.settings)
    var totals = PolicyTotals(model: model)
    for (network, run) in zip(model.networks, runs) { totals.add(run, network: network, model: model) }
    var rows = model.tiers.indices.filter { totals.stageCount[$0] > 0 }.map { tier in
      FindingsTable.Row(
        [.init(model.tiers[tier].name)] + pair(totals.estimate(.onHandUnits, tier: tier), decimals: 0, format)
          + pair(totals.estimate(.onHandValue, tier: tier), decimals: 0, format)
          + percentages(totals.ratio(.deliveredOnTime, to: .due, tier: tier), format)
          + percentages(totals.promisedService(tier: tier), format))
    }
    rows.append(
      .init(
        [.init("Total")] + pair(totals.estimate(.onHandUnits), decimals: 0, format)
          + pair(totals.estimate(.onHandValue), decimals: 0, format) + percentages(totals.customerFillRate, format)
          + [.init(""), .init("")], isTotal: true))
    return FindingsTable(
      id: "simulation", caption: "By tier, at the end of a \(model.settings.period.rawValue)",
      columns: [
        .init("Tier", numeric: false), .init("On hand, units"), .init("±"),
        .init("Value, \(model.settings.currency)"), .init("±"), .init("Fill rate"), .init("±"), .init("As promised"),
        .init("±"),
      ], rows: rows,
      note: "Fill rate: units delivered within the promised time ÷ units due; the total's is that of customers. As "
        + "promised: service in the measure of each target (share of \(model.settings.period.rawValue)s without a "
        + "stockout, or of units served), averaged over stages.")
  }

  private static func pair(_ estimate: Estimate, decimals: Int, _ format: NumberFormat) -> [FindingsTable.Cell] {
    [
      .init(estimate.mean, format.number(estimate.mean, decimals: decimals)),
      halfWidth(estimate, format.number(estimate.halfWidth, decimals: decimals)),
    ]
  }

  /// Half the width of an interval, where there is one.
  private static func halfWidth(_ estimate: Estimate, _ text: String) -> FindingsTable.Cell {
    estimate.count > 1 ? .init(estimate.halfWidth, text) : .init(NumberFormat.none)
  }

  private static func percentages(_ estimate: Estimate, _ format: NumberFormat) -> [FindingsTable.Cell] {
    [
      .init(estimate.mean, format.percent(estimate.mean, decimals: 2)),
      halfWidth(estimate, format.number(estimate.halfWidth * 100, decimals: 2)),
    ]
  }
}
