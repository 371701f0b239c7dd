import Probability
import SupplyNetwork

/// Today's stock of the consumer goods sample at every place: what the rules of thumb leave on the shelf, and what was
/// bought in excess of them.
struct ConsumerGoodsStock {
  /// The share of the value on hand that is meant to stand above the order-up-to levels.
  static let excessShare = 0.09

  private var records: [(location: String, item: Int, record: ConsumerGoodsPractice.Record)] = []

  /// Adds the stock of an item at every place, from its demand.
  mutating func add(
    seed: UInt64, index: Int, item: ConsumerGoodsItem, cover: ConsumerGoodsPractice.Cover,
    demand: ConsumerGoodsDemand, network: ConsumerGoodsNetwork
  ) {
    var stream = RandomStream(seed: seed, path: [7, UInt64(index)])
    // Slow items are over-bought most often.
    let carelessness = item.valueClass == .a ? 0.04 : item.valueClass == .b ? 0.1 : 0.3
    let central = ConsumerGoodsPractice(
      cover: cover.central, safetyDays: 14, demand: demand.dailyMoments(ofStores: Array(network.stores.indices)),
      leadTime: item.leadTime, reviewPeriod: ConsumerGoodsPractice.centralReviewPeriod, supplierDelay: 0,
      excessLikelihood: carelessness, &stream
    ).record
    records.append((network.central.id, index, central))

    var delays: [Double] = []
    for (number, dc) in network.dcs.enumerated() {
      let served = network.stores.indices.filter { network.stores[$0].dc == number }
      let record = ConsumerGoodsPractice(
        cover: cover.dcs[number], safetyDays: 7, demand: demand.dailyMoments(ofStores: served), leadTime: dc.leadTime,
        reviewPeriod: 1, supplierDelay: central.delay, excessLikelihood: carelessness, &stream
      ).record
      records.append((dc.id, index, record))
      delays.append(record.delay)
    }
    for (number, store) in network.stores.enumerated() {
      let record = ConsumerGoodsPractice(
        cover: cover.stores[number], safetyDays: 2, demand: demand.dailyMoments(ofStores: [number]),
        leadTime: store.site.leadTime, reviewPeriod: 1, supplierDelay: delays[store.dc],
        excessLikelihood: 0.2 * carelessness, &stream
      ).record
      records.append((store.site.id, index, record))
    }
  }

  /// Puts excess on top of the places that have some until the value on hand reaches a total, in money.
  mutating func fill(to total: Double, items: [ConsumerGoodsItem]) {
    var value = 0.0
    var weight = 0.0
    for entry in records {
      value += items[entry.item].unitCost * entry.record.onHand
      weight += items[entry.item].unitCost * entry.record.excess
    }
    let scale = weight > 0 ? max(0, total - value) / weight : 0
    for index in records.indices where records[index].record.excess > 0 {
      let excess = (scale * records[index].record.excess).rounded()
      guard excess > 0 else { continue }
      records[index].record.onHand += excess
      records[index].record.onOrder = 0
    }
  }

  /// `inventory.csv`.
  func file(items: [ConsumerGoodsItem]) -> SampleFile {
    var table = CSVText(
      header: "location,item,on_hand,on_order,order_up_to,safety_stock,fill_rate,stockouts_per_month",
      capacity: 48 * records.count)
    for (location, item, record) in records {
      table.append(
        location, items[item].id, String(Int(record.onHand)), String(Int(record.onOrder)),
        String(Int(record.orderUpTo)), String(Int(record.safetyStock)),
        CSVText.number(record.fillRate, decimals: 4), CSVText.number(record.stockoutsPerMonth, decimals: 2))
    }
    return SampleFile(name: "inventory.csv", text: table.text)
  }
}
