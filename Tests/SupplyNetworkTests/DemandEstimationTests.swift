import Probability
import Testing

@testable import SupplyNetwork

struct DemandEstimationTests {
  private func history(_ series: [[Double]], bucketDays: Int = 1, locations: [Int]? = nil) throws -> DemandHistory {
    let date = try #require(CalendarDate(year: 2026, month: 1, day: 5))
    return DemandHistory(
      firstDate: date, bucketDays: bucketDays, bucketCount: series.first?.count ?? 0,
      series: series.indices.map { DemandHistory.Key(item: 0, location: locations?[$0] ?? $0) },
      quantities: series.flatMap { $0 })
  }

  @Test func momentsOfTheBuckets() throws {
    let profiles = DemandEstimation.profiles(
      of: try history([[2, 4, 6, 8], [5, 5, 5, 5]]), period: .day, choice: .auto)
    #expect(profiles.map(\.mean) == [5, 5])
    #expect(abs(profiles[0].sd - (20.0 / 3).squareRoot()) < 1e-14)
    #expect(profiles[1].sd == 0 && profiles[1].distribution == .deterministic(mean: 5))
    #expect(profiles.map(\.location) == [0, 1])
  }

  @Test func weeklyRecordsGiveDailyDemand() throws {
    let weeks = try history([[70, 84, 63, 67]], bucketDays: 7)
    let weekly = DemandEstimation.profiles(of: weeks, period: .week, choice: .auto)[0]
    let daily = DemandEstimation.profiles(of: weeks, period: .day, choice: .auto)[0]
    #expect(abs(daily.mean * 7 - weekly.mean) < 1e-12)
    #expect(abs(daily.sd * 7.0.squareRoot() - weekly.sd) < 1e-12)
    let days = try history([[1, 2, 3, 4]])
    #expect(DemandEstimation.profiles(of: days, period: .week, choice: .auto)[0].mean == 17.5)
  }

  @Test func patterns() throws {
    let profiles = DemandEstimation.profiles(
      of: try history([
        [10, 11, 9, 10, 12, 8, 10, 10], [1, 40, 3, 2, 60, 5, 1, 30], [0, 3, 0, 0, 3, 0, 4, 0],
        [0, 1, 0, 0, 50, 0, 2, 0], [0, 0, 0, 0, 0, 0, 0, 0],
      ]), period: .day, choice: .auto)
    #expect(profiles.map(\.pattern) == [.smooth, .erratic, .intermittent, .lumpy, DemandPattern.none])
    #expect(profiles[4].distribution == .deterministic(mean: 0))
  }

  @Test func ruleOfAuto() {
    func chosen(_ mean: Double, _ sd: Double, _ pattern: DemandPattern?) -> DemandDistribution {
      DemandEstimation.distribution(mean: mean, sd: sd, pattern: pattern, choice: .auto)
    }
    #expect(chosen(100, 30, .smooth) == .normal(mean: 100, sd: 30))
    #expect(chosen(100, 31, .smooth) == .gamma(mean: 100, sd: 31))
    #expect(chosen(100, 90, .erratic) == .gamma(mean: 100, sd: 90))
    #expect(chosen(2, 3, .lumpy) == .negativeBinomial(mean: 2, sd: 3))
    #expect(chosen(200, 300, .lumpy) == .negativeBinomial(mean: 200, sd: 300))
    #expect(chosen(0.5, 0.6, .intermittent) == .poisson(mean: 0.5))
    #expect(chosen(0.5, 0.2, .intermittent) == .gamma(mean: 0.5, sd: 0.2))
    #expect(chosen(4, 3, .smooth) == .negativeBinomial(mean: 4, sd: 3))
    #expect(chosen(4, 1.9, nil) == .poisson(mean: 4))
    #expect(chosen(4, 1.3, nil) == .gamma(mean: 4, sd: 1.3))
    #expect(chosen(4, 0, .smooth) == .deterministic(mean: 4))
    #expect(chosen(0, 3, .lumpy) == .deterministic(mean: 0))
  }

  @Test func choicesForceTheFamilyWhereItCanBe() {
    func chosen(_ choice: CaseSettings.DistributionChoice, sd: Double = 5) -> DemandDistribution {
      DemandEstimation.distribution(mean: 9, sd: sd, pattern: .lumpy, choice: choice)
    }
    #expect(chosen(.normal) == .normal(mean: 9, sd: 5))
    #expect(chosen(.gamma) == .gamma(mean: 9, sd: 5))
    #expect(chosen(.poisson) == .poisson(mean: 9) && chosen(.poisson).sd == 3)
    #expect(chosen(.negativeBinomial) == .negativeBinomial(mean: 9, sd: 5))
    #expect(chosen(.negativeBinomial, sd: 2) == .poisson(mean: 9))
    #expect(chosen(.normal, sd: 0) == .deterministic(mean: 9))
    #expect(chosen(.empirical) == chosen(.auto))
    #expect(CaseSettings.DistributionChoice.empirical.resolved == .auto)
    #expect(CaseSettings.DistributionChoice.gamma.resolved == .gamma)
  }

  @Test func correlationGivesTheVarianceOfTheSum() throws {
    let records = try history([[1, 4, 2, 8, 5], [2, 3, 3, 9, 1], [7, 7, 6, 8, 9]])
    let measured = try #require(CorrelationEstimate.measured(records, series: 0..<3))
    let profiles = DemandEstimation.profiles(of: records, period: .day, choice: .auto)
    let total = try history([(0..<5).map { bucket in (0..<3).reduce(0) { $0 + records.quantities[$1 * 5 + bucket] } }])
    let totalSD = DemandEstimation.profiles(of: total, period: .day, choice: .auto)[0].sd
    let own = profiles.reduce(0) { $0 + $1.sd * $1.sd }
    let all = profiles.reduce(0) { $0 + $1.sd }
    #expect(abs((1 - measured) * own + measured * all * all - totalSD * totalSD) < 1e-10)
  }

  @Test func correlationEnds() throws {
    let same = try history([[1, 2, 3, 5], [2, 4, 6, 10], [3, 3, 3, 3]], locations: [4, 1, 2])
    #expect(abs(CorrelationEstimate.byItem(same, itemCount: 2)[0] - 1) < 1e-12)
    #expect(CorrelationEstimate.byItem(same, itemCount: 2)[1] == 0)
    #expect(CorrelationEstimate.measuredByItem(same, itemCount: 1, among: [1, 2]) == [nil])
    let opposed = try history([[1, 2, 3, 5], [9, 8, 7, 5]])
    #expect(abs((CorrelationEstimate.measuredByItem(opposed, itemCount: 1)[0] ?? 0) + 1) < 1e-12)
    #expect(CorrelationEstimate.byItem(opposed, itemCount: 1) == [0])
    #expect(CorrelationEstimate.average([0.25, nil, 0.75], weights: [1, 5, 3]) == 0.625)
    #expect(CorrelationEstimate.average([nil], weights: [1]) == nil)
  }

  @Test func classesByValue() {
    #expect(ABCClassification.classes(annualValues: [5, 80, 10, 5]) == [.b, .a, .b, .c])
    #expect(ABCClassification.classes(annualValues: [40, 40, 15, 5]) == [.a, .a, .b, .c])
    #expect(ABCClassification.classes(annualValues: [99, 1]) == [.a, .c])
    #expect(ABCClassification.classes(annualValues: [0, 0]) == [.c, .c])
    #expect(ABCClassification.classes(annualValues: [.nan, 3]) == [.c, .a])
    #expect(ABCClassification.classes(annualValues: []).isEmpty)
    #expect(ABCClassification.classes(annualValues: [Double](repeating: 0.1, count: 10)).filter { $0 == .a }.count == 8)
  }
}
