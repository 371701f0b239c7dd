public import Probability
public import SupplyNetwork

/// What the customers of one stage get for its base stock, and what that costs: one term of a separable problem.
///
/// A stage covers the demand D_τ of τ periods with a base stock B and reviews every R periods. Its service is
///
/// - *cycle service level* (or safety factor): P(D_τ ≤ B);
/// - *fill rate*: 1 − (G_τ(B) − G_{τ−R}(B)) ÷ Rμ with G_n(B) = E[(D_n − B)⁺] (Sobel 2004, M&SOM 6(1):41–52);
///
/// and its stock is counted as ``StockAccount`` says. By the money spent, service rises ever more slowly
///
/// - from the mean demand over τ on where safety stock is counted: all densities and masses fall from there;
/// - from 0 on where expected stock on hand is counted, since distribution functions are log-concave;
///
/// but for the fill rate under normal demand so variable that it would often be negative. Where a curve still bends
/// the other way at its start, its concave envelope is used: the stage stays at its first level or jumps beyond the bend.
public struct ServiceCurve: Sendable, Equatable {
  /// What is counted as a stage's stock.
  public enum StockAccount: String, Sendable, Codable, CaseIterable {
    /// B − μτ, as plans of guaranteed service count it; levels below the mean demand are not considered.
    case safetyStock = "safety_stock"
    /// E[(B − D_τ)⁺]: what is left at the end of a review cycle.
    case expectedOnHand = "expected_on_hand"
  }

  /// Where service and stock come from.
  enum Form: Sendable, Equatable {
    case stage(demand: DemandDistribution, periods: Int, reviewPeriod: Int, measure: ServiceTarget.Measure)
    case table(stock: [Double], service: [Double])
  }

  let form: Form
  /// What is counted as stock.
  public var account = StockAccount.safetyStock
  /// Share of the customers' demand, in any unit common to all curves.
  public var weight: Double
  /// Money per unit of stock that counts against the budget.
  public var costRate: Double
  /// Inventory per unit of stock: 1 for units, the unit cost for its value.
  public var inventoryRate: Double
  /// The service that the stage must give, a fraction below 1.
  public var floor: Double
  /// Whether base stocks are whole numbers of units even where demand is not; those of whole-number demand always are.
  public var inWholeUnits: Bool
  /// A base stock that the stage must have at least, in units.
  public var leastBaseStock = 0.0
  /// The base stock, where it is not to be decided, in units.
  public var fixedBaseStock: Double?

  /// The curve of a stage.
  ///
  /// - Parameters:
  ///   - demand: demand of one period.
  ///   - periods: τ, the periods that the base stock covers; 0 or less = nothing to cover, full service.
  ///   - reviewPeriod: R ≥ 1.
  ///   - measure: what counts as service; a safety factor counts as a cycle service level.
  public init(
    demand: DemandDistribution, periods: Int, reviewPeriod: Int = 1,
    measure: ServiceTarget.Measure = .cycleServiceLevel, weight: Double, costRate: Double, inventoryRate: Double = 1,
    floor: Double = 0, inWholeUnits: Bool = false
  ) {
    form = .stage(demand: demand, periods: periods, reviewPeriod: reviewPeriod, measure: measure)
    self.weight = weight
    self.costRate = costRate
    self.inventoryRate = inventoryRate
    self.floor = floor
    self.inWholeUnits = inWholeUnits
  }

  /// A curve given by its points: any stage, or whole network, whose choices another method has found.
  ///
  /// Of the points from the floor on, those on the upper concave envelope are used. A plan names a point by its position.
  ///
  /// - Parameters:
  ///   - stock: what each point holds, in any order; times ``costRate`` its cost.
  ///   - service: what each point serves.
  public init(
    stock: [Double], service: [Double], weight: Double, costRate: Double, inventoryRate: Double = 1, floor: Double = 0
  ) {
    form = .table(stock: stock, service: service)
    self.weight = weight
    self.costRate = costRate
    self.inventoryRate = inventoryRate
    self.floor = floor
    inWholeUnits = false
  }

  /// What makes no sense in the curve, if anything does not.
  var fault: String? {
    func isAmount(_ value: Double) -> Bool { value.isFinite && value >= 0 }
    if !isAmount(weight) { return "its weight is \(weight)" }
    if !isAmount(costRate) { return "its cost rate is \(costRate)" }
    if !isAmount(inventoryRate) { return "its inventory rate is \(inventoryRate)" }
    if !(floor >= 0 && floor < 1) { return "its floor of \(floor) is no fraction below 1" }
    if !isAmount(leastBaseStock) { return "its least base stock is \(leastBaseStock)" }
    if let fixedBaseStock, !fixedBaseStock.isFinite { return "its fixed base stock is \(fixedBaseStock)" }
    switch form {
    case .stage(let demand, let periods, let reviewPeriod, _):
      if !isAmount(demand.mean) || !isAmount(demand.sd) { return "its demand is \(demand.mean) ± \(demand.sd)" }
      if reviewPeriod < 1 || periods > 1_000_000_000 {
        return "it covers \(periods) periods, reviewed every \(reviewPeriod)"
      }
    case .table(let stock, let service):
      if stock.isEmpty || stock.count != service.count {
        return "it has \(stock.count) stocks for \(service.count) services"
      }
      if !(stock + service).allSatisfy(\.isFinite) { return "its points are not all finite" }
      if !service.contains(where: { $0 >= floor }) { return "none of its points reaches its floor of \(floor)" }
    }
    return nil
  }
}
