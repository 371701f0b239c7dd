import Testing

@testable import Drawing

@Suite struct PDFFileTests {
  @Test func addsWhatCairoCannot() throws {
    let file = try PDFFile(SampleDocument.bytes())
    let catalog = try file.dictionary(file.root)
    #expect(catalog["Lang"] == .text("en-GB"))
    #expect(
      catalog["ViewerPreferences"].map { String(decoding: $0.bytes, as: UTF8.self) } == "<< /DisplayDocTitle true\n>>")
    for page in try file.dictionary(catalog["Pages"]?.referenced)["Kids"]?.elements ?? [] {
      #expect(try file.dictionary(page.referenced)["Tabs"] == .name("S"))
    }
    let alternatives = try elements(of: file).compactMap(\.value["Alt"])
    #expect(alternatives == [.text("A bar (ä)"), .text("(plain) \\ text")])
  }

  @Test func everyPieceOfContentLeadsToAnElementOfTheTree() throws {
    let file = try PDFFile(SampleDocument.bytes())
    let elements = try elements(of: file)
    let known = Set(elements.map(\.number))
    let tree = try file.dictionary(file.dictionary(file.root)["StructTreeRoot"]?.referenced)
    let owners = try #require(try file.dictionary(tree["ParentTree"]?.referenced)["Nums"]).elements
      .compactMap(\.referenced).flatMap { try file.object($0).elements }
    let numbers = owners.compactMap(\.referenced)
    #expect(!numbers.isEmpty)
    #expect(numbers.allSatisfy(known.contains))
    // Every element but the outermost names the one that holds it.
    for (number, value) in elements {
      for kid in (value["K"]?.elements ?? []).compactMap(\.referenced) {
        #expect(try file.dictionary(kid)["P"] == .reference(number))
      }
    }
  }

  @Test func refusesWhatIsNoPDF() {
    let table = "xref\n0 2\n0000000000 65535 f \n0000000099 00000 n \ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    for text in [
      "", "startxref", "startxref 99999 %%EOF", "xref 0 9999999999 startxref 0 %%EOF", "xref 1 2 startxref 0 %%EOF",
      "xref 0 1 0000000000 65535 f trailer << /A startxref 0 %%EOF", "xref 0 1 x trailer startxref 0 %%EOF", table,
    ] {
      #expect(throws: DrawingError.self) {
        try AccessibilityUpdate.applied(to: Array(text.utf8), language: "en", elements: [])
      }
    }
  }

  @Test func neverLosesAValue() throws {
    let text = "<</A[1 -2 3 0 R 4.5/N(a(b)\\)c)<48 69>true null<</B/C>>]/D 7%x\n/E 8 9 R>>"
    var parser = PDFParser(Array(text.utf8), at: 0)
    let value = try parser.value()
    #expect(
      String(decoding: value.bytes, as: UTF8.self)
        == "<< /A [ 1 -2 3 0 R 4.5 /N (a(b)\\)c) <48 69> true null << /B /C\n>> ]\n/D 7\n/E 8 0 R\n>>")
    var again = PDFParser(value.bytes, at: 0)
    #expect(try again.value() == value)
  }

  @Test(arguments: ["[", "<<", "<</A", "<</A 1", "(", "]", "<< 1 2 >>", String(repeating: "[", count: 999), ")", ""])
  func endsAtBrokenValues(text: String) {
    var parser = PDFParser(Array(text.utf8), at: 0)
    if text == "(" {
      #expect(throws: Never.self) { try parser.value() }
    } else {
      #expect(throws: DrawingError.self) { try parser.value() }
    }
  }

  /// All structure elements, each before what it holds.
  private func elements(of file: PDFFile) throws -> [(number: Int, value: PDFDictionary)] {
    var found: [(number: Int, value: PDFDictionary)] = []
    let tree = try file.dictionary(file.dictionary(file.root)["StructTreeRoot"]?.referenced)
    var pending = (tree["K"]?.elements ?? []).compactMap(\.referenced)
    while let number = pending.popLast() {
      let value = try file.dictionary(number)
      found.append((number, value))
      pending += (value["K"]?.elements ?? []).compactMap(\.referenced).reversed()
    }
    return found
  }
}
