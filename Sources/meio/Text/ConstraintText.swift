import ArgumentParser
import CaseFiles
import Findings
import SupplyNetwork

/// What limits on stock, fixed base stocks and storage do to optimal plans, for a terminal.
enum ConstraintText {
  /// A sentence or two for each kind that there is; none where nothing is limited or fixed, or no plan exists. Costs are
  /// those of the plan's own text: of a year for a case, of a period for a stage network.
  ///
  /// - Throws: where a network without its limits cannot be solved.
  static func sentences(
    _ input: StudyInput, capacity: CapacityStudy?, threads: Int
  ) async throws(ExitCode) -> [String] {
    let model = input.model
    let studies = await parallelMap(model.networks.count, threads: threads) { index in
      Result { () throws(StudyError) in try LimitStudy(model, index: index, capacity: capacity) }
    }
    var found: [LimitStudy] = []
    for study in studies {
      switch study {
      case .success(let study): found.append(study)
      case .failure(let error): throw Terminal.fail([Issue(.error, code: "invalid", error.message)])
      }
    }
    return ConstraintFindings(
      model: model, planningCase: input.planningCase, capacity: capacity, limits: found,
      isPerPeriod: input.planningCase == nil)?.sentences ?? []
  }
}
