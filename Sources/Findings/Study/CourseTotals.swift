import Probability
import Simulator
import SupplyNetwork

/// Courses of networks under one policy, added up: by replication, so that sums and ratios carry an interval.
struct CourseTotals: Sendable {
  private let tiers: Int
  private let replications: Int
  private let periods: Int
  private let warmUp: Int
  private let buckets: Int
  /// Replication, then tier, then bucket: mean stock.
  private var stock: [Double]
  /// Replication, then bucket.
  private var due: [Double]
  private var onTime: [Double]
  /// Replication, then tier: after the warm-up.
  private var meanStock: [Double]
  /// Replication: after the warm-up.
  private var meanDue: [Double]
  private var meanOnTime: [Double]
  /// Replication, then tier: weighted sums of ratios, and their weights.
  private var variance: [Double]
  private var varianceWeight: [Double]
  private var correlation: [Double]
  private var correlationWeight: [Double]

  /// Nothing yet of the networks of a model.
  init(_ model: NetworkModel, replications: Int) {
    let settings = Self.settings(model)
    tiers = model.tiers.count
    self.replications = replications
    periods = settings.periods
    warmUp = max(0, model.settings.simulation.warmUp)
    buckets = (periods + CourseStudy.bucketPeriods - 1) / CourseStudy.bucketPeriods
    func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
    stock = zeros(replications * tiers * buckets)
    due = zeros(replications * buckets)
    onTime = due
    meanStock = zeros(replications * tiers)
    meanDue = zeros(replications)
    meanOnTime = meanDue
    variance = meanStock
    varianceWeight = meanStock
    correlation = meanStock
    correlationWeight = meanStock
  }

  /// The courses of one network under a policy.
  ///
  init(_ model: NetworkModel, index: Int, policy: NetworkPolicy, replications: Int, isValue: Bool) async {
    let worlds = (0..<replications).map { Self.world(model, index: index, policy: policy, replication: $0) }
    let played = await Simulator.courses(worlds, settings: Self.settings(model), threads: 1)
    self.init(model, index: index, courses: played.courses, isValue: isValue)
  }

  /// The settings that courses are played with: the warm-up belongs to them.
  static func settings(_ model: NetworkModel) -> CaseSettings.Simulation {
    var settings = model.settings.simulation
    settings.periods = max(1, settings.periods + settings.warmUp)
    settings.warmUp = 0
    return settings
  }

  /// A network as it is played.
  ///
  /// - Parameter startingShare: of the stock that the policy orders up to, what a run starts with.
  static func world(
    _ model: NetworkModel, index: Int, policy: NetworkPolicy, replication: Int, startingShare: Double = 1
  ) -> SimulatedWorld {
    let network = model.networks[index]
    return SimulatedWorld(
      network: network, policy: policy, streamIndex: UInt64(index), replication: replication,
      startingOnHand: startingShare == 1 ? nil : network.startingOnHand(policy).map { $0 * startingShare },
      source: model.demandSource(of: index), tiers: network.stages.map { model.tier(of: $0) })
  }

  /// Adds up the courses of one network, one for each replication.
  init(_ model: NetworkModel, index: Int, courses: [NetworkCourse], isValue: Bool) {
    self.init(model, replications: courses.count)
    let network = model.networks[index]
    let places = network.stages.map { model.tier(of: $0) }
    // Stages of one network may be of several items: their mean value, weighted by demand, stands for a unit.
    let costs = network.stages.map { isValue ? model.unitCost(of: $0) ?? 0 : 1 }
    var tierCosts = [Double](repeating: 0, count: tiers)
    for tier in 0..<tiers {
      let own = network.stages.indices.filter { places[$0] == tier }
      let weight = own.reduce(0) { $0 + network.meanDemand[$1] }
      tierCosts[tier] = weight > 0 ? own.reduce(0) { $0 + costs[$1] * network.meanDemand[$1] } / weight : 0
    }
    for (replication, course) in courses.enumerated() { add(course, replication, tierCosts) }
  }

  private mutating func add(_ course: NetworkCourse, _ replication: Int, _ costs: [Double]) {
    // Worlds of a network without stages in the last tiers have fewer.
    let own = min(tiers, course.tierCount)
    var demand = [Double](repeating: 0, count: course.periodCount)
    for period in 0..<course.periodCount {
      let bucket = period / CourseStudy.bucketPeriods
      let length = min(CourseStudy.bucketPeriods, periods - bucket * CourseStudy.bucketPeriods)
      for tier in 0..<own {
        let value = course.value(.onHand, period: period, tier: tier) * costs[tier]
        stock[(replication * tiers + tier) * buckets + bucket] += value / Double(length)
        let due = course.value(.externalDue, period: period, tier: tier)
        let served = course.value(.externalDeliveredOnTime, period: period, tier: tier)
        demand[period] += due
        self.due[replication * buckets + bucket] += due
        onTime[replication * buckets + bucket] += served
        guard period >= warmUp else { continue }
        meanStock[replication * tiers + tier] += value / Double(periods - warmUp)
        meanDue[replication] += due
        meanOnTime[replication] += served
      }
    }
    addVariation(course, replication, demand)
  }

  /// How the orders of each tier vary beside demand, after the warm-up.
  private mutating func addVariation(_ course: NetworkCourse, _ replication: Int, _ demand: [Double]) {
    let measured = Array(demand.dropFirst(warmUp))
    let weight = measured.reduce(0, +)
    let base = Self.variance(measured)
    guard weight > 0, base > 0 else { return }
    for tier in 0..<min(tiers, course.tierCount) {
      let orders = (warmUp..<course.periodCount).map { course.value(.ordered, period: $0, tier: tier) }
      guard orders.contains(where: { $0 != 0 }) else { continue }
      variance[replication * tiers + tier] += weight * Self.variance(orders) / base
      varianceWeight[replication * tiers + tier] += weight
      guard let value = Self.correlation(Self.bucketSums(orders), Self.bucketSums(measured)) else { continue }
      correlation[replication * tiers + tier] += weight * value
      correlationWeight[replication * tiers + tier] += weight
    }
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

  private static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
  }

  private static func correlation(_ first: [Double], _ second: [Double]) -> Double? {
    let (meanOfFirst, meanOfSecond) = (mean(first), mean(second))
    let product = zip(first, second).reduce(0) { $0 + ($1.0 - meanOfFirst) * ($1.1 - meanOfSecond) }
    let scale = (variance(first) * variance(second)).squareRoot() * Double(max(1, first.count - 1))
    return scale > 0 ? product / scale : nil
  }

  /// Sums of whole buckets.
  private static func bucketSums(_ values: [Double]) -> [Double] {
    stride(from: 0, to: values.count - CourseStudy.bucketPeriods + 1, by: CourseStudy.bucketPeriods).map { start in
      values[start..<start + CourseStudy.bucketPeriods].reduce(0, +)
    }
  }

  /// Adds the courses of other networks over the same periods.
  mutating func add(_ other: CourseTotals) {
    func sum(_ left: inout [Double], _ right: [Double]) {
      for index in left.indices { left[index] += right[index] }
    }
    sum(&stock, other.stock)
    sum(&due, other.due)
    sum(&onTime, other.onTime)
    sum(&meanStock, other.meanStock)
    sum(&meanDue, other.meanDue)
    sum(&meanOnTime, other.meanOnTime)
    sum(&variance, other.variance)
    sum(&varianceWeight, other.varianceWeight)
    sum(&correlation, other.correlation)
    sum(&correlationWeight, other.correlationWeight)
  }

  /// What was measured.
  var course: CourseStudy.Course {
    func estimate(_ value: (Int) -> Double) -> Estimate { Estimate((0..<replications).map(value)) }
    func ratio(_ values: [Double], _ weights: [Double], _ tier: Int) -> Estimate? {
      let known = (0..<replications).map { $0 * tiers + tier }.filter { weights[$0] > 0 }
      return known.isEmpty ? nil : Estimate(known.map { values[$0] / weights[$0] })
    }
    func total(_ replication: Int) -> Double {
      meanStock[replication * tiers..<(replication + 1) * tiers].reduce(0, +)
    }
    return CourseStudy.Course(
      stock: (0..<tiers).map { tier in
        (0..<buckets).map { bucket in
          estimate { stock[($0 * tiers + tier) * buckets + bucket] }.mean
        }
      },
      fillRate: (0..<buckets).map { bucket in
        estimate { replication in
          let due = self.due[replication * buckets + bucket]
          return due > 0 ? onTime[replication * buckets + bucket] / due : 1
        }
      },
      meanStock: estimate(total),
      meanFillRate: estimate { meanDue[$0] > 0 ? meanOnTime[$0] / meanDue[$0] : 1 },
      orderVariance: (0..<tiers).map { ratio(variance, varianceWeight, $0) },
      orderCorrelation: (0..<tiers).map { ratio(correlation, correlationWeight, $0) })
  }
}
