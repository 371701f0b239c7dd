import SupplyNetwork

/// Branch and bound over committed service times of a general acyclic network.
///
/// Each case (a range of labels by stage) is bounded by ``MessagePassing`` until it is closed or the bound hardly rises;
/// then labels that the bound makes too dear are ruled out, and the case is split at a committed service time that is
/// least settled. Plans come from the sweeps themselves. Humair & Willems 2011 (doi:10.1287/opre.1100.0906) branch over
/// tree relaxations; the bound here is that of the time-indexed linear relaxation, which is exact on trees and wherever
/// no stage has both suppliers and customers, and closes most real networks without a split.
struct PlacementSearch: ~Copyable {
  /// What a search found.
  struct Outcome {
    /// Committed service times of the best plan; `nil` where none was found.
    var committed: [Int]?
    /// Its cost, in money per period.
    var cost = Double.infinity
    /// No plan costs less.
    var lowerBound = -Double.infinity
    /// The proof, where the search was finished.
    var certificate: PlacementCertificate?
    /// Elementary steps taken.
    var effort = 0
  }

  /// A case still open.
  private struct OpenCase {
    var state: MessageState
    var bound: Double
    var position: Int
  }

  /// Part of the cost below which a gap counts as closed: well under what is asked of a proof (10⁻⁹), well over what
  /// rounding does to sums of thousands of numbers.
  static var tolerance: Double { 1e-10 }

  private let passing: MessagePassing
  private let pricing: PlacementPricing
  private let limits: SearchLimits
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var best = Outcome()
  private var certificate = PlacementCertificate()
  private var priceCount = 0
  /// What the stages cost at least whatever is promised: where that is all, rounding must not leave a gap.
  private let leastCost: Double
  /// Least bound of all closed cases and of what was ruled out.
  private var closedBound = Double.infinity

  init(layout: consuming MessageLayout, pricing: consuming PlacementPricing, limits: SearchLimits) {
    leastCost = pricing.leastCost
    passing = MessagePassing(layout)
    self.pricing = pricing
    self.limits = limits
    start = clock.now
  }

  /// Searches until the best plan is proven or a limit is reached.
  consuming func run() -> Outcome {
    var root = MessageState(passing.layout)
    root.ranges.propagate(in: passing.layout.network)
    offer([Int](repeating: 0, count: passing.layout.stageCount))
    var open = [OpenCase(state: root, bound: -.infinity, position: 0)]
    while var last = open.popLast() {
      guard !isOverLimit, best.effort + 2 * passing.effort(last.state) <= limits.effort else {
        open.append(last)
        break
      }
      guard let bound = close(&last) else { continue }
      open.append(contentsOf: split(last, bound))
    }
    best.lowerBound = max(leastCost, open.reduce(min(closedBound, best.cost)) { min($0, $1.bound) })
    if open.isEmpty, priceCount <= Self.largestProof { best.certificate = certificate }
    return best
  }

  // MARK: - One case

  /// Raises the bound of a case; `nil` where that closes it, else its last bound.
  private mutating func close(_ open: inout OpenCase) -> MessageBound? {
    var committed = [Int](repeating: 0, count: passing.layout.stageCount)
    var rounds = 0
    while true {
      guard !open.state.ranges.isEmpty else { return nil }
      let effort = passing.effort(open.state)
      var sweeps = 0
      var checkpoint = 1
      var boundAtHalf = open.bound
      var bound: MessageBound
      repeat {
        while sweeps < checkpoint, sweeps == 0 || !isOverLimit {
          passing.sweepUpstream(&open.state)
          passing.sweepDownstream(&open.state, settling: &committed)
          best.effort += 2 * effort
          sweeps += 1
          offer(committed)
        }
        bound = MessageBound(passing.layout, open.state)
        best.effort += effort / 2
        if isClosed(bound.value) {
          closedBound = min(closedBound, bound.value)
          record(bound.prices, at: open.position)
          return nil
        }
        open.bound = max(open.bound, bound.value)
        let isDoubled = checkpoint & (checkpoint - 1) == 0
        if isDoubled, checkpoint >= Self.patience {
          // Hardly any better for twice the work.
          if best.cost == .infinity || best.cost - open.bound > Self.stall * (best.cost - boundAtHalf) { break }
        }
        if isDoubled { boundAtHalf = open.bound }
        checkpoint = isDoubled && checkpoint > 1 ? checkpoint * 3 / 2 : checkpoint > 1 ? checkpoint / 3 * 4 : 2
      } while !isOverLimit
      rounds += 1
      let hadLabels = passing.effort(open.state)
      ruleOut(&open, bound)
      // Fewer labels make the same sweeps cheaper and sharper.
      if isOverLimit || rounds > 2 || passing.effort(open.state) > hadLabels / 2 { return bound }
    }
  }

  /// Sweeps in both directions before a case may be split.
  private static var patience: Int { 4 }
  /// A gap that is still more than this part of what it was at half the sweeps has stalled.
  private static var stall: Double { 0.95 }

  /// Keeps prices for the proof, unless that has grown too large to be kept.
  private mutating func record(_ prices: [Double], at position: Int) {
    priceCount += prices.count
    if priceCount > Self.largestProof {
      certificate = PlacementCertificate()
    } else {
      certificate.cases[position].prices.append(prices)
    }
  }

  /// Most prices of a proof that is kept: half a gigabyte.
  private static var largestProof: Int { 1 << 26 }

  private func isClosed(_ bound: Double) -> Bool {
    max(bound, leastCost) >= best.cost - Self.tolerance * abs(best.cost) || bound == .infinity
  }

  private var isOverLimit: Bool {
    if best.effort > limits.effort { return true }
    guard let seconds = limits.seconds else { return false }
    return (clock.now - start) / .seconds(1) > seconds
  }

  /// Takes a plan if it is the best so far.
  private mutating func offer(_ times: [Int]) {
    var committed = times
    let cost = pricing.settle(&committed)
    if cost < best.cost {
      best.cost = cost
      best.committed = committed
    }
  }

  /// Rules out the labels at both ends of each committed service time that make any plan too dear.
  private mutating func ruleOut(_ open: inout OpenCase, _ bound: MessageBound) {
    let room = best.cost - Self.tolerance * abs(best.cost) - bound.value
    guard room < .infinity else { return }
    var ranges = open.state.ranges
    for stage in 0..<passing.layout.stageCount {
      let excess = bound.excess[stage]
      guard excess.count > 1, let first = excess.firstIndex(where: { $0 < room }),
        let last = excess.lastIndex(where: { $0 < room })
      else { continue }
      let smallest = ranges.lower[2 * stage + 1]
      ranges.raise(2 * stage + 1, to: smallest + first)
      ranges.cap(2 * stage + 1, at: smallest + last)
    }
    guard ranges != open.state.ranges else { return }
    closedBound = min(closedBound, bound.value + room)
    ranges.propagate(in: passing.layout.network)
    open.state.ranges = ranges
    record(bound.prices, at: open.position)
  }

  /// The two halves of a case, the more promising one last; none where a single plan is left.
  private mutating func split(_ open: OpenCase, _ bound: MessageBound) -> [OpenCase] {
    guard let (stage, label) = branching(open, bound) else {
      // One plan is left, and it is known what that costs.
      var committed = open.state.ranges.lower.indices.filter { $0 & 1 == 1 }.map { open.state.ranges.lower[$0] }
      offer(committed)
      closedBound = min(closedBound, pricing.settle(&committed))
      return []
    }
    let first = certificate.cases.count
    if priceCount <= Self.largestProof {
      certificate.cases.append(contentsOf: [.init(), .init()])
      certificate.cases[open.position].split = .init(stage: stage, label: label, within: first, beyond: first + 1)
    }
    var within = open
    within.state.ranges.cap(2 * stage + 1, at: label)
    within.state.ranges.propagate(in: passing.layout.network)
    within.position = first
    var beyond = open
    beyond.state.ranges.raise(2 * stage + 1, to: label + 1)
    beyond.state.ranges.propagate(in: passing.layout.network)
    beyond.position = first + 1
    let bestLabel = best.committed.map { $0[stage] } ?? label
    return bestLabel <= label ? [beyond, within] : [within, beyond]
  }

  /// Where to split: the stage whose cost is least settled by the labels that are nearly as cheap as the cheapest.
  private func branching(_ open: OpenCase, _ bound: MessageBound) -> (stage: Int, label: Int)? {
    let room = best.cost < .infinity ? 0.25 * (best.cost - bound.value) : .infinity
    var choice: (stage: Int, label: Int)?
    var highest = -Double.infinity
    let ranges = open.state.ranges
    for stage in 0..<passing.layout.stageCount {
      let variable = 2 * stage + 1
      guard ranges.count(variable) > 1 else { continue }
      let excess = bound.excess[stage]
      let first = excess.firstIndex { $0 <= room } ?? 0
      let last = excess.lastIndex { $0 <= room } ?? 0
      let smallest = min(max(bound.ranges.lower[variable] + first, ranges.lower[variable]), ranges.upper[variable])
      let largest = min(max(bound.ranges.lower[variable] + last, ranges.lower[variable]), ranges.upper[variable])
      let zero = passing.layout.risingZero[stage] + ranges.upper[2 * stage] + passing.layout.factors[stage].periods
      let difference = passing.layout.rising[zero - smallest] - passing.layout.rising[zero - largest]
      let spread = difference.isFinite ? difference : .greatestFiniteMagnitude
      // Where all stages are settled, any label that is left may be wrong.
      let score = smallest < largest ? spread : -1 / Double(ranges.count(variable))
      if score > highest {
        highest = score
        choice = (stage, min((smallest + largest) / 2, ranges.upper[variable] - 1))
      }
    }
    return choice
  }
}
