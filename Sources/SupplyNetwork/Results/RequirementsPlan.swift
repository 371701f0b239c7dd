/// When each stage of one network needs and orders how much: time-phased records, period by period.
///
/// Periods count from 1, the first after today. What is planned follows the sequence of events: receive, serve the
/// requirements, order, ship, count.
public struct RequirementsPlan: Sendable, Codable, Equatable {
  /// The record of one stage; each row has one value per period, in units of the stage's item.
  public struct StageRecord: Sendable, Codable, Equatable {
    /// Periods from the release of an order to its receipt: processing time and the longest way of any input.
    public var leadTime: Int
    /// Units on hand today, less what is owed to customers.
    public var onHand: Double
    /// Units that the projected stock shall not fall below.
    public var safetyStock: Double
    /// Demand from outside and what customers inside the network draw.
    public var grossRequirements: [Double]
    /// Orders under way, by the period in which they are due.
    public var scheduledReceipts: [Double]
    /// Units on hand at the end of the period as everything is scheduled and planned; below zero what is owed.
    public var projectedOnHand: [Double]
    /// What is missing to the safety stock once all before is covered and scheduled receipts come when needed.
    public var netRequirements: [Double]
    /// Planned orders by the period in which they arrive.
    public var plannedReceipts: [Double]
    /// Planned orders by the period in which they are released.
    public var plannedReleases: [Double]

    /// Makes a record.
    public init(
      leadTime: Int, onHand: Double, safetyStock: Double, grossRequirements: [Double], scheduledReceipts: [Double],
      projectedOnHand: [Double], netRequirements: [Double], plannedReceipts: [Double], plannedReleases: [Double]
    ) {
      self.leadTime = leadTime
      self.onHand = onHand
      self.safetyStock = safetyStock
      self.grossRequirements = grossRequirements
      self.scheduledReceipts = scheduledReceipts
      self.projectedOnHand = projectedOnHand
      self.netRequirements = netRequirements
      self.plannedReceipts = plannedReceipts
      self.plannedReleases = plannedReleases
    }
  }

  /// Something that a planner has to decide.
  public struct Exception: Sendable, Codable, Equatable {
    /// What is to be decided, the most urgent first.
    public enum Kind: String, Sendable, Codable, CaseIterable, Comparable {
      /// Less is on hand than is asked for: from the first to the last such period, the most that is owed.
      case shortage
      /// An order should have been released earlier than it can be: from the period wanted to that planned.
      case pastDueRelease = "past_due_release"
      /// A scheduled receipt is needed earlier: from the period scheduled to that needed.
      case expedite
      /// Less is on hand than the safety stock: from the first to the last such period, the most that is missing.
      case belowSafetyStock = "below_safety_stock"
      /// A scheduled receipt is not needed within the horizon.
      case cancel
      /// A scheduled receipt is needed later: from the period scheduled to that needed.
      case `defer` = "defer"

      /// The more urgent first.
      public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }
      private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What is to be decided.
    public var kind: Kind
    /// Index of the stage.
    public var stage: Int
    /// Units concerned.
    public var quantity: Double
    /// Period from which; 0 and less is before today.
    public var fromPeriod: Int
    /// Period to which. `nil` = none.
    public var toPeriod: Int?

    /// Makes an exception.
    public init(kind: Kind, stage: Int, quantity: Double, fromPeriod: Int, toPeriod: Int?) {
      self.kind = kind
      self.stage = stage
      self.quantity = quantity
      self.fromPeriod = fromPeriod
      self.toPeriod = toPeriod
    }
  }

  /// An order that is proposed.
  public struct PlannedOrder: Sendable, Equatable {
    /// Index of the stage that orders.
    public var stage: Int
    /// Units of the stage's item.
    public var quantity: Double
    /// Period of its release.
    public var releasePeriod: Int
    /// Period of its receipt, which may lie beyond the horizon.
    public var receiptPeriod: Int
  }

  /// Name of the network.
  public var name: String
  /// Periods planned.
  public var periods: Int
  /// One record per stage, in the network's order.
  public var stages: [StageRecord]
  /// What planners have to decide, by stage, then the more urgent, then the earlier first.
  public var exceptions: [Exception]

  /// Makes a plan.
  public init(name: String, periods: Int, stages: [StageRecord], exceptions: [Exception]) {
    self.name = name
    self.periods = periods
    self.stages = stages
    self.exceptions = exceptions
  }

  /// All orders released within the horizon, by stage, then period.
  public var orders: [PlannedOrder] {
    stages.indices.flatMap { stage in
      let record = stages[stage]
      return record.plannedReleases.indices.compactMap { index -> PlannedOrder? in
        let quantity = record.plannedReleases[index]
        guard quantity > 0 else { return nil }
        return PlannedOrder(
          stage: stage, quantity: quantity, releasePeriod: index + 1, receiptPeriod: index + 1 + record.leadTime)
      }
    }
  }
}
