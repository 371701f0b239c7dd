import ArgumentParser
import Reporting

/// `meio templates`: the templates of the report.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "List the report templates, or write them out to change them.",
    discussion: """
      EXAMPLES
        meio templates list
        meio templates eject my-templates
        meio report my-case --templates my-templates
      """,
    subcommands: [List.self, Eject.self])

  /// `meio templates list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the built-in templates.")

    func run() throws {
      try Terminal.output(TemplateLibrary().files.map { $0.name + "\n" }.joined())
    }
  }

  /// `meio templates eject`.
  struct Eject: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the built-in templates to a folder.",
      discussion: """
        What you change there takes the place of the built-in templates when `meio report --templates` names the folder.

        EXAMPLES
          meio templates eject my-templates
        """)

    @Argument(help: "The folder to write.")
    var folder: String

    @Flag(name: .long, help: "Write into a folder that is not empty.")
    var force = false

    func run() throws {
      try NewFiles.write(TemplateLibrary().files, to: folder, force: force)
    }
  }
}
