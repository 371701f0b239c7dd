import Testing

/// Imports go down only.
struct ImportRuleTests {
  @Test("no module imports what stands beside or above it")
  func direction() {
    #expect(Repository.sources.count > 20)
    #expect(Repository.sources.flatMap(ImportRule.violations) == [])
  }

  @Test("every module of the package is in the table")
  func tableIsComplete() {
    #expect(Repository.moduleFolders.filter { ImportRule.allowed[$0] == nil } == [])
    let table = Set(ImportRule.allowed.keys)
    #expect(table.subtracting(Repository.moduleFolders) == ["Templates", "Assets"])
  }

  @Test("the table has no cycle")
  func tableGoesDown() {
    var left = ImportRule.allowed
    while let next = left.first(where: { left.keys.filter($0.value.contains).isEmpty })?.key { left[next] = nil }
    #expect(left.isEmpty)
  }

  @Test(
    "every form of import is seen",
    arguments: [
      "import Solver", "public import Solver", "internal import Solver", "package import Solver",
      "@testable import Solver", "@preconcurrency public import Solver", "  import Solver // why",
      "import struct Solver.GuaranteedService", "import Solver;",
    ])
  func importForms(line: String) {
    #expect(ImportRule.importedModule(in: line[...]) == "Solver")
  }

  @Test("other lines are no imports", arguments: ["// import Solver", "let important = 1", "", "importSolver()"])
  func noImport(line: String) {
    #expect(ImportRule.importedModule(in: line[...]) == nil)
  }

  @Test(
    "an import sideways or up is found",
    arguments: [
      ("Sources/Solver/Plan.swift", "Simulator"), ("Sources/Drawing/Canvas.swift", "SupplyNetwork"),
      ("Sources/Probability/Normal.swift", "SupplyNetwork"), ("Sources/CaseFiles/Reader.swift", "Findings"),
      ("Assets/Assets.swift", "Reporting"), ("Sources/Charting/Axis.swift", "PageLayout"),
    ])
  func finds(path: String, imported: String) {
    let file = Repository.File(path: path, text: "import Foundation\npublic import \(imported)\n")
    #expect(ImportRule.violations(in: file).count == 1)
    #expect(ImportRule.violations(in: file).first?.hasPrefix("\(path):2:") == true)
  }

  @Test("a module that the table does not know is found")
  func unknownModule() {
    let file = Repository.File(path: "Sources/Extras/Extra.swift", text: "")
    #expect(ImportRule.violations(in: file).count == 1)
  }
}
