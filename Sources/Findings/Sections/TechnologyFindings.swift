import SupplyNetwork

/// What is needed to run the plan, and what the data of this run lacked.
public struct TechnologyFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Capability, why, and its state in this run's data.
  public var needs: FindingsTable

  init(_ context: FindingsContext) {
    let planningCase = context.study.input.planningCase
    let lanes = planningCase?.lanes ?? []
    let history = planningCase?.history
    struct Need {
      var name: String
      var why: String
      var state: String
      /// `nil` where data cannot show it.
      var isMet: Bool?
    }
    let format = context.format
    let period = context.period
    let needs: [Need] = [
      Need(
        name: "Point-of-sale demand by location and item, every \(period)",
        why: "Levels follow consumption, not the orders of the tier below",
        state: history.map {
          "\(format.count($0.bucketCount, $0.bucketDays == 7 ? "week" : "day")) of history"
            + ($0.bucketDays > context.settings.period.days ? ", coarser than the planning period" : "")
        } ?? "Moments only: no history", isMet: history.map { $0.bucketDays <= context.settings.period.days } ?? false),
      Need(
        name: "Perpetual stock on hand and on order at every location",
        why: "Orders raise the inventory position, so it must be right",
        state: Self.state(context.ledger.stockBasis, context, file: "inventory.csv"), isMet: context.ledger.isMeasured),
      Need(
        name: "Lead times as measured, with their spread",
        why: "Safety stock covers the lead time; its spread adds to it",
        state: lanes.isEmpty
          ? "Fixed times of the network file"
          : lanes.contains { $0.leadTimeSD > 0 }
            ? "Spread supplied for some lanes, and in the safety stock"
            : "Fixed times; no spread supplied (lead_time_sd)",
        isMet: lanes.contains { $0.leadTimeSD > 0 }),
      Need(
        name: "Order-up-to and safety stock upload to the ERP", why: "The plan acts only where orders are made",
        state: "\(format.count(context.ledger.lines.count, "level")) in tables/policy.csv; not a matter of data"),
      Need(
        name: "Service measured by location and item", why: "Gates and guard-rails compare it with the promise",
        state: Self.state(
          context.ledger.serviceBasis, context, file: "fill_rate of inventory.csv",
          stages: "stage that serves customers"),
        isMet: context.ledger.serviceBasis == .measured),
      Need(
        name: "Unit costs of every item", why: "Money decides where stock belongs",
        state: context.ledger.hasValue ? "Supplied" : "Not supplied: holding cost rates only",
        isMet: context.ledger.hasValue),
      Need(
        name: "A calendar: run before every planning review", why: "Demand, lead times and correlation drift",
        state: "One command: meio report; not a matter of data"),
    ]
    let shown = needs.count { $0.isMet != nil }
    let missing = needs.filter { $0.isMet == false }
    lead =
      missing.isEmpty
      ? "The data of this run meet every need that data can show."
      : "The data of this run meet \(shown - missing.count) of the \(shown) needs that data can show; not met: "
        + missing.map { $0.name.prefix(1).lowercased() + $0.name.dropFirst() }.joined(separator: "; ") + "."
    self.needs = FindingsTable(
      id: "technology", caption: "Technology requirements and their state in this run's data",
      columns: [
        .init("Needed", numeric: false), .init("Why", numeric: false), .init("In this run", numeric: false),
        .init("Met", numeric: false),
      ],
      rows: needs.map { need in
        let met = need.isMet.map { $0 ? "yes" : "no" } ?? NumberFormat.none
        return .init([.init(need.name), .init(need.why), .init(need.state), .init(met)])
      })
  }

  private static func state(
    _ basis: Ledger.Basis, _ context: FindingsContext, file: String, stages: String = "stage"
  ) -> String {
    switch basis {
    case .measured: "Supplied for every \(stages)"
    case .mixed(let measured, let count):
      "Supplied for \(context.format.number(Double(measured))) of \(context.format.count(count, "stage")) (\(file))"
    case .simulated:
      context.settings.currentPolicy == .fromInventory || !context.isCase
        ? "Not supplied (\(file))" : "Not used: current_policy is \(context.settings.currentPolicy.rawValue)"
    }
  }
}
