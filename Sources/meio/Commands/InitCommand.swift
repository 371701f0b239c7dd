import ArgumentParser
import CaseFiles

/// `meio init`: an empty case folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write an empty case folder: a commented case.yaml and every CSV file with its header.",
    discussion: """
      Fill in locations.csv, lanes.csv, items.csv and demand.csv (or demand_rates.csv); delete what you do not use. A \
      folder that is not empty is left alone.

      EXAMPLES
        meio init my-case
        meio check my-case
      """)

  @Argument(help: "The folder to write.")
  var folder: String

  func run() throws {
    try NewFiles.write(CaseFolderTemplate.files, to: folder, force: false)
  }
}
