import SupplyNetwork

/// `demand.csv` of the consumer goods sample as it grows item by item, with the rows that are wrong on purpose.
struct ConsumerGoodsHistory {
  /// What is wrong with a row.
  private enum Fault: Int, CaseIterable {
    case impossibleDate, negativeQuantity, unknownLocation, duplicateKey, decimalComma, missingQuantity
  }

  private var table: CSVText
  /// Where the wrong rows stand in the text, in bytes.
  private var wrongRows: [Range<Int>] = []
  private let items: [[UInt8]]
  private let stores: [[UInt8]]
  private let dates: [[UInt8]]

  /// Starts without rows.
  init(network: ConsumerGoodsNetwork, items: [ConsumerGoodsItem]) {
    table = CSVText(
      header: "date,location,item,quantity",
      capacity: 24 * items.count * network.stores.count * ConsumerGoodsDemand.weeks)
    self.items = items.map { Array($0.id.utf8) }
    stores = network.stores.map { Array($0.site.id.utf8) }
    dates = (0..<ConsumerGoodsDemand.weeks).map {
      Array(ConsumerGoodsDemand.firstDate.adding(days: 7 * $0).description.utf8)
    }
  }

  /// The file; without the wrong rows where they are a hundredth of all or more, which a reader refuses.
  var file: SampleFile {
    let isTolerable = wrongRows.count * 100 < table.rowCount
    return SampleFile(name: "demand.csv", text: isTolerable ? table.text : table.text(without: wrongRows))
  }

  /// Adds the demand of an item. Slow movers (less than a unit a week) have rows for the first week
  /// and for weeks with demand.
  mutating func add(_ demand: ConsumerGoodsDemand, item: Int) {
    for store in stores.indices {
      let weeks = demand.weeks(ofStore: store)
      let isSlow = weeks.reduce(0, +) < ConsumerGoodsDemand.weeks
      for (week, quantity) in weeks.enumerated() where quantity > 0 || !isSlow || week == 0 {
        table.append(dates[week], stores[store], items[item], quantity)
      }
    }
    for fault in Fault.allCases where item == (fault.rawValue + 1) * items.count / (Fault.allCases.count + 1) {
      let start = table.byteCount
      addWrongRow(fault, demand, item: item)
      wrongRows.append(start..<table.byteCount)
    }
  }

  /// Adds a row that a careful reader leaves out. None of them stands in for a right one.
  private mutating func addWrongRow(_ fault: Fault, _ demand: ConsumerGoodsDemand, item: Int) {
    let store = (fault.rawValue + 1) * stores.count / (Fault.allCases.count + 1)
    let week = 7 * (fault.rawValue + 1)
    let date = String(decoding: dates[week], as: UTF8.self)
    let location = String(decoding: stores[store], as: UTF8.self)
    let id = String(decoding: items[item], as: UTF8.self)
    let quantity = String(demand.weeks(ofStore: store)[store * ConsumerGoodsDemand.weeks + week])
    switch fault {
    case .impossibleDate: table.append("2026-02-30", location, id, quantity)
    case .negativeQuantity: table.append(date, location, id, "-12")
    case .unknownLocation: table.append(date, location + "X", id, quantity)
    case .duplicateKey: table.append(date, location, id, "7")
    case .decimalComma: table.append(date, location, id, "12,5")
    case .missingQuantity: table.append(date, location, id, "")
    }
  }
}
