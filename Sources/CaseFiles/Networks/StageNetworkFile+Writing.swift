import Probability
public import SupplyNetwork

extension StageNetworkFile {
  /// The file as one line of JSON; what has its default is left out.
  ///
  /// - Throws: `not-finite` where a number is infinite or not a number.
  public func encoded() throws(IssueList) -> String {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("schema", .string(Self.schema)), ("name", .string(network.name)), ("period", .string(period.rawValue)),
      ("stages", .array(network.stages.indices.map(stage))), ("links", .array(network.links.map(link))),
      ("correlation", .number(network.correlation)),
    ]
    if !network.transshipments.isEmpty {
      members.append(("transshipments", .array(network.transshipments.map(transshipment))))
    }
    return try JSONWriter.checkedLine(.object(members))
  }

  private func stage(_ index: Int) -> JSONWriter.Value {
    let stage = network.stages[index]
    let standard = Stage(id: stage.id)
    var members: [(key: String, value: JSONWriter.Value)] = [("id", .string(stage.id))]
    func add<Value: Equatable>(_ key: String, _ value: Value, _ usual: Value, _ json: JSONWriter.Value) {
      if value != usual { members.append((key, json)) }
    }
    add("name", stage.name, standard.name, .string(stage.name))
    members.append(("processing_time", .integer(stage.processingTime)))
    if stage.processingTimeSD > 0 { members.append(("processing_time_sd", .number(stage.processingTimeSD))) }
    add("review_period", stage.reviewPeriod, standard.reviewPeriod, .integer(stage.reviewPeriod))
    members.append(("holding_cost_rate", .number(stage.holdingCostRate)))
    add("backorder_cost_rate", stage.backorderCostRate, 0, .number(stage.backorderCostRate))
    add("inbound_service_time", stage.externalInboundServiceTime, 0, .integer(stage.externalInboundServiceTime))
    if let bound = stage.maximumInboundServiceTime { members.append(("max_inbound_service_time", .integer(bound))) }
    if let bound = stage.maximumCommittedServiceTime {
      members.append(("max_committed_service_time", .integer(bound)))
    } else if network.isEnd(index) {
      // Left out, it would be read as 0.
      members.append(("max_committed_service_time", .null))
    }
    if let demand = stage.demand { members.append(("demand", distribution(demand))) }
    if let course = stage.demandCourse { members.append(("demand_course", Self.value(of: course))) }
    members.append(
      (
        "service",
        .object([
          ("measure", .string(stage.service.measure.rawValue)), ("target", .number(stage.service.target)),
        ])
      ))
    if let sd = stage.givenPooledDemandSD { members.append(("pooled_demand_sd", .number(sd))) }
    add("fixed_order_cost", stage.fixedOrderCost, 0, .number(stage.fixedOrderCost))
    add("order_multiple", stage.orderMultiple, 1, .number(stage.orderMultiple))
    add("min_order", stage.minimumOrder, 0, .number(stage.minimumOrder))
    if let limit = stage.maximumOrder { members.append(("max_order", .number(limit))) }
    add("minimum_stock", stage.minimumStock, 0, .number(stage.minimumStock))
    if let limit = stage.maximumStock { members.append(("maximum_stock", .number(limit))) }
    add("may_hold_stock", stage.mayHoldStock, true, .bool(stage.mayHoldStock))
    if let limit = stage.shelfLife { members.append(("shelf_life", .integer(limit))) }
    if let level = stage.fixedBaseStock { members.append(("fixed_base_stock", .number(level))) }
    add("disruptions", stage.disruptions, [], disruptions(stage.disruptions))
    add("outside_disruptions", stage.outsideDisruptions, [], disruptions(stage.outsideDisruptions))
    if let expediting = stage.expediting { members.append(("expediting", fastWay(expediting))) }
    return .object(members)
  }

  private func distribution(_ demand: DemandDistribution) -> JSONWriter.Value {
    func value(_ name: String, _ sd: Double?) -> JSONWriter.Value {
      let mean = (key: "mean", value: JSONWriter.Value.number(demand.mean))
      return .object([("distribution", .string(name)), mean] + (sd.map { [("sd", .number($0))] } ?? []))
    }
    return switch demand {
    case .deterministic: value("deterministic", nil)
    case .normal(_, let sd): value("normal", sd)
    case .gamma(_, let sd): value("gamma", sd)
    case .poisson: value("poisson", nil)
    case .negativeBinomial(_, let sd): value("negative_binomial", sd)
    }
  }

  private func disruptions(_ disruptions: [Disruption]) -> JSONWriter.Value {
    .array(
      disruptions.map { disruption in
        let beginning: (key: String, value: JSONWriter.Value) =
          switch disruption.beginning {
          case .at(let period): ("start", .integer(period))
          case .atRandom(let chance): ("chance", .number(chance))
          }
        return .object([beginning, ("periods", .integer(disruption.periods))])
      })
  }

  private func fastWay(_ expediting: Expediting) -> JSONWriter.Value {
    .object([
      ("lead_time", .integer(expediting.leadTime)), ("below", .number(expediting.below)),
      ("cost_per_unit", .number(expediting.costPerUnit)),
    ])
  }

  private func link(_ link: Link) -> JSONWriter.Value {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("from", .string(network.stages[link.supplier].id)), ("to", .string(network.stages[link.customer].id)),
    ]
    if link.units != 1 { members.append(("units", .number(link.units))) }
    if link.leadTime != 0 { members.append(("lead_time", .integer(link.leadTime))) }
    if link.share != 1 { members.append(("share", .number(link.share))) }
    if link.priority != 0 { members.append(("priority", .integer(link.priority))) }
    if !link.disruptions.isEmpty { members.append(("disruptions", disruptions(link.disruptions))) }
    return .object(members)
  }

  private func transshipment(_ group: Transshipment) -> JSONWriter.Value {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("stages", .array(group.stages.map { .string(network.stages[$0].id) }))
    ]
    if group.leadTime != 0 { members.append(("lead_time", .integer(group.leadTime))) }
    if group.costPerUnit != 0 { members.append(("cost_per_unit", .number(group.costPerUnit))) }
    switch group.reserve {
    case .units(let quantity): if quantity != 0 { members.append(("reserve", .number(quantity))) }
    case .periods(let cover): members.append(("reserve_periods", .number(cover)))
    }
    return .object(members)
  }
}
