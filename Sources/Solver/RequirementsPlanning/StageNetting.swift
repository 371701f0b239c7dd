import SupplyNetwork

/// The netting of one stage over all periods that it looks ahead; position 0 is period 1.
struct StageNetting {
  /// A scheduled receipt and when it is needed.
  private struct Arrival {
    var period: Int
    var quantity: Double
    var isAssumed: Bool
    /// Period in which the requirements need it. `nil` = in none.
    var neededPeriod: Int?
  }

  /// Planned orders by the position of their receipt.
  let receipts: [Double]

  private let stage: Stage
  private let onHand: Double
  private let safetyStock: Double
  private let gross: [Double]
  private let net: [Double]
  private let leadTime: Int
  /// First period in which an order can be released.
  private let firstRelease: Int
  private let arrivals: [Arrival]
  private let scheduled: [Double]
  private let projected: [Double]
  /// What counts as nothing, in units.
  private let tolerance: Double
  /// Netting, sizing and adding up may each have left as much.
  private var messageTolerance: Double { 4 * tolerance }

  /// Nets the requirements and sizes the orders; `nil` where lot sizes do not cover the requirements.
  ///
  /// Complexity: O(periods × coverage + arrivals log arrivals).
  init?(
    stage: Stage, rule: LotRule, onHand: Double, safetyStock: Double, gross: [Double],
    arrivals scheduledArrivals: [ScheduledArrival], leadTime: Int, firmPeriods: Int, startsInBalance: Bool
  ) {
    // What rounding leaves of sums of this size is nothing.
    let stock = max(abs(onHand), safetyStock) + stage.orderMultiple + stage.minimumOrder
    tolerance = 1e-9 + 1e-12 * scheduledArrivals.reduce(gross.reduce(stock, +)) { $0 + $1.quantity }
    self.stage = stage
    self.onHand = onHand
    self.safetyStock = safetyStock
    self.gross = gross
    self.leadTime = leadTime
    firstRelease = 1 + firmPeriods

    var arrivals = scheduledArrivals.enumerated()
      .sorted { ($0.element.period, $0.offset) < ($1.element.period, $1.offset) }
      .map { Arrival(period: $0.element.period, quantity: $0.element.quantity, isAssumed: $0.element.isAssumed) }
    var net = [Double](repeating: 0, count: gross.count)
    var balance = onHand
    var next = 0
    for index in gross.indices {
      balance -= gross[index]
      while balance < safetyStock - tolerance, next < arrivals.count {
        balance += arrivals[next].quantity
        arrivals[next].neededPeriod = index + 1
        next += 1
      }
      if balance < safetyStock - tolerance {
        net[index] = safetyStock - balance
        balance = safetyStock
      }
    }
    var scheduled = [Double](repeating: 0, count: gross.count)
    for arrival in arrivals where arrival.period <= scheduled.count {
      scheduled[arrival.period - 1] += arrival.quantity
    }
    if startsInBalance {
      for index in 0..<min(firmPeriods + leadTime, net.count) {
        scheduled[index] += net[index]
        net[index] = 0
      }
    }
    self.arrivals = arrivals
    self.scheduled = scheduled
    self.net = net

    let sizer = LotSizer(
      rule: rule, multiple: stage.orderMultiple, minimum: stage.minimumOrder, tolerance: tolerance)
    guard let receipts = sizer.receipts(for: net, earliest: firmPeriods + leadTime) else { return nil }
    self.receipts = receipts

    var projected = gross
    balance = onHand
    for index in gross.indices {
      balance += scheduled[index] + receipts[index] - gross[index]
      projected[index] = balance
    }
    self.projected = projected
  }

  /// Whether no sum has overflowed.
  var isFinite: Bool { projected.allSatisfy(\.isFinite) && receipts.allSatisfy(\.isFinite) }

  /// The record of the first periods.
  func record(periods: Int) -> RequirementsPlan.StageRecord {
    RequirementsPlan.StageRecord(
      leadTime: leadTime, onHand: onHand, safetyStock: safetyStock, grossRequirements: Array(gross.prefix(periods)),
      scheduledReceipts: Array(scheduled.prefix(periods)), projectedOnHand: Array(projected.prefix(periods)),
      netRequirements: Array(net.prefix(periods)), plannedReceipts: Array(receipts.prefix(periods)),
      plannedReleases: Array(receipts[leadTime..<leadTime + periods]))
  }

  /// What planners have to decide about the first periods, the more urgent, then the earlier first.
  func exceptions(stage index: Int, periods: Int) -> [RequirementsPlan.Exception] {
    typealias Exception = RequirementsPlan.Exception
    var found: [Exception] = []
    /// One message for all periods in which so much is missing.
    func add(_ kind: Exception.Kind, missing: (Double) -> Double) {
      let positions = (0..<periods).filter { missing(projected[$0]) > messageTolerance }
      guard let first = positions.first, let last = positions.last else { return }
      let most = positions.reduce(0) { max($0, missing(projected[$1])) }
      found.append(Exception(kind: kind, stage: index, quantity: most, fromPeriod: first + 1, toPeriod: last + 1))
    }
    add(.shortage) { -$0 }

    // What the first receipt possible would have had to cover earlier.
    let late = net.prefix(min(periods, firstRelease + leadTime - 1))
    if let first = late.firstIndex(where: { $0 > tolerance }) {
      found.append(
        Exception(
          kind: .pastDueRelease, stage: index, quantity: late.reduce(0, +), fromPeriod: first + 1 - leadTime,
          toPeriod: firstRelease))
    }

    func move(_ kind: Exception.Kind, where isMeant: (_ arrival: Arrival, _ needed: Int) -> Bool) {
      for arrival in arrivals where !arrival.isAssumed && arrival.quantity > 0 {
        guard let needed = arrival.neededPeriod, isMeant(arrival, needed) else { continue }
        found.append(
          Exception(
            kind: kind, stage: index, quantity: arrival.quantity, fromPeriod: arrival.period, toPeriod: needed))
      }
    }
    move(.expedite) { arrival, needed in needed < arrival.period && needed <= periods }
    add(.belowSafetyStock) { $0 < -messageTolerance ? 0 : safetyStock - $0 }
    for arrival in arrivals where arrival.neededPeriod == nil && arrival.quantity > 0 {
      found.append(
        Exception(
          kind: .cancel, stage: index, quantity: arrival.quantity, fromPeriod: arrival.period, toPeriod: nil))
    }
    // Within a review period nobody could have ordered for the later day.
    move(.defer) { arrival, needed in needed - arrival.period >= max(1, stage.reviewPeriod) }
    return found
  }
}
