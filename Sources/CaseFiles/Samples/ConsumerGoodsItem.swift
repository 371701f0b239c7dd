import Foundation
import Probability
import SupplyNetwork

/// An item of the consumer goods sample, and how its demand behaves.
struct ConsumerGoodsItem {
  var id: String
  var name: String
  /// Money per unit.
  var unitCost: Double
  /// Money per unit.
  var price: Double
  /// Share of the annual value of all items.
  var valueShare: Double
  /// By cumulative annual value.
  var valueClass: Item.ValueClass = .c
  /// Days from the supplier to the central DC: 14 to 21, imported items 28 to 35.
  var leadTime: Int
  /// Height of the yearly wave, relative to the mean.
  var seasonality: Double
  /// Week of the highest season.
  var peakWeek: Double
  /// Weeks in which all stores run a promotion, and how much more they sell then.
  var promotions: [(week: Int, lift: Double)]
  /// Standard deviation of the logarithm of a store's weekly demand on top of what all stores share.
  var storeNoise: Double

  /// The assortment; further sizes of the same products once the catalogue is used up.
  static func assortment(seed: UInt64, count: Int) -> [ConsumerGoodsItem] {
    let catalogue = ConsumerGoodsCatalogue.products
    let sizes = max(1, (count + catalogue.count - 1) / catalogue.count)
    var usedNumbers: [Character: Int] = [:]
    var items: [ConsumerGoodsItem] = []
    for index in 0..<count {
      let place = count < catalogue.count ? index * catalogue.count / count : index % catalogue.count
      let product = catalogue[place]
      let size = index / catalogue.count
      var stream = RandomStream(seed: seed, path: [2, UInt64(index)])
      let unitCost = ((product.unitCost * (1 + 0.16 * (stream.uniform() - 0.5))) * 100).rounded() / 100
      let markup = 1.35 + 0.3 * stream.uniform()
      // Values fall off so fast that a fifth of the items hold about four fifths of the total.
      let rank = (Double(place) + (Double(size) + 0.5) / Double(sizes)) / Double(catalogue.count)
      let value = exp(0.2 * stream.normal() - 7.2 * rank)
      let promotions = (0..<(1 + Int(stream.uniform() * 3))).map { _ in
        (week: Int(stream.uniform() * 52), lift: 1.3 + 0.7 * stream.uniform())
      }
      usedNumbers[product.category, default: 0] += 1
      let number = usedNumbers[product.category] ?? 1
      items.append(
        ConsumerGoodsItem(
          id: "\(product.category)\(number < 10 ? "0" : "")\(number)",
          name: size == 0 ? product.name : "\(product.name), \(ConsumerGoodsCatalogue.size(size))",
          unitCost: unitCost, price: (unitCost * markup * 10).rounded(.down) / 10 + 0.09, valueShare: value,
          leadTime: (product.isImported ? 28 : 14) + Int(stream.uniform() * 8),
          seasonality: 0.05 + 0.17 * stream.uniform(), peakWeek: 52 * stream.uniform(), promotions: promotions,
          storeNoise: 0.2 + 0.16 * stream.uniform() + 0.12 * rank))
    }
    let total = items.reduce(0) { $0 + $1.valueShare }
    for index in items.indices { items[index].valueShare /= total }
    let classes = ABCClassification.classes(annualValues: items.map(\.valueShare))
    for index in items.indices { items[index].valueClass = classes[index] }
    return items
  }

  /// Expected demand of each week of the year, relative to the average week.
  var weeklyProfile: [Double] {
    var profile = (0..<52).map { 1 + seasonality * cos(2 * .pi * (Double($0) - peakWeek) / 52) }
    for promotion in promotions { profile[promotion.week] *= promotion.lift }
    let average = profile.reduce(0, +) / 52
    return profile.map { $0 / average }
  }

  /// `items.csv`.
  static func file(_ items: [ConsumerGoodsItem]) -> SampleFile {
    var table = CSVText(header: "item,name,unit_cost,price,class")
    for item in items {
      table.append(
        item.id, item.name, CSVText.number(item.unitCost, decimals: 2), CSVText.number(item.price, decimals: 2),
        item.valueClass.rawValue)
    }
    return SampleFile(name: "items.csv", text: table.text)
  }
}
