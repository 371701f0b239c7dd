import Probability

/// Demand on every stage from the external demands it serves.
///
/// With φ_jd the units of stage j in one unit of external demand d over all paths,
/// mean_j = Σ_d φ_jd μ_d and σ_j² = Σ_d Σ_e φ_jd φ_je ρ_de σ_d σ_e. Since ρ_de = ρ for all d ≠ e, the double sum is
/// (1 − ρ) Σ_d (φ_jd σ_d)² + ρ (Σ_d φ_jd σ_d)².
///
/// The last two sums need φ only where two paths join; on a tree they add up from the customers. In a general
/// network φ of one demand at a time is swept upstream. Complexity: O(demands × (stages + links)).
struct PooledDemand {
  /// Units per period, by stage.
  var mean: [Double]
  /// Units, by stage.
  var sd: [Double]

  init(
    stages: [Stage], links: [Link], customerLinks: CompressedRows, upstreamFirst: [Int], correlation: Double
  ) {
    let count = stages.count
    mean = stages.map { $0.demand?.mean ?? 0 }
    // Σ φσ adds over links whatever the shape of the network, as the mean does.
    var linear = stages.map { $0.demand?.sd ?? 0 }
    for stage in upstreamFirst.reversed() {
      for link in customerLinks[stage] {
        let units = links[link].units * links[link].share
        mean[stage] += units * mean[links[link].customer]
        linear[stage] += units * linear[links[link].customer]
      }
    }
    var squares = [Double](repeating: 0, count: count)
    // In a forest no demand is reached by two paths.
    if isForest(stageCount: count, links: links) {
      for stage in upstreamFirst.reversed() {
        let own = stages[stage].demand?.sd ?? 0
        squares[stage] = own * own
        for link in customerLinks[stage] {
          let units = links[link].units * links[link].share
          squares[stage] += units * units * squares[links[link].customer]
        }
      }
    } else {
      var units = [Double](repeating: 0, count: count)
      for demandStage in stages.indices {
        guard let own = stages[demandStage].demand?.sd, own > 0 else { continue }
        for stage in upstreamFirst.reversed() {
          var reached = stage == demandStage ? 1.0 : 0
          for link in customerLinks[stage] {
            reached += links[link].units * links[link].share * units[links[link].customer]
          }
          units[stage] = reached
          squares[stage] += (reached * own) * (reached * own)
        }
      }
    }
    sd = stages.indices.map { stage in
      if let given = stages[stage].givenPooledDemandSD { return given }
      return ((1 - correlation) * squares[stage] + correlation * linear[stage] * linear[stage]).squareRoot()
    }
  }
}
