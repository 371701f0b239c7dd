public import SupplyNetwork

/// Echelon and installation base stocks of the same policy, both ways (Axsäter & Rosling 1993,
/// doi:10.1287/mnsc.39.10.1274).
public enum EchelonBaseStocks {
  /// S_j = s_j + Σ units × share × S of the customers, by stage, in its own units: the echelon base stocks that order
  /// what the installation base stocks order. On any acyclic network.
  ///
  /// Complexity: O(stages + links).
  public static func echelon(ofInstallation levels: [Double], in network: StageNetwork) -> [Double] {
    precondition(levels.count == network.stageCount, "a base stock for every stage")
    var result = levels
    for stage in network.upstreamFirst.reversed() {
      result[stage] += downstream(of: stage, result, network)
    }
    return result
  }

  /// s_j = S_j − Σ units × share × S of the customers, by stage, in its own units: the installation base stocks that do
  /// what the echelon base stocks do.
  ///
  /// An echelon whose level is above that of one upstream cannot get there, so that levels count as the least over
  /// their stage and all stages upstream, in units of the stage; then every s_j upstream of the end is at least 0. In
  /// an assembly upstream means all items of longer total lead time, as under the balanced policy
  /// (``AssemblyStochasticService``).
  ///
  /// - Throws: ``SolverError`` where the network is neither serial nor an assembly: there an echelon base stock policy
  ///   is none of installation base stocks in general.
  ///
  /// Complexity: O(stages log stages + links).
  public static func installation(
    ofEchelon levels: [Double], in network: StageNetwork
  ) throws(SolverError) -> [Double] {
    precondition(levels.count == network.stageCount, "a base stock for every stage")
    let chain = try EchelonChain(network)
    var nested = levels
    for (link, level) in zip(chain.links, chain.levels(levels)) { nested[link.stage] = level * link.unitsPerEndUnit }
    return network.stages.indices.map { nested[$0] - downstream(of: $0, nested, network) }
  }

  private static func downstream(of stage: Int, _ levels: [Double], _ network: StageNetwork) -> Double {
    network.customerLinks[stage].reduce(0) {
      let link = network.links[$1]
      return $0 + link.units * link.share * levels[link.customer]
    }
  }
}
