import SupplyNetwork

/// How to get there: phases derived from the network, each with its scope, gate and cash.
public struct ImplementationFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Phases with months, scope, gate and cash. `nil` where no level changes.
  public var phases: FindingsTable?
  /// The phases over time. `nil` where no level changes.
  public var schedule: ScheduleFigure?
  /// How stock moves between locations while levels change.
  public var sequence: String?
  /// What stops the roll-out.
  public var guardRail: String?
  /// The location that goes first, where there is one to choose.
  public var pilot: String?
  /// Names of all locations that change over with it, itself among them.
  public var firstToChange: String?
  /// First day of the plan, where it is known.
  public var start: String?
  /// Month in which the pilot's phase starts ("Feb 2027", or "month 2" where the plan has no date).
  public var pilotMonth: String?

  /// One phase.
  struct Phase {
    var name: String
    var scope: String
    var months: Int
    var gate: String
    /// Locations that change over.
    var locations: Set<Int>
  }

  /// End locations that change over in one wave, as long as there are no more waves than the most allowed.
  static let waveSize = 12
  /// Most waves.
  static let maximumWaves = 6

  init(_ context: FindingsContext) {
    guard !context.isUnchanged else {
      lead =
        "No order-up-to level differs from \(context.currentPolicyName) by a unit or more, and no rule does: nothing needs to change."
      return
    }
    let format = context.format
    let (phases, pilotIndex) = Self.phases(context)
    let pilotName = pilotIndex.map { context.model.locations[$0].name }
    pilot = pilotName
    let startDate = Self.startDate(context)
    start = startDate.map(format.dates.day)
    let months = phases.reduce(0) { $0 + $1.months }
    let together = pilotIndex.flatMap { index in phases.first { $0.locations.contains(index) } }
    let names = together.map { phase in
      let members = phase.locations.sorted()
      guard members.count <= 3 else { return format.count(members.count, "location") }
      let names = members.map { context.model.locations[$0].name }
      return (names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " : "") + (names.last ?? "")
    }
    firstToChange = names
    lead =
      (ServiceCollapse(context) == nil ? "" : "Not before the plan holds its service in simulation. ")
      + "The change takes \(format.count(phases.filter { $0.months > 0 }.count, "phase")) and \(format.count(months, "month"))"
      + (startDate.map { " from \(format.dates.month($0))" } ?? "")
      + Self.order(context, pilotIndex, together: names)
    if let pilotIndex {
      let first = Self.startMonths(context, phases: phases)[pilotIndex]
      pilotMonth = Self.months(startDate, from: first, count: 1, format.dates)
    }
    sequence =
      "Where levels rise further down, the surplus above is kept back to fill them and not left to run off: no stock "
      + "leaves the network that a location below will need."
      + (context.ledger.hasValue && context.knowsStock
        ? " The cash figures are simpler and more cautious: they count every addition as bought at once, in the first month "
          + "of its phase." : "")
    guardRail =
      "Guard-rail: if a changed location stays more than 1 point below its expected fill rate for two weeks running, its "
      + "former levels come back until the cause is found."
    let cash = phases.map { phase in
      context.ledger.lines.reduce(0) { sum, line in
        sum
          + (phase.locations.contains(line.location) ? (line.currentOnHand - line.optimisedOnHand) * line.unitCost : 0)
      }
    }
    self.phases = Self.table(context, phases: phases, cash: cash, start: startDate)
    // The figures of the table, so that both say the same.
    schedule = Self.figure(
      context, phases: phases, cash: Self.shownCash(context, phases: phases, cash: cash), start: startDate)
  }

  /// Stock that leaves a location, in the measure.
  private static func gain(_ context: FindingsContext, _ location: Int) -> Double {
    let sums = context.sums(location: location)
    return context.current(sums) - context.optimised(sums)
  }

  /// Which locations change over first, and which of them is the pilot: the rest of a sentence.
  private static func order(_ context: FindingsContext, _ pilot: Int?, together: String?) -> String {
    guard let pilot, let together else { return "." }
    let name = context.model.locations[pilot].name
    let reason = pilotReason(context, pilot)
    return together == name
      ? "; the first to change over is \(name)\(reason)."
      : "; the first to change over are \(together). The pilot is \(name)\(reason)."
  }

  /// Why the pilot goes first: the planners chose it, or the figures did.
  private static func pilotReason(_ context: FindingsContext, _ pilot: Int?) -> String {
    guard let pilot else { return "" }
    if context.settings.plan.pilot == context.model.locations[pilot].id { return ", as the case asks" }
    let peers = context.locations(tier: context.model.locations[pilot].tier)
    return gain(context, pilot) > 0 && peers.count > 1 ? ", which releases more stock than any other of its tier" : ""
  }

  /// Per location, the month of the plan in which its phase starts; 0 where it has none or nothing changes there.
  static func startMonths(_ context: FindingsContext, phases: [Phase]) -> [Int] {
    var starts = [Int](repeating: 0, count: context.model.locations.count)
    var month = 0
    for phase in phases where phase.months > 0 {
      for location in phase.locations { starts[location] = month }
      month += phase.months
    }
    return starts
  }

  /// Every location that holds stock changes over in exactly one phase.
  static func phases(_ context: FindingsContext) -> ([Phase], pilot: Int?) {
    let model = context.model
    let format = context.format
    let supplied = model.suppliedLocations
    let used = model.locations.indices.filter { context.sums(location: $0).stages > 0 }
    let centres = used.filter { !supplied[$0].isEmpty }
    let topTier = centres.map { model.locations[$0].tier }.min()
    let top = centres.filter { model.locations[$0].tier == topTier }
    let lower = centres.filter { model.locations[$0].tier != topTier }
    let wanted = context.settings.plan.pilot.flatMap { id in used.first { model.locations[$0].id == id } }
    let pilot = wanted ?? lower.max { (gain(context, $0), $1) < (gain(context, $1), $0) }
    var phases = [
      Phase(
        name: "Prepare", scope: "Check data, load levels, agree on measures", months: 1,
        gate: "Every error and warning of the data check settled", locations: [])
    ]
    func names(_ locations: [Int]) -> String {
      locations.count <= 3
        ? locations.map { model.locations[$0].name }.joined(separator: ", ") : format.count(locations.count, "location")
    }
    func service(_ locations: [Int]) -> String {
      let members = Set(locations)
      let sums = context.ledger.sums { members.contains($0.location) }
      // A mean with an outage in it would let anything pass.
      guard !context.ledger.playsOutages else {
        return
          "\(ServiceWording(context).title) at most 1 point below the \(format.percent(sums.meanTarget)) promised, for "
          + "four weeks without an outage"
      }
      let fill = sums.optimisedFillRate
      return "Fill rate at most 1 point below the expected \(format.percent(fill)) for four weeks"
    }
    func stockGate(_ locations: [Int]) -> String {
      let members = Set(locations)
      let stock = context.optimised(context.ledger.sums { members.contains($0.location) })
      return service(locations) + "; stock at \(context.stock(stock)) or on its way there"
    }
    let first = top + (pilot.map { top.contains($0) ? [] : [$0] } ?? [])
    if !first.isEmpty {
      let name = top.isEmpty ? "Pilot" : first.count > top.count ? "Top and pilot" : "Top of the network"
      phases.append(
        Phase(name: name, scope: names(first), months: 2, gate: stockGate(first), locations: Set(first)))
    }
    let rest = lower.filter { $0 != pilot }
    if !rest.isEmpty {
      phases.append(
        Phase(
          name: "Other centres", scope: names(rest), months: max(1, min(4, (rest.count + 3) / 4)),
          gate: stockGate(rest), locations: Set(rest)))
    }
    let changed = changedLocations(context)
    let unchanged = used.filter { supplied[$0].isEmpty && $0 != pilot && !changed.contains($0) }
    let ends = used.filter { supplied[$0].isEmpty && $0 != pilot && changed.contains($0) }
      .sorted { (gain(context, $0), $1) > (gain(context, $1), $0) }
    let kinds = Set(ends.map { model.locations[$0].tier })
    let kind = kinds.count == 1 ? kinds.first.map { model.tiers[$0].name } ?? "" : "End locations"
    let waves = min(maximumWaves, (ends.count + waveSize - 1) / waveSize)
    for wave in 0..<waves {
      let members = Array(ends[ends.count * wave / waves..<ends.count * (wave + 1) / waves])
      phases.append(
        Phase(
          name: waves == 1 ? kind : "\(kind), wave \(wave + 1)", scope: names(members), months: 1,
          gate: service(members), locations: Set(members)))
    }
    if !unchanged.isEmpty {
      phases.append(
        Phase(
          name: "Unchanged", scope: names(unchanged), months: 0, gate: "No level and no rule changes",
          locations: Set(unchanged)))
    }
    return (phases, pilot)
  }

  /// Locations where at least one level moves by a unit or more, or that order by another rule.
  private static func changedLocations(_ context: FindingsContext) -> Set<Int> {
    var changed: Set<Int> = []
    let rules = context.model.tiers.indices.map(context.changesRule(tier:))
    for line in context.ledger.lines
    where abs(line.optimisedBaseStock - line.currentBaseStock) >= 1 || rules[line.tier] {
      changed.insert(line.location)
    }
    return changed
  }

  /// First day of the plan: as the case says, else of the month after the data cut-off.
  static func startDate(_ context: FindingsContext) -> CalendarDate? {
    context.settings.plan.start ?? context.dataCutOff.map { firstOfNextMonth(after: $0) }
  }

  private static func firstOfNextMonth(after date: CalendarDate) -> CalendarDate {
    let (year, month, _) = date.civil
    return CalendarDate(year: year, month: month, day: 1)?.adding(months: 1) ?? date
  }

  private static func months(_ start: CalendarDate?, from first: Int, count: Int, _ dates: DateFormat) -> String {
    guard count > 0 else { return NumberFormat.none }
    guard let start else { return count == 1 ? "month \(first + 1)" : "months \(first + 1)–\(first + count)" }
    let from = dates.month(start.adding(months: first))
    return count == 1 ? from : "\(from) – \(dates.month(start.adding(months: first + count - 1)))"
  }

  private static func table(
    _ context: FindingsContext, phases: [Phase], cash: [Double], start: CalendarDate?
  ) -> FindingsTable {
    let hasValue = context.ledger.hasValue
    var columns: [FindingsTable.Column] = [
      .init("Phase", numeric: false), .init("When", numeric: false), .init("Scope", numeric: false),
      .init("Gate", numeric: false),
    ]
    if hasValue { columns.append(.init("\(amountName(context)), \(context.currency)")) }
    var month = 0
    var rows: [FindingsTable.Row] = []
    let shown = Self.shownCash(context, phases: phases, cash: cash)
    let total = cash.reduce(0, +)
    let when = { (first: Int, count: Int) in
      FindingsTable.Cell(
        months(start, from: first, count: count, context.format.dates),
        inData: months(start, from: first, count: count, .iso8601))
    }
    for (index, phase) in phases.enumerated() {
      var cells: [FindingsTable.Cell] = [
        .init(phase.name), when(month, phase.months), .init(phase.scope),
        .init(phase.gate),
      ]
      if hasValue {
        cells.append(
          phase.locations.isEmpty ? .init(NumberFormat.none) : .init(cash[index], context.format.signed(shown[index])))
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
      note: hasValue && context.knowsStock
        ? "Cash follows as demand consumes the surplus, partly after the phase has ended." : nil)
  }

  /// What the money of a phase is: there is no cash in leaving a benchmark.
  private static func amountName(_ context: FindingsContext) -> String {
    context.knowsStock ? "Cash released" : "Less stock than \(context.isLocal ? "local min-max" : "independent")"
  }

  /// Cash as the table shows it: its sum is the working capital that the financial impact shows.
  private static func shownCash(_ context: FindingsContext, phases: [Phase], cash: [Double]) -> [Double] {
    let (now, then) = FinancialFindings.totals(context)
    let changing = phases.indices.filter { !phases[$0].locations.isEmpty }
    var shown = [Double](repeating: 0, count: phases.count)
    for (index, amount) in zip(
      changing, reconciled(changing.map { cash[$0] }, total: now - then, unit: context.tableUnit))
    {
      shown[index] = amount
    }
    return shown
  }

  private static func figure(
    _ context: FindingsContext, phases: [Phase], cash: [Double], start: CalendarDate?
  ) -> ScheduleFigure {
    var month = 0.0
    var shown: [ScheduleFigure.Phase] = []
    let scale = context.format.moneyScale(cash.reduce(0) { max($0, abs($1)) })
    for (phase, amount) in zip(phases, cash) where phase.months > 0 {
      let note =
        context.ledger.hasValue && !phase.locations.isEmpty ? context.format.signedShortMoney(amount, on: scale) : ""
      shown.append(.init(name: phase.name, startMonth: month, months: Double(phase.months), note: note))
      month += Double(phase.months)
    }
    let names = (0..<Int(month)).map { index in
      guard let start else { return ScheduleFigure.Month(name: "\(index + 1)", year: "Month") }
      let date = start.adding(months: index)
      return ScheduleFigure.Month(name: context.format.dates.monthName(date), year: String(date.civil.year))
    }
    let best = zip(phases, cash).max { $0.1 < $1.1 }
    let title =
      if context.ledger.hasValue, let best, best.1 > 0 {
        "“\(best.0.name)” \(context.knowsStock ? "releases" : "saves") most: \(context.stock(best.1))"
      } else {
        "Changed over in \(context.format.count(Int(month), "month"))"
      }
    return ScheduleFigure(
      heading: FigureHeading(
        id: "implementation", title: title,
        subtitle: "Phases by month\(context.ledger.hasValue ? ", and \(amountName(context).lowercased())" : "")",
        source: "Phases follow the network: top and pilot, other centres, then end locations in waves",
        alternativeText: "Phases: "
          + shown.map { phase in
            "\(phase.name), \(context.format.count(Int(phase.months), "month"))"
              + (phase.note.isEmpty ? "" : " (\(phase.note))")
          }.joined(separator: "; ") + "."),
      months: names, phases: shown, noteName: context.ledger.hasValue ? amountName(context) : "")
  }
}
