import SupplyNetwork

/// How to get there: phases derived from the network, each with its scope, gate and cash.
public struct ImplementationFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Phases with months, scope, gate and cash.
  public var phases: FindingsTable
  /// The phases over time.
  public var schedule: ScheduleFigure
  /// What stops the roll-out.
  public var guardRail: String
  /// The location that goes first, where there is one to choose.
  public var pilot: String?
  /// First day of the plan.
  public var start: String

  /// One phase.
  struct Phase {
    var name: String
    var scope: String
    var months: Int
    var gate: String
    /// Locations that change over.
    var locations: Set<Int>
  }

  /// Stores that change over in one wave.
  static let waveSize = 12

  init(_ context: FindingsContext) {
    let format = context.format
    let (phases, pilotIndex) = Self.phases(context)
    let pilotName = pilotIndex.map { context.model.locations[$0].name }
    pilot = pilotName
    let cutOff = context.settings.asOf ?? context.study.input.planningCase?.history?.lastDate
    let startDate = context.settings.plan.start ?? cutOff.map { Self.firstOfNextMonth(after: $0) }
    start = startDate?.description ?? "month 1"
    let months = phases.reduce(0) { $0 + $1.months }
    lead =
      "The change takes \(format.count(phases.count, "phase")) and \(format.count(months, "month"))"
      + (startDate.map { " from \(Self.monthName($0))" } ?? "")
      + (pilotName.map { ", and starts with \($0), where most is to be gained." } ?? ".")
    let promise = context.customers.meanTarget
    guardRail =
      "Guard-rail: if a changed location stays more than 1 point below its target (\(format.percent(promise)) on average) "
      + "for two weeks running, its former levels come back until the cause is found."
    let cash = phases.map { phase in CashRelease(context) { phase.locations.contains($0.location) }.total }
    self.phases = Self.table(context, phases: phases, cash: cash, start: startDate)
    schedule = Self.figure(context, phases: phases, cash: cash, start: startDate)
  }

  static func phases(_ context: FindingsContext) -> ([Phase], pilot: Int?) {
    let model = context.model
    let format = context.format
    let supplied = model.suppliedLocations
    let used = model.locations.indices.filter { context.sums(location: $0).stages > 0 }
    let centres = used.filter { !supplied[$0].isEmpty }
    let ends = used.filter { supplied[$0].isEmpty }
    let topTier = centres.map { model.locations[$0].tier }.min()
    let top = centres.filter { model.locations[$0].tier == topTier }
    let others = centres.filter { model.locations[$0].tier != topTier }
    func gain(_ location: Int) -> Double {
      let sums = context.sums(location: location)
      return context.current(sums) - context.optimised(sums)
    }
    let wanted = context.settings.plan.pilot.flatMap { id in model.locations.firstIndex { $0.id == id } }
    let pilot = wanted ?? others.max { (gain($0), $1) < (gain($1), $0) }
    var phases = [
      Phase(
        name: "Prepare", scope: "Check data, load levels, agree on measures", months: 1,
        gate: "Every error and warning of the data check settled", locations: [])
    ]
    func names(_ locations: [Int]) -> String {
      locations.count <= 3
        ? locations.map { model.locations[$0].name }.joined(separator: ", ") : format.count(locations.count, "location")
    }
    func service(_ locations: Set<Int>) -> String {
      let sums = context.ledger.sums { locations.contains($0.location) }
      return "Fill rate of \(format.percent(sums.optimisedFillRate)) or more for four weeks"
    }
    func stockGate(_ locations: Set<Int>) -> String {
      let sums = context.ledger.sums { locations.contains($0.location) }
      return service(locations) + "; stock at \(context.stock(context.optimised(sums))) or on its way there"
    }
    if !top.isEmpty {
      let first = Set(top + (pilot.map { [$0] } ?? []))
      phases.append(
        Phase(
          name: pilot == nil ? "Top of the network" : "Top and pilot", scope: names(top + (pilot.map { [$0] } ?? [])),
          months: 2, gate: stockGate(first), locations: first))
    }
    let rest = others.filter { $0 != pilot }
    if !rest.isEmpty {
      phases.append(
        Phase(
          name: "Other centres", scope: names(rest), months: max(1, min(4, (rest.count + 3) / 4)),
          gate: stockGate(Set(rest)), locations: Set(rest)))
    }
    let ordered = ends.sorted { (gain($0), $1) > (gain($1), $0) }
    let waves = ordered.isEmpty ? 0 : min(6, (ordered.count + waveSize - 1) / waveSize)
    for wave in 0..<waves {
      let members = Array(ordered[ordered.count * wave / waves..<ordered.count * (wave + 1) / waves])
      let kind = model.tiers[model.locations[members[0]].tier].name
      phases.append(
        Phase(
          name: waves == 1 ? kind : "\(kind), wave \(wave + 1)", scope: names(members), months: 1,
          gate: service(Set(members)), locations: Set(members)))
    }
    return (phases, pilot)
  }

  private static func firstOfNextMonth(after date: CalendarDate) -> CalendarDate {
    let (year, month, _) = date.civil
    return CalendarDate(year: year, month: month, day: 1)?.adding(months: 1) ?? date
  }

  /// "Jan 2027".
  static func monthName(_ date: CalendarDate) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (year, month, _) = date.civil
    return "\(names[month - 1]) \(year)"
  }

  private static func months(_ start: CalendarDate?, from first: Int, count: Int) -> String {
    guard let start else { return count == 1 ? "month \(first + 1)" : "months \(first + 1)–\(first + count)" }
    let from = monthName(start.adding(months: first))
    return count == 1 ? from : "\(from) – \(monthName(start.adding(months: first + count - 1)))"
  }

  private static func table(
    _ context: FindingsContext, phases: [Phase], cash: [Double], start: CalendarDate?
  ) -> FindingsTable {
    let hasValue = context.ledger.hasValue
    var columns: [FindingsTable.Column] = [
      .init("Phase", numeric: false), .init("When", numeric: false), .init("Scope", numeric: false),
      .init("Gate", numeric: false),
    ]
    if hasValue { columns.append(.init("Cash released, \(context.settings.currency)")) }
    var month = 0
    var rows: [FindingsTable.Row] = []
    let unit = CurrentStateFindings.unit(context.total.currentValue)
    let total = context.total.currentValue - context.total.optimisedValue
    let shown = reconciled(cash, total: total, unit: unit)
    for (index, phase) in phases.enumerated() {
      var cells: [FindingsTable.Cell] = [
        .init(phase.name), .init(months(start, from: month, count: phase.months)), .init(phase.scope), .init(phase.gate),
      ]
      if hasValue {
        cells.append(
          phase.locations.isEmpty ? .init("–") : .init(cash[index], context.format.signed(shown[index])))
      }
      rows.append(.init(cells))
      month += phase.months
    }
    if hasValue {
      rows.append(
        .init(
          [.init("Total"), .init(""), .init(""), .init(""), .init(total, context.format.signed(shown.reduce(0, +)))],
          isTotal: true))
    }
    return FindingsTable(
      id: "implementation", caption: "Implementation plan", columns: columns, rows: rows,
      note: hasValue ? "Cash follows as demand consumes the surplus, partly after the phase has ended." : nil)
  }

  private static func figure(
    _ context: FindingsContext, phases: [Phase], cash: [Double], start: CalendarDate?
  ) -> ScheduleFigure {
    var month = 0.0
    var shown: [ScheduleFigure.Phase] = []
    for (phase, amount) in zip(phases, cash) {
      let note = context.ledger.hasValue && !phase.locations.isEmpty ? context.stockChange(amount) : ""
      shown.append(.init(name: phase.name, startMonth: month, months: Double(phase.months), note: note))
      month += Double(phase.months)
    }
    let names = (0..<Int(month)).map { index in
      guard let start else { return ScheduleFigure.Month(name: "\(index + 1)", year: "Month") }
      let parts = monthName(start.adding(months: index)).split(separator: " ")
      return ScheduleFigure.Month(name: String(parts[0]), year: String(parts[1]))
    }
    let best = zip(phases, cash).max { $0.1 < $1.1 }
    return ScheduleFigure(
      heading: FigureHeading(
        id: "implementation",
        title: best.map {
          context.ledger.hasValue && $0.1 > 0
            ? "“\($0.0.name)” releases most: \(context.stock($0.1))" : "Changed over in \(Int(month)) months"
        } ?? "Implementation",
        subtitle: "Phases by month\(context.ledger.hasValue ? "; working capital released by each" : "")",
        source: "Phases follow the network: top and pilot, other centres, then end locations in waves",
        alternativeText: "Phases: "
          + shown.map { "\($0.name), \(Int($0.months)) month\($0.months == 1 ? "" : "s") \($0.note)" }
          .joined(separator: "; ") + "."),
      months: names, phases: shown)
  }
}
