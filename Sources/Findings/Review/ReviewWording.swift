import SupplyNetwork

/// How two runs that are compared are named.
public struct ReviewLabels: Sendable {
  /// Begins the sentence that says what changed: "Since 2026-10-01 (run …)".
  var opening: String
  /// Head of the figures before.
  var then: String
  /// Head of the figures after.
  var now: String
  /// What is said of changes that no plan heeds, a sentence.
  var aside: String?

  /// Names two runs.
  ///
  /// - Parameters:
  ///   - opening: begins the sentence that says what changed.
  ///   - then: head of the figures before.
  ///   - now: head of the figures after.
  ///   - aside: what is said of changes that no plan heeds, a sentence; `nil` where there are none.
  public init(opening: String, then: String, now: String, aside: String? = nil) {
    self.opening = opening
    self.then = then
    self.now = now
    self.aside = aside
  }

  /// The names in a report: by their data cut-offs, where these tell them apart.
  init(then: ReviewSide, now: ReviewSide) {
    let run = then.runID.map { "run \($0)" }
    let dates = NumberFormat(now.model.settings).dates
    let day = then.dataCutOff.map { dates.day($0) }
    let dated = day.map { day in run.map { "\(day) (\($0))" } ?? day }
    opening = "Since " + (dated ?? run ?? "the run before")
    if let before = then.dataCutOff, let after = now.dataCutOff, before != after {
      (self.then, self.now) = (dates.day(before), dates.day(after))
    } else {
      (self.then, self.now) = ("Then", "Now")
    }
  }
}

/// A bridge as readers see it: start, steps and end in one displayed unit, adding up.
///
/// The unit is that of the changes: on the scale of the ends, changes of a hundredth of them would be bent to add up.
struct ShownBridge {
  /// A step that can be seen.
  struct Step {
    var name: String
    /// Inside a sentence.
    var phrase: String
    /// As shown.
    var change: Double
  }

  let ends: DisplayedPair
  /// One per part, zero where it does not show.
  let all: [Step]
  /// Whether stock is counted in money; in units otherwise.
  let isMoney: Bool

  /// Steps that can be seen.
  var steps: [Step] { all.filter { abs($0.change) >= ends.scale.unit / 2 } }

  /// - Parameters:
  ///   - parts: name, name inside a sentence and change of every step; those of exactly 0 stay 0.
  ///   - isMoney: whether they are amounts of money; units otherwise.
  init(
    from start: Double, to end: Double, _ parts: [(name: String, phrase: String, change: Double)], isMoney: Bool,
    _ format: NumberFormat
  ) {
    let moved = parts.map(\.change).filter { $0 != 0 }
    let scale = NumberScale(
      ofChanges: moved, from: start, to: end, smallDecimals: isMoney ? format.moneyDecimals : 1)
    ends = DisplayedPair(start, end, on: scale)
    self.isMoney = isMoney
    var shown = reconciled(moved, total: ends.optimised - ends.current, unit: scale.unit)[...]
    all = parts.map { part in
      Step(name: part.name, phrase: part.phrase, change: part.change == 0 ? 0 : shown.popFirst() ?? 0)
    }
  }

  /// Whether it shows nothing that another bridge does not, as all of it is the other's at one rate.
  func isMultiple(of other: ShownBridge) -> Bool {
    guard isMoney, other.isMoney, other.ends.optimised > 0, all.count == other.all.count else { return false }
    let rate = ends.optimised / other.ends.optimised
    let rounding = ends.scale.unit + rate * other.ends.scale.unit
    return abs(ends.current - rate * other.ends.current) <= rounding
      && zip(all, other.all).allSatisfy { abs($0.change - rate * $1.change) <= rounding }
  }

  /// An amount as tables show it: in full, without a unit where it is a count.
  func tableText(_ amount: Double, _ format: NumberFormat) -> String {
    let decimals = ends.scale.divisor == 1 ? ends.scale.decimals : 0
    guard isMoney else { return format.number(amount, decimals: decimals) }
    return decimals > 0 ? format.exactMoney(amount) : format.money(amount)
  }

  /// A change as tables show it, with its sign.
  func tableChange(_ amount: Double, _ format: NumberFormat) -> String {
    amount == 0 ? "0" : format.signed(amount, decimals: ends.scale.divisor == 1 ? ends.scale.decimals : 0)
  }

  /// An amount as text.
  func text(_ amount: Double, _ format: NumberFormat) -> String {
    isMoney ? format.shortMoney(amount, on: ends.scale) : format.scaled(amount, on: ends.scale) + " units"
  }

  /// A change as text with its sign.
  func signed(_ amount: Double, _ format: NumberFormat) -> String {
    isMoney
      ? format.signedShortMoney(amount, on: ends.scale) : format.signedScaled(amount, on: ends.scale) + " units"
  }

  /// The step that moves most, in the direction of the whole where there is one.
  var largest: Step? {
    let change = ends.change
    let same = steps.filter { change == 0 || ($0.change > 0) == (change > 0) }
    return same.max { abs($0.change) < abs($1.change) }
  }

  /// ", all of it by demand" or ", mostly by demand".
  func reason(_ step: Step) -> String { ", \(steps.count == 1 ? "all of it" : "mostly") by \(step.phrase)" }

  /// "rose by $0.21M (+3.0%) to $7.20M, mostly by demand (+$0.30M)", without a full stop.
  func sentence(_ format: NumberFormat) -> String {
    let change = ends.change
    guard change != 0 else {
      let up = steps.filter { $0.change > 0 }.max { $0.change < $1.change }
      let down = steps.filter { $0.change < 0 }.min { $0.change < $1.change }
      guard let up, let down else { return "stayed at \(text(ends.optimised, format))" }
      return
        "stayed at \(text(ends.optimised, format)): \(up.phrase) (\(signed(up.change, format))) and \(down.phrase) "
        + "(\(signed(down.change, format))) offset each other"
    }
    let percentage = format.change(ends)
    let reason = largest.map { self.reason($0) + (steps.count == 1 ? "" : " (\(signed($0.change, format)))") }
    return "\(change > 0 ? "rose" : "fell") by \(text(abs(change), format))"
      + (percentage == NumberFormat.none ? "" : " (\(percentage))") + " to \(text(ends.optimised, format))"
      + (reason ?? "")
  }
}
