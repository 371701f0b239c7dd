public import SupplyNetwork

/// Every stage, today against optimised, and sums of them: the figures that all sections share.
public struct Ledger: Sendable {
  /// One stage.
  public struct Line: Sendable {
    /// Index of the network.
    public var network: Int
    /// Index of the stage within its network.
    public var stage: Int
    /// Index of the location.
    public var location: Int
    /// Index of the item.
    public var item: Int
    /// Index of the tier.
    public var tier: Int
    /// Value of one unit, in money. 0 where unknown.
    public var unitCost: Double
    /// Money per unit per period.
    public var holdingCostRate: Double
    /// Units per period that the stage must supply.
    public var meanDemand: Double
    /// Standard deviation of that, in units.
    public var demandSD: Double
    /// Whether consumers draw on the stage.
    public var facesCustomers: Bool
    /// Today's stock, in units: as measured, else as simulated.
    public var currentOnHand: Double
    /// Whether inventory.csv gave today's stock.
    public var isStockMeasured: Bool
    /// Simulated stock of today's policy, in units.
    public var currentSimulated: Double
    /// Simulated stock of the optimised plan, in units.
    public var optimisedOnHand: Double
    /// Today's order-up-to level, in units.
    public var currentBaseStock: Double
    /// Proposed order-up-to level, in units.
    public var optimisedBaseStock: Double
    /// Safety stock in today's level, in units; never below zero.
    public var currentSafetyStock: Double
    /// Proposed safety stock, in units; 0 where planners have fixed a level below the mean demand that it covers.
    public var optimisedSafetyStock: Double
    /// Mean stock between two orders that is no safety stock, in units.
    public var cycleStock: Double
    /// Units on their way to the stage today, on simulated average.
    public var currentPipelineStock: Double
    /// The same under the optimised plan.
    public var optimisedPipelineStock: Double
    /// Stock today above the highest target, the larger order-up-to level of the two policies, in units.
    public var excess: Double
    /// Today's service: fill rate as measured, else as simulated.
    public var currentFillRate: Double
    /// Whether inventory.csv gave today's fill rate.
    public var isServiceMeasured: Bool
    /// Simulated fill rate of the optimised plan.
    public var optimisedFillRate: Double
    /// Stockout events a month as measured, where known.
    public var measuredStockouts: Double?
    /// The promise.
    public var target: ServiceTarget
  }

  /// Where figures of today come from. Records count only where today's policy is that of inventory.csv.
  public enum Basis: Sendable, Equatable {
    /// inventory.csv gave all of them.
    case measured
    /// inventory.csv gave so many; the simulation of today's policy stands for the others.
    case mixed(measured: Int, of: Int)
    /// The simulation of today's policy gave all of them.
    case simulated

    init(measured: Int, of count: Int) {
      self = measured == 0 ? .simulated : measured == count ? .measured : .mixed(measured: measured, of: count)
    }
  }

  /// All stages, network by network.
  public let lines: [Line]
  /// Where today's stock comes from.
  public let stockBasis: Basis
  /// Where today's service of the stages that face customers comes from.
  public let serviceBasis: Basis
  /// Whether every unit cost is known, so that stock has a value in money.
  public let hasValue: Bool
  /// Periods in a year.
  public let periodsPerYear: Double
  /// Days in a period.
  public let periodDays: Double

  /// Collects the lines of a study.
  public init(_ study: Study) {
    let model = study.model
    playsOutages = model.networks.contains(where: \.hasDisruptions)
    var lines: [Line] = []
    for result in study.networks {
      let network = model.networks[result.index]
      for (index, stage) in network.stages.enumerated() {
        let record = model.settings.currentPolicy == .fromInventory ? model.inventory[result.index][index] : nil
        let service = playsOutages ? nil : record
        let today = result.currentStages[index]
        let optimised = result.optimisedStages[index]
        let plan = result.optimised.stages[index]
        let now = result.current.plan.stages[index]
        let onHand = record?.onHand ?? today.onHand
        let highestTarget = max(0, now.installationBaseStock, plan.installationBaseStock)
        lines.append(
          Line(
            network: result.index, stage: index, location: stage.location, item: stage.item,
            tier: model.tier(of: stage), unitCost: model.unitCost(of: stage) ?? 0,
            holdingCostRate: stage.holdingCostRate, meanDemand: network.meanDemand[index],
            demandSD: network.pooledDemandSD[index], facesCustomers: stage.demand != nil, currentOnHand: onHand,
            isStockMeasured: record != nil, currentSimulated: today.onHand, optimisedOnHand: optimised.onHand,
            currentBaseStock: now.installationBaseStock, optimisedBaseStock: plan.installationBaseStock,
            currentSafetyStock: max(0, now.safetyStock), optimisedSafetyStock: max(0, plan.safetyStock),
            cycleStock: network.meanCycleStock(of: index),
            currentPipelineStock: today.inTransit, optimisedPipelineStock: optimised.inTransit,
            excess: max(0, onHand - highestTarget), currentFillRate: service?.fillRate ?? today.fillRate,
            isServiceMeasured: service?.fillRate != nil, optimisedFillRate: optimised.fillRate,
            measuredStockouts: service?.stockoutsPerMonth, target: stage.service))
      }
    }
    self.lines = lines
    let customers = lines.filter(\.facesCustomers)
    stockBasis = Basis(measured: lines.count(where: \.isStockMeasured), of: lines.count)
    serviceBasis = Basis(measured: customers.count(where: \.isServiceMeasured), of: customers.count)
    hasValue = model.items.allSatisfy { $0.unitCost != nil }
    periodsPerYear = model.settings.period.perYear
    periodDays = Double(model.settings.period.days)
  }

  /// Whether outages are played. What was measured of service knows nothing of them, and is left aside.
  public let playsOutages: Bool

  /// Whether today's stock is measured at every stage.
  public var isMeasured: Bool { stockBasis == .measured }

  /// Sums over some of the lines.
  public func sums(where isIncluded: (Line) -> Bool = { _ in true }) -> Sums {
    var sums = Sums()
    for line in lines where isIncluded(line) { sums.add(line) }
    return sums
  }

  /// Sums by group, in one pass.
  public func sums(groups count: Int, by group: (Line) -> Int) -> [Sums] {
    var sums = [Sums](repeating: Sums(), count: count)
    for line in lines { sums[group(line)].add(line) }
    return sums
  }

  /// Cost of goods sold a year, in money: external demand × unit cost.
  public var annualCostOfGoods: Double {
    lines.reduce(0) { $0 + ($1.facesCustomers ? $1.meanDemand * $1.unitCost * periodsPerYear : 0) }
  }
}
