import Solver

/// Which command asks a method.
enum MethodCommand {
  /// The command with the name of the method, where it takes one; `nil` where only the library has it.
  static func name(for method: MethodDescription) -> String? {
    if PlanningMethod.named(method.name) != nil || method.name == SimulationSearch.description.name {
      return "meio solve --method \(method.name)"
    }
    if StageCommand.reaches(method.name) { return "meio stage \(method.name)" }
    if method.name == RequirementsPlanning.description.name { return "meio drp" }
    if method.name == ServiceBudget.description.name { return "meio frontier" }
    return nil
  }
}
