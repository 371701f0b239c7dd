public import SupplyNetwork

/// What happened in every period of one replication.
public struct SimulationTrace: Sendable, Equatable {
  /// Stages in the network.
  public let stageCount: Int
  /// Links in the network.
  public let linkCount: Int
  /// Periods played.
  public let periodCount: Int
  /// Measure, then period, then stage.
  private var measures: [Double]
  /// Period, then link.
  private var shipments: [Double]
  /// Period, then stage.
  private var outsideShipments: [Double]

  init(stageCount: Int, linkCount: Int, periodCount: Int) {
    self.stageCount = stageCount
    self.linkCount = linkCount
    self.periodCount = periodCount
    measures = [Double](repeating: 0, count: SimulationRun.Measure.allCases.count * periodCount * stageCount)
    shipments = [Double](repeating: 0, count: periodCount * linkCount)
    outsideShipments = [Double](repeating: 0, count: periodCount * stageCount)
  }

  /// A measure of one period at one stage: a stock at the end of the period or a flow during it, in units
  /// (``SimulationRun/Measure/cost`` in money; stockout measures 0 or 1).
  public func value(_ measure: SimulationRun.Measure, period: Int, stage: Int) -> Double {
    measures[(measure.rawValue * periodCount + period) * stageCount + stage]
  }

  /// Sent over a link of the network in a period, in units of the customer's item.
  public func shipment(link: Int, period: Int) -> Double { shipments[period * linkCount + link] }

  /// Sent to a stage by the outside supplier in a period, in units of the stage's item (kits, where the stage
  /// assembles).
  public func outsideShipment(stage: Int, period: Int) -> Double { outsideShipments[period * stageCount + stage] }

  mutating func set(_ measure: SimulationRun.Measure, period: Int, stage: Int, to value: Double) {
    measures[(measure.rawValue * periodCount + period) * stageCount + stage] = value
  }

  mutating func addShipment(link: Int?, stage: Int, period: Int, _ quantity: Double) {
    if let link {
      shipments[period * linkCount + link] += quantity
    } else {
      outsideShipments[period * stageCount + stage] += quantity
    }
  }
}
