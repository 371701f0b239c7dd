import Probability
public import Solver
public import SupplyNetwork

/// The requirements of every network of an input, over one horizon.
public struct RequirementsStudy: Sendable {
  /// What was planned.
  public let model: NetworkModel
  /// One plan per network, in the model's order.
  public let plans: [RequirementsPlan]
  /// Periods planned.
  public let periods: Int
  /// When the periods are.
  public let calendar: PlanningCalendar
  /// Stages whose stock of today is known.
  public let measuredStages: Int
  /// Stages whose units on order have no date, so that one is assumed.
  public let assumedStages: Int
  /// How orders are sized; `nil` = each covers a review period of its stage.
  let sizesByReview: Bool
  /// Rows of scheduled_receipts.csv and forecast.csv for places that no demand draws on.
  public let unusedRows: Int

  /// Plans requirements.
  ///
  /// - Parameters:
  ///   - plans: Per network, the plan whose safety stocks count.
  ///   - periods: Periods to plan. `nil` = the longest usual horizon of all networks (`PlanningHorizon`), and the firm
  ///     periods.
  ///   - firmPeriods: Periods at the start in which no order may be released any more.
  ///   - lotRule: how the orders of a stage are sized. `nil` = each covers a review period of its stage.
  /// - Throws: ``StudyError`` naming the first network that cannot be planned.
  public init(
    _ input: StudyInput, plans stockingPlans: [StockingPlan], periods wanted: Int? = nil, firmPeriods: Int = 0,
    lotRule: (@Sendable (Stage) -> LotRule)? = nil
  ) throws(StudyError) {
    let model = input.model
    let usual = model.networks.reduce(1) { max($0, PlanningHorizon.usualPeriods(for: $1)) }
    let periods = wanted ?? min(PlanningHorizon.longest, usual + firmPeriods)
    let calendar = PlanningCalendar(
      today: input.planningCase?.dataCutOff, periodDays: model.settings.period.days)
    var outside = OutsideKnowledge(input, calendar: calendar)
    var plans: [RequirementsPlan] = []
    var assumed = 0
    for (index, network) in model.networks.enumerated() {
      let forecast = network.stages.map { stage in
        outside.forecast(of: stage, mean: stage.demand?.mean ?? 0)
      }
      var request = RequirementsInput(
        network: network, plan: stockingPlans[index], inventory: model.inventory[index],
        arrivals: outside.arrivals(network), periods: periods, firmPeriods: firmPeriods, forecast: forecast)
      if let lotRule { request.lotRules = network.stages.map(lotRule) }
      assumed += Set(request.arrivals.lazy.filter(\.isAssumed).map(\.stage)).count {
        model.inventory[index][$0] != nil
      }
      do {
        plans.append(try RequirementsPlanning.plan(for: network, input: request))
      } catch {
        throw StudyError(isInfeasible: false, message: "\(network.name): \(error.reason)")
      }
    }
    self.model = model
    self.plans = plans
    self.periods = periods
    self.calendar = calendar
    sizesByReview = lotRule == nil
    measuredStages = model.inventory.reduce(0) { $0 + $1.count { $0 != nil } }
    assumedStages = assumed
    unusedRows = outside.unusedRows
  }
}

/// When the periods of a plan are.
public struct PlanningCalendar: Sendable, Equatable {
  /// The last day before period 1. `nil` = unknown: periods have numbers only.
  public let today: CalendarDate?
  /// Days in a period.
  public let periodDays: Int

  /// First day of a period; 0 and less is before today.
  public func firstDay(of period: Int) -> CalendarDate? {
    today?.adding(days: (period - 1) * periodDays + 1)
  }

  /// First day of a period, or its number where no day is known.
  func cell(_ period: Int, _ format: NumberFormat) -> FindingsTable.Cell {
    firstDay(of: period).map { .init($0, format.dates) } ?? .init(String(period))
  }

  /// The period of a day; that of days up to today is 0 or less.
  func period(of day: CalendarDate) -> Int? {
    today.map { today in
      let days = day.dayNumber - today.dayNumber - 1
      return (days >= 0 ? days / periodDays : -((periodDays - 1 - days) / periodDays)) + 1
    }
  }
}

/// What the case says of arrivals and demand to come, by place.
private struct OutsideKnowledge {
  private struct Place: Hashable {
    var location: Int
    var item: Int
  }

  private let calendar: PlanningCalendar
  private var receipts: [Place: [ScheduledReceipt]] = [:]
  private var records: [Place: [ForecastRecord]] = [:]
  /// First day, and the day after the last one, that the forecast speaks of, in days after today from 0.
  private var covered = 0..<0

  init(_ input: StudyInput, calendar: PlanningCalendar) {
    self.calendar = calendar
    guard let today = calendar.today?.dayNumber, let planningCase = input.planningCase else { return }
    for receipt in planningCase.scheduledReceipts {
      receipts[Place(location: receipt.location, item: receipt.item), default: []].append(receipt)
    }
    for record in planningCase.forecast {
      records[Place(location: record.location, item: record.item), default: []].append(record)
    }
    let first = planningCase.forecast.map { $0.date.dayNumber - today - 1 }.min() ?? 0
    let last = planningCase.forecast.map { $0.date.dayNumber + $0.days - today - 1 }.max() ?? 0
    covered = max(0, first)..<max(0, first, last)
  }

  /// Rows not asked for so far.
  var unusedRows: Int { receipts.values.reduce(0) { $0 + $1.count } + records.values.reduce(0) { $0 + $1.count } }

  /// Arrivals at the stages of a network; what should have come is due in the first period.
  mutating func arrivals(_ network: StageNetwork) -> [ScheduledArrival] {
    var arrivals: [ScheduledArrival] = []
    for (index, stage) in network.stages.enumerated() {
      for receipt in receipts.removeValue(forKey: Place(location: stage.location, item: stage.item)) ?? [] {
        guard let period = calendar.period(of: receipt.date) else { continue }
        arrivals.append(ScheduledArrival(stage: index, period: max(1, period), quantity: receipt.quantity))
      }
    }
    return arrivals
  }

  /// Demand at a stage: what the forecast says on the days that the file speaks of, the mean on all others.
  mutating func forecast(of stage: Stage, mean: Double) -> ExternalForecast {
    guard let records = records.removeValue(forKey: Place(location: stage.location, item: stage.item)),
      let today = calendar.today?.dayNumber, !covered.isEmpty
    else { return ExternalForecast(mean: mean) }
    let days = calendar.periodDays
    var values = [Double](repeating: 0, count: (covered.upperBound + days - 1) / days)
    for day in 0..<values.count * days where !covered.contains(day) { values[day / days] += mean / Double(days) }
    for record in records {
      let first = record.date.dayNumber - today - 1
      let daily = record.quantity / Double(record.days)
      for day in max(0, first)..<max(0, first, first + record.days) { values[day / days] += daily }
    }
    return ExternalForecast(values: values, mean: mean)
  }
}
