import ArgumentParser
import CaseFiles
import Findings
import SupplyNetwork

/// Options of every command that solves and simulates.
struct StudyOptions: ParsableArguments {
  @OptionGroup var threadOptions: ThreadOptions
  @OptionGroup var simulation: SimulationOptions

  /// Networks worked on at a time.
  var threads: Int { threadOptions.count }

  /// Reads what is to be studied.
  func input(_ path: String) throws(ExitCode) -> StudyInput {
    var input = try ProblemInput.read(path, heedsBudget: true)
    simulation.apply(to: &input.model)
    for warning in simulation.warnings(input.model.settings) { Terminal.note("warning: \(warning)") }
    return input
  }

  /// Solves and simulates; shows how far it has come.
  func study(_ input: StudyInput) async throws(ExitCode) -> Study {
    let line = ProgressLine()
    do {
      let study = try await Study.run(input, threads: threads) { finished, total in
        line.show("Solving and simulating: \(finished) of \(total)")
      }
      line.clear()
      return study
    } catch {
      line.clear()
      let lead = error.isInfeasible ? "no feasible plan: " : ""
      for message in error.message.split(separator: "\n") {
        Terminal.note("error: \(lead)\(IssueFormatter.visible(String(message)))")
      }
      throw error.isInfeasible ? ExitStatus.infeasible : ExitStatus.badInput
    }
  }
}
