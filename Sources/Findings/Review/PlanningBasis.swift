public import SupplyNetwork

/// All that the plan of a run rests on, and today's stock: enough to solve the plan again to the last bit, and no more.
///
/// Numbers stand in columns by stage, network by network (``PackedColumns``); locations and items are named once and
/// then counted. History, courses of demand, disruptions and everything else that only simulations heed is left out.
public struct PlanningBasis: Sendable, Codable, Equatable {
  /// The locations, in columns.
  struct Locations: Sendable, Codable, Equatable {
    var ids: [String]
    var names: [String]
    var tiers: [Int]
    /// Largest stock, in units; `nil` = no location states one.
    var capacities: [Double?]?
  }

  /// The items, in columns.
  struct Items: Sendable, Codable, Equatable {
    var ids: [String]
    var names: [String]
    /// Money per unit.
    var unitCosts: [Double?]
  }

  /// The stages of a network, in columns.
  struct Stages: Sendable, Codable, Equatable {
    var location: [Int]?
    var item: [Int]?
    var processingTime: [Int]?
    var processingTimeSD: [Double]?
    var reviewPeriod: [Int]?
    var holdingCostRate: [Double]?
    var inboundServiceTime: [Int]?
    var maximumInboundServiceTime: [Int?]?
    var maximumCommittedServiceTime: [Int?]?
    /// Family of external demand (``DemandFamily``).
    var demand: [Int]?
    var demandMean: [Double]?
    var demandSD: [Double]?
    var pooledDemandSD: [Double?]?
    /// Position of the measure in ``PlanningBasis/measures``.
    var serviceMeasure: [Int]?
    var serviceTarget: [Double]?
    var orderMultiple: [Double]?
    var minimumOrder: [Double]?
    var minimumStock: [Double]?
    var maximumStock: [Double?]?
    var mayHoldStock: [Bool]?
    var shelfLife: [Int?]?
    var fixedBaseStock: [Double?]?
    /// Units on hand today.
    var onHand: [Double?]?
    /// Today's order-up-to level, in units.
    var orderUpTo: [Double?]?
  }

  /// The links of a network, in columns.
  struct Links: Sendable, Codable, Equatable {
    var supplier: [Int]?
    var customer: [Int]?
    var units: [Double]?
    var leadTime: [Int]?
    var share: [Double]?
  }

  /// One network.
  struct Network: Sendable, Codable, Equatable {
    var name: String
    var correlation: Double
    var stageCount: Int
    var linkCount: Int
    var stages: Stages
    var links: Links
  }

  /// Families of demand by the number that stands for them.
  enum DemandFamily: Int, Sendable {
    case none, deterministic, normal, gamma, poisson, negativeBinomial
  }

  /// Measures of service in the order of their numbers.
  static let measures: [ServiceTarget.Measure] = [.cycleServiceLevel, .fillRate, .safetyFactor]

  /// The length of one period.
  public var period: CaseSettings.Period
  /// ISO 4217 code of all amounts; empty where none is known.
  public var currency: String
  /// What the plan was compared with: whether records of stock counted.
  var currentPolicy: CaseSettings.CurrentPolicy
  /// How stock is optimised.
  var optimization: CaseSettings.Optimization
  var tiers: [Tier]
  var locations: Locations
  var items: Items
  var networks: [Network]

  /// Takes down a model. Complexity: O(stages + links).
  ///
  /// - Parameter currency: ISO 4217 code of all amounts; empty where none is known.
  public init(_ model: NetworkModel, currency: String) {
    period = model.settings.period
    self.currency = currency
    currentPolicy = model.settings.currentPolicy
    optimization = model.settings.optimization
    tiers = model.tiers
    let capacities = model.locations.map(\.storageCapacity)
    locations = Locations(
      ids: model.locations.map(\.id), names: model.locations.map(\.name), tiers: model.locations.map(\.tier),
      capacities: capacities.contains { $0 != nil } ? capacities : nil)
    items = Items(ids: model.items.map(\.id), names: model.items.map(\.name), unitCosts: model.items.map(\.unitCost))
    var lastStages = Stages()
    var lastLinks = Links()
    networks = zip(model.networks, model.inventory).map { network, inventory in
      Network(
        name: network.name, correlation: network.correlation, stageCount: network.stageCount,
        linkCount: network.links.count, stages: Stages(network.stages, inventory, after: &lastStages),
        links: Links(network.links, after: &lastLinks))
    }
  }
}

extension PlanningBasis.Stages {
  init(_ stages: [Stage], _ inventory: [InventoryRecord?], after last: inout Self) {
    typealias Columns = PackedColumns
    location = Columns.pack(stages.map(\.location), &last.location)
    item = Columns.pack(stages.map(\.item), &last.item)
    processingTime = Columns.pack(stages.map(\.processingTime), &last.processingTime)
    processingTimeSD = Columns.pack(stages.map(\.processingTimeSD), &last.processingTimeSD)
    reviewPeriod = Columns.pack(stages.map(\.reviewPeriod), &last.reviewPeriod)
    holdingCostRate = Columns.pack(stages.map(\.holdingCostRate), &last.holdingCostRate)
    inboundServiceTime = Columns.pack(stages.map(\.externalInboundServiceTime), &last.inboundServiceTime)
    maximumInboundServiceTime = Columns.pack(
      stages.map(\.maximumInboundServiceTime), &last.maximumInboundServiceTime)
    maximumCommittedServiceTime = Columns.pack(
      stages.map(\.maximumCommittedServiceTime), &last.maximumCommittedServiceTime)
    let demands = stages.map { PlanningBasis.Demand($0.demand) }
    demand = Columns.pack(demands.map(\.family.rawValue), &last.demand)
    demandMean = Columns.pack(demands.map(\.mean), &last.demandMean)
    demandSD = Columns.pack(demands.map(\.sd), &last.demandSD)
    pooledDemandSD = Columns.pack(stages.map(\.givenPooledDemandSD), &last.pooledDemandSD)
    serviceMeasure = Columns.pack(
      stages.map { PlanningBasis.measures.firstIndex(of: $0.service.measure) ?? 0 }, &last.serviceMeasure)
    serviceTarget = Columns.pack(stages.map(\.service.target), &last.serviceTarget)
    orderMultiple = Columns.pack(stages.map(\.orderMultiple), &last.orderMultiple)
    minimumOrder = Columns.pack(stages.map(\.minimumOrder), &last.minimumOrder)
    minimumStock = Columns.pack(stages.map(\.minimumStock), &last.minimumStock)
    maximumStock = Columns.pack(stages.map(\.maximumStock), &last.maximumStock)
    mayHoldStock = Columns.pack(stages.map(\.mayHoldStock), &last.mayHoldStock)
    shelfLife = Columns.pack(stages.map(\.shelfLife), &last.shelfLife)
    fixedBaseStock = Columns.pack(stages.map(\.fixedBaseStock), &last.fixedBaseStock)
    onHand = Columns.pack(inventory.map { $0?.onHand }, &last.onHand)
    orderUpTo = Columns.pack(inventory.map { $0?.orderUpTo }, &last.orderUpTo)
  }
}

extension PlanningBasis.Links {
  init(_ links: [Link], after last: inout Self) {
    supplier = PackedColumns.pack(links.map(\.supplier), &last.supplier)
    customer = PackedColumns.pack(links.map(\.customer), &last.customer)
    units = PackedColumns.pack(links.map(\.units), &last.units)
    leadTime = PackedColumns.pack(links.map(\.leadTime), &last.leadTime)
    share = PackedColumns.pack(links.map(\.share), &last.share)
  }
}

extension PlanningBasis {
  /// A demand as three numbers.
  struct Demand {
    var family = DemandFamily.none
    var mean = 0.0
    /// 0 where the family has no deviation of its own.
    var sd = 0.0
  }
}
