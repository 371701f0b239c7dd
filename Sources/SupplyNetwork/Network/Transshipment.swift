/// Help between peers: stages of one item of which those that are short get stock that others can spare. Simulations heed
/// it, plans do not.
///
/// Reactive lateral transshipment with partial pooling (Paterson, Kiesmüller, Teunter & Glazebrook 2011,
/// doi:10.1016/j.ejor.2010.05.048): once the external demand of a period is served, and before anything is ordered, peers
/// with external demand due and unmet ask for it, less what peers have sent them that is still on its way. Peers with
/// stock on hand above their reserve give. Where that is not enough, what there is is shared in proportion to what was
/// asked for; givers give in proportion to what they can spare.
///
/// A giver's inventory position falls by what it gives and a receiver's rises by what it is sent, so that each orders as
/// its policy says; forecasts see the demand where it occurred. A stage that is disrupted gives nothing. Where unmet
/// demand is lost, only a lead time of 0 can save a sale, and other groups do nothing.
public struct Transshipment: Sendable, Equatable {
  /// What a peer keeps for its own demand.
  public enum Reserve: Sendable, Codable, Equatable {
    /// Units.
    case units(Double)
    /// Periods of its mean demand.
    case periods(Double)
  }

  /// The peers. A stage may be in several groups, which help in their order.
  public var stages: [Int]
  /// Periods from asking to arrival. 0 = the goods serve the demand of the same period, which is then on time.
  public var leadTime: Int
  /// Money per unit sent.
  public var costPerUnit: Double
  /// What every peer keeps.
  public var reserve: Reserve

  /// Makes a group of peers.
  public init(stages: [Int], leadTime: Int = 0, costPerUnit: Double = 0, reserve: Reserve = .units(0)) {
    self.stages = stages
    self.leadTime = leadTime
    self.costPerUnit = costPerUnit
    self.reserve = reserve
  }

  /// What makes it impossible among given stages; `nil` = nothing.
  func fault(among all: [Stage]) -> String? {
    let kept: Double
    switch reserve {
    case .units(let quantity): kept = quantity
    case .periods(let cover): kept = cover
    }
    if stages.count < 2 || Set(stages).count < stages.count { return "needs two or more different stages" }
    if !stages.allSatisfy(all.indices.contains) { return "names no stage" }
    if Set(stages.map { all[$0].item }).count > 1 { return "joins stages of different items" }
    if leadTime < 0 || !(costPerUnit >= 0 && costPerUnit.isFinite) || !(kept >= 0 && kept.isFinite) {
      return "has a lead time, cost or reserve that is negative or not finite"
    }
    return nil
  }
}
