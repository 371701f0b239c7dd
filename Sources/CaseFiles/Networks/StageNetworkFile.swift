import Probability
public import SupplyNetwork

/// A stage network as a file (`*.stages.json`, schema `meio.stage-network/1`): for solvers, benchmarks and other
/// programs.
public struct StageNetworkFile: Sendable {
  /// The schema that the file names.
  public static let schema = "meio.stage-network/1"

  /// The network.
  public var network: StageNetwork
  /// The length of one period.
  public var period: CaseSettings.Period
  /// Warnings and notes; errors are thrown.
  public var issues: [Issue]

  /// Makes a file of a network.
  public init(network: StageNetwork, period: CaseSettings.Period = .day, issues: [Issue] = []) {
    self.network = network
    self.period = period
    self.issues = issues
  }

  /// Reads a file.
  ///
  /// - Throws: all errors found, each with the stage or link, the key and the line.
  public static func read(path: String) throws(IssueList) -> StageNetworkFile {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let input: InputFile
    do {
      input = try InputFile(name: name, path: path)
    } catch {
      throw IssueList([error])
    }
    return try read(input.bytes, name: name)
  }

  /// Reads the text of a file; `name` is what issues call it.
  ///
  /// - Throws: all errors found.
  public static func read(_ bytes: [UInt8], name: String) throws(IssueList) -> StageNetworkFile {
    let node: JSONNode
    do {
      node = try JSONParser.parse(bytes)
    } catch {
      throw IssueList([
        Issue(
          .error, code: "not-json", at: .init(file: name, line: error.line), "cannot be read as JSON: \(error.problem)")
      ])
    }
    var decoder = StageNetworkDecoder(file: name)
    return try decoder.decode(node)
  }
}

/// One pass over the JSON of a stage network.
private struct StageNetworkDecoder {
  private enum Schema: String, CaseIterable {
    case current = "meio.stage-network/1"
  }

  private enum Family: String, CaseIterable {
    case deterministic, normal, gamma, poisson
    case negativeBinomial = "negative_binomial"
  }

  /// What a link joins: no two links join the same.
  private struct Pair: Hashable {
    var supplier: Int
    var customer: Int
  }

  private let file: String
  private var log = IssueLog()
  /// Stages whose committed service time the file leaves open, by identifier.
  private var openStages: Set<String> = []

  init(file: String) { self.file = file }

  mutating func decode(_ node: JSONNode) throws(IssueList) -> StageNetworkFile {
    guard var root = JSONObjectReader(node, subject: "", file: file, &log) else { throw IssueList(log.sorted()) }
    if root.text("schema", isRequired: true, &log) != nil { _ = root.choice("schema", of: Schema.self, &log) }
    let name = root.text("name", &log) ?? file
    let period = root.choice("period", of: CaseSettings.Period.self, &log) ?? .day
    let correlation = root.number("correlation", .fraction, &log) ?? 0
    let stageNodes = root.list("stages", isRequired: true, &log)
    let linkNodes = root.list("links", isRequired: false, &log)
    let peerNodes = root.list("transshipments", isRequired: false, &log)
    root.reportUnknownKeys(&log)
    if stageNodes.isEmpty { root.reject("no-rows", "stages", "the network has no stage", &log) }

    var index = IdentifierIndex()
    var stages: [Stage] = []
    for (position, node) in stageNodes.enumerated() {
      let subject = "stage \(position + 1)"
      guard var reader = JSONObjectReader(node, subject: subject, file: file, &log) else { continue }
      guard let stage = stage(&reader) else { continue }
      if index.insert(stage.id) < stages.count {
        reader.reject("duplicate-key", "id", "the identifier is there twice; expected once", &log)
        continue
      }
      stages.append(stage)
    }
    index.isComplete = stages.count == stageNodes.count

    var links: [Link] = []
    var firstOfPair: [Pair: Int] = [:]
    for (position, node) in linkNodes.enumerated() {
      let subject = "link \(position + 1)"
      guard var reader = JSONObjectReader(node, subject: subject, file: file, &log) else { continue }
      guard let link = link(&reader, index) else { continue }
      let pair = Pair(supplier: link.supplier, customer: link.customer)
      if let first = firstOfPair[pair] {
        reader.reject(
          "duplicate-key", "to",
          "the link from \(Quotation.of(stages[link.supplier].id)) to \(Quotation.of(stages[link.customer].id)) is there "
            + "twice, as link \(first) too; expected once",
          hint: "remove one of them; \"units\" says how many units of the supplier go into one of the customer", &log)
        continue
      }
      firstOfPair[pair] = position + 1
      links.append(link)
    }
    let transshipments = peerNodes.enumerated().compactMap { position, node in
      TransshipmentReader.read(node, number: position + 1, file: file, index, &log)
    }
    guard !log.hasErrors else { throw IssueList(log.sorted()) }
    boundEnds(&stages, links)
    // Demand of mean 0 may vary all the same, and a pooled deviation that is given stands for demand that is not.
    func asks(_ stage: Stage) -> Bool {
      stage.givenPooledDemandSD ?? 0 > 0 || (stage.demand.map { $0.mean > 0 || $0.sd > 0 } ?? false)
    }
    if !stages.contains(where: asks) {
      log.report(
        .warning, Issue.noDemand, root.place("stages"), "no stage has external demand, so that the plan is empty",
        hint: "give the stages that serve customers a \"demand\", such as {\"mean\": 10, \"sd\": 3}")
    }
    let network = try StageNetwork(
      name: name, stages: stages, links: links, correlation: correlation, transshipments: transshipments)
    OrderSizeCheck.reportOverload(of: [network], at: root.place("stages"), &log)
    return StageNetworkFile(network: network, period: period, issues: log.sorted())
  }

  /// Gives stages without customers the committed service time 0 where the file says nothing of it.
  private func boundEnds(_ stages: inout [Stage], _ links: [Link]) {
    var isEnd = [Bool](repeating: true, count: stages.count)
    for link in links { isEnd[link.supplier] = false }
    for stage in stages.indices where isEnd[stage] && openStages.contains(stages[stage].id) {
      stages[stage].maximumCommittedServiceTime = 0
    }
  }

  private mutating func stage(_ reader: inout JSONObjectReader) -> Stage? {
    guard let id = reader.text("id", isRequired: true, &log) else { return nil }
    reader.subject = "stage \(Quotation.of(id))"
    var stage = Stage(id: id, name: reader.text("name", &log))
    stage.processingTime = reader.periods("processing_time", atLeast: 0, &log) ?? stage.processingTime
    stage.processingTimeSD =
      reader.number("processing_time_sd", .between(0, NumberRange.longestTime), &log) ?? stage.processingTimeSD
    stage.reviewPeriod = reader.periods("review_period", atLeast: 1, &log) ?? stage.reviewPeriod
    stage.holdingCostRate = reader.number("holding_cost_rate", .cost, &log) ?? stage.holdingCostRate
    stage.backorderCostRate = reader.number("backorder_cost_rate", .cost, &log) ?? stage.backorderCostRate
    stage.externalInboundServiceTime =
      reader.periods("inbound_service_time", atLeast: 0, &log) ?? stage.externalInboundServiceTime
    stage.maximumInboundServiceTime = reader.periods("max_inbound_service_time", atLeast: 0, &log)
    switch reader.periodsPresence("max_committed_service_time", atLeast: 0, &log) {
    case .absent: openStages.insert(id)
    case .null: break
    case .value(let bound): stage.maximumCommittedServiceTime = bound
    }
    stage.givenPooledDemandSD = reader.number("pooled_demand_sd", .nonNegative, &log)
    stage.fixedOrderCost = reader.number("fixed_order_cost", .nonNegative, &log) ?? stage.fixedOrderCost
    stage.orderMultiple = reader.number("order_multiple", .positive, &log) ?? stage.orderMultiple
    stage.minimumOrder = reader.number("min_order", .nonNegative, &log) ?? stage.minimumOrder
    stage.maximumOrder = reader.number("max_order", .positive, &log)
    if let problem = OrderSizeCheck.problem(stage.orderSizes) {
      reader.reject(OrderSizeCheck.contradictory, "max_order", problem, &log)
    }
    readStockLimits(of: &stage, &reader)
    stage.disruptions = disruptions("disruptions", &reader)
    stage.outsideDisruptions = disruptions("outside_disruptions", &reader)
    stage.expediting = expediting(of: stage, &reader)
    if let demand = reader.object("demand", &log) { stage.demand = distribution(demand) }
    if let course = reader.object("demand_course", &log) {
      stage.demandCourse = DemandCourseMember.read(course, file, &log)
    }
    if let service = reader.object("service", &log) { stage.service = target(service) ?? stage.service }
    reader.reportUnknownKeys(&log)
    return stage
  }

  private mutating func readStockLimits(of stage: inout Stage, _ reader: inout JSONObjectReader) {
    stage.minimumStock = reader.number("minimum_stock", .nonNegative, &log) ?? stage.minimumStock
    stage.maximumStock = reader.number("maximum_stock", .nonNegative, &log)
    stage.mayHoldStock = reader.flag("may_hold_stock", &log) ?? stage.mayHoldStock
    stage.shelfLife = reader.periods("shelf_life", atLeast: 1, &log)
    stage.fixedBaseStock = reader.number("fixed_base_stock", .nonNegative, &log)
    if let limit = stage.maximumStock, stage.minimumStock > limit {
      reader.reject(
        "minimum-above-maximum", "minimum_stock",
        "the minimum stock \(NumberRange.short(stage.minimumStock)) is above the maximum, \(NumberRange.short(limit))",
        &log)
    }
    if !stage.mayHoldStock, stage.minimumStock > 0 {
      reader.reject(
        "minimum-without-stock", "minimum_stock", "a minimum stock where no stock may be held", &log)
    }
  }

  private mutating func distribution(_ reader: JSONObjectReader) -> DemandDistribution? {
    var reader = reader
    let family = reader.choice("distribution", of: Family.self, &log) ?? .normal
    let mean = reader.requiredNumber("mean", .nonNegative, &log)
    let sd: Double?
    switch family {
    case .deterministic, .poisson: sd = reader.number("sd", .nonNegative, &log) ?? 0
    case .normal, .gamma, .negativeBinomial: sd = reader.requiredNumber("sd", .nonNegative, &log)
    }
    reader.reportUnknownKeys(&log)
    guard let mean, let sd else { return nil }
    switch family {
    case .deterministic: return .deterministic(mean: mean)
    case .poisson: return mean > 0 ? .poisson(mean: mean) : .deterministic(mean: 0)
    case .normal: return sd > 0 ? .normal(mean: mean, sd: sd) : .deterministic(mean: mean)
    case .gamma:
      if mean == 0, sd > 0 {
        reader.reject("out-of-range", "mean", "gamma demand needs a mean above 0", &log)
        return nil
      }
      return sd > 0 ? .gamma(mean: mean, sd: sd) : .deterministic(mean: mean)
    case .negativeBinomial:
      guard mean > 0, sd * sd > mean else {
        reader.reject(
          "out-of-range", "sd", "negative binomial demand needs a mean above 0 and a variance above the mean",
          hint: "use poisson or gamma", &log)
        return nil
      }
      return .negativeBinomial(mean: mean, sd: sd)
    }
  }

  private mutating func target(_ reader: JSONObjectReader) -> ServiceTarget? {
    var reader = reader
    let measure = reader.choice("measure", of: ServiceTarget.Measure.self, &log) ?? .cycleServiceLevel
    let range = measure == .safetyFactor ? NumberRange.between(-40, 40) : .openFraction
    let target = reader.requiredNumber("target", range, &log)
    reader.reportUnknownKeys(&log)
    return target.map { ServiceTarget(measure, $0) }
  }

  /// A fast way: its `lead_time`, the net stock `below` which it is used, and its `cost_per_unit`.
  private mutating func expediting(of stage: Stage, _ reader: inout JSONObjectReader) -> Expediting? {
    guard var entry = reader.object("expediting", &log) else { return nil }
    let leadTime = entry.periods("lead_time", atLeast: 0, &log)
    let below = entry.number("below", NumberRange.signed, &log)
    let cost = entry.number("cost_per_unit", .cost, &log) ?? 0
    entry.reportUnknownKeys(&log)
    for key in ["lead_time", "below"] where !entry.has(key) {
      entry.reject("missing-value", key, "a fast way needs lead_time and below, a level of net stock", &log)
    }
    if stage.variesProcessingTime {
      reader.reject(
        "no-expediting", "expediting", "nothing is expedited where the processing time varies", &log)
    }
    guard let leadTime, let below else { return nil }
    return Expediting(leadTime: leadTime, below: below, costPerUnit: cost)
  }

  /// Times in which nothing is shipped: each begins at a `start` or with a `chance`, and lasts some `periods`.
  private mutating func disruptions(_ key: String, _ reader: inout JSONObjectReader) -> [Disruption] {
    reader.list(key, isRequired: false, &log).enumerated().compactMap { position, node in
      guard
        var entry = JSONObjectReader(
          node, subject: "\(reader.subject), \(key) \(position + 1)", file: file, &log)
      else { return nil }
      let start = entry.periods("start", atLeast: 0, &log)
      let chance = entry.number("chance", .openFraction, &log)
      let periods = entry.periods("periods", atLeast: 1, &log)
      entry.reportUnknownKeys(&log)
      if !entry.has("periods") {
        entry.reject("missing-value", "periods", "it does not say how many periods it lasts", &log)
      }
      if entry.has("start") == entry.has("chance") {
        entry.reject(
          "missing-value", "start", "expected either start, a period, or chance, that of beginning in a period", &log)
      }
      guard let periods, start != nil || chance != nil else { return nil }
      return Disruption(start.map { .at(period: $0) } ?? .atRandom(chance: chance ?? 0), periods: periods)
    }
  }

  private mutating func link(_ reader: inout JSONObjectReader, _ index: IdentifierIndex) -> Link? {
    let from = end("from", &reader, index)
    let to = end("to", &reader, index)
    let units = reader.number("units", .positive, &log) ?? 1
    let leadTime = reader.periods("lead_time", atLeast: 0, &log) ?? 0
    let share = reader.number("share", .fraction, &log) ?? 1
    if share == 0 { reader.reject("out-of-range", "share", "a share of 0; expected more", &log) }
    let disruptions = disruptions("disruptions", &reader)
    let priority = reader.integer("priority", NumberRange.ranks, &log) ?? 0
    reader.reportUnknownKeys(&log)
    guard let from, let to else { return nil }
    if from == to {
      reader.reject("bad-link", "to", "the link leads from \(Quotation.of(index.names[to])) to itself", &log)
      return nil
    }
    var link = Link(supplier: from, customer: to, units: units, leadTime: leadTime, share: share)
    link.disruptions = disruptions
    link.priority = priority
    return link
  }

  private mutating func end(_ key: String, _ reader: inout JSONObjectReader, _ index: IdentifierIndex) -> Int? {
    guard let id = reader.text(key, isRequired: true, &log) else { return nil }
    if let stage = index.position(of: id) { return stage }
    if index.isComplete {
      reader.reject(
        "unknown-stage", key, "\(Quotation.of(id)) is no stage of the network",
        hint: Suggestion.hint(for: id, among: index.names), &log)
    }
    return nil
  }
}
