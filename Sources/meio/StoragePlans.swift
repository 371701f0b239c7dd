import ArgumentParser
import Findings
import SupplyNetwork

/// Plans of a case whose locations can hold only so much.
enum StoragePlans {
  /// How the optimal plans fill the locations of a case; `nil` where no location states a storage capacity.
  static func capacity(of model: NetworkModel) throws(ExitCode) -> CapacityStudy? {
    try checked { () throws(StudyError) -> CapacityStudy? in try CapacityStudy(model) }
  }

  /// The optimal plans, those replaced that have to make room.
  static func makingRoom(
    _ plans: [StockingPlan], model: NetworkModel, capacity: CapacityStudy?, inWholeUnits: Bool = true
  ) throws(ExitCode) -> [StockingPlan] {
    guard let capacity else { return plans }
    return try checked { () throws(StudyError) in
      try capacity.makingRoom(plans, model: model, inWholeUnits: inWholeUnits)
    }
  }

  private static func checked<Value>(_ step: () throws(StudyError) -> Value) throws(ExitCode) -> Value {
    do {
      return try step()
    } catch {
      throw Terminal.fail([Issue(.error, code: "invalid", error.message)])
    }
  }
}
