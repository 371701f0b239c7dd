import Testing

@testable import CaseFiles

@Suite struct CSVReaderTests {
  private func records(_ text: String) -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var records: [[String]] = []
    while reader.next() == .record {
      records.append(reader.fields.map { String(decoding: reader.bytes[$0.start..<$0.end], as: UTF8.self) })
    }
    return records
  }

  @Test(arguments: ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2", "\u{FEFF}a,b\n1,2"])
  func splitsWithEveryLineEndAndByteOrderMark(text: String) {
    #expect(records(text) == [["a", "b"], ["1", "2"]])
  }

  @Test func keepsEmptyFieldsAndQuotesInsideUnquotedOnes() {
    #expect(records(",,\n5\" pipe,x,") == [["", "", ""], ["5\" pipe", "x", ""]])
  }

  @Test func readsQuotedFieldsOverLinesAndKnowsWhereEachFieldStands() {
    var reader = CSVReader(Array("\"a,\"\"b\"\"\",\"line\r\nbreak\",c\nd,e,f\n".utf8))
    #expect(reader.next() == .record)
    #expect(reader.fields.map(\.line) == [1, 1, 2])
    #expect(reader.fields.map(\.hasDoubledQuotes) == [true, false, false])
    #expect(reader.next() == .record)
    #expect(reader.recordLine == 3)
    #expect(reader.next() == .end)
  }

  @Test func tellsWhereAQuoteIsNotClosed() {
    var reader = CSVReader(Array("a,b\n1,\"open\n2,3\n".utf8))
    #expect(reader.next() == .record)
    #expect(reader.next() == .fault(.unclosedQuote(line: 2, field: 1)))
  }

  @Test func skipsALineWithTextAfterAQuote() {
    var reader = CSVReader(Array("\"a\"x,b\nc,d\n".utf8))
    #expect(reader.next() == .fault(.textAfterQuote(line: 1, field: 0)))
    #expect(reader.next() == .record)
    #expect(reader.recordLine == 2)
  }
}

@Suite struct DecimalNumberTests {
  private func parse(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return DecimalNumber.parse(bytes, 0..<bytes.count)
  }

  @Test(arguments: [
    "0", "-0", "+7", "12", "3.50", ".5", "5.", "1e-3", "1E22", "1e23", "0.1", "123456789012345678",
    "1234567890123456789012", "9007199254740993", "2.2250738585072014e-308", "4.9e-324", "179769313486231570e291",
    "0.000000000000000000000000000001",
  ])
  func agreesWithTheStandardLibrary(text: String) throws {
    let standard = text.hasSuffix(".") ? Double(text + "0") : Double(text)
    #expect(try #require(parse(text)).bitPattern == standard?.bitPattern)
  }

  @Test func agreesOnManyShortDecimals() throws {
    for value in stride(from: 0, to: 200_000, by: 7) {
      let text = "\(value / 1000).\(String(1000 + value % 1000).dropFirst())"
      #expect(parse(text) == Double(text))
    }
  }

  @Test(arguments: ["", "-", ".", "1,5", "1.2.3", "1e", "e5", "0x10", "nan", "inf", " 1", "1 ", "--1", "1e+"])
  func refusesWhatIsNoDecimal(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func numbersBeyondTheLargestDoubleAreInfinite() {
    #expect(parse("1e999") == .infinity)
    #expect(parse("1e99999999999999999999999") == .infinity)
  }
}

@Suite struct TextEncodingTests {
  @Test(arguments: ["", "plain ascii, longer than eight", "é – 漢字 🚀 \u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"])
  func acceptsCleanText(text: String) {
    #expect(TextEncoding.firstFault(in: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    [0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xC3], [0xE2, 0x82], [0x80],
  ])
  func refusesEveryIllFormedSequence(tail: [UInt8]) {
    let bytes = Array("first line\nsecond ".utf8) + tail
    #expect(TextEncoding.firstFault(in: bytes) == .invalidUTF8(line: 2))
  }

  @Test func findsNULAtAnyPosition() {
    for position in 0..<20 {
      var bytes = [UInt8](repeating: 0x61, count: 20)
      bytes[position] = 0
      #expect(TextEncoding.firstFault(in: bytes) == .nul(line: 1))
    }
  }
}

@Suite struct IdentifierIndexTests {
  @Test func findsEveryNameAndNoOther() {
    let names = (0..<5000).map { "name-\($0 * 37)" }
    let index = IdentifierIndex(names)
    for (position, name) in names.enumerated() { #expect(index.position(of: name) == position) }
    #expect(index.position(of: "name-1") == nil)
    #expect(index.position(of: "") == nil)
  }

  @Test func aNameKeepsItsFirstPosition() {
    var index = IdentifierIndex()
    #expect(index.insert("a") == 0)
    #expect(index.insert("b") == 1)
    #expect(index.insert("a") == 0)
    #expect(index.names == ["a", "b"])
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("stroe", "store"), ("Store", "store"), ("S10", "S1"), ("demnad", "demand"),
  ])
  func findsTheNearestName(text: String, expected: String) {
    #expect(Suggestion.nearest(to: text, among: ["demand", "store", "S1"]) == expected)
  }

  @Test func suggestsNothingFarAway() {
    #expect(Suggestion.nearest(to: "warehouse", among: ["demand", "store"]) == nil)
  }

  @Test func countsEdits() {
    func distance(_ left: String, _ right: String) -> Int {
      Suggestion.editDistance(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("ab", "ba") == 1)
    #expect(distance("", "abc") == 3)
  }
}
