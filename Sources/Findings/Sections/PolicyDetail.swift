import SupplyNetwork

/// The plan, stage by stage: what an ERP uploads and a planner looks up.
public enum PolicyDetail {
  /// One row per location and item, in the order of the networks.
  public static func table(_ study: Study) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let ledger = Ledger(study)
    let model = study.model
    let rows = ledger.lines.map { line -> FindingsTable.Row in
      let location = model.locations[line.location]
      let item = model.items[line.item]
      let result = study.networks[line.network]
      let decision = result.optimised.stages[line.stage]
      let stage = model.networks[result.index].stages[line.stage]
      func figure(_ value: Double) -> Cell { Cell(value, "") }
      func whole(_ value: Int) -> Cell { Cell(Double(value), "") }
      return FindingsTable.Row([
        Cell(location.id), Cell(location.name), Cell(item.id), Cell(item.name), Cell(model.tiers[line.tier].name),
        Cell(item.valueClass.rawValue), figure(line.meanDemand), figure(line.demandSD), whole(stage.reviewPeriod),
        whole(decision.inboundServiceTime), whole(stage.processingTime), whole(decision.committedServiceTime),
        whole(decision.netReplenishmentLeadTime), Cell(line.target.measure.rawValue), figure(line.target.target),
        figure(line.currentBaseStock), figure(decision.installationBaseStock), figure(decision.safetyStock),
        figure(decision.echelonBaseStock), figure(line.currentOnHand), figure(line.optimisedOnHand),
        figure(line.currentFillRate), figure(line.optimisedFillRate), figure(decision.holdingCost),
        model.unitCost(of: stage).map(figure) ?? Cell(""),
      ])
    }
    let names: [(String, Bool)] = [
      ("location", false), ("location_name", false), ("item", false), ("item_name", false), ("tier", false),
      ("class", false), ("mean_demand", true), ("demand_sd", true), ("review_period", true),
      ("inbound_service_time", true), ("processing_time", true), ("committed_service_time", true),
      ("net_replenishment_lead_time", true), ("measure", false), ("target", true), ("current_order_up_to", true),
      ("order_up_to", true), ("safety_stock", true), ("echelon_base_stock", true), ("current_on_hand", true),
      ("expected_on_hand", true), ("current_fill_rate", true), ("expected_fill_rate", true), ("holding_cost", true),
      ("unit_cost", true),
    ]
    return FindingsTable(
      id: "policy", caption: "Policy by location and item, per \(model.settings.period.rawValue)",
      columns: names.map { .init($0.0, numeric: $0.1) }, rows: rows)
  }
}
