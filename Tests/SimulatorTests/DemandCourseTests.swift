import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Demand whose mean changes over time.
@Suite struct DemandCourseTests {
  private let week = DemandCourse(season: [0.5, 0.7, 0.9, 1, 1.1, 1.5, 1.3], phase: 3)

  private let families: [DemandDistribution] = [
    .poisson(mean: 4), .negativeBinomial(mean: 3, sd: 3), .gamma(mean: 20, sd: 12), .normal(mean: 50, sd: 8),
    .deterministic(mean: 2), .poisson(mean: 300),
  ]

  /// What a course asks for in a period, counted out by hand.
  private func factor(_ course: DemandCourse, _ period: Int, from start: Int? = nil) -> Double {
    var phase = start ?? course.phase
    for _ in 0..<abs(period) {
      phase += period < 0 ? -1 : 1
    }
    while phase < 0 { phase += course.season.count }
    while phase >= course.season.count { phase -= course.season.count }
    return course.promotions.reduce(course.season[phase]) { factor, promotion in
      let own = (promotion.firstPeriod..<promotion.firstPeriod + promotion.periods).contains(period)
      return own ? factor * promotion.factor : factor
    }
  }

  @Test func factorsByPeriod() {
    for phase in [-16, -7, -1, 0, 3, 6, 7, 30] {
      let course = DemandCourse(
        season: [2, 1, 4, 1, 0, 6, 0], phase: phase,
        promotions: [.init(firstPeriod: 3, periods: 4, factor: 2.5), .init(firstPeriod: -2, periods: 7, factor: 0)])
      for period in -20...40 { #expect(course.factor(at: period) == factor(course, period, from: phase)) }
      #expect(abs((20..<27).map { course.factor(at: $0) }.reduce(0, +) - 7) < 1e-12)
    }
    // What is no season: no units at all, or less than none.
    for season in [[], [0, 0], [1, -1, 3], [.nan, 1], [.infinity, 1]] {
      #expect(DemandCourse(season: season).isFlat)
      #expect(DemandCourse(season: season).factor(at: 5) == 1)
    }
    #expect(DemandCourse(season: week.season).season == week.season)
  }

  /// Demand by period of every replication, by stage.
  private func demand(
    _ network: StageNetwork, replications: Int, periods: Int, seed: UInt64 = 5, level: Double = 3
  ) async -> [[[Double]]] {
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.seed) = (periods, 0, seed)
    let courses = await Simulator.courses(count: replications, settings: settings, threads: 2) { replication in
      SimulatedWorld(
        network: network, policy: .baseStocks(network.meanDemand.map { level * $0 }), streamIndex: 2,
        replication: replication, tiers: Array(0..<network.stageCount))
    }.courses
    return courses.map { course in
      (0..<network.stageCount).map { stage in
        (0..<periods).map { course.value(.externalDue, period: $0, tier: stage) }
      }
    }
  }

  private func warehouse(
    _ demands: [DemandDistribution], _ courses: [Int: DemandCourse], correlation: Double = 0
  ) throws -> StageNetwork {
    let plain = try TestNetworks.warehouse(stores: demands, correlation: correlation)
    var stages = plain.stages
    for (stage, course) in courses { stages[stage].demandCourse = course }
    return try StageNetwork(name: plain.name, stages: stages, links: plain.links, correlation: correlation)
  }

  /// Mean and variance in every phase, and in a promotion, and the mean over all: 400 replications of five weeks.
  @Test(arguments: [0, 0.5]) func momentsByPhase(correlation: Double) async throws {
    var course = week
    course.promotions = [.init(firstPeriod: 14, periods: 5, factor: 2)]
    let network = try warehouse(
      families, Dictionary(uniqueKeysWithValues: families.indices.map { ($0 + 1, course) }), correlation: correlation)
    #expect(Array(network.meanDemand.dropFirst()) == families.map(\.mean))
    let drawn = await demand(network, replications: 400, periods: 35)
    for (index, family) in families.enumerated() {
      for phase in 0..<10 {
        // The last three are days of the promotion.
        let periods = phase < 7 ? [0, 7, 21, 28].map { $0 + phase } : [14 + phase - 7]
        let wanted = family.scaled(by: factor(course, periods[0]))
        let values = drawn.flatMap { world in periods.map { world[index + 1][$0] } }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        #expect(abs(mean - wanted.mean) <= 4.5 * wanted.sd / count.squareRoot() + 1e-12, "\(family), phase \(phase)")
        // The standard error of a variance is √((kurtosis − 1) ÷ n) of it; kurtosis is at most 3 + 6 σ² ÷ μ² here.
        let shape = 3 + 7 * wanted.sd * wanted.sd / (wanted.mean * wanted.mean)
        #expect(
          abs(variance - wanted.sd * wanted.sd)
            <= 4.5 * wanted.sd * wanted.sd * ((shape - 1) / count).squareRoot() + 1e-12, "\(family), phase \(phase)")
      }
      let totals = drawn.map { world in (0..<14).reduce(0) { $0 + world[index + 1][$1] } / 14 }
      let overall = Estimate(totals)
      #expect(abs(overall.mean - family.mean) <= 2.3 * overall.halfWidth + 1e-12, "\(family)")
    }
  }

  /// A course that changes nothing leaves every draw of a run as it is, and a promotion the draws of all other periods.
  @Test func otherPeriodsAndStagesStayAsTheyAre() async throws {
    let promotion = DemandCourse(promotions: [.init(firstPeriod: 10, periods: 3, factor: 3)])
    for correlation in [0, 0.4] {
      let plain = try warehouse(families, [:], correlation: correlation)
      let promoted = try warehouse(families, [3: promotion, 4: promotion], correlation: correlation)
      let (before, after) = (
        await demand(plain, replications: 9, periods: 40), await demand(promoted, replications: 9, periods: 40)
      )
      for (one, two) in zip(before, after) {
        for stage in [1, 2, 5, 6] { #expect(one[stage] == two[stage]) }
        for (stage, family) in [(3, families[2]), (4, families[3])] {
          for period in 0..<40 where !(10..<13).contains(period) { #expect(one[stage][period] == two[stage][period]) }
          // The same score at another mean.
          for period in 10..<13 {
            #expect(two[stage][period] > one[stage][period])
            if case .normal = family { #expect(abs(two[stage][period] - 3 * one[stage][period]) < 1e-9) }
          }
        }
      }
    }
    let settings = CaseSettings.Simulation()
    let policy = NetworkPolicy.baseStocks([100, 12, 9, 60, 100, 4, 600])
    let flat = Dictionary(uniqueKeysWithValues: (1...6).map { ($0, DemandCourse(season: [], phase: 9)) })
    #expect(
      Simulator.run(
        network: try warehouse(families, flat), policies: [policy], settings: settings, streamIndex: 1)
        == Simulator.run(
          network: try warehouse(families, [:]), policies: [policy], settings: settings, streamIndex: 1))
  }

  /// Two policies of a run face the same demand, and a run the demand of the worlds with its replications.
  @Test func everyPolicyFacesTheSameDemand() async throws {
    let network = try warehouse(Array(families.prefix(4)), [1: week, 2: week, 3: week, 4: week])
    var settings = CaseSettings.Simulation()
    (settings.replications, settings.periods, settings.warmUp, settings.seed) = (11, 50, 20, 5)
    let policies = [2.0, 5].map { level in NetworkPolicy.baseStocks(network.meanDemand.map { $0 * level }) }
    let runs = Simulator.run(network: network, policies: policies, settings: settings, streamIndex: 2)
    let worlds = await demand(network, replications: 11, periods: 70)
    for stage in 1...4 {
      for replication in 0..<11 {
        let values = runs.map { $0.value(.externalDue, replication: replication, stage: stage) }
        #expect(values[0] == values[1])
        #expect(abs(values[0] - worlds[replication][stage].dropFirst(20).reduce(0, +) / 50) < 1e-9 * values[0])
      }
    }
    #expect(runs[0] != runs[1])
  }

  /// What a deviation share leaves: a season that is known is no longer chance.
  @Test func deviationShareNarrowsDemand() async throws {
    let course = DemandCourse(season: [1.5, 0.5], phase: 1, deviationShare: 0.5)
    let network = try warehouse([.gamma(mean: 20, sd: 12), .negativeBinomial(mean: 9, sd: 6)], [1: course, 2: course])
    let drawn = await demand(network, replications: 2000, periods: 2)
    for (stage, wanted) in [
      (1, [DemandDistribution.gamma(mean: 10, sd: 3), .gamma(mean: 30, sd: 9)]),
      // Half of its deviation is that of Poisson demand.
      (2, [.poisson(mean: 4.5), .poisson(mean: 13.5)]),
    ] {
      for period in 0..<2 {
        let values = drawn.map { $0[stage][period] }
        let mean = values.reduce(0, +) / 2000
        let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1999).squareRoot()
        #expect(abs(mean - wanted[period].mean) < 4.5 * wanted[period].sd / 2000.0.squareRoot())
        #expect(abs(sd / wanted[period].sd - 1) < 0.1)
      }
    }
  }

  /// A base stock in Poisson demand with a weekly cycle: net stock at the end of a period is the level less the demand of
  /// the last L periods, by direct convolution.
  @Test func baseStockInACycle() async throws {
    let (mean, leadTime, level) = (3.0, 4, 15)
    var stage = Stage(id: "1", processingTime: leadTime, demand: .poisson(mean: mean))
    stage.demandCourse = week
    let network = try TestNetworks.single(stage)
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp) = (700, 14)
    let courses = await Simulator.courses(count: 48, settings: settings, threads: 2) {
      SimulatedWorld(network: network, policy: .baseStocks([Double(level)]), replication: $0)
    }.courses
    for phase in 0..<7 {
      // Period `phase` of the measured ones, after two weeks of warm-up.
      var masses = [1.0]
      for back in 0..<leadTime {
        let rate = mean * factor(week, phase + 14 - back)
        var poisson = [Double](repeating: 0, count: 60)
        var mass = DemandDistribution.poisson(mean: rate).evaluated(at: 0).lower
        for number in 0..<60 {
          poisson[number] = mass
          mass *= rate / Double(number + 1)
        }
        var sum = [Double](repeating: 0, count: masses.count + 59)
        for (one, first) in masses.enumerated() {
          for (two, second) in poisson.enumerated() { sum[one + two] += first * second }
        }
        masses = sum
      }
      let onHand = masses.enumerated().reduce(0) { $0 + Double(max(0, level - $1.offset)) * $1.element }
      let backorders = masses.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - level)) * $1.element }
      for (measure, wanted) in [(NetworkCourse.Measure.onHand, onHand), (.backorders, backorders)] {
        let found = Estimate(
          courses.map { course in
            (0..<100).reduce(0) { $0 + course.value(measure, period: 7 * $1 + phase, tier: 0) } / 100
          })
        #expect(
          abs(found.mean - wanted) < 2.3 * found.halfWidth, "\(measure), phase \(phase): \(found.mean), not \(wanted)")
      }
    }
  }
}
