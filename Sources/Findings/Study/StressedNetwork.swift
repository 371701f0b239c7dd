import Probability
public import SupplyNetwork

/// A network in a world that is harder than it was planned for: what ``Case/applying(_:)`` gives for the built-in
/// scenarios, without the tables that a network may lack.
extension StageNetwork {
  /// Mean demand of all stages multiplied (``DemandDistribution/scaled(by:)``).
  func withDemand(scaledBy factor: Double) throws(IssueList) -> StageNetwork {
    try changed { stage in
      stage.demand = stage.demand?.scaled(by: factor)
      stage.givenPooledDemandSD = stage.givenPooledDemandSD.map { $0 * factor }
      if let way = stage.expediting {
        stage.expediting = Expediting(
          leadTime: way.leadTime, below: way.below * factor, costPerUnit: way.costPerUnit)
      }
    }
  }

  /// All lead times changed: of processing, and of the way from each supplier as a whole.
  func withLeadTimes(_ change: Scenario.LeadTimeChange) throws(IssueList) -> StageNetwork {
    var links = links
    for index in links.indices {
      let processing = stages[links[index].customer].processingTime
      links[index].leadTime = change.changed(processing + links[index].leadTime) - change.changed(processing)
    }
    return try changed(links: links) { stage in
      let processing = change.changed(stage.processingTime)
      stage.externalInboundServiceTime =
        change.changed(stage.processingTime + stage.externalInboundServiceTime) - processing
      stage.processingTime = processing
      stage.processingTimeSD *= change.factor
      // A bound on the time that supply takes moves along: else longer supply could leave no plan at all.
      stage.maximumInboundServiceTime = stage.maximumInboundServiceTime.map(change.changed)
    }
  }

  /// Stages that only the outside supplier serves wait longer for it.
  func waitingForOutside(_ periods: Int) throws(IssueList) -> StageNetwork {
    try waiting { isSource($0) ? periods : 0 }
  }

  /// Supply from outside that takes as much longer as the outages last which another network, of the same stages, lacks.
  func waiting(forOutagesBeyond calm: StageNetwork) throws(IssueList) -> StageNetwork {
    try waiting { index in
      stages[index].outsideDisruptions.dropFirst(calm.stages[index].outsideDisruptions.count).map(\.periods).max() ?? 0
    }
  }

  /// Supply from outside that takes so many periods longer, by stage.
  private func waiting(_ periods: (Int) -> Int) throws(IssueList) -> StageNetwork {
    var index = -1
    return try changed { stage in
      index += 1
      let wait = periods(index)
      stage.externalInboundServiceTime += wait
      stage.maximumInboundServiceTime = stage.maximumInboundServiceTime.map { $0 + wait }
    }
  }

  /// The outside supplier ships nothing to stages that it alone serves.
  func withoutOutsideSupply(from period: Int, periods: Int) -> StageNetwork {
    var index = -1
    return withStages { stage in
      index += 1
      if isSource(index) { stage.outsideDisruptions.append(Disruption(.at(period: period), periods: periods)) }
    }
  }

  /// The longest time from an order to outside until the next one would be there, in periods.
  var longestOutsideReplenishment: Int {
    stages.indices.filter(isSource).map { index in
      stages[index].externalInboundServiceTime + stages[index].processingTime + stages[index].reviewPeriod - 1
    }.max() ?? 0
  }

  /// Every service target with its distance from 100 % multiplied.
  func withServiceGaps(scaledBy factor: Double) -> StageNetwork {
    withStages { $0.service = $0.service.scalingGap(by: factor) }
  }

  private func changed(
    links: [Link]? = nil, _ change: (inout Stage) -> Void
  ) throws(IssueList) -> StageNetwork {
    var stages = stages
    for index in stages.indices { change(&stages[index]) }
    return try StageNetwork(
      name: name, stages: stages, links: links ?? self.links, correlation: correlation,
      transshipments: transshipments)
  }
}

extension NetworkModel {
  /// The longest time from an order to outside until the next one would be there, in periods.
  var longestOutsideReplenishment: Int { networks.map(\.longestOutsideReplenishment).max() ?? 0 }

  /// The model with supply from outside that takes as much longer as the outages last which another one lacks.
  func waiting(forOutagesBeyond calm: NetworkModel) throws(IssueList) -> NetworkModel {
    var model = self
    for index in networks.indices {
      model.networks[index] = try networks[index].waiting(forOutagesBeyond: calm.networks[index])
    }
    return model
  }

  /// The model that is planned for where outside supply fails (``SupplyNetwork/Scenario/supplierOut``): stock covers a
  /// wait as long as the outage.
  ///
  /// - Throws: a list of issues where a network cannot wait so long.
  public func waitingForOutsideSupply() throws(IssueList) -> NetworkModel {
    let periods = longestOutsideReplenishment
    var model = self
    for index in networks.indices { model.networks[index] = try networks[index].waitingForOutside(periods) }
    return model
  }
}
