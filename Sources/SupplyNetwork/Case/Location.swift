/// A place that holds or moves stock: a plant, a distribution centre, a store.
public struct Location: Sendable, Codable, Equatable {
  /// What a location is for. It decides wording and defaults, never the mathematics.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case supplier, plant, dc, store
  }

  /// The identifier used in every input file.
  public var id: String
  /// The name shown to readers; the identifier where the files give none.
  public var name: String
  /// Rank in the network: 0 is furthest upstream. Index into ``NetworkModel/tiers``.
  public var tier: Int
  /// What the location is for.
  public var kind: Kind
  /// Sales or supply region, when given.
  public var region: String?
  /// Largest stock the location can hold, in units. `nil` = unlimited.
  public var storageCapacity: Double?
  /// Rank of its orders at its suppliers, where these share by rank (``AllocationRule/priority``): lower is served first.
  public var priority = 0
  /// Degrees north, when given.
  public var latitude: Double?
  /// Degrees east, when given.
  public var longitude: Double?

  /// Makes a location; the name defaults to the identifier.
  public init(
    id: String, name: String? = nil, tier: Int = 0, kind: Kind = .dc, region: String? = nil,
    storageCapacity: Double? = nil, latitude: Double? = nil, longitude: Double? = nil
  ) {
    self.id = id
    self.name = name ?? id
    self.tier = tier
    self.kind = kind
    self.region = region
    self.storageCapacity = storageCapacity
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// A rank of the network: all locations at the same distance from the outside supplier.
public struct Tier: Sendable, Codable, Equatable {
  /// The name shown to readers ("Regional DCs").
  public var name: String
  /// What its locations are for.
  public var kind: Location.Kind

  /// Makes a tier.
  public init(name: String, kind: Location.Kind) {
    self.name = name
    self.kind = kind
  }
}
