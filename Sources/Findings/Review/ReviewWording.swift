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

/// A bridge as readers see it: start, steps and end in the displayed unit, adding up.
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
  /// One per cause in which data differ, zero where it does not show.
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
    ends = isMoney ? DisplayedPair(start, end, in: format) : DisplayedPair(counting: start, end)
    self.isMoney = isMoney
    let moved = parts.filter { $0.change != 0 }
    let shown = reconciled(moved.map(\.change), total: ends.optimised - ends.current, unit: ends.scale.unit)
    all = zip(moved, shown).map { Step(name: $0.name, phrase: $0.phrase, change: $1) }
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
    let percentage = format.change(from: ends.current, to: ends.optimised)
    let reason = largest.map { self.reason($0) + (steps.count == 1 ? "" : " (\(signed($0.change, format)))") }
    return "\(change > 0 ? "rose" : "fell") by \(text(abs(change), format))"
      + (percentage == NumberFormat.none ? "" : " (\(percentage))") + " to \(text(ends.optimised, format))"
      + (reason ?? "")
  }
}
  /// ", all of it by demand" or ", mostly by demand".
  func reason(_ step: Step) -> String { ", \(steps.count == 1 ? "all of it" : "mostly") by \(step.phrase)" }

