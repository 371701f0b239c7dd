import Foundation
import Probability

/// The places of the consumer goods sample: a central DC, regional DCs and the stores that each of them serves.
struct ConsumerGoodsNetwork {
  /// A place.
  struct Site {
    var id: String
    var name: String
    var region: String
    var latitude: Double
    var longitude: Double
    /// Days from its supplier to it.
    var leadTime: Int
  }

  /// A store.
  struct Store {
    var site: Site
    /// Index of the DC that serves it.
    var dc: Int
    /// Its volume, relative to the average store.
    var size: Double
  }

  /// The DC that suppliers deliver to.
  let central: Site
  /// The DCs that the central one serves.
  let dcs: [Site]
  /// All stores, those of one DC together.
  let stores: [Store]

  /// Makes a network; every DC gets at least one store.
  init(seed: UInt64, stores storeCount: Int, dcs dcCount: Int) {
    var stream = RandomStream(seed: seed, path: [1])
    let firstTown = Int(stream.uniform() * 600)
    let dcDigits = String(dcCount).count
    let storeDigits = String(storeCount).count
    central = Site(
      id: "CDC", name: "Central DC \(Self.town(firstTown))", region: "Central", latitude: 39.6, longitude: -94.8,
      leadTime: 0)

    var dcs: [Site] = []
    var uses: [String: Int] = [:]
    for index in 0..<dcCount {
      let angle = 2 * Double.pi * (Double(index) + 0.2 * stream.uniform()) / Double(dcCount)
      let region = Self.region(angle, &uses)
      dcs.append(
        Site(
          id: "DC" + Self.padded(index + 1, dcDigits), name: "\(region) DC \(Self.town(firstTown + index + 1))",
          region: region, latitude: 39.6 + 4 * cos(angle), longitude: -94.8 + 9 * sin(angle),
          leadTime: 3 + Int(stream.uniform() * 4)))
    }

    let sizes = (0..<storeCount).map { _ in exp(0.5 * stream.normal()) }
    let averageSize = sizes.reduce(0, +) / Double(storeCount)
    var stores: [Store] = []
    for index in 0..<storeCount {
      let dc = index * dcCount / storeCount
      let north = 3.6 * stream.uniform() - 1.8
      let east = 4.4 * stream.uniform() - 2.2
      let far = (north * north + east * east).squareRoot() > 1.5
      stores.append(
        Store(
          site: Site(
            id: "S" + Self.padded(index + 1, storeDigits), name: Self.town(firstTown + dcCount + index + 1),
            region: dcs[dc].region, latitude: dcs[dc].latitude + north, longitude: dcs[dc].longitude + east,
            leadTime: far ? 2 : 1),
          dc: dc, size: sizes[index] / averageSize))
    }
    self.dcs = dcs
    self.stores = stores
  }

  /// `locations.csv`, with the names of the upper tiers.
  func locationsFile(central centralTier: String, dcs dcTier: String) -> SampleFile {
    var table = CSVText(header: "location,name,tier,kind,region,latitude,longitude")
    func add(_ site: Site, _ tier: String, _ kind: String) {
      table.append(
        site.id, site.name, tier, kind, site.region, CSVText.number(site.latitude, decimals: 3),
        CSVText.number(site.longitude, decimals: 3))
    }
    add(central, centralTier, "dc")
    for dc in dcs { add(dc, dcTier, "dc") }
    for store in stores { add(store.site, "Stores", "store") }
    return SampleFile(name: "locations.csv", text: table.text)
  }

  /// The store with the largest volume.
  var largestStore: Int { stores.indices.max { stores[$0].size < stores[$1].size } ?? 0 }

  /// A made-up town, another one for each number below 6,600.
  private static func town(_ number: Int) -> String {
    let beginnings = [
      "Ash", "Brook", "Cedar", "Dun", "Elm", "Fair", "Glen", "Hazel", "Iron", "Juniper", "Kings", "Lake", "Maple",
      "North", "Oak", "Pine", "Quarry", "River", "Stone", "Thorn", "Up", "Vine", "Willow", "Yarrow", "Birch", "Clear",
      "Deer", "East", "Fox", "Green",
    ]
    let endings = [
      "ford", "field", "ton", "dale", "bridge", "mere", "wick", "haven", "brook", "side", "view", "crest", "port",
      "gate", "stead", "ridge", "vale", "wood", "well", "mont",
    ]
    let qualifiers = [
      "", "New ", "Old ", "West ", "East ", "Upper ", "Lower ", "Port ", "Mount ", "Saint ", "Grand ",
    ]
    let place = number % 600
    let beginning = place % 30
    let town = beginnings[beginning] + endings[(place / 30 + 7 * beginning) % 20]
    return qualifiers[number / 600 % qualifiers.count] + town
  }

  /// The point of the compass at an angle from north, in radians, with a number where it is taken.
  private static func region(_ angle: Double, _ uses: inout [String: Int]) -> String {
    let points = ["North", "Northeast", "East", "Southeast", "South", "Southwest", "West", "Northwest"]
    let point = points[Int((angle / (.pi / 4)).rounded()) % points.count]
    uses[point, default: 0] += 1
    let number = uses[point] ?? 1
    return number == 1 ? point : "\(point) \(number)"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
