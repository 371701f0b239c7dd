import SupplyNetwork

extension AssessedTopic {
  /// What is promised to customers, and what was measured.
  static func service(_ context: AssessmentContext) -> AssessedTopic? {
    let customers = context.customerEntries
    guard !customers.isEmpty else { return nil }
    let format = context.format
    let measured = customers.filter { $0.record?.fillRate != nil }
    var sentences: [String] = []
    if let planningCase = context.planningCase {
      let rules = planningCase.serviceRules.count
      sentences.append(
        "Targets are those of case.yaml by class"
          + (rules == 0 ? "." : ", and \(format.count(rules, "rule")) of service.csv."))
      if !measured.isEmpty {
        sentences.append(
          "Service was measured at \(format.number(Double(measured.count))) of "
            + "\(format.count(customers.count, "stage")) that customers draw on.")
      }
    }
    let events = measured.compactMap { $0.record?.stockoutsPerMonth }
    if !events.isEmpty {
      sentences.append("Stockouts: \(format.short(events.reduce(0, +))) a month at these stages together.")
    }
    return AssessedTopic(
      section: .init(id: "service", title: "Service", sentences: sentences, tables: [table(context, customers)]),
      finding: fillRate(measured, context).map {
        "Customers get \(format.percent($0)) of the \(context.measure) they ask for at once, as measured."
      })
  }

  /// Measured fill rate weighted by demand; `nil` where nothing was measured.
  private static func fillRate(_ entries: [AssessmentContext.Entry], _ context: AssessmentContext) -> Double? {
    var served = 0.0
    var asked = 0.0
    for entry in entries {
      guard let rate = entry.record?.fillRate else { continue }
      served += rate * context.annualDemand(entry)
      asked += context.annualDemand(entry)
    }
    return asked > 0 ? served / asked : nil
  }

  private static func table(_ context: AssessmentContext, _ customers: [AssessmentContext.Entry]) -> FindingsTable {
    let format = context.format
    let isMeasured = customers.contains { $0.record?.fillRate != nil }
    func row(_ name: String, _ entries: [AssessmentContext.Entry]) -> FindingsTable.Row? {
      guard !entries.isEmpty else { return nil }
      var cells: [FindingsTable.Cell] = [.init(name), context.cell(entries.count), .init(targets(entries, context))]
      if isMeasured {
        cells.append(fillRate(entries, context).map { .init($0, format.percent($0)) } ?? .init("–"))
        let events = entries.compactMap { $0.record?.stockoutsPerMonth }
        let sum = events.reduce(0, +)
        cells.append(events.isEmpty ? .init("–") : .init(sum, format.short(sum)))
      }
      return .init(cells)
    }
    let isCase = context.planningCase != nil
    let rows =
      isCase
      ? Item.ValueClass.allCases.compactMap { valueClass in
        row(valueClass.rawValue, customers.filter { context.model.items[$0.item].valueClass == valueClass })
      } : [row("All", customers)].compactMap { $0 }
    return FindingsTable(
      id: "service", caption: "Promise to customers\(isMeasured ? " and measured service" : "")",
      columns: [.init(isCase ? "Class" : "Scope", numeric: false), .init("Stages"), .init("Target", numeric: false)]
        + (isMeasured ? [.init("Fill rate, measured"), .init("Stockouts a month")] : []), rows: rows)
  }

  /// "cycle service 95.0%–98.0%".
  private static func targets(_ entries: [AssessmentContext.Entry], _ context: AssessmentContext) -> String {
    let targets = entries.map { context.stage($0).service }
    return ServiceTarget.Measure.allCases.compactMap { measure -> String? in
      let values = targets.filter { $0.measure == measure }.map(\.target)
      guard let low = values.min(), let high = values.max() else { return nil }
      func text(_ value: Double) -> String {
        measure == .safetyFactor ? context.format.number(value, decimals: 2) : context.format.percent(value)
      }
      let name =
        switch measure {
        case .cycleServiceLevel: "cycle service level"
        case .fillRate: "fill rate"
        case .safetyFactor: "safety factor"
        }
      return "\(name) \(text(low))" + (low == high ? "" : " to \(text(high))")
    }.joined(separator: ", ")
  }
}
