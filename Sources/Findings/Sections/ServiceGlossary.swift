import Probability
import SupplyNetwork

/// What each figure of service counts: they differ by what is counted, by where, and by whether it is simulated.
enum ServiceGlossary {
  static func table(_ context: FindingsContext) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = context.format
    let (now, then) = (context.study.current, context.study.optimised)
    let share = FinancialFindings.stockoutShare(context)
    let period = context.period
    func cell(_ value: Double) -> Cell { Cell(value, format.percent(value)) }
    let none = Cell(NumberFormat.none)
    func kept(_ share: Estimate) -> Double { 1 - share.mean }
    var rows: [FindingsTable.Row] = [
      .init([
        Cell("Customers' fill rate"),
        Cell(
          "units that customers get at once ÷ units they ask for; \(context.currentPhrase): \(context.serviceSource), "
            + "optimised: simulated"),
        cell(context.customerFillNow.mean), cell(then.customerFillRate.mean),
      ]),
      .init([
        Cell("Cycle service level"),
        Cell(
          "share of \(period)s without a stockout, mean over the stages of customers, whatever these sell; simulated"),
        cell(kept(share.current)), cell(kept(share.optimised)),
      ]),
      .init([
        Cell("Target, or promise"),
        Cell(
          "\(ServiceWording(context).inSentence) that the case asks for, mean over the stages of customers; the plan keeps it "
            + "in the model"), none, cell(context.customers.meanTarget),
      ]),
    ]
    if context.tiers.count > 1 {
      rows.append(
        .init([
          Cell("On time, of a tier"),
          Cell(
            "units delivered within the time quoted ÷ units due, to locations below or customers; here all; simulated"),
          cell(now.ratio(.deliveredOnTime, to: .due).mean), cell(then.ratio(.deliveredOnTime, to: .due).mean),
        ]))
    }
    if context.study.frontier != nil {
      rows.append(
        .init([
          Cell("Service against inventory"),
          Cell(
            "\(ServiceWording(context).inSentence) of customers' stages, weighted by demand, by the model, with suppliers never "
              + "late: that section alone"), none, none,
        ]))
    }
    rows.append(
      .init([
        Cell("Ready rate"), Cell("share of \(period)s that end with stock on hand: meio simulate alone"), none, none,
      ]))
    return FindingsTable(
      id: "service-figures", caption: "What each figure of service counts",
      columns: [
        .init("Figure", numeric: false), .init("What it counts", numeric: false), .init(context.currentLabel),
        .init("Optimised"),
      ], rows: rows)
  }
}
