import SupplyNetwork

/// What breaking limits on stock costs where they cannot all be kept, so that a plan breaks as little as possible.
///
/// An elastic programme (Brown & Graves 1975, as told by Chinneck 2008, doi:10.1007/978-0-387-74932-7): each unit beyond
/// a limit costs far more than any unit held, and a unit that a limit on stock forbids far more than one that a fixed
/// base stock lacks, since a target that planners have given up may be missed and a limit may not. What is still
/// broken at the least cost tells who is to blame.
struct LimitPenalties: Sendable {
  /// Money per unit and period that a base stock fixed by planners lacks for its service target.
  let perUnitLacking: Double
  /// Money per unit and period beyond a limit on stock.
  let perUnitBeyond: Double

  init(_ network: StageNetwork) {
    let dearest = network.stages.reduce(0) { max($0, $1.holdingCostRate) }
    perUnitLacking = 1_000 * (dearest > 0 ? dearest : 1)
    perUnitBeyond = 1_000 * perUnitLacking
  }

  /// What units beyond what a stage may have cost, in money per period.
  func cost(of excess: Double, at stage: Stage) -> Double {
    excess * (stage.fixedBaseStock == nil ? perUnitBeyond : perUnitLacking)
  }
}
