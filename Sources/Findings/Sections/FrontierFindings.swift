import Solver
import SupplyNetwork

/// What more or less stock means for service, by the model: the efficient frontier, and today beside it.
public struct FrontierFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What stock and service count, and what stays as it is.
  public var basis: String
  /// Some plans of the frontiers, and today's.
  public var points: FindingsTable
  /// What more service costs from the proposal on.
  public var nextPoint: String
  /// What the budget of the case does, where there is one.
  public var budget: String?
  /// The frontiers with the plans.
  public var frontier: FrontierFigure
  /// What the next tenth of a point costs along them; `nil` where there is nothing to gain.
  public var marginalCost: MarginalCostFigure?

  /// `nil` where no frontier can be told.
  init?(_ context: FindingsContext) {
    guard let plans = FrontierPlans(context) else { return nil }
    lead = plans.lead
    basis = plans.basis
    points = plans.table
    nextPoint = plans.nextPoint
    budget = plans.budget
    frontier = plans.figure
    marginalCost = plans.marginalCostFigure
  }

  /// Every point of both frontiers, for `tables/`; empty where none can be told.
  static func detailTables(_ study: Study) -> [FindingsTable] {
    guard let frontier = study.frontier else { return [] }
    return [table(frontier, FrontierStudy.Floors.allCases)]
  }

  /// Every point of some frontiers, in the money of the stock: for programs.
  public static func table(_ frontier: FrontierStudy, _ floors: [FrontierStudy.Floors]) -> FindingsTable {
    let rows = floors.flatMap { kind in
      frontier.points(kind).map { point -> FindingsTable.Row in
        .init([
          .init(kind.rawValue), .init(point.stock, ""), .init(point.service, ""),
          point.nextTenthCost.map { .init($0, "") } ?? .init(""),
        ])
      }
    }
    return FindingsTable(
      id: "service-frontier", caption: "Efficient frontier of service against stock",
      columns: [
        .init("floors", numeric: false), .init(frontier.measure.rawValue), .init("service"),
        .init("cost_of_next_tenth_of_a_point"),
      ], rows: rows)
  }
}
