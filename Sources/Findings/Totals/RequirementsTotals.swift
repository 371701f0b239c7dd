import SupplyNetwork

/// Messages and planned orders of a requirements study, counted by tier.
struct RequirementsTotals {
  typealias Kind = RequirementsPlan.Exception.Kind

  /// Per tier, the number of messages of each kind.
  private(set) var messages: [[Kind: Int]]
  /// Per tier, stages planned.
  private(set) var stages: [Int]
  /// Per tier and bucket, the value of the orders released, in money; units where a unit cost is unknown.
  private(set) var orders: [[Double]]
  /// Periods in a bucket.
  let bucket: Int
  /// Buckets of ``orders``.
  let bucketCount: Int
  /// Whether every unit cost is known.
  let hasValue: Bool

  /// Most buckets shown.
  private static let mostBuckets = 4

  init(_ study: RequirementsStudy) {
    let model = study.model
    let review = model.networks.reduce(1) { $1.stages.reduce($0) { max($0, $1.reviewPeriod) } }
    bucket = min(study.periods, max(review, 7 / study.calendar.periodDays))
    bucketCount = min(Self.mostBuckets, study.periods / bucket)
    hasValue = model.items.allSatisfy { $0.unitCost != nil }
    messages = Array(repeating: [:], count: model.tiers.count)
    stages = Array(repeating: 0, count: model.tiers.count)
    orders = Array(repeating: Array(repeating: 0, count: bucketCount), count: model.tiers.count)
    for (network, plan) in zip(model.networks, study.plans) {
      for stage in network.stages { stages[model.tier(of: stage)] += 1 }
      for exception in plan.exceptions {
        messages[model.tier(of: network.stages[exception.stage])][exception.kind, default: 0] += 1
      }
      for order in plan.orders where order.releasePeriod <= bucket * bucketCount {
        let stage = network.stages[order.stage]
        orders[model.tier(of: stage)][(order.releasePeriod - 1) / bucket] +=
          order.quantity * (hasValue ? model.unitCost(of: stage) ?? 0 : 1)
      }
    }
  }

  /// Messages of one kind in all tiers.
  func count(_ kind: Kind) -> Int { messages.reduce(0) { $0 + $1[kind, default: 0] } }
}
