public import Solver
public import SupplyNetwork

/// What the storage capacity of locations does to the plans of all networks.
///
/// Capacity is a soft constraint: where the mean stock of a location exceeds it, a surcharge on its holding cost rates
/// (a Lagrange multiplier, ``CapacitySurcharges``) makes stock move elsewhere, and the plans proposed are the cheapest
/// at the surcharges. Promises to customers stand above it, so that a location can stay too full whatever the
/// surcharge; that is told. Stock is that of the plans in whole units, with the levels that planners have fixed.
public struct CapacityStudy: Sendable, Equatable {
  /// Surcharge by location, in money per unit and period; 0 where there is room.
  public let surcharges: [Double]
  /// Stock by location under plans that heed no capacity.
  public let unrestricted: [LocationStock]
  /// Stock by location under the plans proposed.
  public let planned: [LocationStock]
  /// Holding cost of the plans proposed less that of those that heed no capacity, in money per period.
  public let cost: Double
  /// Locations that stay too full.
  public let unattainable: [Int]

  /// Looks for the surcharges of a model; `nil` where no location states a capacity.
  ///
  /// - Throws: ``StudyError`` where a network cannot be solved. One that has no plan holds nothing.
  ///
  /// Complexity: one plan per network where all fits; else about 20 plans per location that is too full, of the networks
  /// that have stages there, in each of a few rounds.
  public init?(_ model: NetworkModel) throws(StudyError) {
    let capacities = model.locations.map(\.storageCapacity)
    guard capacities.contains(where: { $0 != nil }) else { return nil }
    var planner = Planner(model)
    let free = try planner.usage([Double](repeating: 0, count: capacities.count))
    let stock = planner.stock
    unrestricted = stock
    let full = stock.indices.filter { stock[$0].meanExcess > 0 }
    guard !full.isEmpty else {
      surcharges = [Double](repeating: 0, count: capacities.count)
      planned = stock
      cost = 0
      unattainable = []
      return
    }
    let rates = model.networks.flatMap(\.stages).filter { full.contains($0.location) }.map(\.holdingCostRate)
    let found = try CapacitySurcharges.find(
      capacities: capacities, firstSurcharge: rates.reduce(0, +) / Double(max(1, rates.count))
    ) { (surcharges) throws(StudyError) in try planner.usage(surcharges) }
    _ = try planner.usage(found.surcharges)
    surcharges = found.surcharges
    planned = planner.stock
    cost = found.usage.cost - free.cost
    unattainable = found.unattainable
  }

  /// The optimal plans of a model, those of networks that a surcharge falls on replaced by the plans proposed.
  ///
  /// - Parameter inWholeUnits: base stocks rounded up, with the levels that planners have fixed.
  /// - Throws: ``StudyError`` where a network cannot be solved.
  public func makingRoom(
    _ plans: [StockingPlan], model: NetworkModel, inWholeUnits: Bool
  ) throws(StudyError) -> [StockingPlan] {
    var plans = plans
    for index in plans.indices where model.networks[index].carries(surcharges) {
      plans[index] =
        inWholeUnits
        ? try NetworkStudy.proposed(model, index, surcharges: surcharges)
        : try NetworkStudy.optimal(
          model.networks[index], maximumServiceTime: model.settings.optimization.maximumServiceTime,
          surcharges: surcharges)
    }
    return plans
  }

  /// The plans of all networks at the surcharges tried last; those tried before are kept.
  private struct Planner {
    private let model: NetworkModel
    private let places: [[Int]]
    private var plans: [StockingPlan?]
    private var known: [[[Double]: StockingPlan]]
    private(set) var stock: [LocationStock] = []

    init(_ model: NetworkModel) {
      self.model = model
      places = model.networks.map { Set($0.stages.map(\.location)).sorted() }
      plans = model.networks.map { _ in nil }
      known = model.networks.map { _ in [:] }
    }

    mutating func usage(_ surcharges: [Double]) throws(StudyError) -> CapacitySurcharges.Usage {
      for index in model.networks.indices {
        let own = places[index].map { surcharges.indices.contains($0) ? surcharges[$0] : 0 }
        if let plan = known[index][own] {
          plans[index] = plan
          continue
        }
        let plan = try NetworkStudy.proposed(model, index, surcharges: surcharges)
        known[index][own] = plan
        plans[index] = plan
      }
      let plans = plans.compactMap { $0 }
      stock = StorageCapacity.report(plans: plans, model: model)
      return CapacitySurcharges.Usage(cost: plans.reduce(0) { $0 + $1.cost }, stock: stock.map(\.mean))
    }
  }
}
