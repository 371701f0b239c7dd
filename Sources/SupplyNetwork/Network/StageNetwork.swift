/// The connected stages of one item, or of one finished good with its components: an acyclic network.
///
/// Built once per item and never changed; all lookups are by index into contiguous arrays.
public struct StageNetwork: Sendable, Equatable {
  /// Name shown to readers.
  public let name: String
  /// The stages.
  public private(set) var stages: [Stage]
  /// The links.
  public private(set) var links: [Link]
  /// Groups of stages that help each other out.
  public let transshipments: [Transshipment]
  /// Correlation of any two external demands of one period, in [0, 1]: 0 = independent, 1 = no pooling.
  public let correlation: Double
  /// Stage → links from its suppliers.
  public let supplierLinks: CompressedRows
  /// Stage → links to its customers.
  public let customerLinks: CompressedRows
  /// Stage indices, suppliers before customers; ties by index.
  public let upstreamFirst: [Int]
  /// Mean demand per period on each stage, from the external demands it serves, in units of its own item.
  public let meanDemand: [Double]
  /// Standard deviation per period of that demand, pooled (see ``PooledDemand``), in units.
  public let pooledDemandSD: [Double]

  /// Builds and checks a network.
  ///
  /// - Throws: every structural fault found: a link that names no stage or joins a stage to itself
  ///   (`bad-link`), a group of peers that cannot be (`bad-transshipment`), a cycle (`cycle`), or a fast way where there
  ///   can be none (`no-expediting`): to a stage that puts several kinds of input together, or whose processing time
  ///   varies.
  public init(
    name: String, stages: [Stage], links: [Link], correlation: Double = 0, transshipments: [Transshipment] = []
  ) throws(IssueList) {
    var issues: [Issue] = []
    for (index, link) in links.enumerated() {
      let known = stages.indices
      if !known.contains(link.supplier) || !known.contains(link.customer) || link.supplier == link.customer {
        issues.append(Issue(.error, code: "bad-link", "link \(index + 1) of \(name) does not join two stages"))
      }
    }
    for (index, group) in transshipments.enumerated() {
      guard let fault = group.fault(among: stages) else { continue }
      issues.append(Issue(.error, code: "bad-transshipment", "transshipment \(index + 1) of \(name) \(fault)"))
    }
    guard issues.isEmpty else { throw IssueList(issues) }

    self.name = name
    self.stages = stages
    self.links = links
    self.transshipments = transshipments
    self.correlation = correlation
    supplierLinks = CompressedRows(grouping: links.map(\.customer), rowCount: stages.count)
    customerLinks = CompressedRows(grouping: links.map(\.supplier), rowCount: stages.count)

    let order = Self.topologicalOrder(stageCount: stages.count, links: links, customerLinks: customerLinks)
    guard order.count == stages.count else {
      let ordered = Set(order)
      let stuck = stages.indices.filter { !ordered.contains($0) }.prefix(5).map { stages[$0].id }
      throw IssueList([
        Issue(
          .error, code: "cycle", "\(name): stages supply each other in a circle (\(stuck.joined(separator: ", ")))",
          hint: "remove one of the links of the circle")
      ])
    }
    upstreamFirst = order
    let pooled = PooledDemand(
      stages: stages, links: links, customerLinks: customerLinks, upstreamFirst: order, correlation: correlation)
    meanDemand = pooled.mean
    pooledDemandSD = pooled.sd
    issues = expeditingFaults
    guard issues.isEmpty else { throw IssueList(issues) }
  }

  /// The stages with a fast way that they cannot have.
  private var expeditingFaults: [Issue] {
    stages.indices.compactMap { index in
      guard stages[index].expediting != nil else { return nil }
      let reason =
        stages[index].variesProcessingTime
        ? "whose processing time varies"
        : StageInputs(of: index, in: self).count > 1 ? "that puts several inputs together" : nil
      return reason.map {
        Issue(.error, code: "no-expediting", "\(stages[index].id): nothing is expedited to a stage \($0)")
      }
    }
  }

  /// Number of stages.
  public var stageCount: Int { stages.count }
  /// Whether a stage has no customers inside the network.
  public func isEnd(_ stage: Int) -> Bool { customerLinks[stage].isEmpty }
  /// Whether a stage has no suppliers inside the network.
  public func isSource(_ stage: Int) -> Bool { supplierLinks[stage].isEmpty }

  /// The same network at another correlation: what pooling would give.
  public func withCorrelation(_ value: Double) throws(IssueList) -> StageNetwork {
    try StageNetwork(name: name, stages: stages, links: links, correlation: value, transshipments: transshipments)
  }

  /// The same network with other disruptions of stages, links and supply from outside.
  public func changingDisruptions(_ change: ([Disruption]) -> [Disruption]) -> StageNetwork {
    var network = self
    for index in network.stages.indices {
      network.stages[index].disruptions = change(stages[index].disruptions)
      network.stages[index].outsideDisruptions = change(stages[index].outsideDisruptions)
    }
    for index in network.links.indices { network.links[index].disruptions = change(links[index].disruptions) }
    return network
  }

  /// Whether both have the same stages, by place and item, with the same external demand and correlation: what is drawn
  /// for one then holds for the other.
  public func meetsDemand(of other: StageNetwork) -> Bool {
    correlation == other.correlation
      && stages.elementsEqual(other.stages) { one, two in
        one.location == two.location && one.item == two.item && one.demand == two.demand
          && one.demandCourse == two.demandCourse
      }
  }

  /// The same network with stage i at location i, all of item 0.
  func withOwnLocations() -> StageNetwork {
    var index = -1
    return withStages { stage in
      index += 1
      stage.location = index
      stage.item = 0
    }
  }

  /// Whether planners have fixed the base stock of any stage.
  public var hasFixedBaseStock: Bool { stages.contains { $0.fixedBaseStock != nil } }

  /// The same network with the base stocks of stages left to the plan.
  ///
  /// - Parameter lifted: the stages; `nil` = all.
  public func withoutFixedBaseStocks(of lifted: [Int]? = nil) -> StageNetwork {
    guard hasFixedBaseStock else { return self }
    var network = self
    for index in lifted ?? Array(network.stages.indices) { network.stages[index].fixedBaseStock = nil }
    return network
  }

  /// The same network with every stage changed in what neither demand nor links depend on.
  public func withStages(_ change: (inout Stage) -> Void) -> StageNetwork {
    var network = self
    for index in network.stages.indices { change(&network.stages[index]) }
    return network
  }

  /// Whether, directions forgotten, every two stages are joined by exactly one path (or none at all: a forest).
  public var isForest: Bool {
    SupplyNetwork.isForest(stageCount: stageCount, links: links)
  }

  /// Kahn's algorithm (Kahn 1962, doi:10.1145/368996.369025); shorter than `stageCount` where there is a cycle.
  /// Complexity: O(stages + links).
  private static func topologicalOrder(stageCount: Int, links: [Link], customerLinks: CompressedRows) -> [Int] {
    var waiting = [Int](repeating: 0, count: stageCount)
    for link in links { waiting[link.customer] += 1 }
    var order = (0..<stageCount).filter { waiting[$0] == 0 }
    order.reserveCapacity(stageCount)
    var next = 0
    while next < order.count {
      for link in customerLinks[order[next]] {
        let customer = links[link].customer
        waiting[customer] -= 1
        if waiting[customer] == 0 { order.append(customer) }
      }
      next += 1
    }
    return order
  }
}
