import ArgumentParser
import CaseFiles
import Findings
import SupplyNetwork

/// The scenario that a command works on instead of the case as it is.
struct ScenarioOption: ParsableArguments {
  @Option(
    name: .customLong("scenario"),
    help: "A scenario of case.yaml, or a built-in one (stretch, demand-up, lead-time-up, supplier-out).")
  var name: String?

  /// The input as the scenario has it; an exit where there is no such scenario, or where nothing can be planned in it.
  func applied(to input: StudyInput) throws(ExitCode) -> StudyInput {
    guard let name else { return input }
    return try Self.input(input, inScenario: name)
  }

  /// An input as a scenario of a name has it.
  static func input(_ input: StudyInput, inScenario name: String) throws(ExitCode) -> StudyInput {
    guard let planningCase = input.planningCase else {
      throw Terminal.fail([
        Issue(
          .error, code: "no-scenario", "a stage network has no scenarios",
          hint: "name a case folder; `meio scenarios FILE` plays the built-in ones")
      ])
    }
    guard let scenario = Scenario.named(name, in: planningCase.settings) else {
      let names = (planningCase.settings.scenarios + Scenario.builtIn).map(\.name)
      let isPlan = Scenario.planNames.contains(name.lowercased())
      throw Terminal.fail([
        Issue(
          .error, code: "unknown-scenario",
          isPlan
            ? "“\(name)” is a plan, and no change of the case; expected one of \(names.joined(separator: ", "))"
            : "there is no scenario “\(name)”; expected one of \(names.joined(separator: ", "))",
          hint: isPlan
            ? "`meio scenarios` and the report show it"
            : Suggestion.nearest(to: name, among: names).map { "did you mean “\($0)”?" })
      ])
    }
    var changed = input
    let applied = planningCase.applying(scenario)
    changed.planningCase = applied
    changed.model = try Terminal.checked { () throws(IssueList) in
      let model = try NetworkModel(applied)
      guard !model.networks.isEmpty else {
        throw IssueList([
          Issue(
            .error, code: Issue.noDemand, "in the scenario “\(scenario.name)” no location has any demand",
            hint: "so that there is nothing to plan")
        ])
      }
      return model
    }
    return changed
  }
}
