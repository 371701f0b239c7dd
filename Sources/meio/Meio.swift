import ArgumentParser

/// The command line.
@main
struct Meio: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "meio",
    abstract: "From a company's network data to a decision-ready inventory report.",
    discussion: """
      Reads a case folder (or one stage network), decides where safety stock should sit and how much, proves the plan \
      by simulation, and writes the report as Markdown, HTML and PDF with every chart.

      EXAMPLES
        meio sample consumer-goods --seed 1 my-case
        meio check my-case
        meio report my-case --out out
        meio watch my-case
        meio charts my-case --only network
        meio solve network.stages.json --json
        meio frontier my-case --budget 7000000
        meio scenarios my-case
        meio drp my-case
        meio compare review-2026-10 review-2026-11
        meio stage eoq --demand 1000 --order-cost 50 --holding-cost 2
        meio solvers
      """,
    version: version,
    subcommands: [
      ReportCommand.self, WatchCommand.self, ChartsCommand.self, CheckCommand.self, SolveCommand.self,
      SimulateCommand.self, ScenariosCommand.self, FrontierCommand.self, CompareCommand.self, DRPCommand.self,
      StageCommand.self, WorkerCommand.self, SolversCommand.self, SampleCommand.self, InitCommand.self,
      TemplatesCommand.self, BenchmarkCommand.self,
    ])
}
