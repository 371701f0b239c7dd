import ArgumentParser
import Findings
import SupplyNetwork

/// Options of every command that solves and simulates.
struct StudyOptions: ParsableArguments {
  @Option(name: .long, help: "Networks worked on at a time. The results do not depend on it.")
  var threads = 2

  @Option(name: .long, help: "Seed of the simulation, instead of the case's own.")
  var seed: UInt64?

  @Option(name: .long, help: "Replications of the simulation, instead of the case's own.")
  var replications: Int?

  func validate() throws {
    guard threads >= 1 else { throw ValidationError("--threads must be at least 1") }
    guard replications.map({ (2...10_000).contains($0) }) ?? true else {
      throw ValidationError("--replications must be from 2 to 10,000")
    }
  }

  /// Settings of a case with these options in their place.
  func apply(to settings: inout CaseSettings) {
    if let seed { settings.simulation.seed = seed }
    if let replications { settings.simulation.replications = replications }
  }

  /// Reads, solves and simulates; shows how far it has come.
  func study(_ path: String) async throws -> Study {
    var input = try ProblemInput.read(path)
    apply(to: &input.model.settings)
    let line = ProgressLine()
    do {
      let study = try await Study.run(input, threads: threads) { finished, total in
        line.show("Solving and simulating: \(finished) of \(total)")
      }
      line.clear()
      return study
    } catch let error as StudyError {
      line.clear()
      Terminal.note("error: \(error.message)")
      throw error.isInfeasible ? ExitStatus.infeasible : ExitStatus.badInput
    }
  }
}
