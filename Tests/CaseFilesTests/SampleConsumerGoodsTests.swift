import CaseFiles
import SupplyNetwork
import Testing

/// What the consumer goods sample promises about itself.
struct SampleConsumerGoodsTests {
  static let files = SampleCase.consumerGoods(seed: 1)

  @Test("files are there, each once, ending with a line end")
  func files() {
    #expect(
      Self.files.map(\.name) == [
        "case.yaml", "locations.csv", "lanes.csv", "items.csv", "demand.csv", "inventory.csv", "service.csv",
      ])
    #expect(Self.files.allSatisfy { $0.text.hasSuffix("\n") && !$0.text.hasSuffix("\n\n") })
  }

  @Test("the case says that it is synthetic and how it was made")
  func notice() {
    let settings = Self.files[0].text
    #expect(settings.contains("Synthetic data, written by meio sample consumer-goods --seed 1."))
    let larger = SampleCase.consumerGoods(seed: 3, stores: 5, dcs: 2, items: 4)[0].text
    #expect(larger.contains("consumer-goods --seed 3 --stores 5 --dcs 2 --items 4."))
  }

  @Test("the same seed gives the same bytes, another seed others")
  func determinism() {
    let small = SampleCase.consumerGoods(seed: 1, stores: 6, dcs: 2, items: 5)
    #expect(small == SampleCase.consumerGoods(seed: 1, stores: 6, dcs: 2, items: 5))
    let other = SampleCase.consumerGoods(seed: 2, stores: 6, dcs: 2, items: 5)
    for name in ["locations.csv", "lanes.csv", "items.csv", "demand.csv", "inventory.csv"] {
      #expect(small.first { $0.name == name } != other.first { $0.name == name })
    }
  }

  @Test("stock on hand is worth 8.5 million at every seed", arguments: 1...3)
  func stockValue(seed: Int) throws {
    let files = seed == 1 ? Self.files : SampleCase.consumerGoods(seed: UInt64(seed))
    #expect((8_400_000...8_600_000).contains(try SampleTable.stockValue(in: files)))
  }

  @Test("stock grows with stores and items")
  func scaling() throws {
    let half = try SampleTable.stockValue(in: SampleCase.consumerGoods(seed: 1, stores: 50, dcs: 6, items: 12))
    #expect((4_100_000...4_400_000).contains(half))
  }

  @Test(
    "odd sizes make cases too",
    arguments: [(1, 1, 1), (2, 9, 3), (0, 0, 0), (30, 12, 60)])
  func oddSizes(stores: Int, dcs: Int, items: Int) throws {
    let files = SampleCase.consumerGoods(seed: 5, stores: stores, dcs: dcs, items: items)
    let locations = try SampleTable(files, "locations.csv")
    let served = Set(try SampleTable(files, "lanes.csv").column("to"))
    #expect(served == Set(locations.column("location")))
    #expect(locations.rows.count == 1 + min(max(1, dcs), max(1, stores)) + max(1, stores))
    for file in ["locations.csv", "items.csv"] {
      let identifiers = try SampleTable(files, file).rows.map { $0[0] }
      #expect(Set(identifiers).count == identifiers.count)
    }
    let names = locations.column("name") + (try SampleTable(files, "items.csv").column("name"))
    #expect(Set(names).count == names.count)
  }

  @Test("a fifth of the items are class A and hold four fifths of the value")
  func classes() throws {
    let items = try SampleTable(Self.files, "items.csv")
    let cost = Dictionary(
      uniqueKeysWithValues: zip(items.column("item"), items.column("unit_cost").map { Double($0) ?? 0 }))
    let valueClass = Dictionary(uniqueKeysWithValues: zip(items.column("item"), items.column("class")))
    let demand = try SampleTable(Self.files, "demand.csv")
    var value: [String: Double] = [:]
    for row in demand.rows {
      value[valueClass[row[2]] ?? "?", default: 0] += (Double(row[3]) ?? 0) * (cost[row[2]] ?? 0)
    }
    let total = value.values.reduce(0, +)
    #expect(Set(value.keys) == ["A", "B", "C"])
    #expect((0.7...0.85).contains((value["A"] ?? 0) / total))
    #expect((value["C"] ?? 0) / total < 0.1)
    let counts = ["A", "B", "C"].map { name in valueClass.values.filter { $0 == name }.count }
    #expect(counts.reduce(0, +) == 48)
    #expect((8...12).contains(counts[0]))
    #expect(counts[2] > counts[1])
  }

  @Test("today's stock is whole, never negative, and its service a fraction")
  func inventory() throws {
    let inventory = try SampleTable(Self.files, "inventory.csv")
    #expect(inventory.rows.count == 29 * 48)
    for row in inventory.rows {
      let numbers = row[2...].compactMap { Double($0) }
      try #require(numbers.count == 6)
      #expect(numbers.allSatisfy { $0 >= 0 })
      #expect(numbers[2] >= 1)
      #expect(numbers[4] <= 1)
    }
    // Rules of thumb leave some places above their order-up-to level, and some short.
    let excess = inventory.rows.filter { (Double($0[2]) ?? 0) > (Double($0[4]) ?? 0) }
    #expect((10...300).contains(excess.count))
    #expect(inventory.rows.contains { (Double($0[6]) ?? 1) < 0.9 })
  }

  @Test("a few items sell less than one a week and store, with many weeks without a row")
  func slowMovers() throws {
    let demand = try SampleTable(Self.files, "demand.csv")
    var units: [String: Double] = [:]
    var weeks: [String: Int] = [:]
    for row in demand.rows {
      units[row[2], default: 0] += Double(row[3]) ?? 0
      weeks[row[2], default: 0] += 1
    }
    let slow = units.filter { $0.value < 25 * 52 }.keys
    #expect((3...10).contains(slow.count))
    #expect(slow.allSatisfy { (weeks[$0] ?? 0) < 25 * 52 * 3 / 4 })
  }
}

/// A file of a sample, split at its commas; quoted fields keep theirs.
struct SampleTable {
  let header: [String]
  let rows: [[String]]

  init(_ files: [SampleFile], _ name: String) throws {
    let text = try #require(files.first { $0.name == name }).text
    var lines = text.split(separator: "\n").map(Self.fields)
    header = lines.removeFirst()
    rows = lines
  }

  /// The fields of a column from top to bottom.
  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  /// The value on hand, in money.
  static func stockValue(in files: [SampleFile]) throws -> Double {
    let items = try SampleTable(files, "items.csv")
    let cost = Dictionary(uniqueKeysWithValues: items.rows.map { ($0[0], Double($0[2]) ?? 0) })
    return try SampleTable(files, "inventory.csv").rows.reduce(0) { $0 + (cost[$1[1]] ?? 0) * (Double($1[2]) ?? 0) }
  }

  private static func fields(_ line: Substring) -> [String] {
    guard line.contains("\"") else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().reduce(into: [""]) {
      fields, part in
      if part.offset % 2 == 1 {
        fields[fields.count - 1] += part.element
      } else {
        let pieces = part.element.split(separator: ",", omittingEmptySubsequences: false)
        fields[fields.count - 1] += pieces[0]
        fields += pieces.dropFirst().map(String.init)
      }
    }
  }
}
