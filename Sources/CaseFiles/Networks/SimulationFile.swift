import Probability
public import SupplyNetwork

/// What a simulation measured, as a file (schema `meio.simulation/1`).
public enum SimulationFile {
  /// The schema that the file names.
  public static let schema = "meio.simulation/1"

  /// A run as one line of JSON: per stage the mean of each measure and half the width of its 95 % interval, null of one
  /// replication; what is expedited, where there is a fast way, and sent by peers, where there are any.
  ///
  /// - Throws: `not-finite` where a number is infinite or not a number, `plan-mismatch` where the run is of another
  ///   network.
  public static func encoded(_ run: SimulationRun, network: StageNetwork) throws(IssueList) -> String {
    guard run.stageCount == network.stageCount else {
      throw IssueList([
        Issue(.error, code: "plan-mismatch", "the run has \(run.stageCount) stages, the network \(network.stageCount)")
      ])
    }
    return try JSONWriter.checkedLine(
      .object([
        ("schema", .string(schema)), ("name", .string(network.name)), ("replications", .integer(run.replications)),
        ("periods", .integer(run.periods)), ("warm_up", .integer(run.warmUp)), ("seed", .unsigned(run.seed)),
        ("stages", .array(network.stages.indices.map { stage($0, run, network) })),
      ]))
  }

  private static func stage(_ stage: Int, _ run: SimulationRun, _ network: StageNetwork) -> JSONWriter.Value {
    func value(_ estimate: Estimate) -> JSONWriter.Value {
      .object([
        ("mean", .number(estimate.mean)), ("half_width", estimate.count > 1 ? .number(estimate.halfWidth) : .null),
      ])
    }
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("id", .string(network.stages[stage].id)), ("on_hand", value(run.estimate(.onHand, stage: stage))),
      ("in_transit", value(run.estimate(.inTransit, stage: stage))),
      ("backorders", value(run.estimate(.backorders, stage: stage))),
      ("orders", value(run.estimate(.ordered, stage: stage))), ("fill_rate", value(run.fillRate(stage: stage))),
      ("cycle_service_level", value(run.estimate(.periodsWithoutStockout, stage: stage))),
      ("ready_rate", value(run.estimate(.readyPeriods, stage: stage))),
      ("orders_placed", value(run.estimate(.ordersPlaced, stage: stage))),
      ("cost", value(run.estimate(.cost, stage: stage))),
      ("order_cost", value(run.estimate(.orderCost, stage: stage))),
    ]
    if network.stages[stage].expediting != nil {
      members.append(("expedited", value(run.estimate(.expedited, stage: stage))))
      members.append(("expediting_cost", value(run.estimate(.expeditingCost, stage: stage))))
    }
    if !network.transshipments.isEmpty {
      members += [
        ("transshipped_in", value(run.estimate(.transshippedIn, stage: stage))),
        ("transshipped_out", value(run.estimate(.transshippedOut, stage: stage))),
        ("transshipment_cost", value(run.estimate(.transshipmentCost, stage: stage))),
      ]
    }
    return .object(members)
  }
}
