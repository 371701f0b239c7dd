import SupplyNetwork

extension SampleCase {
  /// A consumer goods company: suppliers, a central DC, regional DCs and their stores, a year of weekly demand, and
  /// today's stock under rules of thumb, worth 8.5 million USD at the standard size and more in proportion to stores
  /// and items.
  ///
  /// Six rows of `demand.csv` are wrong on purpose, each in another way, unless it has too few right ones to go with
  /// them. The files depend on the arguments alone.
  ///
  /// - Parameters:
  ///   - seed: another seed gives other towns, volumes and stock.
  ///   - stores: at least 1.
  ///   - dcs: regional DCs, from 1 to the number of stores.
  ///   - items: at least 1.
  /// - Complexity: O(stores × items) time and memory.
  public static func consumerGoods(
    seed: UInt64, stores: Int = 25, dcs: Int = 3, items: Int = 48
  ) -> [SampleFile] {
    let storeCount = max(1, stores)
    let network = ConsumerGoodsNetwork(seed: seed, stores: storeCount, dcs: min(max(1, dcs), storeCount))
    let assortment = ConsumerGoodsItem.assortment(seed: seed, count: max(1, items))
    let covers = assortment.indices.map {
      ConsumerGoodsPractice.cover(seed: seed, index: $0, item: assortment[$0], network: network)
    }
    let stockValue = 8_500_000 * Double(network.stores.count) / 25 * Double(assortment.count) / 48
    let annualValue = stockValue * (1 - ConsumerGoodsStock.excessShare) / yearsOnHand(assortment, covers, network)

    var history = ConsumerGoodsHistory(network: network, items: assortment)
    var stock = ConsumerGoodsStock()
    for (index, item) in assortment.enumerated() {
      let weeklyUnits = annualValue * item.valueShare / item.unitCost / 52 / Double(network.stores.count)
      let demand = ConsumerGoodsDemand(
        seed: seed, index: index, item: item, weeklyUnits: weeklyUnits, network: network)
      history.add(demand, item: index)
      stock.add(
        seed: seed, index: index, item: item, cover: covers[index], demand: demand, network: network)
    }
    stock.fill(to: stockValue, items: assortment)
    var arguments = "--seed \(seed)"
    if stores != 25 { arguments += " --stores \(network.stores.count)" }
    if dcs != 3 { arguments += " --dcs \(network.dcs.count)" }
    if items != 48 { arguments += " --items \(assortment.count)" }
    return [
      settingsFile(arguments: arguments),
      network.locationsFile(central: "Central DC", dcs: "Regional DCs"), lanesFile(network, assortment),
      ConsumerGoodsItem.file(assortment), history.file, stock.file(items: assortment),
      serviceFile(network, assortment),
    ]
  }

  /// The value that the rules of thumb keep on hand, in years of the value of demand.
  private static func yearsOnHand(
    _ items: [ConsumerGoodsItem], _ covers: [ConsumerGoodsPractice.Cover], _ network: ConsumerGoodsNetwork
  ) -> Double {
    let total = Double(network.stores.count)
    var sizes = [Double](repeating: 0, count: network.dcs.count)
    for store in network.stores { sizes[store.dc] += store.size }
    let cycleDays = Double(ConsumerGoodsPractice.centralReviewPeriod - 1) / 2
    var days = 0.0
    for (item, cover) in zip(items, covers) {
      var itemDays = max(0, cover.central - Double(item.leadTime) - cycleDays)
      for (number, dc) in network.dcs.enumerated() {
        itemDays += (cover.dcs[number] - Double(dc.leadTime)) * sizes[number] / total
      }
      for (number, store) in network.stores.enumerated() {
        itemDays += (cover.stores[number] - Double(store.site.leadTime)) * store.size / total
      }
      days += item.valueShare * itemDays
    }
    return days / 365
  }

  private static func lanesFile(_ network: ConsumerGoodsNetwork, _ items: [ConsumerGoodsItem]) -> SampleFile {
    var table = CSVText(header: "from,to,item,lead_time,review_period")
    for item in items {
      table.append(
        "", network.central.id, item.id, String(item.leadTime), String(ConsumerGoodsPractice.centralReviewPeriod))
    }
    for dc in network.dcs { table.append(network.central.id, dc.id, "", String(dc.leadTime), "1") }
    for store in network.stores {
      table.append(network.dcs[store.dc].id, store.site.id, "", String(store.site.leadTime), "1")
    }
    return SampleFile(name: "lanes.csv", text: table.text)
  }

  private static func serviceFile(_ network: ConsumerGoodsNetwork, _ items: [ConsumerGoodsItem]) -> SampleFile {
    var table = CSVText(header: "location,item,class,measure,target")
    let bestSeller = items.indices.max { items[$0].valueShare < items[$1].valueShare } ?? 0
    // What stores promise to consumers needs a better promise from those that supply them.
    for site in [network.central] + network.dcs { table.append(site.id, "", "", "cycle_service_level", "0.97") }
    table.append("", items[bestSeller].id, "", "cycle_service_level", "0.99")
    table.append(network.stores[network.largestStore].site.id, "", "B", "cycle_service_level", "0.96")
    return SampleFile(name: "service.csv", text: table.text)
  }

  private static func settingsFile(arguments: String) -> SampleFile {
    SampleFile(
      name: "case.yaml",
      text: """
        title: Inventory review 2026
        organisation: Consumer Goods Example
        notice: "Synthetic data, written by meio sample consumer-goods \(arguments). No real company, product or place."
        as_of: \(ConsumerGoodsDemand.asOf)
        period: day
        currency: USD
        carrying_rate: 0.25
        service: {measure: cycle_service_level, default: 0.95, by_class: {A: 0.98, B: 0.95, C: 0.90}}
        demand: {distribution: auto, correlation: estimate}
        optimization: {model: guaranteed_service, max_service_time: 2}
        current_policy: from_inventory
        simulation: {periods: 365, warm_up: 90, replications: 30, seed: 1, unmet_demand: backorder}
        report: {template: executive, formats: [md, html, pdf, png, xlsx], page: A4, locale: en_US}
        plan: {start: 2027-01-01}

        """)
  }
}
