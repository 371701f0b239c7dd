import Probability
import SupplyNetwork
import Testing

@testable import Findings

/// What pooling saves, and what correlation takes away.
struct PoolingTests {
  @Test("Curves rise, meet at one location, and lie in the order of correlation", arguments: [0.0, 0.3, 0.8])
  func curves(correlation: Double) async throws {
    let sample = SampleModels.Distribution(stores: 6, unitCosts: [4, 9], correlation: correlation)
    let pooling = try await sample.findings().riskPooling
    let curves = try #require(pooling.curve).curves
    let apart = curves[0].y
    let asItIs = curves[1].y
    let independent = curves[2].y
    #expect(apart.count == 6)
    #expect(abs(asItIs[0] - apart[0]) < 1e-9 * apart[0])
    #expect(abs(independent[0] - apart[0]) < 1e-9 * apart[0])
    for n in 1..<6 {
      for line in [apart, asItIs, independent] { #expect(line[n] > line[n - 1]) }
      #expect(independent[n] <= asItIs[n] + 1e-9)
      #expect(asItIs[n] < apart[n])
    }
    for line in try #require(pooling.reduction).curves {
      #expect(line.y[0] == 0)
      for n in 1..<6 { #expect(line.y[n] >= line.y[n - 1] - 1e-12) }
    }
  }

  @Test("Equal independent locations follow the square root of their number")
  func squareRoot() async throws {
    let sample = SampleModels.Distribution(
      stores: 9, demand: { _, _ in .normal(mean: 10, sd: 3) }, correlation: 0)
    let curves = try #require(try await sample.findings().riskPooling.curve).curves
    #expect(abs(curves[1].y[8] / curves[0].y[8] - 1.0 / 3) < 1e-9)
  }

  @Test("More correlation never needs less stock; at 1 pooling gives nothing", arguments: [0.0, 0.4, 1.0])
  func ordering(correlation: Double) async throws {
    let study = try await SampleModels.Distribution(stores: 4, correlation: correlation, centreQuotesAtOnce: true)
      .study()
    let pooling = study.networks[0].pooling
    #expect(pooling.correlations == [0, correlation, 1])
    for stock in [pooling.coordinatedValue, pooling.placedValue] {
      let sums = stock.map { $0.reduce(0, +) }
      #expect(sums[0] <= sums[1] + 1e-9 && sums[1] <= sums[2] + 1e-9)
    }
    let alone = pooling.decentralisedUnits.reduce(0, +)
    #expect(pooling.coordinatedUnits[2].reduce(0, +) <= alone + 1e-9)
    // Every stage must deliver at once here, so that coordination has pooling alone to gain by.
    #expect(abs(pooling.coordinatedUnits[2].reduce(0, +) - alone) < 1e-9 * alone)
    #expect(pooling.coordinatedUnits[0].reduce(0, +) < alone)
    #expect(pooling.placedUnits[2] == pooling.decentralisedUnits)
  }

  @Test("One location has nothing to pool")
  func single() async throws {
    let model = try SampleModels.file([
      Stage(id: "A", processingTime: 3, holdingCostRate: 1, demand: .normal(mean: 9, sd: 2))
    ])
    let pooling = StudyFindings(try await SampleModels.study(model)).riskPooling
    #expect(pooling.lead.hasPrefix("One stage alone has nothing to pool"))
    #expect(pooling.curve == nil && pooling.curvesAbsent != nil)
    #expect(pooling.byCorrelation == nil && pooling.centre == nil && !pooling.method.contains("correlation"))
  }

  @Test("A correlation that reads as 0 or 1 stands in one row", arguments: [(0.004, 2), (0.3, 3), (0.996, 2)])
  func rows(correlation: Double, count: Int) async throws {
    let pooling = try await SampleModels.Distribution(stores: 3, correlation: correlation).findings().riskPooling
    #expect(pooling.byCorrelation?.rows.count == count)
    #expect(pooling.centre?.rows.count == count)
    #expect(pooling.byCorrelation?.rows.count { $0.cells[0].text.contains("as it is") } == 1)
  }

  @Test("The saving is split into placement and pooling, which add up")
  func split() async throws {
    let sample = SampleModels.Distribution(stores: 6, correlation: 0, centreQuotesAtOnce: true)
    let lead = try await sample.findings().riskPooling.lead
    // Every stage delivers at once: there is no better place.
    #expect(lead.contains(/needs \d+% less.*, all of it by pooling demand\./))
    let free = try await SampleModels.Distribution(stores: 6, correlation: 0, centreLeadTime: 4).findings()
    let found = try #require(
      free.riskPooling.lead.firstMatch(
        of: /needs (\d+)% less.*: ([\d.]+) points? by where .*, ([\d.]+) points? by pooling/))
    let (whole, placed, pooled) = (Double(found.1) ?? .nan, Double(found.2) ?? .nan, Double(found.3) ?? .nan)
    #expect(abs(placed + pooled - whole) <= 0.5 + 1e-9)
  }

  @Test("A target never moves the other way", arguments: [0.3, 0.95, 0.9995, 0.99999])
  func targets(target: Double) {
    for measure in [ServiceTarget.Measure.cycleServiceLevel, .fillRate] {
      #expect(ServiceTarget(measure, target).shifted(by: 0.01).target >= target)
      #expect(ServiceTarget(measure, target).shifted(by: -0.01).target <= target)
    }
    let factor = ServiceTarget(.safetyFactor, target * 4)
    #expect(factor.shifted(by: 0.01).target >= factor.target && factor.shifted(by: -0.01).target <= factor.target)
  }

  @Test("Less variable counts need less stock, though no negative binomial has their variance")
  func lowVariability() async throws {
    let study = try await SampleModels.Distribution(
      stores: 1, demand: { _, _ in .poisson(mean: 400) }, centreQuotesAtOnce: true
    ).study()
    let found = study.networks[0].sensitivity
    #expect(found.low[SensitivityStudy.Parameter.demandVariability.rawValue].cost < 0.85 * found.base.cost)
  }

  @Test("Lead times of every kind move, and the label says by how much")
  func leadTimes() async throws {
    func figure(_ time: Int) async throws -> (SensitivityStudy, String) {
      let model = try SampleModels.file(
        [
          Stage(id: "A", holdingCostRate: 1, externalInboundServiceTime: time, maximumInboundServiceTime: time),
          Stage(
            id: "B", holdingCostRate: 2, maximumCommittedServiceTime: 0, demand: .normal(mean: 20, sd: 6)),
        ], [Link(supplier: 0, customer: 1, leadTime: time)])
      let study = try await SampleModels.study(model)
      let names = StudyFindings(study).financialImpact.sensitivity.parameters.map(\.name)
      return (study.networks[0].sensitivity, try #require(names.first { $0.hasPrefix("Lead times") }))
    }
    let parameter = SensitivityStudy.Parameter.leadTime.rawValue
    for (time, label) in [(4, "Lead times ±1 day"), (8, "Lead times ±25%, rounded outward")] {
      let (found, name) = try await figure(time)
      #expect(name == label)
      #expect(found.low[parameter].cost < found.base.cost && found.base.cost < found.high[parameter].cost)
    }
  }

  @Test("Sensitivities bracket the plan")
  func sensitivity() async throws {
    let study = try await SampleModels.Distribution(stores: 3).study()
    let found = study.networks[0].sensitivity
    for (low, high) in zip(found.low, found.high) {
      #expect(low.cost < found.base.cost && found.base.cost < high.cost)
    }
    // z·σ·√τ: one fifth more deviation needs one fifth more stock.
    let variability = SensitivityStudy.Parameter.demandVariability.rawValue
    #expect(abs(found.high[variability].value / found.base.value - 1.2) < 1e-9)
    let risks = StudyFindings(study).summary.risks
    let extra = NumberFormat(currency: "USD").shortMoney(found.high[variability].value - found.base.value)
    #expect(
      risks.contains("Demand 20% more variable than in the data needs \(extra) more safety stock for the same promise.")
    )
  }
}
