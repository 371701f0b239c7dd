#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How long a simulation is played before it is measured, where the case leaves that to a rule (`warm_up: auto`).
///
/// A run starts with full shelves and nothing on its way. After the longest time that an order takes to come through the
/// network, reviews and waiting included, everything on its way stems from demand of the run; after as long again, so does
/// what stages owe each other. A forecast with weight α for the latest period keeps (1 − α)ⁿ of what it started with after
/// n periods: it is given until less than 5 % are left. The warm-up is the sum of both, in whole weeks of periods. A fixed
/// rule, unlike one that looks at the output (such as MSER, White 1997, doi:10.1177/003754979706900601), is the same for
/// all policies compared.
public enum WarmUpRule {
  /// Periods that a warm-up is a multiple of.
  static let multiple = 7
  /// What of a forecast's start may be left.
  static let restOfStart = 0.05

  /// Periods before measuring starts.
  ///
  /// - Parameters:
  ///   - networks: that are simulated.
  ///   - rules: how tiers order.
  ///   - localSmoothing: weight of the latest period in forecasts of today's policy, where it follows one.
  public static func periods(_ networks: [StageNetwork], rules: ReplenishmentSettings, localSmoothing: Double?) -> Int {
    let longest = networks.map(longestTime).max() ?? 0
    let stated =
      Array(rules.current.values) + Array(rules.proposed.values)
      + [rules.currentStandard, rules.proposedStandard].compactMap { $0 }
    let weights = stated.filter { $0.logic == .localMinMax || $0.logic == .pointOfSaleEchelon }.map(\.smoothing)
    let forgetting = (weights + [localSmoothing].compactMap { $0 }).map(periodsToForget).max() ?? 0
    let least = max(multiple, 2 * longest + forgetting)
    return (least + multiple - 1) / multiple * multiple
  }

  /// The longest time from an order at the top of a network to goods at its end, in periods. Complexity: O(stages + links).
  static func longestTime(of network: StageNetwork) -> Int {
    var time = [Int](repeating: 0, count: network.stageCount)
    for index in network.upstreamFirst {
      let stage = network.stages[index]
      let before = network.supplierLinks[index].map { time[network.links[$0].supplier] + network.links[$0].leadTime }
      // A processing time that varies may well be two standard deviations longer.
      let processing = stage.processingTime + Int((2 * stage.processingTimeSD).rounded(.up))
      time[index] =
        max(before.max() ?? 0, stage.externalInboundServiceTime) + processing + max(1, stage.reviewPeriod) - 1
    }
    return time.max() ?? 0
  }

  /// Periods until a forecast has forgotten its start; none where it never moves or never remembers.
  private static func periodsToForget(_ weight: Double) -> Int {
    guard weight > 0, weight < 1 else { return 0 }
    return Int((log(restOfStart) / log(1 - weight)).rounded(.up))
  }
}
