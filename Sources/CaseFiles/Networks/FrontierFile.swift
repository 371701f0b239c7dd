public import SupplyNetwork

/// A frontier of service against stock as a file (schema `meio.frontier/1`).
public enum FrontierFile {
  /// The schema that the file names.
  public static let schema = "meio.frontier/1"

  /// A best plan, without its levels.
  public struct Point: Sendable, Equatable {
    /// Safety and cycle stock, in money, or its holding cost per period.
    public var stock: Double
    /// Demand-weighted service, a fraction.
    public var service: Double
    /// What the next 0.1 percentage point costs, in the money of the stock; `nil` where less is left to gain.
    public var nextTenthCost: Double?

    /// Makes a point.
    public init(stock: Double, service: Double, nextTenthCost: Double?) {
      self.stock = stock
      self.service = service
      self.nextTenthCost = nextTenthCost
    }
  }

  /// The level of a stage.
  public struct Level: Sendable, Equatable {
    /// Index of its network in the model.
    public var network: Int
    /// Its index in the network.
    public var stage: Int
    /// In units.
    public var baseStock: Double
    /// What its service target takes, in units.
    public var baseStockForTarget: Double

    /// Makes a level.
    public init(network: Int, stage: Int, baseStock: Double, baseStockForTarget: Double) {
      self.network = network
      self.stage = stage
      self.baseStock = baseStock
      self.baseStockForTarget = baseStockForTarget
    }
  }

  /// A plan that a budget or a service asked for.
  public struct Plan: Sendable, Equatable {
    /// What is proven of it.
    public var status: StockingPlan.Status
    /// Where it stands.
    public var point: Point
    /// No plan of its stock serves more.
    public var serviceBound: Double
    /// No plan of its service takes less.
    public var leastStock: Double
    /// The stages with customers.
    public var levels: [Level]

    /// Makes a plan.
    public init(
      status: StockingPlan.Status, point: Point, serviceBound: Double, leastStock: Double, levels: [Level]
    ) {
      self.status = status
      self.point = point
      self.serviceBound = serviceBound
      self.leastStock = leastStock
      self.levels = levels
    }
  }

  /// What the file holds.
  public struct Content: Sendable, Equatable {
    /// `inventory_value` or `holding_cost` (per period).
    public var measure: String
    /// `targets` or `none`.
    public var floors: String
    /// The frontier, least stock first.
    public var points: [Point]
    /// The plan asked for, if one is.
    public var plan: Plan?

    /// Makes a content.
    public init(measure: String, floors: String, points: [Point], plan: Plan?) {
      self.measure = measure
      self.floors = floors
      self.points = points
      self.plan = plan
    }
  }

  /// A frontier as one line of JSON.
  ///
  /// - Throws: `not-finite` where a number is infinite or not a number.
  public static func encoded(_ content: Content, of model: NetworkModel) throws(IssueList) -> String {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("schema", .string(schema)), ("name", .string(model.settings.title)), ("measure", .string(content.measure)),
      ("period", .string(model.settings.period.rawValue)), ("floors", .string(content.floors)),
      ("points", .array(content.points.map { .object(entries(of: $0)) })),
    ]
    if let plan = content.plan {
      members.append(
        (
          "plan",
          .object(
            [("status", .string(plan.status.rawValue))] + Self.entries(of: plan.point) + [
              ("service_bound", .number(plan.serviceBound)), ("least_stock", .number(plan.leastStock)),
              ("levels", .array(plan.levels.map { level($0, model) })),
            ])
        ))
    }
    return try JSONWriter.checkedLine(.object(members))
  }

  private static func entries(of point: Point) -> [(key: String, value: JSONWriter.Value)] {
    [("stock", .number(point.stock)), ("service", .number(point.service))]
      + (point.nextTenthCost.map { [("cost_of_next_tenth_of_a_point", .number($0))] } ?? [])
  }

  private static func level(_ level: Level, _ model: NetworkModel) -> JSONWriter.Value {
    .object([
      ("stage", .string(model.networks[level.network].stages[level.stage].id)),
      ("base_stock", .number(level.baseStock)), ("base_stock_for_target", .number(level.baseStockForTarget)),
    ])
  }
}
