import Testing

/// What holds for the text of every file.
struct TextRuleTests {
  @Test("no Swift file is longer than 500 lines")
  func length() {
    #expect(Repository.swiftFiles.flatMap(TextRule.tooLong) == [])
    #expect(TextRule.tooLong(file(String(repeating: "\n", count: 500))) == [])
    #expect(TextRule.tooLong(file(String(repeating: "\n", count: 501))).count == 1)
  }

  @Test("nothing is left unfinished")
  func unfinished() {
    #expect(Repository.swiftFiles.flatMap(TextRule.unfinished) == [])
    let found = TextRule.unfinished(file("let a = 1\n// TO" + "DO: the rest\n"))
    #expect(found == ["Sources/Solver/A.swift:2: unfinished work"])
    #expect(TextRule.unfinished(file("// FIX" + "ME\n")).count == 1)
    #expect(TextRule.unfinished(file("let AUTO" + "DOC = 1\n")) == [])
  }

  @Test("only the command line prints")
  func prints() {
    #expect(Repository.sources.flatMap(TextRule.prints) == [])
    #expect(TextRule.prints(file("  print(\"x\")\n")).count == 1)
    #expect(TextRule.prints(file("  if bad { debugPrint(x) }\n")).count == 1)
    #expect(TextRule.prints(file("blueprint(x); page.print(); // print(x)\n")) == [])
    #expect(TextRule.prints(file("let a = \"https://a.b\"; print(a)\n")).count == 1)
    #expect(TextRule.prints(Repository.File(path: "Sources/meio/Meio.swift", text: "print(1)\n")) == [])
  }

  @Test("no path of one machine")
  func machinePaths() {
    let documents = Repository.files(
      below: ["Sources", "Templates", "Assets", "Tests"], extensions: ["md", "yaml", "json", "mustache", "css", "sh"])
    #expect((Repository.swiftFiles + documents).flatMap(TextRule.machinePaths) == [])
    #expect(TextRule.machinePaths(file("let a = \"" + "/ro" + "ot/data\"\n")).count == 1)
    #expect(TextRule.machinePaths(file("let a = \"" + "/wo" + "rk/x\"; let b = \"../wo" + "rk/x\"\n")).count == 1)
    #expect(TextRule.machinePaths(file("let a = \"../wo" + "rk/x\"\n")) == [])
  }

  private func file(_ text: String) -> Repository.File {
    Repository.File(path: "Sources/Solver/A.swift", text: text)
  }
}
