import SupplyNetwork

/// Two quantities of a workbook that must agree, however they come about.
public struct WorkbookCheck: Sendable, Equatable {
  /// A column of a table.
  public struct Column: Sendable, Equatable {
    /// Identifier of the table.
    public var table: String
    /// Head of the column.
    public var title: String

    init(_ table: String, _ title: String) {
      self.table = table
      self.title = title
    }
  }

  /// What can be compared.
  public enum Quantity: Sendable, Equatable {
    /// Sum of a column, totals aside.
    case sum(Column)
    /// Sum of what is above zero in a column.
    case sumOfPositives(Column)
    /// Sum over the lines of one column times another of the same table.
    case sumOfProducts(Column, Column)
    /// Lines of a table.
    case lines(Column)
    /// Lines in which two columns of equally long tables differ by more than so much.
    case differences(Column, Column, beyond: Double)
    /// One figure of a column, by its line.
    case line(Column, Int)
    /// The figure of a column in the line of totals.
    case total(Column)
    /// A figure that the program gives.
    case figure(Double)
  }

  /// What agrees with what.
  public var name: String
  /// What is checked.
  public var found: Quantity
  /// What it must be.
  public var expected: Quantity
  /// The most by which they may differ, in their unit.
  public var tolerance: Double

  init(_ name: String, _ found: Quantity, equals expected: Quantity, within tolerance: Double) {
    self.name = name
    self.found = found
    self.expected = expected
    self.tolerance = tolerance
  }
}

extension WorkbookCheck {
  /// Sums of doubles in another order differ by less.
  private static let rounding = 0.01

  /// Everything that the sheets of a study must agree in.
  static func all(_ context: FindingsContext, findings: StudyFindings) -> [WorkbookCheck] {
    let hasValue = context.ledger.hasValue
    let currency = context.settings.currency
    func policy(_ title: String) -> Column { Column("policy", title) }
    func optimised(_ title: String) -> Column { Column("optimised-policy", title) }
    func today(_ title: String) -> Column { Column("current-state", title) }
    func upload(_ title: String) -> Column { Column("upload", title) }
    let stockTitle = hasValue ? "Expected value, \(currency)" : "Expected stock, units"
    let todayTitle = hasValue ? "Value, \(currency)" : "Inventory, units"
    var checks: [WorkbookCheck] = [
      .init(
        "Order-up-to levels of all stages make the total of the optimised policy", .sum(policy("order_up_to")),
        equals: .total(optimised("Order-up-to, units")), within: rounding),
      .init(
        "Safety stock of all stages makes the total of the optimised policy",
        .sumOfPositives(policy("safety_stock")), equals: .total(optimised("Safety stock, units")), within: rounding),
      .init(
        "Expected stock of all stages makes the total of the optimised policy", .sum(policy("expected_on_hand")),
        equals: .total(optimised("Expected stock, units")), within: rounding),
      .init(
        "Stock of all stages in the state before makes its total", .sum(policy("current_on_hand")),
        equals: .total(today("Inventory, units")), within: rounding),
    ]
    if hasValue {
      checks += [
        .init(
          "Expected stock × unit cost of all stages makes the expected value",
          .sumOfProducts(policy("expected_on_hand"), policy("unit_cost")),
          equals: .total(optimised("Expected value, \(currency)")), within: rounding),
        .init(
          "Stock × unit cost of all stages in the state before makes its value",
          .sumOfProducts(policy("current_on_hand"), policy("unit_cost")),
          equals: .total(today("Value, \(currency)")), within: rounding),
      ]
    }
    let impact = findings.financialImpact.impact.id
    checks += [
      .init(
        "The summary shows the optimised stock, in its unit", .line(Column("summary", "Optimised"), 0),
        equals: .total(optimised(stockTitle)), within: context.totalStock.scale.unit / 2 + rounding),
      .init(
        "The summary shows the stock in the state before, in its unit",
        .line(Column("summary", context.currentLabel), 0), equals: .total(today(todayTitle)),
        within: context.totalStock.scale.unit / 2 + rounding),
      .init(
        "Financial impact starts from the optimised stock", .line(Column(impact, "Optimised"), 0),
        equals: .total(optimised(stockTitle)), within: context.tableUnit / 2 + rounding),
      .init(
        "Every stage of the policy is in the upload", .lines(upload("order_up_to")),
        equals: .lines(policy("order_up_to")), within: 0),
      .init(
        "The upload holds the order-up-to levels of the policy",
        .differences(upload("order_up_to"), policy("order_up_to"), beyond: 0), equals: .figure(0), within: 0),
      .init(
        "The upload holds the safety stocks of the policy, rounded to whole units",
        .differences(upload("safety_stock"), policy("safety_stock"), beyond: 0.5 + 1e-6), equals: .figure(0), within: 0),
    ]
    return checks + [verification(context)]
  }

  /// What the verifier found, which shares no code with the solvers.
  private static func verification(_ context: FindingsContext) -> WorkbookCheck {
    let plans = context.study.networks
    let proven = plans.count { $0.exact.status == .optimal }
    return WorkbookCheck(
      "Faults that an independent check of cost and feasibility found in "
        + "\(context.format.count(plans.count, "plan")), \(context.format.number(Double(proven))) of them proven optimal",
      .figure(Double(plans.reduce(0) { $0 + $1.verification.count })), equals: .figure(0), within: 0)
  }
}
